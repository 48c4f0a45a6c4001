//! What comes out of a backend: outcomes person by person, the time course in sums.

use std::slice::{from_mut, from_ref};

use crate::model::LegOutcomes;
use crate::results::CourseSums;
use crate::schedule::Program;

use super::inputs::{Inputs, Outputs, place};

/// What became of everybody.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// One column per outcome of the leg, each with one value per person: the first of those of an [`crate::results::ArmBlock`].
    pub measures: Vec<Vec<f32>>,
    /// Smallest and largest venous volume of the leg on the way (mL), one value per person each.
    pub range_ml: [Vec<f32>; 2],
    /// 1 for people whose state was made of believable numbers all the time, else 0.
    pub sound: Vec<f32>,
    /// The time course, by the cells of the inputs.
    pub course: CourseSums,
}

impl Results {
    /// Room for everybody in `inputs`.
    pub fn new(program: &Program, inputs: &Inputs) -> Self {
        let people = inputs.people;
        Self {
            measures: vec![vec![f32::NAN; people]; LegOutcomes::<f32>::COUNT],
            range_ml: [vec![f32::NAN; people], vec![f32::NAN; people]],
            sound: vec![0.0; people],
            course: CourseSums::new(program.ticks.len(), inputs.cell_count),
        }
    }

    /// Copies the outcomes of consecutive people into place, without their time course.
    pub fn place(&mut self, first: usize, part: &Outputs<f32>) {
        place(&mut self.measures, first, &part.measures);
        place(&mut self.range_ml, first, &part.range_ml);
        place(from_mut(&mut self.sound), first, from_ref(&part.sound));
    }

    /// Takes over the results of consecutive people, time course included.
    pub fn join(&mut self, first: usize, part: &Results) {
        place(&mut self.measures, first, &part.measures);
        place(&mut self.range_ml, first, &part.range_ml);
        place(from_mut(&mut self.sound), first, from_ref(&part.sound));
        self.course.merge(&part.course);
    }
}
