//! Shifting the body's weight onto the leg and off again.

use super::{Effort, Facts, Pace, Pulses, pulse};
use crate::postures::Posture;

/// The weight first empties the foot; then the calf tightens and holds the body over it.
const PULSES: Pulses = [
    &[pulse(0.3, 0.16, 0.14, 0.8, 1.0)],
    &[pulse(0.3, 0.16, 0.14, 0.8, 1.0)],
    &[pulse(0.3, 0.16, 0.14, 0.8, 1.0)],
    &[pulse(0.3, 0.16, 0.14, 0.8, 1.0)],
    &[pulse(0.0, 0.14, 0.14, 0.8, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("weight_transfer"),
    name: "weight transfer",
    usual_per_min: 20,
    pace: Pace::UpTo(15.0),
    postures: &[Posture::Standing],
    posture_hint: "this is done with `posture = \"standing\"`",
    of_posture: None,
    // Calibrated to the ejection fraction of this maneuver, Lattimer 2018, doi:10.1177/0268355517709410. Assumptions: the whole weight on a
    // flat foot tightens the calf as half of it on a forefoot does, the shin steadies the leg as in walking, and costs follow the
    // contractions (20 instead of 50 a minute).
    effort: Effort { peak_mmhg: [210.0, 180.0, 90.0, 120.0, 70.0], metabolism: 0.4, movement: 0.4 },
    pulses: Some(&PULSES),
};
