//! What people can do about their legs, with its dose.

use super::Distribution;
use crate::interventions::InterventionKind;

/// Something people can do about their legs.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervention {
    /// Unique identifier; keys the person's adherence draws.
    pub id: String,
    /// What it is and how much of it.
    pub kind: InterventionKind,
    /// Phases (indices) in which it happens; at least one.
    pub during: Vec<usize>,
    /// How likely people do it, where that is not the arm's affair.
    pub adherence: Option<Distribution>,
}
