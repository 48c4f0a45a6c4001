//! From timeline and habits to a [`Program`].

use crate::model::{Damping, Tick};
use crate::scenario::{Arm, Bouts, Duration, InterventionKind, Posture, Scenario};

use super::activity::Activity;
use super::pace::{self, Resolution};
use super::posture::posture;
use super::program::{Bout, Mark, Op, Program, Run};

/// The examined tiptoe and the way back (s): slow, up and held.
const TIPTOE_S: f64 = 2.4;
/// Each of two rests before the day begins, and length of each examination (min).
const REST_MIN: u32 = 6;
const EXAMINATION_MIN: u32 = 4;

/// Compiles the day of one arm.
pub fn compile(scenario: &Scenario, arm: &Arm, resolution: Resolution) -> Program {
    let mut compiler = Compiler::new(scenario, arm, resolution);
    compiler.examine();
    for phase in 0..scenario.timeline.phases.len() {
        compiler.phase(phase);
    }
    compiler.program
}

/// What happens in one stretch of a phase.
#[derive(Clone, Copy)]
struct Stretch {
    from_min: u32,
    until_min: u32,
    base: usize,
    bout: Option<(usize, usize)>,
    activity: Activity,
    cadence_per_min: u32,
}

struct Compiler<'a> {
    scenario: &'a Scenario,
    arm: &'a Arm,
    resolution: Resolution,
    program: Program,
    template: Run,
    bout_numbers: Vec<u32>,
}

impl<'a> Compiler<'a> {
    fn new(scenario: &'a Scenario, arm: &'a Arm, resolution: Resolution) -> Self {
        let program = Program {
            channels: Vec::new(),
            waves: Vec::new(),
            ops: Vec::new(),
            bouts: Vec::new(),
            ticks: Vec::new(),
            phase_min: scenario.timeline.phases.iter().map(|phase| longest_min(scenario, phase.duration)).collect(),
        };
        let template = Run {
            phase: None,
            start_s: 0.0,
            window_s: 0.0,
            count: 0,
            base: 0,
            bout: None,
            waves: 0,
            damping: Damping::Sharp,
            held: None,
            living: false,
            stocking: false,
            assessed: false,
            recovering: false,
        };
        Self { scenario, arm, resolution, program, template, bout_numbers: vec![0; scenario.interventions.len()] }
    }

    /// Before the day begins: lying at rest, then legs raised, standing and one tiptoe for the ejection fraction, lying again.
    fn examine(&mut self) {
        let still = |compiler: &mut Self, held: Posture, minutes: u32| {
            let base = compiler.channels(Activity::Rest, held);
            compiler.rest(Stretch {
                from_min: 0,
                until_min: minutes,
                base,
                bout: None,
                activity: Activity::Rest,
                cadence_per_min: 0,
            });
        };
        still(self, Posture::LegsRaised, EXAMINATION_MIN);
        self.mark(Mark::Emptied);
        still(self, Posture::Standing, EXAMINATION_MIN);
        self.mark(Mark::Filled);
        let base = self.channels(Activity::Tiptoe, Posture::Standing);
        let waves = self.waves(Activity::Tiptoe, TIPTOE_S);
        // Half a cycle ends on the plateau of the push.
        let half = self.program.waves[waves].len().div_ceil(2);
        self.program.waves[waves].truncate(half);
        self.run(Run { window_s: (0.5 * TIPTOE_S) as f32, count: 1, base, waves, ..self.template });
        self.mark(Mark::Expelled);
        // Twice, because veins that have crept hold more blood.
        for _ in 0..2 {
            still(self, Posture::Lying, REST_MIN);
            self.mark(Mark::Rested);
        }
    }

