//! Results of one tile of people in one arm, on their way from the engine to the tables.

use crate::engine::CourseSums;

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
    /// Calf strength on the day, training included, over that of a healthy young man.
    pub calf_strength_rel: Vec<f32>,
    /// Whether the person may take the arm's interventions.
    pub eligible: Vec<bool>,
    /// Share of the arm's bouts and habits that the person did.
    pub adherent_share: Vec<f32>,
    /// False where the person's state left the valid range: in the tables, but not in statistics.
    pub valid: Vec<bool>,
    /// Time course of the valid, by the cells of [`crate::stats::Cells`].
    pub course: CourseSums,
}
