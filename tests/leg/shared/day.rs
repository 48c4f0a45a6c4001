//! Days made by hand, segment by segment.

use soleus::model::{Channels, History, Method};
use soleus::scenario::Activity;
use soleus::scenario::Posture;
use soleus::schedule::{Mark, Op, Program, Run, Segment};

/// Windows of a segment's first minute (s, how many); 10 s each afterwards.
const FIRST_MINUTE: [(f32, u32); 3] = [(0.1, 10), (0.5, 18), (1.0, 50)];
const LATER_S: f32 = 10.0;
/// Longest window whose step resolves how an equilibrium is reached (s).
const RESOLVED_S: f32 = 1.2;
/// Steps per second while something pumps.
const STEPS_PER_S: f32 = 24.0;

/// A day in the making: begins with a rest lying down, to which everything is compared.
pub(crate) struct Day {
    program: Program,
}

impl Day {
    /// Twenty minutes of rest.
    pub(crate) fn new() -> Self {
        let program = Program {
            channels: Vec::new(),
            waves: Vec::new(),
            segments: vec![Segment::Common(Vec::new())],
            bouts: Vec::new(),
            ticks: Vec::new(),
            phase_s: Vec::new(),
            history: History::default(),
        };
        let mut day = Self { program }.still(Posture::Lying, 20);
        for op in day.ops() {
            if let Op::Run(run) = op {
                (run.phase, run.slow_states) = (None, false);
            }
        }
        day.program.phase_s.clear();
        day.ops().push(Op::Mark(Mark::RestingState));
        day
    }

    /// Some minutes in a posture.
    pub(crate) fn still(mut self, held: Posture, minutes: u32) -> Self {
        let mut run = self.segment(Activity::Rest, held, 1, minutes);
        for (window_s, count) in FIRST_MINUTE.into_iter().chain([(LATER_S, (minutes - 1) * 6)]) {
            let method = if window_s > RESOLVED_S { Method::ImplicitEuler } else { Method::Ros2 };
            self.push(Run { window_s, count, method, ..run });
            run.start_s += window_s * count as f32;
        }
        self
    }

    /// Some cycles of an activity; nothing is skipped.
    pub(crate) fn active(mut self, activity: Activity, held: Posture, per_min: u32, cycles: u32) -> Self {
        let window_s = 60.0 / per_min as f32;
        let steps = 2 * (window_s * STEPS_PER_S / 2.0).ceil() as usize;
        let run = self.segment(activity, held, steps, cycles.div_ceil(per_min));
        self.push(Run { window_s, count: cycles, ..run });
        self
    }

    /// The finished day.
    pub(crate) fn program(self) -> Program {
        self.program
    }

    fn segment(&mut self, activity: Activity, held: Posture, steps: usize, minutes: u32) -> Run {
        let motionless = Channels { sway: 0.0, ..held.channels() };
        self.program.channels.push(activity.effort().in_posture(motionless));
        self.program.waves.push(activity.waves(steps));
        self.program.phase_s.push(f64::from(minutes) * 60.0);
        Run {
            phase: Some(self.program.phase_s.len() - 1),
            start_s: 0.0,
            window_s: 0.0,
            count: 0,
            channels: self.program.channels.len() - 1,
            waves: self.program.waves.len() - 1,
            method: Method::Ros2,
            skipped: None,
            slow_states: true,
            stocking: false,
            assessed: true,
            vehicle: false,
            recovery: false,
        }
    }

    /// The operations of the day, which are the same for everybody.
    fn ops(&mut self) -> &mut Vec<Op> {
        match &mut self.program.segments[0] {
            Segment::Common(ops) => ops,
            Segment::Bout { .. } => unreachable!("a day made by hand has no bouts"),
        }
    }

    fn push(&mut self, run: Run) {
        if run.count > 0 {
            self.ops().push(Op::Run(run));
        }
    }
}