    fn phase(&mut self, phase: usize) {
        let scenario = self.scenario;
        let assess = scenario.outcomes.assess;
        self.template = Run {
            phase: Some(phase),
            living: true,
            stocking: self.worn_in(phase),
            assessed: phase == assess,
            recovering: phase > assess,
            ..self.template
        };
        let held = scenario.timeline.phases[phase].posture;
        let activity = if held == Posture::Walking { Activity::Walk } else { Activity::Rest };
        let base = self.channels(activity, held);
        let quiet = Stretch { from_min: 0, until_min: 0, base, bout: None, activity, cadence_per_min: WALKING_PER_MIN };
        let length = self.program.phase_min[phase];
        let mut at = 0;
        for mut bout in self.bouts(phase, length) {
            bout.base = base;
            self.stretch(Stretch { from_min: at, until_min: bout.from_min, ..quiet });
            self.stretch(bout);
            at = bout.until_min;
        }
        self.stretch(Stretch { from_min: at, until_min: length, ..quiet });
        self.tick(length);
        if phase == assess {
            self.mark(Mark::Assessed);
        }
    }

    fn worn_in(&self, phase: usize) -> bool {
        self.arm.uses.iter().map(|at| &self.scenario.interventions[*at]).any(|intervention| {
            matches!(intervention.kind, InterventionKind::Compression { .. }) && intervention.during.contains(&phase)
        })
    }

    /// The arm's bouts in a phase, by time.
    fn bouts(&mut self, phase: usize, length: u32) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for &at in &self.arm.uses {
            let intervention = &self.scenario.interventions[at];
            let Some((bouts, activity, held, cadence_per_min)) = rhythm(&intervention.kind) else { continue };
            if !intervention.during.contains(&phase) {
                continue;
            }
            let held = held.unwrap_or(self.scenario.timeline.phases[phase].posture);
            let row = self.channels(activity, held);
            let mut from_min = bouts.every_min;
            while from_min + bouts.duration_min <= length {
                let until_min = from_min + bouts.duration_min;
                let number = self.bout_numbers[at];
                self.bout_numbers[at] += 1;
                self.program.bouts.push(Bout { intervention: at, number, phase, end_min: until_min });
                let bout = Some((row, self.program.bouts.len() - 1));
                stretches.push(Stretch { from_min, until_min, base: 0, bout, activity, cadence_per_min });
                from_min += bouts.every_min;
            }
        }
        stretches.sort_by_key(|stretch| stretch.from_min);
        stretches
    }

    fn stretch(&mut self, stretch: Stretch) {
        if stretch.from_min == stretch.until_min {
            return;
        }
        match stretch.activity {
            Activity::Rest => self.rest(stretch),
            _ => self.pump(stretch),
        }
    }

    /// Windows that grow as the blood settles.
    fn rest(&mut self, stretch: Stretch) {
        let waves = self.waves(Activity::Rest, 1.0);
        for minute in stretch.from_min..stretch.until_min {
            self.tick(minute);
            let mut start_s = f64::from(minute) * 60.0;
            for &(window_s, count) in pace::rest(minute - stretch.from_min) {
                let refine = self.resolution.refine;
                let damping = pace::damping(window_s);
                self.run(Run {
                    start_s: start_s as f32,
                    window_s: (window_s / f64::from(refine)) as f32,
                    count: count * refine,
                    base: stretch.base,
                    bout: stretch.bout,
                    waves,
                    damping,
                    ..self.template
                });
                start_s += window_s * f64::from(count);
            }
        }
    }

    /// Minutes of whole cycles: the first ones simulated, the rest held.
    fn pump(&mut self, stretch: Stretch) {
        let cadence = stretch.cadence_per_min.max(1);
        let cycle_s = 60.0 / f64::from(cadence);
        let waves = self.waves(stretch.activity, cycle_s);
        for minute in stretch.from_min..stretch.until_min {
            self.tick(minute);
            let pattern = pace::pump(minute - stretch.from_min, self.resolution.every_cycle);
            let run = Run { base: stretch.base, bout: stretch.bout, waves, ..self.template };
            let at_s = |cycle: u32| (f64::from(minute) * 60.0 + f64::from(cycle) * cycle_s) as f32;
            let mut done = 0;
            for &(simulated_s, held_s) in pattern {
                let cycles = |seconds: f64| (seconds / cycle_s).round().max(1.0) as u32;
                let simulated = cycles(simulated_s).min(cadence - done);
                self.run(Run { start_s: at_s(done), window_s: cycle_s as f32, count: simulated, ..run });
                done += simulated;
                let held = cycles(held_s).min(cadence - done);
                self.hold(Run { start_s: at_s(done), ..run }, cycle_s, held);
                done += held;
            }
        }
    }

    /// Cycles that are skipped, in windows of a few.
    fn hold(&mut self, run: Run, cycle_s: f64, cycles: u32) {
        let chunk = pace::cycles_per_window(cycle_s);
        let mut done = 0;
        for (cycles, count) in [(chunk, cycles / chunk), (cycles % chunk, 1)] {
            let start_s = run.start_s + (f64::from(done) * cycle_s) as f32;
            let held = Some(pace::held(cycles, cycle_s));
            let window_s = (f64::from(cycles) * cycle_s) as f32;
            self.run(Run { start_s, window_s, count: if cycles == 0 { 0 } else { count }, held, ..run });
            done += cycles * count;
        }
    }

    fn tick(&mut self, minute: u32) {
        let (Some(every), Some(phase)) = (self.scenario.outputs.timeseries_every_min, self.template.phase) else {
            return;
        };
        if minute.is_multiple_of(every) {
            self.program.ticks.push(Tick { phase, minute });
            self.mark(Mark::Tick(self.program.ticks.len() - 1));
        }
    }

    fn channels(&mut self, activity: Activity, held: Posture) -> usize {
        let row = activity.in_posture(posture(held));
        let same = self.program.channels.iter().position(|other| other.to_array() == row.to_array());
        same.unwrap_or_else(|| {
            self.program.channels.push(row);
            self.program.channels.len() - 1
        })
    }

    fn waves(&mut self, activity: Activity, cycle_s: f64) -> usize {
        let steps = pace::steps(cycle_s) * self.resolution.refine;
        let waves = activity.waves(steps as usize);
        let same = self.program.waves.iter().position(|other| *other == waves);
        same.unwrap_or_else(|| {
            self.program.waves.push(waves);
            self.program.waves.len() - 1
        })
    }

    /// Adds windows, joining them to the last run where they only continue it.
    fn run(&mut self, run: Run) {
        if run.count == 0 {
            return;
        }
        if let Some(Op::Run(last)) = self.program.ops.last_mut() {
            let follows = last.start_s + last.window_s * last.count as f32 == run.start_s;
            if follows && *last == (Run { start_s: last.start_s, count: last.count, ..run }) {
                last.count += run.count;
                return;
            }
        }
        self.program.ops.push(Op::Run(run));
    }

    fn mark(&mut self, mark: Mark) {
        self.program.ops.push(Op::Mark(mark));
    }
}

