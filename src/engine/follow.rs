//! Follows one leg step by step: for people who want to see what happens inside, and for clinic measurements.

use crate::model::{Body, Instant, NODES, Signal, State, instant};
use crate::schedule::{Program, Run};

use super::inputs::{Inputs, Outputs};
use super::integrate::{Surroundings, Watcher, integrate_watched};
use super::moment::Window;

/// One leg at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Sample {
    /// Since the timeline began (s).
    pub time_s: f64,
    /// Position of the phase.
    pub phase: usize,
    /// One value per [`Signal`], in their order.
    pub values: Vec<f32>,
}

impl Sample {
    /// Value of one signal.
    pub fn get(&self, signal: Signal) -> f32 {
        self.values[signal as usize]
    }
}

/// Simulates the first person of `inputs` and takes a sample at the first step at or after each multiple of `every_s`.
pub fn follow(program: &Program, inputs: &Inputs, every_s: f64) -> Vec<Sample> {
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
    watch(program, inputs, 0, due, visit);
    samples
}

/// A moment of a phase.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moment {
    /// Position of the phase.
    pub phase: usize,
    /// Seconds since it began.
    pub at_s: f64,
    /// Start of the window in which it lies, likewise.
    pub window_s: f64,
    /// Where in the phase it lies.
    pub place: Place,
}

/// Where in a phase a moment lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// Before a step.
    Within,
    /// After the last one.
    End,
}

/// Simulates one person of `inputs`, shows every moment that is `due`, returns the outcomes.
pub(super) fn watch(
    program: &Program,
    inputs: &Inputs,
    person: usize,
    due: impl FnMut(Moment) -> bool,
    visit: impl FnMut(Moment, &Window, &Instant<f32>),
) -> Outputs<f32> {
    let mut outputs = Outputs::new(program, 1);
    let mut guide = Guide { program, due, visit, rested_ml: None, passing: None };
    integrate_watched::<f32>(program, inputs, (), person, &mut outputs, &mut guide);
    outputs
}

/// Passes steps on to whoever visits them.
struct Guide<'a, D, V> {
    program: &'a Program,
    due: D,
    visit: V,
    /// Blood when the timeline began.
    rested_ml: Option<[f32; NODES]>,
    passing: Option<Passing>,
}

/// The window that is passing.
struct Passing {
    phase: usize,
    begins_s: f64,
    step_s: f64,
    steps: usize,
    /// Pressures from outside in the last step.
    external: [f32; NODES],
    window: Window,
}

impl<D: FnMut(Moment) -> bool, V: FnMut(Moment, &Window, &Instant<f32>)> Guide<'_, D, V> {
    /// Shows how a phase has ended.
    fn close(&mut self, state: &State<f32>) {
        let Some(passing) = self.passing.take() else { return };
        let at_s = passing.begins_s + passing.steps as f64 * passing.step_s;
        let moment = Moment { phase: passing.phase, at_s, window_s: passing.begins_s, place: Place::End };
        let window = Window { state: *state, ..passing.window };
        if (self.due)(moment) {
            (self.visit)(moment, &window, &instant(&window.setting, &state.volume, &passing.external));
        }
    }
}

impl<D: FnMut(Moment) -> bool, V: FnMut(Moment, &Window, &Instant<f32>)> Watcher<f32> for Guide<'_, D, V> {
    fn window(
        &mut self,
        body: &Body<f32>,
        (setting, squeeze, channels): Surroundings<'_, f32>,
        run: &Run,
        at_s: f32,
        state: &State<f32>,
    ) {
        if self.passing.as_ref().is_some_and(|passing| Some(passing.phase) != run.phase) {
            self.close(state);
        }
        let steps = self.program.waves[run.waves].len() - 1;
        self.passing = run.phase.map(|phase| Passing {
            phase,
            begins_s: f64::from(at_s),
            step_s: f64::from(run.window_s) / steps as f64,
            steps,
            external: squeeze.resting,
            window: Window {
                rested_ml: *self.rested_ml.get_or_insert(state.volume),
                state: *state,
                setting: *setting,
                squeeze: *squeeze,
                channels: *channels,
                body: *body,
            },
        });
    }

    fn step(&mut self, step: usize, volume: &[f32; NODES], external: &[f32; NODES]) {
        let Some(passing) = &mut self.passing else { return };
        passing.external = *external;
        let at_s = passing.begins_s + step as f64 * passing.step_s;
        let moment = Moment { phase: passing.phase, at_s, window_s: passing.begins_s, place: Place::Within };
        if (self.due)(moment) {
            (self.visit)(moment, &passing.window, &instant(&passing.window.setting, volume, external));
        }
    }

    fn finish(&mut self, state: &State<f32>) {
        self.close(state);
    }
}
