//! Results of people in one arm, on their way from the engine to the tables.

use crate::engine::CourseSums;
use crate::model::Measure;

/// People per tile: statistics are summed over tiles of this many consecutive ids, so that they do not depend on how a run is cut.
pub const TILE: usize = 4096;

/// Results of consecutive people in one arm.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArmBlock {
    /// Id of the first person; a multiple of [`TILE`].
    pub first_person: u32,
    /// One column per [`crate::model::Measure`], in its order, each with one value per person.
    pub measures: Vec<Vec<f32>>,
    /// One column per measurement of the scenario, in its order.
    pub measured: Vec<Vec<f32>>,
    /// Measures of the day that no leg knows, until those of the engine are there.
    pub known: Vec<(Measure, Vec<f32>)>,
    /// Hazard of a clot after the arm's habits over that before.
    pub hazard_rel: Vec<f64>,
    /// Whether the person may take the arm's interventions.
    pub eligible: Vec<bool>,
    /// Share of the arm's bouts and habits that the person did.
    pub adherent_share: Vec<f32>,
    /// False where the person's state left the valid range: in the tables, but not in statistics.
    pub valid: Vec<bool>,
    /// Time course of the valid, by the cells of [`crate::stats::Cells`]; without cells where another block has it.
    pub course: CourseSums,
}

impl ArmBlock {
    /// The same tile by tile, without the time course.
    pub fn tiles(&self) -> impl Iterator<Item = Self> + '_ {
        (0..self.valid.len()).step_by(TILE).map(|first| {
            let range = first..self.valid.len().min(first + TILE);
            let columns = |columns: &[Vec<f32>]| columns.iter().map(|column| column[range.clone()].to_vec()).collect();
            Self {
                first_person: self.first_person + first as u32,
                measures: columns(&self.measures),
                measured: columns(&self.measured),
                known: Vec::new(),
                hazard_rel: Vec::new(),
                eligible: self.eligible[range.clone()].to_vec(),
                adherent_share: self.adherent_share[range.clone()].to_vec(),
                valid: self.valid[range].to_vec(),
                course: CourseSums::default(),
            }
        })
    }
}
