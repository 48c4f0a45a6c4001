//! Simulates one group of people through one compiled day, with the same operations as the GPU kernel. Every condition of a branch
//! is the same for the whole group. The state of people whose phase has ended stays unchanged until the phase of all others ends.

use std::ops::Range;

use crate::model::{
    Body, Channels, Compression, FlowConditions, Fluid, Habit, Habits, Leg, Means, NODES, OutcomeSums, REGIONS, Real,
    Shape, State, Steps, calf_ml, decayed, drift, lived, simulate_window, skip_cycles, still,
};
use crate::schedule::{Mark, Op, Program, Run, Skipped};

use super::checkpoint::{Checkpoint, Saved};
use super::drawn::{Carried, Drawn};
use super::group::{Group, MAX_WIDTH};
use super::inputs::{Inputs, Outputs};

/// Simulates one person of `inputs` with numbers of any type that has a single lane.
#[inline(always)]
pub fn integrate<G: Group>(
    program: &Program,
    inputs: &Inputs,
    token: G::Token,
    person: usize,
    out: &mut Outputs<G::Number>,
) {
    integrate_observed::<G>(program, inputs, token, person, out, &mut NoObserver);
}

/// Simulates the same, and calls an observer at every window and step. The six arguments are those of [`integrate`] and the observer.
#[inline(always)]
pub(super) fn integrate_observed<G: Group>(
    program: &Program,
    inputs: &Inputs,
    token: G::Token,
    person: usize,
    out: &mut Outputs<G::Number>,
    observer: &mut impl Observer<G>,
) {
    debug_assert_eq!(G::WIDTH, 1);
    let lanes = [person];
    let mut group = GroupRun::<G, _>::new(program, inputs, token, &lanes, observer);
    for op in program.ops(|bout| inputs.does(bout, person)) {
        group.apply(program, op, person, out);
    }
    group.observer.finish(&group.now.state);
    group.outcomes(person, out);
}

/// Simulates a block of people through some segments of the day. Those who do the same in a segment share the lanes. The states of
/// `saved` are those at the start of the first of these segments, and afterwards those at the end of the last. The six arguments are those
/// of [`integrate`] and the segments.
#[inline(always)]
pub(super) fn integrate_block<G: Group<Number = f32>>(
    program: &Program,
    inputs: &Inputs,
    token: G::Token,
    segments: Range<usize>,
    saved: &mut Saved,
    out: &mut Outputs<f32>,
) {
    for at in segments {
        for (ops, people) in inputs.branches(&program.segments[at], saved.block) {
            for lanes in people.chunks(G::WIDTH) {
                let lanes = padded(lanes);
                let lanes = &lanes[..G::WIDTH];
                let mut group = GroupRun::<G, _>::new(program, inputs, token, lanes, NoObserver);
                if at > 0 {
                    group.load(saved);
                }
                for op in ops {
                    group.apply(program, op, saved.block.first, out);
                }
                group.save(saved);
                if at + 1 == program.segments.len() {
                    group.outcomes(saved.block.first, out);
                }
            }
        }
    }
}

/// Positions of people, one for each lane; lanes after the last person repeat this person.
#[inline(always)]
fn padded(people: &[usize]) -> [usize; MAX_WIDTH] {
    let mut lanes = [people[people.len() - 1]; MAX_WIDTH];
    lanes[..people.len()].copy_from_slice(people);
    lanes
}

/// The conditions of the tissue of the first person of `inputs` on ordinary days.
pub fn habits(program: &Program, inputs: &Inputs) -> Habits<f32> {
    let mut group = GroupRun::<f32, _>::new(program, inputs, (), &[0], NoObserver);
    let mut out = Outputs::new(program, inputs, 1);
    for op in program.ops(|_| false).take_while(|op| **op != Op::Mark(Mark::Start)) {
        group.apply(program, op, 0, &mut out);
    }
    group.habits
}

