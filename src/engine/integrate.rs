//! One group of people through one compiled day. The mirror of the GPU kernel: everything that a branch depends on is the same
//! for the whole group, and people whose phase is over wait, unchanged, until the others are done.

use crate::model::{
    Body, Channels, Course, Damping, Leg, Means, Measure, NODES, Real, Setting, Squeeze, State, Wave, calf_ml, cycle,
    girth_gain, leg_ml, lower_ml, skip,
};
use crate::schedule::{Held, Mark, Op, Program, Run};

use super::group::Group;
use super::inputs::{Inputs, Outputs};
use super::tally::{Tally, fluid_ml};

/// Simulates the people from `first` on, as many as the group is wide; those beyond the last repeat the last.
#[inline(always)]
pub fn integrate<G: Group>(program: &Program, inputs: &Inputs, token: G::Token, first: usize, out: &mut Outputs) {
    integrate_watched::<G>(program, inputs, token, first, out, &mut Unwatched);
}

/// The same, with somebody watching.
#[inline(always)]
pub(super) fn integrate_watched<G: Group>(
    program: &Program,
    inputs: &Inputs,
    token: G::Token,
    first: usize,
    out: &mut Outputs,
    watcher: &mut impl Watcher<G>,
) {
    let mut traveller = Traveller::<G, _>::new(program, inputs, token, first, watcher);
    for op in &program.ops {
        match op {
            Op::Run(run) => traveller.pass(program, run),
            Op::Mark(mark) => traveller.note(program, *mark, out),
        }
    }
    traveller.watcher.finish(&traveller.state);
    traveller.outcomes(out);
}

/// What stays the same within a window.
pub(super) type Surroundings<'a, G> = (&'a Setting<G>, &'a Squeeze<G>, &'a Channels<G>);

/// Somebody who sees the blood of a group move.
pub(super) trait Watcher<G: Group> {
    /// A window begins, `at_s` after its phase.
    fn window(&mut self, body: &Body<G>, held: Surroundings<'_, G>, run: &Run, at_s: f32, state: &State<G>);
    /// One of its steps is taken from these volumes, under these external pressures.
    fn step(&mut self, step: usize, volume: &[G; NODES], external: &[G; NODES]);
    /// The day is over.
    fn finish(&mut self, state: &State<G>);
}

/// Nobody.
struct Unwatched;

impl<G: Group> Watcher<G> for Unwatched {
    #[inline(always)]
    fn window(&mut self, _: &Body<G>, _: Surroundings<'_, G>, _: &Run, _: f32, _: &State<G>) {}
    #[inline(always)]
    fn step(&mut self, _: usize, _: &[G; NODES], _: &[G; NODES]) {}
    #[inline(always)]
    fn finish(&mut self, _: &State<G>) {}
}

struct Traveller<'a, G: Group, W> {
    watcher: &'a mut W,
    inputs: &'a Inputs,
    token: G::Token,
    first: usize,
    body: Body<G>,
    state: State<G>,
    tally: Tally<G>,
    /// Pressure at the ankle and flow into the popliteal vein of the last window.
    latest: [G; 2],
    phase_s: Vec<G>,
    stocking_mmhg: G,
    /// Smallest and largest venous volume of the leg so far (mL).
    range_ml: [G; 2],
    /// What the last simulated window did.
    means: Option<Means<G>>,
    /// By how much the volumes drift from cycle to cycle (mL).
    drift: [G; NODES],
}

impl<'a, G: Group, W: Watcher<G>> Traveller<'a, G, W> {
    #[inline(always)]
    fn new(program: &Program, inputs: &'a Inputs, token: G::Token, first: usize, watcher: &'a mut W) -> Self {
        let column = |column: &[f32]| gather::<G>(token, column, first);
        let zero = G::splat(token, 0.0);
        let leg = Leg::from_fn(|field| column(&inputs.legs[field]));
        let body = Body::new(inputs.params.map(|value| G::splat(token, value as f32)), leg);
        let state = State::new(&body);
        debug_assert_eq!(program.phase_s.len(), inputs.phase_s.len());
        Self {
            watcher,
            inputs,
            token,
            first,
            tally: Tally::new(zero),
            latest: [zero; 2],
            phase_s: inputs.phase_s.iter().map(|phase| column(phase)).collect(),
            stocking_mmhg: column(&inputs.stocking_mmhg),
            range_ml: [G::splat(token, 1e6), zero],
            means: None,
            drift: [zero; NODES],
            body,
            state,
        }
    }

    #[inline(always)]
    fn splat(&self, value: f32) -> G {
        G::splat(self.token, value)
    }

