//! Climbing stairs.

use super::{Effort, Facts, Pace, walk};
use crate::postures::Posture;

pub(super) const FACTS: Facts = Facts {
    word: Some("stairs"),
    name: "stairs",
    usual_per_min: 45,
    pace: Pace::UpTo(25.0),
    postures: &[Posture::Stairs],
    posture_hint: "this is done with `posture = \"stairs\"`",
    of_posture: Some(Posture::Stairs),
    // Assumption: like a slow walk, but every step lifts the body.
    effort: Effort { peak_mmhg: [210.0, 175.0, 70.0, 110.0, 80.0], metabolism: 1.6, movement: 1.2 },
    pulses: Some(&walk::PULSES),
};
