//! The compiled day of an arm.

use crate::model::{Channels, Damping, Tick, Wave};

/// Everything that a backend needs to know of an arm's day.
#[derive(Clone, Debug)]
pub struct Program {
    /// Channel rows that runs refer to.
    pub channels: Vec<Channels<f32>>,
    /// Wave tables that runs refer to.
    pub waves: Vec<Vec<Wave>>,
    /// What happens, in order.
    pub ops: Vec<Op>,
    /// Bouts that runs refer to; a backend gets one gate for each and person.
    pub bouts: Vec<Bout>,
    /// Moments at which the time course is read.
    pub ticks: Vec<Tick>,
    /// Longest possible duration of each phase (s).
    pub phase_s: Vec<f64>,
}

/// One entry of the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// Time passes.
    Run(Run),
    /// Something is noted.
    Mark(Mark),
}

/// Equal windows in a row.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Run {
    /// Phase, for people whose phases differ in length; none before the timeline begins.
    pub phase: Option<usize>,
    /// Start of the first window, since the phase began (s).
    pub start_s: f32,
    /// Length of a window (s).
    pub window_s: f32,
    /// How many.
    pub count: u32,
    /// Channels of those who are not in a bout.
    pub base: usize,
    /// Channels of those who are, and which bout.
    pub bout: Option<(usize, usize)>,
    /// Waves within a window.
    pub waves: usize,
    /// How the blood is stepped.
    pub damping: Damping,
    /// Where cycles are skipped: how the blood drifts on. Averages stay those of the last simulated cycle.
    pub held: Option<Held>,
    /// Whether slow states move on; they do not while the person is being examined.
    pub living: bool,
    /// Whether a stocking may be worn.
    pub stocking: bool,
    /// Whether the window counts for the outcomes.
    pub assessed: bool,
    /// Whether the assessed phase is over and swelling recedes.
    pub recovering: bool,
}

/// Drift of the blood in a window of skipped cycles. What is left to settle fades by a constant share per cycle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Held {
    /// Drift over the window, in drifts of the cycle before it.
    pub drift: f32,
    /// Drift of the last skipped cycle, likewise.
    pub fading: f32,
}

/// Something to note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Lying, rested: volumes and fluid balance of reference.
    Rested,
    /// Legs raised: the calf's emptied volume.
    Emptied,
    /// Standing: its full volume.
    Filled,
    /// After one tiptoe: what is left.
    Expelled,
    /// The assessed phase is over.
    Assessed,
    /// The time course is read.
    Tick(usize),
}

/// A bout of an intervention at a fixed time of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bout {
    /// Which intervention of the scenario.
    pub intervention: usize,
    /// Counted over the whole timeline; keys the adherence draw.
    pub number: u32,
    /// Phase.
    pub phase: usize,
    /// End, since the phase began (min); not done by people whose phase is over before.
    pub end_min: u32,
}

impl Program {
    /// Steps of the blood that a person with the longest phases goes through.
    pub fn blood_steps(&self) -> u64 {
        self.runs()
            .filter(|run| run.held.is_none())
            .map(|run| u64::from(run.count) * (self.waves[run.waves].len() - 1) as u64)
            .sum()
    }

    /// Windows, held ones included.
    pub fn windows(&self) -> u64 {
        self.runs().map(|run| u64::from(run.count)).sum()
    }

    /// Runs in order.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.ops.iter().filter_map(|op| match op {
            Op::Run(run) => Some(run),
            Op::Mark(_) => None,
        })
    }
}
