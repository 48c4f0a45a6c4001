//! The scenarios that imitate published studies.

use crate::scenario::{Overrides, Scenario, ScenarioError, SetParameter, parse};

/// A scenario that imitates a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Protocol {
    /// Stem of its file.
    pub name: &'static str,
    /// The scenario file.
    pub text: &'static str,
}

macro_rules! protocols {
    ($( $name:literal )*) => {
        &[ $( Protocol { name: $name, text: include_str!(concat!("protocols/", $name, ".toml")) }, )* ]
    };
}

/// All of them.
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
    /// The scenario, with some constants of the model set, of so many people where that is given.
    pub fn scenario(&self, parameters: &[(usize, f64)], persons: Option<u32>) -> Result<Scenario, ScenarioError> {
        let overrides = Overrides { persons, ..Overrides::default() };
        let mut scenario = parse(&format!("{}.toml", self.name), self.text, &overrides)?.scenario;
        scenario.parameters.extend(parameters.iter().map(|(at, value)| SetParameter::new(*at, *value)));
        Ok(scenario)
    }
}
