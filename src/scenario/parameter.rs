//! Constants of the model that a study sets itself.

use super::Scenario;
use crate::model::Params;
use crate::probability::Family;

/// A constant of the model that a study sets.
#[derive(Clone, Debug, PartialEq)]
pub struct SetParameter {
    /// Position in [`crate::model::PARAMETERS`].
    pub at: usize,
    /// Its value, in its own unit. If it is uncertain, this value applies if there are no draws.
    pub value: f64,
    /// Distribution of its draws, if it is uncertain.
    pub uncertain: Option<Family>,
    /// Source of the value, as written in the scenario; may be empty.
    pub source: String,
}

impl SetParameter {
    /// A certain value without a source.
    pub fn new(at: usize, value: f64) -> Self {
        Self { at, value, uncertain: None, source: String::new() }
    }
}

impl Scenario {
    /// The constants of the model, those that the study sets included.
    pub fn params(&self) -> Params<f64> {
        let set: Vec<(usize, f64)> = self.parameters.iter().map(|parameter| (parameter.at, parameter.value)).collect();
        Params::with(&set)
    }
}
