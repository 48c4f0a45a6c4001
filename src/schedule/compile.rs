//! Compiles timeline and habits into a [`Program`].

use std::ops::Range;

use crate::model::{Channels, Habit, History, Method};
use crate::scenario::{Activity, Arm, Before, Posture, Room, Scenario, bout_starts};

use super::pace::{self, Resolution};
use super::program::{Bout, Mark, Op, Program, Run, Segment};
use super::stretch::Stretch;
use super::surroundings::{host_of, longest_s, phase_channels, rhythm_of, worn};

/// Duration of the tiptoe in the examination (s): slowly up, a pause at the top, and down again.
const TIPTOE_S: f64 = 2.4;
/// Duration (min) of each of the two rests, and of each examination.
const REST_MIN: u32 = 6;
const EXAMINATION_MIN: u32 = 4;
/// Habits of an ordinary day besides lying, in the order in which they are simulated.
const ORDINARY: [(Habit, Posture, Activity); 3] = [
    (Habit::Standing, Posture::Standing, Activity::Rest),
    (Habit::Sitting, Posture::Sitting, Activity::Rest),
    (Habit::Walking, Posture::Walking, Activity::Walk),
];
/// Duration (min) of each of them, after which its mean pressures no longer change.
const SETTLING_MIN: u32 = 6;
/// Time (s) after which studies of swelling take their first volume, so that the shift of venous blood does not count.
const SETTLED_S: f64 = 600.0;

/// Compiles the day of one arm.
pub fn compile(scenario: &Scenario, arm: &Arm, resolution: Resolution) -> Program {
    let mut compiler = Compiler::new(scenario, arm, resolution);
    compiler.examine();
    compiler.live(scenario.timeline.before);
    compiler.close();
    for phase in 0..scenario.timeline.phases.len() {
        compiler.phase(phase);
    }
    compiler.close();
    compiler.program
}

pub(super) struct Compiler<'a> {
    pub(super) scenario: &'a Scenario,
    arm: &'a Arm,
    pub(super) resolution: Resolution,
    pub(super) program: Program,
    /// The operations of the segment that is being compiled.
    pub(super) ops: Vec<Op>,
    pub(super) template: Run,
    bout_numbers: Vec<u32>,
    /// When the arm's stocking is worn (s since the phase began).
    worn_s: Range<f64>,
    pub(super) due: Due,
}

/// The readings that are due in the rest of a phase.
#[derive(Clone, Copy, Default)]
pub(super) struct Due {
    /// Minute of the next reading of the time course.
    pub(super) tick_min: u32,
    /// Second at which the volume is read to which that at the end of the phase is compared; `None` if this is done.
    pub(super) settled_s: Option<f64>,
}

/// A bout in a phase, and the stretches of the people who do it.
struct BoutPlan {
    bout: usize,
    from_s: f64,
    until_s: f64,
    parts: Vec<Stretch>,
}

impl BoutPlan {
    /// A bout whose parts follow one another; each has its length (s).
    fn new(bout: usize, from_s: f64, parts: &[(Stretch, f64)]) -> Self {
        let mut until_s = from_s;
        let parts = parts.iter().map(|&(stretch, seconds)| {
            let begins_s = until_s;
            until_s += seconds;
            Stretch { from_s: begins_s, since_s: begins_s, until_s, ..stretch }
        });
        Self { bout, from_s, parts: parts.collect(), until_s }
    }
}

impl<'a> Compiler<'a> {
    fn new(scenario: &'a Scenario, arm: &'a Arm, resolution: Resolution) -> Self {
        let program = Program {
            channels: Vec::new(),
            waves: Vec::new(),
            segments: Vec::new(),
            bouts: Vec::new(),
            ticks: Vec::new(),
            phase_s: scenario.timeline.phases.iter().map(|phase| longest_s(scenario, phase)).collect(),
            history: History::default(),
        };
        let template = Run {
            phase: None,
            start_s: 0.0,
            window_s: 0.0,
            count: 0,
            channels: 0,
            waves: 0,
            method: Method::Ros2,
            skipped: None,
            slow_states: false,
            stocking: false,
            assessed: false,
            vehicle: false,
            recovery: false,
        };
        let bout_numbers = vec![0; scenario.interventions.len()];
        let (ops, due) = (Vec::new(), Due::default());
        Self { scenario, arm, resolution, program, ops, template, bout_numbers, worn_s: 0.0..0.0, due }
    }

