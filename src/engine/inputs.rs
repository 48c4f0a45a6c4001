//! What goes into a backend and what comes out, component by component.

use crate::model::{Course, Leg, Measure, Params};
use crate::schedule::Program;

/// People in one arm. Every inner vector holds one value per person.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The model's constants.
    pub params: Params<f64>,
    /// Number of people.
    pub people: usize,
    /// One column per field of [`Leg`].
    pub legs: Vec<Vec<f32>>,
    /// Duration of each phase (s).
    pub phase_s: Vec<Vec<f32>>,
    /// For each bout, 1 where it is done, else 0.
    pub gates: Vec<Vec<f32>>,
    /// Pressure of the stocking at the ankle, fit included; 0 where none is worn (mmHg).
    pub stocking_mmhg: Vec<f32>,
}

/// What became of them. Every innermost vector holds one value per person.
#[derive(Clone, Debug, PartialEq)]
pub struct Outputs {
    /// One column per [`Measure`].
    pub measures: Vec<Vec<f64>>,
    /// For each tick, one column per [`Course`]; NaN for people whose phase is over.
    pub course: Vec<Vec<Vec<f64>>>,
    /// Smallest and largest venous volume of the leg on the way (mL).
    pub range_ml: [Vec<f64>; 2],
    /// 1 for people whose state was made of believable numbers all the time, else 0.
    pub sound: Vec<f64>,
}

impl Inputs {
    /// Inputs for nobody yet.
    pub fn empty(params: Params<f64>, program: &Program) -> Self {
        Self {
            params,
            people: 0,
            legs: vec![Vec::new(); Leg::<f32>::COUNT],
            phase_s: vec![Vec::new(); program.phase_s.len()],
            gates: vec![Vec::new(); program.bouts.len()],
            stocking_mmhg: Vec::new(),
        }
    }

    /// Adds a person.
    pub fn push(&mut self, leg: &Leg<f32>, phase_s: &[f32], gates: impl IntoIterator<Item = f32>, stocking_mmhg: f32) {
        self.people += 1;
        for (column, value) in self.legs.iter_mut().zip(leg.to_array()) {
            column.push(value);
        }
        for (column, value) in self.phase_s.iter_mut().zip(phase_s) {
            column.push(*value);
        }
        for (column, gate) in self.gates.iter_mut().zip(gates) {
            column.push(gate);
        }
        self.stocking_mmhg.push(stocking_mmhg);
    }
}

impl Outputs {
    /// Room for this many people.
    pub fn new(program: &Program, people: usize) -> Self {
        Self {
            measures: vec![vec![f64::NAN; people]; Measure::COUNT],
            course: vec![vec![vec![f64::NAN; people]; Course::COUNT]; program.ticks.len()],
            range_ml: [vec![f64::NAN; people], vec![f64::NAN; people]],
            sound: vec![0.0; people],
        }
    }

    /// Copies the results of consecutive people into place.
    pub fn place(&mut self, first: usize, part: &Outputs) {
        let copy = |to: &mut Vec<f64>, from: &Vec<f64>| {
            let room = to.len() - first;
            let count = from.len().min(room);
            to[first..first + count].copy_from_slice(&from[..count]);
        };
        for (to, from) in self.measures.iter_mut().zip(&part.measures) {
            copy(to, from);
        }
        for (to, from) in self.range_ml.iter_mut().zip(&part.range_ml) {
            copy(to, from);
        }
        copy(&mut self.sound, &part.sound);
        for (to, from) in self.course.iter_mut().zip(&part.course) {
            for (to, from) in to.iter_mut().zip(from) {
                copy(to, from);
            }
        }
    }
}