/// The conditions that stay the same within a window.
pub(super) type WindowConditions<'a, G> = (&'a FlowConditions<G>, &'a Compression<G>, &'a Channels<G>);

/// Observes the simulation of a group.
pub(super) trait Observer<G: Group> {
    /// Called at the start of a window, `at_s` seconds after the start of its phase.
    fn window(&mut self, body: &Body<G>, conditions: WindowConditions<'_, G>, run: &Run, at_s: f32, state: &State<G>);
    /// Called at each step of the window, with the volumes and the external pressures at its start.
    fn step(&mut self, step: usize, volume: &[G; NODES], external: &[G; NODES]);
    /// Called at the start of the timeline.
    fn start(&mut self, body: &Body<G>, state: &State<G>);
    /// Called at the end of a rest lying before the timeline.
    fn rested(&mut self, state: &State<G>);
    /// Called at the end of the day.
    fn finish(&mut self, state: &State<G>);
}

/// An observer that does nothing.
struct NoObserver;

impl<G: Group, W: Observer<G>> Observer<G> for &mut W {
    #[inline(always)]
    fn window(&mut self, body: &Body<G>, conditions: WindowConditions<'_, G>, run: &Run, at_s: f32, state: &State<G>) {
        W::window(self, body, conditions, run, at_s, state);
    }
    #[inline(always)]
    fn step(&mut self, step: usize, volume: &[G; NODES], external: &[G; NODES]) {
        W::step(self, step, volume, external);
    }
    #[inline(always)]
    fn start(&mut self, body: &Body<G>, state: &State<G>) {
        W::start(self, body, state);
    }
    #[inline(always)]
    fn rested(&mut self, state: &State<G>) {
        W::rested(self, state);
    }
    #[inline(always)]
    fn finish(&mut self, state: &State<G>) {
        W::finish(self, state);
    }
}

impl<G: Group> Observer<G> for NoObserver {
    #[inline(always)]
    fn window(&mut self, _: &Body<G>, _: WindowConditions<'_, G>, _: &Run, _: f32, _: &State<G>) {}
    #[inline(always)]
    fn step(&mut self, _: usize, _: &[G; NODES], _: &[G; NODES]) {}
    #[inline(always)]
    fn start(&mut self, _: &Body<G>, _: &State<G>) {}
    #[inline(always)]
    fn rested(&mut self, _: &State<G>) {}
    #[inline(always)]
    fn finish(&mut self, _: &State<G>) {}
}

/// The run of a group of people through the schedule of a day.
struct GroupRun<'a, G: Group, W> {
    observer: W,
    token: G::Token,
    /// Positions of the people in `inputs`, one for each lane.
    lanes: &'a [usize],
    body: Body<G>,
    phase_s: Vec<G>,
    stocking_mmhg: G,
    now: Checkpoint<G>,
    /// Conditions of the tissue on ordinary days; they are used before the timeline only.
    habits: Habits<G>,
    /// The same blood under other constants of stasis.
    drawn: Vec<Drawn<G>>,
}

impl<'a, G: Group, W: Observer<G>> GroupRun<'a, G, W> {
    #[inline(always)]
    fn new(program: &Program, inputs: &Inputs, token: G::Token, lanes: &'a [usize], observer: W) -> Self {
        let column = |column: &[f32]| gather::<G>(token, column, lanes);
        let zero = G::splat(token, 0.0);
        let leg = Leg::from_fn(|field| column(&inputs.legs[field]));
        let body = Body::new(inputs.params.map(|value| G::splat(token, value as f32)), leg);
        let now = Checkpoint::new(&body);
        debug_assert_eq!(program.phase_s.len(), inputs.phase_s.len());
        Self {
            observer,
            token,
            lanes,
            habits: Habits::new(zero),
            phase_s: inputs.phase_s.iter().map(|phase| column(phase)).collect(),
            stocking_mmhg: column(&inputs.stocking_mmhg),
            drawn: inputs.drawn.iter().map(|constants| Drawn::new(constants, token, now.state.stagnation)).collect(),
            body,
            now,
        }
    }

