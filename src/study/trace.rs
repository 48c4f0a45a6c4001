//! One leg in full detail over the whole timeline.

use crate::engine::{Sample, sample_signals};
use crate::model::Leg;
use crate::population::Person;
use crate::scenario::Scenario;
use crate::schedule::{Program, Resolution};

use super::tile::Arms;

/// Samples of one leg and the program it followed.
pub struct Trace {
    /// The program of the day, with every cycle.
    pub program: Program,
    /// In time order.
    pub samples: Vec<Sample>,
}

/// Follows one person through one arm, with a sample every `every_s` seconds. No cycle is skipped, so pumping is shown in full.
pub fn trace(scenario: &Scenario, arm: usize, person: &Person, every_s: f64) -> Trace {
    let resolution = Resolution { every_cycle: true, ..Resolution::DEFAULT };
    let arms = Arms::new(scenario, resolution);
    let people = std::slice::from_ref(person);
    let legs: Vec<Leg<f32>> = arms.legs(people);
    let (inputs, _) = arms.inputs(arm, people, &legs);
    let program = arms.programs()[arm].clone();
    let samples = sample_signals(&program, &inputs, every_s);
    Trace { program, samples }
}
