//! Outcomes of consecutive people in one arm, in the same columns from the engine to the tables.

use super::course::CourseSums;
use super::measure::Measure;

/// Outcomes of consecutive people in one arm. Every column has one value per person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArmBlock {
    /// One column per [`Measure`], in its order. The engine fills the columns of the leg; the host appends its own.
    pub measures: Vec<Vec<f32>>,
    /// One column per measurement of the scenario, in its order.
    pub measured: Vec<Vec<f32>>,
    /// Share of the arm's bouts and habits that the person did.
    pub adherent_share: Vec<f32>,
    /// Whether all interventions of the arm are allowed for the person.
    pub eligible: Vec<bool>,
    /// False if the person's state left the valid range. Such people are in the tables, but not in the statistics.
    pub valid: Vec<bool>,
    /// Time course of the valid people. Its cells are the combinations of the scenario's strata.
    pub course: CourseSums,
}

impl ArmBlock {
    /// Reserves memory for this many measurements and people; there is no time course yet.
    pub fn with_capacity(measurements: usize, people: usize) -> Self {
        let columns = |count: usize| (0..count).map(|_| Vec::with_capacity(people)).collect();
        Self {
            measures: columns(Measure::COUNT),
            measured: columns(measurements),
            adherent_share: Vec::with_capacity(people),
            eligible: Vec::with_capacity(people),
            valid: Vec::with_capacity(people),
            course: CourseSums::default(),
        }
    }

    /// Number of people.
    pub fn people(&self) -> usize {
        self.valid.len()
    }

    /// The column of a measure.
    pub fn measure(&self, measure: Measure) -> &[f32] {
        &self.measures[measure as usize]
    }

    /// Every column of numbers, in the order in which they are stored.
    pub fn columns(&self) -> impl Iterator<Item = &Vec<f32>> {
        self.measures.iter().chain(&self.measured).chain([&self.adherent_share])
    }

    /// The same columns, to be filled.
    pub fn columns_mut(&mut self) -> impl Iterator<Item = &mut Vec<f32>> {
        self.measures.iter_mut().chain(&mut self.measured).chain([&mut self.adherent_share])
    }

    /// Appends people of the same arm, without their time course.
    pub fn append(&mut self, block: Self) {
        self.columns_mut().zip(block.columns()).for_each(|(all, column)| all.extend_from_slice(column));
        self.eligible.extend(block.eligible);
        self.valid.extend(block.valid);
    }

    /// Whether the block has every measure and this many measurements, with one value per person each.
    pub fn is_whole(&self, measurements: usize) -> bool {
        let people = self.people();
        (self.measures.len(), self.measured.len()) == (Measure::COUNT, measurements)
            && self.eligible.len() == people
            && self.columns().all(|column| column.len() == people)
    }
}