    /// Continues where these people were saved.
    #[inline(always)]
    fn load(&mut self, saved: &Saved) {
        let mut at = 0;
        let mut next = || {
            at += 1;
            saved.load(self.token, self.lanes, at - 1)
        };
        self.now = Checkpoint::build(&mut next);
        for drawn in &mut self.drawn {
            drawn.carried = Carried::build(&mut next);
        }
    }

    #[inline(always)]
    fn splat(&self, value: f32) -> G {
        G::splat(self.token, value)
    }

    #[inline(always)]
    fn apply(&mut self, program: &Program, op: &Op, first: usize, out: &mut Outputs<G::Number>) {
        match op {
            Op::Run(run) => self.run_windows(program, run),
            Op::Mark(mark) => self.apply_mark(program, *mark, first, out),
        }
    }

    /// Simulates the windows of a run.
    #[inline(always)]
    fn run_windows(&mut self, program: &Program, run: &Run) {
        let channels = self.row(&program.channels[run.channels]);
        let stocking = if run.stocking { self.stocking_mmhg } else { self.splat(0.0) };
        let compression = self.body.compression(&channels, stocking);
        let waves = &program.waves[run.waves];
        let step_s = self.splat(run.window_s / (waves.len() - 1) as f32);
        let steps = Steps { waves, step_s, method: run.method };
        let window_s = self.splat(run.window_s);
        for window in 0..run.count {
            let at_s = run.start_s + run.window_s * window as f32;
            let in_phase = run.phase.map(|phase| self.splat(at_s).lt(self.phase_s[phase]));
            if in_phase.is_some_and(|in_phase| !G::any(in_phase)) {
                return;
            }
            let conditions = self.body.narrowed(self.body.flow_conditions(&channels, &self.now.state), &compression);
            self.observer.window(&self.body, (&conditions, &compression, &channels), run, at_s, &self.now.state);
            let (volume, means) = match run.skipped {
                Some(skipped) => self.skip(skipped, window_s),
                None => self.simulate(&conditions, &compression, &steps),
            };
            let moved = State { volume, ..self.now.state };
            let after =
                if run.slow_states { self.body.slow(&channels, stocking, &means, &moved, window_s) } else { moved };
            self.now.means = means;
            if !self.drawn.is_empty() {
                self.advance_drawn(run, &channels, in_phase, &means, window_s);
            }
            self.advance(run, in_phase, &means, after, window_s);
        }
    }

    /// Advances the stagnant blood of every draw.
    #[inline(always)]
    fn advance_drawn(
        &mut self,
        run: &Run,
        channels: &Channels<G>,
        in_phase: Option<G::Mask>,
        means: &Means<G>,
        window_s: G,
    ) {
        let (still, movements_hz) = (still(means), self.body.movements_hz(channels));
        for drawn in &mut self.drawn {
            drawn.advance(run, &still, movements_hz, in_phase, window_s);
        }
    }

    /// Simulates every step of one window.
    #[inline(always)]
    fn simulate(
        &mut self,
        conditions: &FlowConditions<G>,
        compression: &Compression<G>,
        steps: &Steps<G>,
    ) -> ([G; NODES], Means<G>) {
        let observe = |at, volume: &_, external: &_| self.observer.step(at, volume, external);
        let (volume, means) = simulate_window(conditions, compression, self.now.state.volume, steps, observe);
        self.now.drift = drift(&self.now.state.volume, &volume);
        (volume, means)
    }

    /// Advances one window without steps: its cycles are skipped, and the volumes continue to drift.
    #[inline(always)]
    fn skip(&mut self, skipped: Skipped, window_s: G) -> ([G; NODES], Means<G>) {
        let Checkpoint { state, drift, means, .. } = &self.now;
        let moved = skip_cycles(state.volume, drift, self.splat(skipped.drift), means, window_s);
        self.now.drift = decayed(&self.now.drift, self.splat(skipped.decay));
        moved
    }

