//! A plain walk of one leg through a day, window by window. `balance.rs` proves that the engine takes the same way.

use soleus::engine::Group;
use soleus::model::{
    Body, Channels, Compression, FlowConditions, Leg, Means, NODES, Params, State, Steps, simulate_window, skip_cycles,
};
use soleus::schedule::{Mark, Op, Program, Run};

/// One window as it has passed.
pub(crate) struct Window<'a, R> {
    /// What the window belongs to.
    pub(crate) run: &'a Run,
    /// Since the segment or phase began, at the window's end (s).
    pub(crate) end_s: f64,
    /// Length (s).
    pub(crate) seconds: f64,
    /// The leg.
    pub(crate) body: &'a Body<R>,
    /// What held for the blood.
    pub(crate) conditions: &'a FlowConditions<R>,
    /// What held for everything else.
    pub(crate) channels: &'a Channels<R>,
    /// Pressure of the stocking worn (mmHg).
    pub(crate) stocking_mmhg: R,
    /// Before and after.
    pub(crate) before: &'a State<R>,
    pub(crate) after: &'a State<R>,
    /// On average.
    pub(crate) means: &'a Means<R>,
}

/// The number as `f64`.
pub(crate) fn read<R: Group>(value: R) -> f64 {
    let mut lanes = vec![R::Number::from(0.0); R::WIDTH];
    value.store(&mut lanes);
    lanes[0].into()
}

/// A leg with the model's defaults.
pub(crate) fn resting_body<R: Group<Token = ()>>(leg: &Leg<f32>) -> Body<R> {
    let leg = leg.map(|value| R::splat((), value));
    Body::new(Params::defaults().map(|value| R::splat((), value as f32)), leg)
}

/// Leads a leg through a whole day, every bout done; returns how it ends.
pub(crate) fn walk<R: Group<Token = ()>>(
    program: &Program,
    leg: &Leg<f32>,
    stocking_mmhg: f32,
    mut each: impl FnMut(&Window<R>),
) -> State<R> {
    let mut walker = Walker::new(leg);
    for op in program.ops(|_| true) {
        match op {
            Op::Run(run) => walker.pass(program, run, stocking_mmhg, &mut each),
            Op::Mark(Mark::RestingState) => walker.rest(),
            Op::Mark(_) => {}
        }
    }
    walker.state
}

struct Walker<R> {
    body: Body<R>,
    state: State<R>,
    means: Option<Means<R>>,
    drift: [R; NODES],
}

impl<R: Group<Token = ()>> Walker<R> {
    fn new(leg: &Leg<f32>) -> Self {
        let body = resting_body::<R>(leg);
        Self { state: State::new(&body), body, means: None, drift: [R::splat((), 0.0); NODES] }
    }

    fn pass(&mut self, program: &Program, run: &Run, stocking_mmhg: f32, each: &mut impl FnMut(&Window<R>)) {
        let channels = program.channels[run.channels].map(|value| R::splat((), value));
        let stocking_mmhg = R::splat((), if run.stocking { stocking_mmhg } else { 0.0 });
        let compression = self.body.compression(&channels, stocking_mmhg);
        let seconds = R::splat((), run.window_s);
        for window in 0..run.count {
            let before = self.state;
            let conditions = self.body.flow_conditions(&channels, &before);
            let (volume, means) = self.blood(program, run, &conditions, &compression);
            let moved = State { volume, ..before };
            self.state =
                if run.slow_states { self.body.slow(&channels, stocking_mmhg, &means, &moved, seconds) } else { moved };
            self.means = Some(means);
            each(&Window {
                run,
                end_s: f64::from(run.start_s) + f64::from(run.window_s) * f64::from(window + 1),
                seconds: f64::from(run.window_s),
                body: &self.body,
                conditions: &conditions,
                channels: &channels,
                stocking_mmhg,
                before: &before,
                after: &self.state,
                means: &means,
            });
        }
    }

    fn blood(
        &mut self,
        program: &Program,
        run: &Run,
        conditions: &FlowConditions<R>,
        compression: &Compression<R>,
    ) -> ([R; NODES], Means<R>) {
        let start = self.state.volume;
        if let (Some(skipped), Some(means)) = (run.skipped, self.means) {
            let moved =
                skip_cycles(start, &self.drift, R::splat((), skipped.drift), &means, R::splat((), run.window_s));
            self.drift = self.drift.map(|drift| drift * R::splat((), skipped.decay));
            return moved;
        }
        let waves = &program.waves[run.waves];
        let step_s = R::splat((), run.window_s / (waves.len() - 1) as f32);
        let steps = Steps { waves, step_s, method: run.method };
        let (volume, means) = simulate_window(conditions, compression, start, &steps, |_, _, _| {});
        self.drift = std::array::from_fn(|node| volume[node] - start[node]);
        (volume, means)
    }

    /// The state becomes the one to which everything is compared.
    fn rest(&mut self) {
        let Some(means) = self.means else { return };
        self.state = self.body.rested(&means, &self.state);
    }
}
