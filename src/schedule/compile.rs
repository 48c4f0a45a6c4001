//! Compiles timeline and habits into a [`Program`].

use crate::model::{Channels, Habit, History, Method, Tick};
use crate::scenario::{Activity, Arm, Before, Posture, Room, Scenario, bout_starts};

use super::pace::{self, Resolution};
use super::program::{Bout, Mark, Op, Program, Run};
use super::surroundings::{host_of, inflates, longest_s, phase_channels, rhythm_of, worn};

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
    for phase in 0..scenario.timeline.phases.len() {
        compiler.phase(phase);
    }
    compiler.program
}

/// A stretch of a phase in which the same thing happens.
#[derive(Clone, Copy)]
struct Stretch {
    from_s: f64,
    until_s: f64,
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
    /// Minute of the phase up to which readings of the time course have been planned.
    next_tick: u32,
    /// Second of the phase at which the volume is read to which that at its end is compared; `None` if this is done.
    settled_s: Option<f64>,
}

impl<'a> Compiler<'a> {
    fn new(scenario: &'a Scenario, arm: &'a Arm, resolution: Resolution) -> Self {
        let program = Program {
            channels: Vec::new(),
            waves: Vec::new(),
            ops: Vec::new(),
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
            base: 0,
            bout: None,
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
        Self { scenario, arm, resolution, program, template, bout_numbers, next_tick: 0, settled_s: None }
    }

    /// Before the day begins: a rest lying down; then legs raised, standing, and one tiptoe for the ejection fraction; then lying again.
    fn examine(&mut self) {
        // The venous volume counts from empty veins: legs are raised as far as the person's abdominal pressure needs.
        self.still(Channels { abdominal_share: 0.0, ..Posture::LegsRaised.channels() }, EXAMINATION_MIN);
        self.mark(Mark::EmptyVolume);
        self.still(Channels { sway: 0.0, ..Posture::Standing.channels() }, EXAMINATION_MIN);
        self.mark(Mark::FullVolume);
        let base = self.channels(Activity::Tiptoe.effort().in_posture(Posture::Standing.channels()));
        let waves = self.waves(Activity::Tiptoe, TIPTOE_S);
        // The plateau of the push is at the end of half a cycle.
        let half = self.program.waves[waves].len().div_ceil(2);
        self.program.waves[waves].truncate(half);
        self.run(Run { window_s: (0.5 * TIPTOE_S) as f32, count: 1, base, waves, ..self.template });
        self.mark(Mark::VolumeAfterTiptoe);
        let lying = self.lie_down();
        self.mark(Mark::Habit(Habit::Lying, lying));
    }

    /// Simulates what people do on an ordinary day, until blood is settled. People who get up for the timeline lie down again.
    fn live(&mut self, before: Before) {
        self.template = Run { slow_states: true, ..self.template };
        for (habit, posture, activity) in ORDINARY {
            let cadence_per_min = activity.usual_per_min();
            let base = self.channels(activity.effort().in_posture(posture.channels()));
            let until_s = f64::from(SETTLING_MIN) * 60.0;
            self.stretch(Stretch { from_s: 0.0, until_s, base, bout: None, activity, cadence_per_min });
            self.mark(Mark::Habit(habit, base));
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
        let base = self.still(Posture::Lying.channels(), REST_MIN);
        self.mark(Mark::RestingState);
        base
    }

    /// Rests in a posture; returns its row of channels.
    fn still(&mut self, channels: Channels<f32>, minutes: u32) -> usize {
        let base = self.channels(Activity::Rest.effort().in_posture(channels));
        let until_s = f64::from(minutes) * 60.0;
        self.rest(Stretch { from_s: 0.0, until_s, base, bout: None, activity: Activity::Rest, cadence_per_min: 0 });
        base
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
        self.next_tick = 0;
        let (activity, cadence_per_min) = rhythm_of(phase);
        let base = self.channels(phase_channels(phase, activity.effort_at(cadence_per_min), phase.posture, 0.0));
        let until_s = self.program.phase_s[at];
        self.settled_s = (at == outcomes.assess[0]).then_some(if until_s > SETTLED_S { SETTLED_S } else { 0.0 });
        let quiet = Stretch { from_s: 0.0, until_s, base, bout: None, activity, cadence_per_min };
        let mut from_s = 0.0;
        for bout in self.bouts(at, base) {
            self.with_stocking(at, Stretch { from_s, until_s: bout.from_s, ..quiet });
            self.with_stocking(at, bout);
            from_s = bout.until_s;
        }
        self.with_stocking(at, Stretch { from_s, until_s, ..quiet });
        self.tick_until(until_s);
        if at == outcomes.last_assessed() {
            self.mark(Mark::AssessmentEnd);
        }
    }

    /// The length of a phase that can have bouts.
    fn room(&self, phase: usize) -> Option<Room> {
        let timed = &self.scenario.timeline.phases[phase];
        let longest_min = (self.program.phase_s[phase] / 60.0 + 1e-6) as u32;
        timed.hosts_bouts().then_some(Room { longest_min, fixed: timed.duration.fixed_min().is_some() })
    }

    /// Compiles a stretch and puts stockings on and off at their times. People do not do that in the middle of a bout.
    fn with_stocking(&mut self, phase: usize, stretch: Stretch) {
        let Some((garment, clock_min)) = worn(self.scenario, self.arm, phase) else {
            self.template.stocking = false;
            return self.stretch(stretch);
        };
        let at_s = |minute: u32| (f64::from(minute) - f64::from(clock_min)) * 60.0;
        let (on_s, off_s) = (at_s(garment.from_min), garment.until_min.map_or(f64::INFINITY, at_s));
        let mut from_s = stretch.from_s;
        for change_s in [on_s, off_s] {
            if stretch.bout.is_none() && stretch.from_s < change_s && change_s < stretch.until_s {
                self.template.stocking = (on_s..off_s).contains(&from_s);
                self.stretch(Stretch { from_s, until_s: change_s, ..stretch });
                from_s = change_s;
            }
        }
        self.template.stocking = (on_s..off_s).contains(&from_s);
        self.stretch(Stretch { from_s, ..stretch });
    }

    /// The arm's bouts in a phase, part by part, in order of time.
    fn bouts(&mut self, at: usize, base: usize) -> Vec<Stretch> {
        let phase = &self.scenario.timeline.phases[at];
        let (host, mut stretches) = (host_of(phase), Vec::new());
        if !phase.hosts_bouts() {
            return stretches;
        }
        for &which in &self.arm.uses {
            let intervention = &self.scenario.interventions[which];
            let Some(bouts) = intervention.kind.bouts().filter(|_| intervention.during.contains(&at)) else { continue };
            let parts: Vec<_> = bouts
                .parts(host)
                .into_iter()
                .map(|part| {
                    (
                        self.channels(phase_channels(phase, part.effort, part.posture.unwrap_or(phase.posture), 0.0)),
                        part,
                    )
                })
                .collect();
            for start_min in bout_starts(bouts, &intervention.during, at, |phase| self.room(phase)) {
                let (number, end_min) = (self.bout_numbers[which], start_min + bouts.duration_min());
                self.bout_numbers[which] += 1;
                self.program.bouts.push(Bout { intervention: which, number, phase: at, end_min });
                let bout = self.program.bouts.len() - 1;
                let mut from_s = f64::from(start_min) * 60.0;
                for (row, part) in &parts {
                    let (until_s, bout) = (from_s + part.seconds, Some((*row, bout)));
                    let (activity, cadence_per_min) = (part.activity, part.cadence_per_min);
                    stretches.push(Stretch { from_s, until_s, base, bout, activity, cadence_per_min });
                    from_s = until_s;
                }
            }
        }
        stretches.sort_by(|a, b| a.from_s.total_cmp(&b.from_s));
        stretches
    }

    fn stretch(&mut self, stretch: Stretch) {
        if stretch.from_s >= stretch.until_s {
            return;
        }
        match stretch.activity {
            Activity::Rest => self.rest(stretch),
            _ => self.pump(stretch),
        }
    }

    /// Compiles a stretch at rest: windows become longer as the blood settles.
    fn rest(&mut self, stretch: Stretch) {
        let waves = self.waves(Activity::Rest, 1.0);
        let mut minute = 0;
        let mut begins_s = stretch.from_s;
        while begins_s < stretch.until_s {
            self.tick_until(begins_s);
            let mut start_s = begins_s;
            let ends_s = stretch.until_s.min(begins_s + 60.0);
            for &(window_s, count) in pace::rest(minute) {
                let left = ((ends_s - start_s) / window_s + 1e-6) as u32;
                self.rest_windows(stretch, waves, start_s, window_s, count.min(left));
                start_s += window_s * f64::from(count.min(left));
                if left < count {
                    self.rest_windows(stretch, waves, start_s, ends_s - start_s, u32::from(ends_s - start_s > 1e-6));
                    break;
                }
            }
            begins_s += 60.0;
            minute += 1;
        }
    }

    /// Equal windows at rest. Each has the cuff pressure of its time, if a cuff is inflating.
    fn rest_windows(&mut self, stretch: Stretch, waves: usize, start_s: f64, window_s: f64, count: u32) {
        let refine = self.resolution.refine;
        let method = pace::method(window_s);
        let short_s = window_s / f64::from(refine);
        let run = Run { window_s: short_s as f32, bout: stretch.bout, waves, method, ..self.template };
        let inflating =
            self.template.phase.map(|at| &self.scenario.timeline.phases[at]).filter(|phase| inflates(phase));
        let length_s = self.template.phase.map_or(stretch.until_s, |at| self.program.phase_s[at]);
        let Some(phase) = inflating else {
            self.run(Run { start_s: start_s as f32, count: count * refine, base: stretch.base, ..run });
            return;
        };
        for window in 0..count * refine {
            let from_s = start_s + f64::from(window) * short_s;
            let share = (from_s + 0.5 * short_s) / length_s;
            let base = self.channels(phase_channels(phase, Activity::Rest.effort(), phase.posture, share));
            self.run(Run { start_s: from_s as f32, count: 1, base, ..run });
        }
    }

    /// Compiles whole cycles: the first ones of each minute are simulated, the others are skipped.
    fn pump(&mut self, stretch: Stretch) {
        let cadence = stretch.cadence_per_min.max(1);
        let cycle_s = 60.0 / f64::from(cadence);
        let waves = self.waves(stretch.activity, cycle_s);
        let mut minute = 0;
        let mut begins_s = stretch.from_s;
        while begins_s + 1e-6 < stretch.until_s {
            self.tick_until(begins_s);
            let pattern = pace::pump(minute, self.resolution.every_cycle);
            let run = Run { base: stretch.base, bout: stretch.bout, waves, ..self.template };
            let at_s = |cycle: u32| (begins_s + f64::from(cycle) * cycle_s) as f32;
            let all = (((stretch.until_s - begins_s) / cycle_s).round() as u32).min(cadence);
            let mut done = 0;
            for &(simulated_s, skipped_s) in pattern {
                let cycles = |seconds: f64| (seconds / cycle_s).round().max(1.0) as u32;
                let simulated = cycles(simulated_s).max(pace::CYCLES_BETWEEN_SKIPS).min(all - done);
                self.run(Run { start_s: at_s(done), window_s: cycle_s as f32, count: simulated, ..run });
                done += simulated;
                let skipped = cycles(skipped_s).min(all - done);
                self.skip(Run { start_s: at_s(done), ..run }, cycle_s, skipped);
                done += skipped;
            }
            begins_s += 60.0;
            minute += 1;
        }
    }

    /// Compiles skipped cycles, several in each window.
    fn skip(&mut self, run: Run, cycle_s: f64, cycles: u32) {
        let chunk = pace::cycles_per_window(cycle_s);
        let mut done = 0;
        for (cycles, count) in [(chunk, cycles / chunk), (cycles % chunk, 1)] {
            let start_s = run.start_s + (f64::from(done) * cycle_s) as f32;
            let skipped = Some(pace::skipped(cycles, cycle_s));
            let window_s = (f64::from(cycles) * cycle_s) as f32;
            self.run(Run { start_s, window_s, count: if cycles == 0 { 0 } else { count }, skipped, ..run });
            done += cycles * count;
        }
    }

    /// Reads the volume after the first minutes, and the time course at every time at which it is due. Parts of a bout may begin within a
    /// minute; readings may then be up to half a minute early or late.
    fn tick_until(&mut self, seconds: f64) {
        if self.settled_s.is_some_and(|settled_s| seconds >= settled_s) {
            self.settled_s = None;
            self.mark(Mark::Settled);
        }
        let (Some(every), Some(phase)) = (self.scenario.outputs.timeseries_every_min, self.template.phase) else {
            return;
        };
        let due_s = (seconds + 30.0).min(self.program.phase_s[phase]);
        while f64::from(self.next_tick) * 60.0 <= due_s {
            self.program.ticks.push(Tick { phase, minute: self.next_tick });
            self.mark(Mark::Tick(self.program.ticks.len() - 1));
            self.next_tick += every;
        }
    }

    fn channels(&mut self, row: Channels<f32>) -> usize {
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

    /// Adds windows. Joins them to the last run if they only continue it.
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