    /// Before the day begins: a rest lying down; then legs raised, standing, and one tiptoe for the ejection fraction; then lying again.
    fn examine(&mut self) {
        // The venous volume counts from empty veins: legs are raised as far as the person's abdominal pressure needs.
        self.still(Channels { abdominal_share: 0.0, ..Posture::LegsRaised.channels() }, EXAMINATION_MIN);
        self.mark(Mark::EmptyVolume);
        self.still(Channels { sway: 0.0, ..Posture::Standing.channels() }, EXAMINATION_MIN);
        self.mark(Mark::FullVolume);
        let channels = self.channels(Activity::Tiptoe.effort().in_posture(Posture::Standing.channels()));
        let waves = self.waves(Activity::Tiptoe, TIPTOE_S);
        // The plateau of the push is at the end of half a cycle.
        let half = self.program.waves[waves].len().div_ceil(2);
        self.program.waves[waves].truncate(half);
        self.run(Run { window_s: (0.5 * TIPTOE_S) as f32, count: 1, channels, waves, ..self.template });
        self.mark(Mark::VolumeAfterTiptoe);
        let lying = self.lie_down();
        self.mark(Mark::Habit(Habit::Lying, lying));
    }

    /// Simulates what people do on an ordinary day, until blood is settled. People who get up for the timeline lie down again.
    fn live(&mut self, before: Before) {
        self.template = Run { slow_states: true, ..self.template };
        for (habit, posture, activity) in ORDINARY {
            let cadence_per_min = activity.usual_per_min();
            let channels = self.channels(activity.effort().in_posture(posture.channels()));
            let until_s = f64::from(SETTLING_MIN) * 60.0;
            self.stretch(Stretch { until_s, ..Stretch::new(channels, activity, cadence_per_min) });
            self.mark(Mark::Habit(habit, channels));
        }
        if before == Before::FromBed {
            self.lie_down();
        }
        self.template = Run { slow_states: false, ..self.template };
        self.program.history = match before {
            Before::FromBed => History::from_bed(),
            Before::UpAndAbout => History::up_and_about(),
        };
        self.mark(Mark::Start);
    }

    /// Rests lying; returns the row of channels. The rest is simulated twice, because creep after the first rest changes the volume of
    /// the veins.
    fn lie_down(&mut self) -> usize {
        self.still(Posture::Lying.channels(), REST_MIN);
        self.mark(Mark::RestingState);
        let channels = self.still(Posture::Lying.channels(), REST_MIN);
        self.mark(Mark::RestingState);
        channels
    }

    /// Rests in a posture; returns its row of channels.
    fn still(&mut self, channels: Channels<f32>, minutes: u32) -> usize {
        let channels = self.channels(Activity::Rest.effort().in_posture(channels));
        let until_s = f64::from(minutes) * 60.0;
        self.stretch(Stretch { until_s, ..Stretch::new(channels, Activity::Rest, 0) });
        channels
    }

    fn phase(&mut self, at: usize) {
        let scenario = self.scenario;
        let (phase, outcomes) = (&scenario.timeline.phases[at], &scenario.outcomes);
        self.template = Run {
            phase: Some(at),
            slow_states: true,
            assessed: outcomes.assess.contains(&at),
            vehicle: phase.in_vehicle(),
            recovery: at > outcomes.last_assessed(),
            ..self.template
        };
        let until_s = self.program.phase_s[at];
        let settled_s = if until_s > SETTLED_S { SETTLED_S } else { 0.0 };
        self.due = Due { tick_min: 0, settled_s: (at == outcomes.assess[0]).then_some(settled_s) };
        let (activity, cadence_per_min) = rhythm_of(phase);
        let channels = self.channels(phase_channels(phase, activity.effort_at(cadence_per_min), phase.posture, 0.0));
        let quiet = Stretch { until_s, ..Stretch::new(channels, activity, cadence_per_min) };
        let bouts = self.bouts(at);
        let starts_s: Vec<f64> = bouts.iter().map(|bout| bout.from_s).chain([until_s]).collect();
        self.worn_s = self.worn_s(at);
        let mut since_s = self.quiet(Stretch { until_s: starts_s[0], ..quiet });
        self.tick_until(starts_s[0]);
        for (bout, next_s) in bouts.iter().zip(&starts_s[1..]) {
            since_s = self.choice(bout, Stretch { since_s, until_s: *next_s, ..quiet });
        }
        if at == outcomes.last_assessed() {
            self.mark(Mark::AssessmentEnd);
        }
    }

    /// Compiles the time from a bout until the end of `quiet`, with the bout and without. Returns since when nothing has changed for people who
    /// do the bout (s).
    fn choice(&mut self, plan: &BoutPlan, quiet: Stretch) -> f64 {
        self.close();
        let due = self.due;
        for part in &plan.parts {
            self.dressed(*part);
        }
        let since_s = self.quiet(Stretch { from_s: plan.until_s, since_s: plan.until_s, ..quiet });
        self.tick_until(quiet.until_s);
        let done = std::mem::take(&mut self.ops);
        self.due = due;
        self.quiet(Stretch { from_s: plan.from_s, ..quiet });
        self.tick_until(quiet.until_s);
        let skipped = std::mem::take(&mut self.ops);
        self.program.segments.push(Segment::Bout { bout: plan.bout, done, skipped });
        since_s
    }

