//! Raising the forefeet, heels on the floor.

use super::{Effort, Facts, Pace, Pulses, pulse};
use crate::postures::Posture;

/// The shin muscles lift the forefoot, which stretches the calf.
const PULSES: Pulses = [
    &[pulse(0.05, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.75, 0.10, 0.10, 1.0, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("toe_raises"),
    name: "toe raises",
    usual_per_min: 30,
    pace: Pace::UpTo(15.0),
    postures: &[Posture::Sitting, Posture::Standing],
    posture_hint: "this is done with `posture = \"sitting\"` or `\"standing\"`",
    of_posture: None,
    // Assumption: the shin muscles work somewhat harder than at heel strike; the calf is only stretched.
    effort: Effort { peak_mmhg: [25.0, 25.0, 110.0, 20.0, 25.0], metabolism: 0.45, movement: 0.8 },
    pulses: Some(&PULSES),
};
