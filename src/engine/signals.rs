//! Samples the signals of one leg during a simulation: for users who want to see its state over time, and for measurements.

use crate::model::{Body, Instant, NODES, REGIONS, Signal, State, fluid_ml, instant};
use crate::schedule::{Program, Run};

use super::inputs::{Inputs, Outputs};
use super::integrate::{Observer, WindowConditions, integrate_observed};
use super::moment::Window;

/// The signals of one leg at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Time since the timeline began (s).
    pub time_s: f64,
    /// Position of the phase.
    pub phase: usize,
    /// One value per [`Signal`], in their order.
    pub values: Vec<f32>,
}

impl Sample {
    /// The value of one signal.
    pub fn get(&self, signal: Signal) -> f32 {
        self.values[signal as usize]
    }
}

/// Simulates the first person of `inputs` and takes a sample at the first step at or after each multiple of `every_s`.
pub fn sample_signals(program: &Program, inputs: &Inputs, every_s: f64) -> Vec<Sample> {
    let begins_s: Vec<f64> = inputs
        .phase_s
        .iter()
        .scan(0.0, |at_s, phase| Some(std::mem::replace(at_s, *at_s + f64::from(phase[0]))))
        .collect();
    let mut next_s = 0.0;
    let mut samples = Vec::new();
    let visit = |moment: Moment, window: &Window, at: &Instant<f32>| {
        let values = Signal::ALL.iter().map(|signal| window.read(*signal, at)).collect();
        samples.push(Sample { time_s: begins_s[moment.phase] + moment.at_s, phase: moment.phase, values });
    };
    let due = |moment: Moment| {
        let time_s = begins_s[moment.phase] + moment.at_s + 1e-6;
        let due = moment.place == Place::Within && time_s >= next_s;
        while due && next_s <= time_s {
            next_s += every_s;
        }
        due
    };
    observe(program, inputs, 0, due, visit);
    samples
}

/// A moment of a phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    /// Position of the phase.
    pub phase: usize,
    /// Seconds since it began.
    pub at_s: f64,
    /// Start of the window that contains it, in seconds since the phase began.
    pub window_s: f64,
    /// Its place in the phase.
    pub place: Place,
}

/// The place of a moment in its phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At the start of a step.
    Within,
    /// At the end of the last step.
    End,
}

/// Simulates one person of `inputs`, calls `visit` at every moment for which `due` is true, and returns the outcomes.
pub(super) fn observe(
    program: &Program,
    inputs: &Inputs,
    person: usize,
    due: impl FnMut(Moment) -> bool,
    visit: impl FnMut(Moment, &Window, &Instant<f32>),
) -> Outputs<f32> {
    let mut outputs = Outputs::new(program, inputs, 1);
    let mut sampler = Sampler { program, due, visit, rested_ml: [0.0; NODES], start_ml: [0.0; REGIONS], current: None };
    integrate_observed::<f32>(program, inputs, (), person, &mut outputs, &mut sampler);
    outputs
}

/// Calls `visit` at the moments for which `due` is true.
struct Sampler<'a, D, V> {
    program: &'a Program,
    due: D,
    visit: V,
    /// Blood volumes after a rest lying (mL).
    rested_ml: [f32; NODES],
    /// Tissue fluid of foot, calf and thigh at the start of the timeline (mL).
    start_ml: [f32; REGIONS],
    current: Option<CurrentWindow>,
}

/// The window that is being simulated.
struct CurrentWindow {
    phase: usize,
    begins_s: f64,
    step_s: f64,
    steps: usize,
    /// External pressures in the last step (mmHg).
    external: [f32; NODES],
    window: Window,
}

impl<D: FnMut(Moment) -> bool, V: FnMut(Moment, &Window, &Instant<f32>)> Sampler<'_, D, V> {
    /// Visits the end of a phase.
    fn close(&mut self, state: &State<f32>) {
        let Some(current) = self.current.take() else { return };
        let at_s = current.begins_s + current.steps as f64 * current.step_s;
        let moment = Moment { phase: current.phase, at_s, window_s: current.begins_s, place: Place::End };
        let window = Window { state: *state, ..current.window };
        if (self.due)(moment) {
            (self.visit)(moment, &window, &instant(&window.conditions, &state.volume, &current.external));
        }
    }
}

impl<D: FnMut(Moment) -> bool, V: FnMut(Moment, &Window, &Instant<f32>)> Observer<f32> for Sampler<'_, D, V> {
    fn window(
        &mut self,
        body: &Body<f32>,
        (conditions, compression, channels): WindowConditions<'_, f32>,
        run: &Run,
        at_s: f32,
        state: &State<f32>,
    ) {
        if self.current.as_ref().is_some_and(|current| Some(current.phase) != run.phase) {
            self.close(state);
        }
        let steps = self.program.waves[run.waves].len() - 1;
        self.current = run.phase.map(|phase| CurrentWindow {
            phase,
            begins_s: f64::from(at_s),
            step_s: f64::from(run.window_s) / steps as f64,
            steps,
            external: compression.resting,
            window: Window {
                rested_ml: self.rested_ml,
                start_ml: self.start_ml,
                state: *state,
                conditions: *conditions,
                compression: *compression,
                channels: *channels,
                body: *body,
            },
        });
    }

    fn step(&mut self, step: usize, volume: &[f32; NODES], external: &[f32; NODES]) {
        let Some(current) = &mut self.current else { return };
        current.external = *external;
        let at_s = current.begins_s + step as f64 * current.step_s;
        let moment = Moment { phase: current.phase, at_s, window_s: current.begins_s, place: Place::Within };
        if (self.due)(moment) {
            (self.visit)(moment, &current.window, &instant(&current.window.conditions, volume, external));
        }
    }

    fn start(&mut self, body: &Body<f32>, state: &State<f32>) {
        self.start_ml = fluid_ml(body, state);
    }

    fn rested(&mut self, state: &State<f32>) {
        self.rested_ml = state.volume;
    }

    fn finish(&mut self, state: &State<f32>) {
        self.close(state);
    }
}