    /// Ends the segment that is being compiled.
    fn close(&mut self) {
        if !self.ops.is_empty() {
            self.program.segments.push(Segment::Common(std::mem::take(&mut self.ops)));
        }
    }

    /// The length of a phase that can have bouts.
    fn room(&self, phase: usize) -> Option<Room> {
        let timed = &self.scenario.timeline.phases[phase];
        let longest_min = (self.program.phase_s[phase] / 60.0 + 1e-6) as u32;
        timed.hosts_bouts().then_some(Room { longest_min, fixed: timed.duration.fixed_min().is_some() })
    }

    /// The time of a phase in which the arm's stocking is worn (s since the phase began).
    fn worn_s(&self, phase: usize) -> Range<f64> {
        let Some((garment, clock_min)) = worn(self.scenario, self.arm, phase) else { return 0.0..0.0 };
        let at_s = |minute: u32| (f64::from(minute) - f64::from(clock_min)) * 60.0;
        at_s(garment.from_min)..garment.until_min.map_or(f64::INFINITY, at_s)
    }

    /// Compiles a stretch without bouts, in which stockings are put on and off. Returns since when nothing has changed at its end (s).
    fn quiet(&mut self, stretch: Stretch) -> f64 {
        let mut rest = stretch;
        for change_s in [self.worn_s.start, self.worn_s.end] {
            if rest.from_s < change_s && change_s < rest.until_s {
                self.dressed(Stretch { until_s: change_s, ..rest });
                rest = Stretch { from_s: change_s, since_s: change_s, ..rest };
            }
        }
        self.dressed(rest);
        rest.since_s
    }

    /// Compiles a stretch with the stocking that is worn at its start.
    fn dressed(&mut self, stretch: Stretch) {
        self.template.stocking = self.worn_s.contains(&stretch.from_s);
        self.stretch(stretch);
    }

    /// The arm's bouts in a phase, in order of time.
    fn bouts(&mut self, at: usize) -> Vec<BoutPlan> {
        let phase = &self.scenario.timeline.phases[at];
        let mut plans = Vec::new();
        if !phase.hosts_bouts() {
            return plans;
        }
        for &which in &self.arm.uses {
            let intervention = &self.scenario.interventions[which];
            let Some(bouts) = intervention.kind.bouts().filter(|_| intervention.during.contains(&at)) else { continue };
            let parts: Vec<(Stretch, f64)> = bouts
                .parts(host_of(phase))
                .into_iter()
                .map(|part| {
                    let posture = part.posture.unwrap_or(phase.posture);
                    let channels = self.channels(phase_channels(phase, part.effort, posture, 0.0));
                    (Stretch::new(channels, part.activity, part.cadence_per_min), part.seconds)
                })
                .collect();
            for start_min in bout_starts(bouts, &intervention.during, at, |phase| self.room(phase)) {
                let (number, end_min) = (self.bout_numbers[which], start_min + bouts.duration_min());
                self.bout_numbers[which] += 1;
                plans.push(BoutPlan::new(self.program.bouts.len(), f64::from(start_min) * 60.0, &parts));
                self.program.bouts.push(Bout { intervention: which, number, phase: at, end_min });
            }
        }
        plans.sort_by(|one, other| one.from_s.total_cmp(&other.from_s));
        plans
    }

    pub(super) fn channels(&mut self, row: Channels<f32>) -> usize {
        let same = self.program.channels.iter().position(|other| other.to_array() == row.to_array());
        same.unwrap_or_else(|| {
            self.program.channels.push(row);
            self.program.channels.len() - 1
        })
    }

    pub(super) fn waves(&mut self, activity: Activity, cycle_s: f64) -> usize {
        let steps = pace::steps(cycle_s) * self.resolution.refine;
        let waves = activity.waves(steps as usize);
        let same = self.program.waves.iter().position(|other| *other == waves);
        same.unwrap_or_else(|| {
            self.program.waves.push(waves);
            self.program.waves.len() - 1
        })
    }

    /// Adds windows. Joins them to the last run if they only continue it.
    pub(super) fn run(&mut self, run: Run) {
        if run.count == 0 {
            return;
        }
        if let Some(Op::Run(last)) = self.ops.last_mut() {
            let follows = last.start_s + last.window_s * last.count as f32 == run.start_s;
            if follows && *last == (Run { start_s: last.start_s, count: last.count, ..run }) {
                last.count += run.count;
                return;
            }
        }
        self.ops.push(Op::Run(run));
    }

    pub(super) fn mark(&mut self, mark: Mark) {
        self.ops.push(Op::Mark(mark));
    }
}
