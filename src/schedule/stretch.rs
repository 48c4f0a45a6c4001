//! Compiles a stretch of a phase into windows: at rest or in cycles of an activity.

use crate::model::Tick;
use crate::scenario::{Activity, Phase};

use super::compile::Compiler;
use super::pace::{self, Care, Cycles};
use super::program::{Mark, Run};
use super::surroundings::{inflates, phase_channels};

/// A stretch of a phase in which the same thing happens. Times are in seconds since the phase began.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    pub(super) from_s: f64,
    pub(super) until_s: f64,
    /// Since when this happens, at most `from_s`: windows become longer with time.
    pub(super) since_s: f64,
    /// Row of the channels.
    pub(super) channels: usize,
    pub(super) activity: Activity,
    pub(super) cadence_per_min: u32,
}

impl Stretch {
    /// A stretch without length, from the start of the phase.
    pub(super) fn new(channels: usize, activity: Activity, cadence_per_min: u32) -> Self {
        Self { from_s: 0.0, until_s: 0.0, since_s: 0.0, channels, activity, cadence_per_min }
    }

    /// Whole minutes since this happens.
    fn minute(&self) -> u32 {
        ((self.from_s - self.since_s) / 60.0 + 1e-6) as u32
    }
}

impl<'a> Compiler<'a> {
    /// Compiles a stretch.
    pub(super) fn stretch(&mut self, stretch: Stretch) {
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
        let care = match self.template.phase {
            Some(phase) if self.inflating().is_none() => Care::of(self.program.phase_s[phase]),
            _ => Care::Fine,
        };
        let mut minute = stretch.minute();
        let mut begins_s = stretch.from_s;
        while begins_s < stretch.until_s {
            self.tick_until(begins_s);
            let mut start_s = begins_s;
            let ends_s = stretch.until_s.min(begins_s + 60.0);
            for &(window_s, count) in pace::rest(minute, care) {
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
        let run = Run { window_s: short_s as f32, channels: stretch.channels, waves, method, ..self.template };
        let length_s = self.template.phase.map_or(stretch.until_s, |at| self.program.phase_s[at]);
        let Some(phase) = self.inflating() else {
            self.run(Run { start_s: start_s as f32, count: count * refine, ..run });
            return;
        };
        for window in 0..count * refine {
            let from_s = start_s + f64::from(window) * short_s;
            let share = (from_s + 0.5 * short_s) / length_s;
            let channels = self.channels(phase_channels(phase, Activity::Rest.effort(), phase.posture, share));
            self.run(Run { start_s: from_s as f32, count: 1, channels, ..run });
        }
    }

    /// The present phase, if a cuff inflates in it.
    fn inflating(&self) -> Option<&'a Phase> {
        self.template.phase.map(|at| &self.scenario.timeline.phases[at]).filter(|phase| inflates(phase))
    }

    /// Compiles whole cycles: the first ones of each minute are simulated, the others are skipped.
    fn pump(&mut self, stretch: Stretch) {
        let cadence = stretch.cadence_per_min.max(1);
        let cycle_s = 60.0 / f64::from(cadence);
        let waves = self.waves(stretch.activity, cycle_s);
        let mut minute = stretch.minute();
        let mut begins_s = stretch.from_s;
        let which = match (self.resolution.every_cycle, self.template.recovery) {
            (true, _) => Cycles::Every,
            (false, false) => Cycles::Some,
            (false, true) => Cycles::Few,
        };
        let method = pace::pump_method(self.template.phase.is_some(), which);
        while begins_s + 1e-6 < stretch.until_s {
            self.tick_until(begins_s);
            let run = Run { channels: stretch.channels, waves, method, ..self.template };
            let at_s = |cycle: u32| (begins_s + f64::from(cycle) * cycle_s) as f32;
            let all = (((stretch.until_s - begins_s) / cycle_s).round() as u32).min(cadence);
            let mut done = 0;
            for &(simulated_s, skipped_s) in pace::pump(minute, which) {
                let simulated = pace::simulated(simulated_s, cycle_s).min(all - done);
                self.run(Run { start_s: at_s(done), window_s: cycle_s as f32, count: simulated, ..run });
                done += simulated;
                let skipped = ((skipped_s / cycle_s).round().max(1.0) as u32).min(all - done);
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
    pub(super) fn tick_until(&mut self, seconds: f64) {
        if self.due.settled_s.is_some_and(|settled_s| seconds >= settled_s) {
            self.due.settled_s = None;
            self.mark(Mark::Settled);
        }
        let (Some(every), Some(phase)) = (self.scenario.outputs.timeseries_every_min, self.template.phase) else {
            return;
        };
        let due_s = (seconds + 30.0).min(self.program.phase_s[phase]);
        while f64::from(self.due.tick_min) * 60.0 <= due_s {
            let tick = self.tick(Tick { phase, minute: self.due.tick_min });
            self.mark(Mark::Tick(tick));
            self.due.tick_min += every;
        }
    }

    /// The index of a reading of the time course. People who do a bout and those who do not share the reading.
    fn tick(&mut self, tick: Tick) -> usize {
        let ticks = &mut self.program.ticks;
        ticks.iter().rposition(|other| *other == tick).unwrap_or_else(|| {
            ticks.push(tick);
            ticks.len() - 1
        })
    }
}
