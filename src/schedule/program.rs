//! The compiled day of an arm.

use crate::model::{Channels, Habit, History, Method, Tick, Wave};

/// The day of an arm, as a backend simulates it.
#[derive(Clone, Debug)]
pub struct Program {
    /// Rows of channels to which runs refer.
    pub channels: Vec<Channels<f32>>,
    /// Tables of waves to which runs refer.
    pub waves: Vec<Vec<Wave>>,
    /// The parts of the day, in order of time. The first one is the time before the timeline.
    pub segments: Vec<Segment>,
    /// Bouts to which segments refer. A backend gets one gate per bout and person.
    pub bouts: Vec<Bout>,
    /// Moments at which the time course is read.
    pub ticks: Vec<Tick>,
    /// Longest possible duration of each phase (s).
    pub phase_s: Vec<f64>,
    /// What people did before the timeline.
    pub history: History,
}

/// A part of the day.
#[derive(Clone, Debug, PartialEq)]
pub enum Segment {
    /// The same for everybody.
    Common(Vec<Op>),
    /// From the start of a bout to the start of the next one, or to the end of the phase.
    Bout {
        /// Index of the bout.
        bout: usize,
        /// The operations of people who do the bout.
        done: Vec<Op>,
        /// The operations of people who do not.
        skipped: Vec<Op>,
    },
}

/// An operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// Simulates time.
    Run(Run),
    /// Records something.
    Mark(Mark),
}

/// Equal windows in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// The phase, because the length of a phase may differ between people; `None` before the timeline begins.
    pub phase: Option<usize>,
    /// Start of the first window, counted from the start of the phase (s).
    pub start_s: f32,
    /// Length of a window (s).
    pub window_s: f32,
    /// Number of windows.
    pub count: u32,
    /// Row of the channels.
    pub channels: usize,
    /// Table of the waves within a window.
    pub waves: usize,
    /// The method that computes the steps of the blood.
    pub method: Method,
    /// For windows of skipped cycles: the drift of the blood. Averages stay those of the last simulated cycle.
    pub skipped: Option<Skipped>,
    /// Whether the slow states are advanced. They are constant during the examination.
    pub slow_states: bool,
    /// Whether a stocking may be worn.
    pub stocking: bool,
    /// Whether the window counts for the outcomes.
    pub assessed: bool,
    /// Whether people sit in a vehicle.
    pub vehicle: bool,
    /// Whether the assessed phases are over and swelling recedes.
    pub recovery: bool,
}

/// Drift of the blood in a window of skipped cycles. The rest of the drift fades by a constant share per cycle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Skipped {
    /// Drift over the window, as a multiple of the drift in the cycle before it.
    pub drift: f32,
    /// Drift of the last skipped cycle, as a multiple of the drift in the cycle before the window.
    pub decay: f32,
}

/// Something to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Lying and rested: reference volumes.
    RestingState,
    /// The conditions of the tissue in a habit; the second number is the row of channels.
    Habit(Habit, usize),
    /// The start of the timeline: tissue fluid follows from the history.
    Start,
    /// Legs raised: the volume of the emptied calf.
    EmptyVolume,
    /// Standing: the volume of the full calf.
    FullVolume,
    /// After one tiptoe: the volume that is left.
    VolumeAfterTiptoe,
    /// Ten minutes after the start of the first assessed phase, or its start if it is shorter.
    Settled,
    /// The end of the last assessed phase.
    AssessmentEnd,
    /// A reading of the time course, by its index in `ticks`.
    Tick(usize),
}

/// A bout of an intervention, at a fixed time of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bout {
    /// Index of the intervention in the scenario.
    pub intervention: usize,
    /// Number of the bout over the whole timeline; it keys the adherence draw.
    pub number: u32,
    /// Phase.
    pub phase: usize,
    /// End, counted from the start of the phase (min). People whose phase ends earlier do not do the bout.
    pub end_min: u32,
}

impl Segment {
    /// The operations of a person; `did` returns whether the person does the bout with this index.
    pub fn ops(&self, did: impl FnOnce(usize) -> bool) -> &[Op] {
        match self {
            Self::Common(ops) => ops,
            Self::Bout { bout, done, skipped } => {
                if did(*bout) {
                    done
                } else {
                    skipped
                }
            }
        }
    }

    /// The operations of all people, to change them.
    pub fn all_ops_mut(&mut self) -> impl Iterator<Item = &mut Op> {
        let [ops, others] = match self {
            Self::Common(ops) => [Some(ops), None],
            Self::Bout { done, skipped, .. } => [Some(done), Some(skipped)],
        };
        ops.into_iter().chain(others).flatten()
    }
}

impl Program {
    /// The operations of a person, in order of time; `did` returns whether the person does the bout with this index.
    pub fn ops(&self, did: impl Fn(usize) -> bool) -> impl Iterator<Item = &Op> {
        self.segments.iter().flat_map(move |segment| segment.ops(&did))
    }

    /// Whether both days have the same time before the timeline.
    pub fn begins_like(&self, other: &Self) -> bool {
        let same = |op: (&Op, &Op)| match op {
            (Op::Run(run), Op::Run(of_other)) => {
                run == of_other
                    && self.channels[run.channels].to_array() == other.channels[of_other.channels].to_array()
                    && self.waves[run.waves] == other.waves[of_other.waves]
            }
            (op, of_other) => op == of_other,
        };
        let [ops, of_other] = [self, other].map(|program| program.segments.first().map(|first| first.ops(|_| false)));
        let (Some(ops), Some(of_other)) = (ops, of_other) else { return false };
        self.history == other.history && ops.len() == of_other.len() && ops.iter().zip(of_other).all(same)
    }

    /// Number of blood steps for a person with the longest possible phases who does every bout.
    pub fn blood_steps(&self) -> u64 {
        self.runs().map(|run| self.steps(run)).sum()
    }

    /// Number of blood steps of a run.
    pub fn steps(&self, run: &Run) -> u64 {
        let steps = if run.skipped.is_none() { self.waves[run.waves].len() - 1 } else { 0 };
        u64::from(run.count) * steps as u64
    }

    /// Number of windows for the same person, those of skipped cycles included.
    pub fn windows(&self) -> u64 {
        self.runs().map(|run| u64::from(run.count)).sum()
    }

    /// Runs of a person who does every bout, in order.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.ops(|_| true).filter_map(|op| match op {
            Op::Run(run) => Some(run),
            Op::Mark(_) => None,
        })
    }
}
