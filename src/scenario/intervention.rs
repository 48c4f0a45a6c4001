//! Interventions with their doses.

use super::Distribution;
use crate::interventions::InterventionKind;

/// An intervention: something that people can do for their legs.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervention {
    /// Unique identifier; it is a part of the key of the person's adherence draws.
    pub id: String,
    /// Its kind and dose.
    pub kind: InterventionKind,
    /// Phases (indices) in which it happens; at least one.
    pub during: Vec<usize>,
    /// How likely people do it; `None` if the arm determines this.
    pub adherence: Option<Distribution>,
}