/// Strides of one leg per minute while walking slowly.
const WALKING_PER_MIN: u32 = 50;

/// What a bout of an intervention consists of; none for what is not done in bouts.
fn rhythm(kind: &InterventionKind) -> Option<(Bouts, Activity, Option<Posture>, u32)> {
    match *kind {
        InterventionKind::AnklePumps { bouts, cadence_per_min } => {
            Some((bouts, Activity::AnklePump, None, cadence_per_min))
        }
        InterventionKind::AisleWalk { bouts, cadence_per_min } => {
            Some((bouts, Activity::Walk, Some(Posture::Walking), cadence_per_min))
        }
        InterventionKind::Elevation { bouts } => Some((bouts, Activity::Rest, Some(Posture::LegsRaised), 0)),
        InterventionKind::None | InterventionKind::Compression { .. } => None,
    }
}

/// The longest that a phase can last for anyone (min).
fn longest_min(scenario: &Scenario, duration: Duration) -> u32 {
    match duration {
        Duration::Minutes(minutes) => minutes,
        Duration::Of(variable) => {
            let given = scenario.population.overrides.iter().find(|(overridden, _)| *overridden == variable);
            let hours = given.map_or(variable.bounds().1, |(_, distribution)| distribution.upper_bound());
            (hours.min(variable.bounds().1) * 60.0).round().max(1.0) as u32
        }
    }
}
