//! Scenarios that imitate published studies.

use crate::scenario::{Overrides, Scenario, ScenarioError, SetParameter, parse};

/// A scenario that imitates a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Name of its file, without extension.
    pub name: &'static str,
    /// Text of the scenario file.
    pub text: &'static str,
}

macro_rules! protocols {
    ($( $name:literal )*) => {
        &[ $( Protocol { name: $name, text: include_str!(concat!("protocols/", $name, ".toml")) }, )* ]
    };
}

/// All protocols.
pub const PROTOCOLS: &[Protocol] = protocols! {
    "aircraft-seat"
    "ankle-exercise"
    "chair-free"
    "chair-locked"
    "compliance-old-men"
    "compliance-young-men"
    "compliance-young-women"
    "constrained"
    "desk-day"
    "desk-half-day"
    "filtration"
    "flight"
    "flight-10-h"
    "flight-6-h"
    "legs-raised"
    "motionless"
    "occlusion"
    "office-moving"
    "office-still"
    "plethysmography-deep"
    "plethysmography-healthy"
    "plethysmography-varicose"
    "postures"
    "quiet-standing"
    "refill-competent"
    "refill-incompetent"
    "tilt"
    "training-old-men"
    "training-patients"
    "walking"
    "working-day"
};

impl Protocol {
    /// The scenario. Some constants of the model and the number of people may be set.
    pub fn scenario(&self, parameters: &[(usize, f64)], persons: Option<u32>) -> Result<Scenario, ScenarioError> {
        let overrides = Overrides { persons, ..Overrides::default() };
        let mut scenario = parse(&format!("{}.toml", self.name), self.text, &overrides)?.scenario;
        scenario.parameters.extend(parameters.iter().map(|(at, value)| SetParameter::new(*at, *value)));
        Ok(scenario)
    }
}