    /// Takes over the state at the end of a window for the people who are still in the phase.
    #[inline(always)]
    fn advance(&mut self, run: &Run, in_phase: Option<G::Mask>, means: &Means<G>, after: State<G>, window_s: G) {
        let partial = in_phase.filter(|in_phase| !G::all(*in_phase));
        let mut outcome_sums = self.now.outcome_sums.with_window(means, &after);
        if run.assessed {
            let vehicle = self.splat(if run.vehicle { 1.0 } else { 0.0 });
            outcome_sums = outcome_sums.with_assessed(&self.body, means, &self.now.state, &after, window_s, vehicle);
        }
        if run.recovery {
            outcome_sums = outcome_sums.with_recovery(&self.body, &self.now.state, &after, window_s);
        }
        match partial {
            None => (self.now.state, self.now.outcome_sums) = (after, outcome_sums),
            Some(in_phase) => {
                self.now.state = State::select(in_phase, &after, &self.now.state);
                self.now.outcome_sums = OutcomeSums::select(in_phase, &outcome_sums, &self.now.outcome_sums);
            }
        }
        let (extent, none) = (self.now.state.extent(), self.splat(0.0));
        let size = extent.max(none - extent);
        self.now.valid = Real::select(size.lt(self.splat(MAX_EXTENT)), self.now.valid, none);
    }

    /// The same channels for every person.
    #[inline(always)]
    fn row(&self, row: &Channels<f32>) -> Channels<G> {
        let mut values = [self.splat(0.0); Channels::<f32>::COUNT];
        for (value, uniform) in values.iter_mut().zip(row.to_array()) {
            *value = self.splat(uniform);
        }
        Channels::from_array(values)
    }

    #[inline(always)]
    fn apply_mark(&mut self, program: &Program, mark: Mark, first: usize, out: &mut Outputs<G::Number>) {
        let volume = &self.now.state.volume;
        match mark {
            Mark::EmptyVolume => self.now.outcome_sums.empty_calf_ml = calf_ml(volume),
            Mark::FullVolume => self.now.outcome_sums.full_calf_ml = calf_ml(volume),
            Mark::VolumeAfterTiptoe => self.now.outcome_sums.after_tiptoe_ml = calf_ml(volume),
            Mark::RestingState => self.rest(),
            Mark::Habit(habit, row) => self.note_habit(habit, &self.row(&program.channels[row])),
            Mark::Start => self.start(program),
            Mark::Settled => self.now.outcome_sums = self.now.outcome_sums.with_settled(&self.body, &self.now.state),
            Mark::AssessmentEnd => self.now.outcome_sums = self.now.outcome_sums.with_end(&self.body, &self.now.state),
            Mark::Tick(tick) => {
                let at = program.ticks[tick];
                let over = self.phase_s[at.phase].lt(self.splat(at.minute as f32 * 60.0));
                let absent = self.splat(f32::NAN);
                let values = self.now.outcome_sums.course(&self.body, &self.now.state);
                for (column, value) in out.course[tick].iter_mut().zip(values) {
                    self.scatter(Real::select(over, absent, value), first, column);
                }
            }
        }
    }

    /// Makes the present volumes the reference.
    #[inline(always)]
    fn rest(&mut self) {
        let means = self.now.means;
        self.now.state = self.body.rested(&means, &self.now.state);
        self.now.outcome_sums = self.now.outcome_sums.with_rest(&self.now.state);
        for drawn in &mut self.drawn {
            drawn.rest(&still(&means));
        }
        self.observer.rested(&self.now.state);
    }

    /// Records the conditions of tissue and blood in the last window.
    #[inline(always)]
    fn note_habit(&mut self, habit: Habit, channels: &Channels<G>) {
        let means = self.now.means;
        self.habits.conditions[habit as usize] = self.body.tissue_conditions(channels, self.splat(0.0), &means);
        self.habits.turnover[habit as usize] = self.body.turnover(channels, &means);
        let movements_hz = self.body.movements_hz(channels);
        for drawn in &mut self.drawn {
            drawn.note_habit(habit, &still(&means), movements_hz);
        }
    }