    /// Lets the windows of a run pass.
    #[inline(always)]
    fn pass(&mut self, program: &Program, run: &Run) {
        let channels = self.channels(program, run);
        let stocking = if run.stocking { self.stocking_mmhg } else { self.splat(0.0) };
        let squeeze = self.body.squeeze(&channels, stocking);
        let waves = &program.waves[run.waves];
        let step_s = self.splat(run.window_s / (waves.len() - 1) as f32);
        let window_s = self.splat(run.window_s);
        for window in 0..run.count {
            let at_s = run.start_s + run.window_s * window as f32;
            let present = run.phase.map(|phase| self.splat(at_s).lt(self.phase_s[phase]));
            if present.is_some_and(|present| !G::any(present)) {
                return;
            }
            let setting = self.body.narrowed(self.body.setting(&channels, &self.state), &squeeze);
            self.watcher.window(&self.body, (&setting, &squeeze, &channels), run, at_s, &self.state);
            let (volume, means) = match (run.held, self.means) {
                (Some(held), Some(means)) => self.skip(held, &means, window_s),
                _ => self.simulate(&setting, &squeeze, waves, step_s, run.damping),
            };
            let moved = State { volume, ..self.state };
            let after = if run.living { self.body.slow(&channels, stocking, &means, &moved, window_s) } else { moved };
            self.means = Some(means);
            self.advance(run, present, &means, after, window_s);
        }
    }

    /// One window in full.
    #[inline(always)]
    fn simulate(
        &mut self,
        setting: &Setting<G>,
        squeeze: &Squeeze<G>,
        waves: &[Wave],
        step_s: G,
        damping: Damping,
    ) -> ([G; NODES], Means<G>) {
        let (volume, means) =
            cycle(setting, squeeze, self.state.volume, waves, step_s, damping, |at, volume, external| {
                self.watcher.step(at, volume, external);
            });
        for (drift, (after, before)) in self.drift.iter_mut().zip(volume.into_iter().zip(self.state.volume)) {
            *drift = after - before;
        }
        (volume, means)
    }

    /// One window of skipped cycles.
    #[inline(always)]
    fn skip(&mut self, held: Held, means: &Means<G>, window_s: G) -> ([G; NODES], Means<G>) {
        let skipped = skip(self.state.volume, &self.drift, self.splat(held.drift), means, window_s);
        let fading = self.splat(held.fading);
        for drift in &mut self.drift {
            *drift = *drift * fading;
        }
        skipped
    }

    /// Takes over the end of a window, for people who are still in the phase.
    #[inline(always)]
    fn advance(&mut self, run: &Run, present: Option<G::Mask>, means: &Means<G>, after: State<G>, window_s: G) {
        let waiting = present.filter(|present| !G::all(*present));
        let mut tally = self.tally;
        if run.assessed {
            tally.add(&self.body, means, &self.state, &after, window_s);
        }
        if run.recovering {
            tally.recover(&self.body, &self.state, &after, window_s);
        }
        let latest = [means.ankle_mmhg, means.popliteal_ml_s];
        match waiting {
            None => (self.state, self.tally, self.latest) = (after, tally, latest),
            Some(present) => {
                self.state = State::select(present, &after, &self.state);
                self.tally = Tally::select(present, &tally, &self.tally);
                self.latest = [
                    Real::select(present, latest[0], self.latest[0]),
                    Real::select(present, latest[1], self.latest[1]),
                ];
            }
        }
        let leg = leg_ml(&self.state.volume);
        self.range_ml = [self.range_ml[0].min(leg), self.range_ml[1].max(leg)];
    }

    /// The same channels for everybody.
    #[inline(always)]
    fn row(&self, row: &Channels<f32>) -> Channels<G> {
        let mut values = [self.splat(0.0); Channels::<f32>::COUNT];
        for (value, uniform) in values.iter_mut().zip(row.to_array()) {
            *value = self.splat(uniform);
        }
        Channels::from_array(values)
    }

    #[inline(always)]
    fn channels(&self, program: &Program, run: &Run) -> Channels<G> {
        let base = self.row(&program.channels[run.base]);
        match run.bout {
            None => base,
            Some((bout, gate)) => base.blend(
                &self.row(&program.channels[bout]),
                gather::<G>(self.token, &self.inputs.gates[gate], self.first),
            ),
        }
    }

    #[inline(always)]
    fn note(&mut self, program: &Program, mark: Mark, out: &mut Outputs) {
        let volume = &self.state.volume;
        match mark {
            Mark::Emptied => self.tally.emptied_ml = calf_ml(volume),
            Mark::Filled => self.tally.filled_ml = calf_ml(volume),
            Mark::Expelled => self.tally.expelled_ml = calf_ml(volume),
            Mark::Rested => self.rest(program),
            Mark::Assessed => self.tally.assess(&self.body, &self.state),
            Mark::Tick(tick) => {
                let at = program.ticks[tick];
                let minute_s = self.splat(at.minute as f32 * 60.0);
                let over = self.phase_s[at.phase].lt(minute_s);
                let [foot, calf] = fluid_ml(&self.body, &self.state);
                let pooled = lower_ml(volume) - self.tally.rested_ml[0];
                let course = |course: Course| match course {
                    Course::EdemaMl => foot + calf,
                    Course::LegVolumeChangeMl => foot + calf + pooled,
                    Course::PooledVenousMl => pooled,
                    Course::AnkleVeinPressureMmhg => self.latest[0],
                    Course::PoplitealFlowMlMin => self.latest[1] * self.splat(60.0),
                    Course::ResidenceMin => self.state.stagnation.sinus_min,
                };
                let absent = self.splat(f32::NAN);
                for (column, which) in out.course[tick].iter_mut().zip(Course::ALL) {
                    Real::select(over, absent, course(*which)).store(column);
                }
            }
        }
    }

