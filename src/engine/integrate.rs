//! One group of people through one compiled day. The mirror of the GPU kernel: everything that a branch depends on is the same
//! for the whole group, and people whose phase is over wait, unchanged, until the others are done.

use crate::model::{
    Body, Channels, Leg, Means, Method, NODES, Real, Setting, Squeeze, State, Tally, Wave, calf_ml, cycle, drift,
    faded, skip,
};
use crate::schedule::{Mark, Op, Program, Run, Skipped};

use super::group::Group;
use super::inputs::{Inputs, Outputs};

/// Simulates the people from `first` on, as many as the group is wide; those beyond the last repeat the last.
#[inline(always)]
pub fn integrate<G: Group>(
    program: &Program,
    inputs: &Inputs,
    token: G::Token,
    first: usize,
    out: &mut Outputs<G::Number>,
) {
    integrate_watched::<G>(program, inputs, token, first, out, &mut Unwatched);
}

/// The same, with somebody watching.
#[inline(always)]
pub(super) fn integrate_watched<G: Group>(
    program: &Program,
    inputs: &Inputs,
    token: G::Token,
    first: usize,
    out: &mut Outputs<G::Number>,
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
    /// 1 while everything is a number and none is absurd, else 0.
    sound: G,
    phase_s: Vec<G>,
    stocking_mmhg: G,
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
            sound: G::splat(token, 1.0),
            phase_s: inputs.phase_s.iter().map(|phase| column(phase)).collect(),
            stocking_mmhg: column(&inputs.stocking_mmhg),
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
            let (volume, means) = match (run.skipped, self.means) {
                (Some(skipped), Some(means)) => self.skip(skipped, &means, window_s),
                _ => self.simulate(&setting, &squeeze, waves, step_s, run.method),
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
        method: Method,
    ) -> ([G; NODES], Means<G>) {
        let (volume, means) =
            cycle(setting, squeeze, self.state.volume, waves, step_s, method, |at, volume, external| {
                self.watcher.step(at, volume, external);
            });
        self.drift = drift(&self.state.volume, &volume);
        (volume, means)
    }

    /// One window of skipped cycles.
    #[inline(always)]
    fn skip(&mut self, skipped: Skipped, means: &Means<G>, window_s: G) -> ([G; NODES], Means<G>) {
        let moved = skip(self.state.volume, &self.drift, self.splat(skipped.drift), means, window_s);
        self.drift = faded(&self.drift, self.splat(skipped.fading));
        moved
    }

    /// Takes over the end of a window, for people who are still in the phase.
    #[inline(always)]
    fn advance(&mut self, run: &Run, present: Option<G::Mask>, means: &Means<G>, after: State<G>, window_s: G) {
        let waiting = present.filter(|present| !G::all(*present));
        let mut tally = self.tally.with_window(means, &after);
        if run.assessed {
            tally = tally.with_assessed(&self.body, means, &self.state, &after, window_s);
        }
        if run.recovering {
            tally = tally.with_recovery(&self.body, &self.state, &after, window_s);
        }
        match waiting {
            None => (self.state, self.tally) = (after, tally),
            Some(present) => {
                self.state = State::select(present, &after, &self.state);
                self.tally = Tally::select(present, &tally, &self.tally);
            }
        }
        let (extent, none) = (self.state.extent(), self.splat(0.0));
        let size = extent.max(none - extent);
        self.sound = Real::select(size.lt(self.splat(ABSURD)), self.sound, none);
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
    fn note(&mut self, program: &Program, mark: Mark, out: &mut Outputs<G::Number>) {
        let volume = &self.state.volume;
        match mark {
            Mark::Emptied => self.tally.emptied_ml = calf_ml(volume),
            Mark::Filled => self.tally.filled_ml = calf_ml(volume),
            Mark::Expelled => self.tally.expelled_ml = calf_ml(volume),
            Mark::Rested => self.rest(program),
            Mark::Assessed => self.tally = self.tally.with_end(&self.body, &self.state),
            Mark::Tick(tick) => {
                let at = program.ticks[tick];
                let over = self.phase_s[at.phase].lt(self.splat(at.minute as f32 * 60.0));
                let absent = self.splat(f32::NAN);
                let values = self.tally.course(&self.body, &self.state);
                for (column, value) in out.course[tick].iter_mut().zip(values) {
                    Real::select(over, absent, value).store(column);
                }
            }
        }
    }

    /// Makes the present state the reference of a night's rest.
    #[inline(always)]
    fn rest(&mut self, program: &Program) {
        let Some(means) = self.means else { return };
        let lying = program.runs().take_while(|run| run.phase.is_none()).last();
        let Some(run) = lying else { return };
        let channels = self.channels(program, run);
        self.state = self.body.rested(&channels, &means, &self.state);
        self.tally = self.tally.with_rest(&self.state);
    }

    #[inline(always)]
    fn outcomes(&self, out: &mut Outputs<G::Number>) {
        for (column, value) in out.measures.iter_mut().zip(self.tally.outcomes(&self.body).to_array()) {
            value.store(column);
        }
        for (column, bound) in out.range_ml.iter_mut().zip(self.tally.range_ml) {
            bound.store(column);
        }
        self.sound.store(&mut out.sound);
    }
}

/// Size of a state's extent that no leg reaches.
pub(super) const ABSURD: f32 = 1e6;

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