    /// Computes the tissue fluid and the stagnant blood that the time before the timeline has left.
    #[inline(always)]
    fn start(&mut self, program: &Program) {
        let mut fluid = [Fluid::dry(self.splat(0.0)); REGIONS];
        for (at, &(habit, minutes)) in program.history.episodes.iter().enumerate() {
            let conditions = &self.habits.conditions[habit as usize];
            let minutes = self.splat(minutes);
            fluid = lived(&self.body.tissue, &fluid, conditions, minutes);
            self.now.outcome_sums = self.now.outcome_sums.with_lived(&self.body, &fluid);
            let stagnation =
                self.body.stasis.advance(self.now.state.stagnation, &self.habits.turnover[habit as usize], minutes);
            if (program.history.until_last_day..program.history.until_waking).contains(&at) {
                self.now.outcome_sums =
                    self.now.outcome_sums.with_ordinary(&self.now.state.stagnation, &stagnation, minutes);
            }
            self.now.state.stagnation = stagnation;
            for drawn in &mut self.drawn {
                drawn.live(&program.history, at, minutes);
            }
            if at + 1 == program.history.until_waking {
                self.now.outcome_sums = self.now.outcome_sums.with_waking(&self.body, &fluid);
            }
        }
        self.now.state.fluid = fluid;
        self.now.outcome_sums = self.now.outcome_sums.with_start(&self.body, &self.now.state);
        self.observer.start(&self.body, &self.now.state);
    }

    /// Stores the values of these people in a column that begins with the person at position `first`.
    #[inline(always)]
    fn scatter(&self, values: G, first: usize, column: &mut [G::Number]) {
        let mut lanes = [G::Number::from(0.0); MAX_WIDTH];
        values.store(&mut lanes[..G::WIDTH]);
        for (person, value) in self.lanes.iter().zip(lanes) {
            column[*person - first] = value;
        }
    }

    #[inline(always)]
    fn outcomes(&self, first: usize, out: &mut Outputs<G::Number>) {
        for (column, value) in out.measures.iter_mut().zip(self.now.outcome_sums.outcomes(&self.body).to_array()) {
            self.scatter(value, first, column);
        }
        for (column, bound) in out.range_ml.iter_mut().zip(self.now.outcome_sums.range_ml) {
            self.scatter(bound, first, column);
        }
        self.scatter(self.now.valid, first, &mut out.valid);
        for (columns, drawn) in out.drawn.iter_mut().zip(&self.drawn) {
            for (column, dose_h) in columns.iter_mut().zip(drawn.doses_h(self.now.outcome_sums.assessed_s)) {
                self.scatter(dose_h, first, column);
            }
        }
    }
}

impl<G: Group<Number = f32>, W> GroupRun<'_, G, W> {
    #[inline(always)]
    fn save(&self, saved: &mut Saved) {
        let mut leaves = Vec::with_capacity(saved.width);
        self.now.leaves(&mut leaves);
        for drawn in &self.drawn {
            drawn.carried.leaves(&mut leaves);
        }
        for (at, value) in leaves.into_iter().enumerate() {
            saved.store(self.lanes, at, value);
        }
    }
}

/// A person is invalid if the extent of the state is at least this large. No real leg reaches this extent.
pub(super) const MAX_EXTENT: f32 = 1e6;

/// Loads the values of these people from a column.
#[inline(always)]
fn gather<G: Group>(token: G::Token, column: &[f32], people: &[usize]) -> G {
    let mut lanes = [0.0; MAX_WIDTH];
    for (lane, person) in lanes.iter_mut().zip(people) {
        *lane = column[*person];
    }
    G::load(token, &lanes[..G::WIDTH])
}
