//! Legs at rest.

use super::{Effort, Facts, Pace};
use crate::postures::Posture;

pub(super) const FACTS: Facts = Facts {
    word: None,
    name: "rest",
    usual_per_min: 1,
    pace: Pace::UpTo(1.0),
    postures: &Posture::ALL,
    posture_hint: "",
    of_posture: None,
    effort: Effort { peak_mmhg: [0.0; 5], metabolism: 0.0, movement: 0.0 },
    pulses: None,
};