    /// Makes the present state the reference of a night's rest: fluid in balance, ages and creep settled.
    #[inline(always)]
    fn rest(&mut self, program: &Program) {
        let Some(means) = self.means else { return };
        let lying = program.runs().take_while(|run| run.phase.is_none()).last();
        let Some(run) = lying else { return };
        let channels = self.channels(program, run);
        let demands = self.body.demands(&channels, self.splat(0.0), &means);
        let regions = self.state.fluid.iter_mut().zip(&self.body.tissue).zip(&demands);
        for ((fluid, tissue), demand) in regions {
            *fluid = tissue.rested(demand);
        }
        self.state.filtration_ml_s = self.body.resting_filtration_ml_s();
        self.state.stagnation = self.body.settled(&means);
        self.state.creep = self.body.settled_creep(&means);
        self.tally.rested_ml = [lower_ml(&self.state.volume), calf_ml(&self.state.volume)];
        self.tally.rested_foot_ml = self.state.volume[0];
    }

    #[inline(always)]
    fn outcomes(&self, out: &mut Outputs) {
        let (tally, leg) = (&self.tally, &self.body.leg);
        let [one, hundred, sixty] = [1.0, 100.0, 60.0].map(|value| self.splat(value));
        let per_s = tally.assessed_s.recip();
        let [foot, calf] = tally.end.fluid_ml;
        let edema = foot + calf;
        let pooled = tally.end.lower_ml - tally.rested_ml[0];
        let capacity = (tally.filled_ml - tally.emptied_ml).max(one);
        let value = |measure: Measure| match measure {
            Measure::EdemaMl => edema,
            Measure::EdemaPct => edema * (leg.foot_ml + leg.calf_ml).recip() * hundred,
            Measure::LegVolumeChangeMl => edema + pooled,
            Measure::AnkleCircumferenceChangeMm => {
                girth_gain(leg.ankle_girth_mm, foot + (tally.end.foot_ml - tally.rested_foot_ml), leg.foot_ml)
            }
            Measure::CalfCircumferenceChangeMm => {
                girth_gain(leg.calf_girth_mm, calf + (tally.end.calf_ml - tally.rested_ml[1]), leg.calf_ml)
            }
            Measure::EdemaRecoveryH => tally.recovery_s * self.splat(1.0 / 3600.0),
            Measure::PooledVenousMl => pooled,
            Measure::PoplitealFlowMlMin => tally.popliteal_ml * per_s * sixty,
            Measure::PoplitealVelocityCmS => tally.velocity_cm * per_s,
            Measure::AnkleVeinPressureMmhg => tally.ankle_mmhg_s * per_s,
            Measure::ResidenceMaxMin => tally.residence_max_min,
            Measure::ResidenceMeanMin => tally.residence_min_s * per_s,
            Measure::LowShearMin => tally.low_shear_s * self.splat(1.0 / 60.0),
            Measure::StasisDose => tally.dose_h,
            Measure::EjectionFractionPct => (tally.filled_ml - tally.expelled_ml) * capacity.recip() * hundred,
            Measure::CalfStrengthRel => leg.strength,
            // Nothing that a leg knows: the host fills these in.
            Measure::DvtSymptomlessRisk | Measure::VteSymptomaticRisk | Measure::VteSymptomaticExcessRisk => {
                self.splat(0.0)
            }
        };
        for (column, measure) in out.measures.iter_mut().zip(Measure::ALL) {
            value(*measure).store(column);
        }
        for (column, bound) in out.range_ml.iter_mut().zip(self.range_ml) {
            bound.store(column);
        }
    }
}

/// One value per person from a column, the last person standing in beyond its end.
#[inline(always)]
fn gather<G: Group>(token: G::Token, column: &[f32], first: usize) -> G {
    let rest = &column[first..];
    if rest.len() >= G::WIDTH {
        return G::load(token, &rest[..G::WIDTH]);
    }
    let mut lanes = [rest[rest.len() - 1]; super::group::MAX_WIDTH];
    lanes[..rest.len()].copy_from_slice(rest);
    G::load(token, &lanes[..G::WIDTH])
}
