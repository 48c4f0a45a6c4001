//! Shifting the body's weight onto the foot and off again.

use super::{Effort, Facts, Pace, Pulses, pulse};
use crate::postures::Posture;

/// The foot is loaded in the first part of the cycle; no muscle contracts.
const PULSES: Pulses = [&[], &[], &[], &[], &[pulse(0.0, 0.14, 0.14, 0.62, 1.0)]];

pub(super) const FACTS: Facts = Facts {
    word: Some("weight_transfer"),
    name: "weight transfer",
    usual_per_min: 20,
    pace: Pace::UpTo(15.0),
    postures: &[Posture::Standing],
    posture_hint: "this is done with `posture = \"standing\"`",
    of_posture: None,
    effort: Effort { peak_mmhg: [0.0, 0.0, 0.0, 0.0, 70.0], metabolism: 0.1, movement: 0.3 },
    pulses: Some(&PULSES),
};
