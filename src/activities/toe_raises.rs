//! Raising the forefeet, heels on the floor.

use super::{Effort, Facts, Pace, Pulses, pulse};
use crate::postures::Posture;

/// The shin muscles lift the forefoot and stretch the calf. A stretch raises the pressure of all compartments (1984, J Bone Joint Surg
/// Am 66:1415); that it rises fast and ends before the shin relaxes is an assumption.
const PULSES: Pulses = [
    &[pulse(0.02, 0.08, 0.20, 0.50, 1.0)],
    &[pulse(0.02, 0.08, 0.20, 0.50, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.02, 0.08, 0.20, 0.50, 1.0)],
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
    // Assumption: the shin muscles work somewhat harder than at heel strike, and their pull presses the calf as hard as the calf presses
    // itself in ankle pumps.
    effort: Effort { peak_mmhg: [70.0, 60.0, 110.0, 40.0, 25.0], metabolism: 0.45, movement: 0.8 },
    pulses: Some(&PULSES),
};
