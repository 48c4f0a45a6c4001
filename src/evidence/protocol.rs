//! Scenarios that imitate published studies.

use crate::scenario::{Distribution, Overrides, Scenario, ScenarioError, SetParameter, Variable, parse};

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
    "ankle-exercise-supine"
    "ankle-pumps-stocking"
    "bed-ankle-flexion"
    "bed-rest"
    "bed-stockings"
    "best-flight"
    "chair-free"
    "chair-locked"
    "clinical-day"
    "compliance-old-men"
    "compliance-young-men"
    "compliance-young-women"
    "constrained"
    "cycling-cool"
    "cycling-hot"
    "desk-day"
    "desk-half-day"
    "dorsiflexion"
    "efforts-day"
    "efforts-in-turn"
    "efforts-seated"
    "emptying-old"
    "emptying-young"
    "femoral-exercise"
    "femoral-lean"
    "femoral-obese"
    "filtration"
    "filtration-old-women"
    "filtration-young-women"
    "flight"
    "flight-10-h"
    "flight-6-h"
    "flight-any-age"
    "flight-asleep"
    "flight-awake"
    "flight-milan"
    "flight-paris-10000-km"
    "flight-paris-5000-km"
    "flight-paris-men"
    "flight-paris-women"
    "flight-perth"
    "foot-bath"
    "hairdressers"
    "least-active"
    "leg-in-cast"
    "legs-raised"
    "lonflit-high"
    "lonflit-low"
    "lying-seated-standing"
    "mixed-reflux"
    "mixed-reflux-operated"
    "most-active"
    "motionless"
    "no-varices"
    "nurses-active"
    "nurses-seated"
    "nzatt-flight"
    "occlusion"
    "office-moving"
    "office-still"
    "patients-lean"
    "patients-obese"
    "pilots"
    "plethysmography-deep"
    "plethysmography-healthy"
    "plethysmography-varicose"
    "postures"
    "pressure-normal"
    "pressure-perforator"
    "pressure-superficial"
    "quiet-standing"
    "refill-competent"
    "refill-incompetent"
    "refill-treated"
    "refill-varicose"
    "resting-flow"
    "rocking"
    "scurr-flight"
    "seated-five-hours"
    "seated-ten-hours"
    "seated-two-hours"
    "sedentary-five-hours"
    "sedentary-ten-hours"
    "short-flight"
    "standing-two-hours"
    "stature-short"
    "stature-tall"
    "tilt"
    "tilt-hanging"
    "training-old-men"
    "training-patients"
    "travel-any"
    "travel-clinic"
    "travel-clinic-long"
    "travel-lean"
    "travel-no-thrombophilia"
    "travel-obese"
    "travel-short"
    "travel-thrombophilia"
    "treadmill-obstructed"
    "treadmill-sound"
    "varices"
    "varicose-stocking"
    "venous-outflow"
    "walking"
    "walking-fast"
    "walking-test"
    "walking-test-reflux"
    "window-aisle"
    "working-day"
};

impl Protocol {
    /// The scenario. Some constants of the model and the number of people may be set. People are as healthy as the volunteers and the
    /// travelers of such studies: without the illnesses that the protocol does not mention.
    pub fn scenario(&self, parameters: &[(usize, f64)], persons: Option<u32>) -> Result<Scenario, ScenarioError> {
        let overrides = Overrides { persons, ..Overrides::default() };
        let mut scenario = parse(&format!("{}.toml", self.name), self.text, &overrides)?.scenario;
        let overrides = &mut scenario.population.overrides;
        let mentioned: Vec<Variable> = overrides.iter().map(|(variable, _)| *variable).collect();
        let left = Variable::ALL.iter().filter(|variable| variable.is_illness() && !mentioned.contains(variable));
        overrides.extend(left.map(|variable| (*variable, Distribution::same(0.0))));
        overrides.sort_by_key(|(variable, _)| *variable);
        scenario.parameters.extend(parameters.iter().map(|(at, value)| SetParameter::new(*at, *value)));
        Ok(scenario)
    }
}
