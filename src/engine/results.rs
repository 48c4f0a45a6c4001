//! The results of a backend: the outcomes of each person, and sums of the time course.

use std::slice::{from_mut, from_ref};

use crate::model::LegOutcomes;
use crate::results::CourseSums;
use crate::schedule::Program;

use super::inputs::{Inputs, Outputs, place};

/// The results of all people of an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// One column per outcome of the leg, each with one value per person. An [`crate::results::ArmBlock`] begins
    /// with the same columns.
    pub measures: Vec<Vec<f32>>,
    /// Smallest and largest venous volume of the leg during the day (mL), one value per person each.
    pub range_ml: [Vec<f32>; 2],
    /// 1 for people whose state was plausible (finite and below a limit) all the time, else 0.
    pub valid: Vec<f32>,
    /// For each draw of the constants of stasis: the doses of [`Outputs::drawn`], one value per person each.
    pub drawn: Vec<[Vec<f32>; 3]>,
    /// Sums of the time course, for each cell of the inputs.
    pub course: CourseSums,
}

impl Results {
    /// Results for all people of `inputs`, not yet simulated.
    pub fn new(program: &Program, inputs: &Inputs) -> Self {
        let people = inputs.people;
        Self {
            measures: vec![vec![f32::NAN; people]; LegOutcomes::<f32>::COUNT],
            range_ml: [vec![f32::NAN; people], vec![f32::NAN; people]],
            valid: vec![0.0; people],
            drawn: vec![std::array::from_fn(|_| vec![f32::NAN; people]); inputs.drawn.len()],
            course: CourseSums::new(program.ticks.len(), inputs.cell_count),
        }
    }

    /// Copies the outcomes of consecutive people, the first of whom is at position `first`, without their time course.
    pub fn place(&mut self, first: usize, part: &Outputs<f32>) {
        place(&mut self.measures, first, &part.measures);
        place(&mut self.range_ml, first, &part.range_ml);
        place(from_mut(&mut self.valid), first, from_ref(&part.valid));
        for (to, from) in self.drawn.iter_mut().zip(&part.drawn) {
            place(to, first, from);
        }
    }

    /// Copies the outcomes of consecutive people and adds the sums of their time course.
    pub fn join(&mut self, first: usize, part: &Results) {
        place(&mut self.measures, first, &part.measures);
        place(&mut self.range_ml, first, &part.range_ml);
        place(from_mut(&mut self.valid), first, from_ref(&part.valid));
        self.course.merge(&part.course);
    }
}
