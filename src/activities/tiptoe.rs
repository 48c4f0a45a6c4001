//! Rising onto the toes of both feet, loaded.

use super::{Effort, Facts, Pace, Pulses, pulse};
use crate::postures::Posture;

const PULSES: Pulses = [
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.72, 0.10, 0.10, 0.98, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.75, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("tiptoe"),
    name: "tiptoe",
    usual_per_min: 60,
    pace: Pace::UpTo(15.0),
    postures: &[Posture::Standing],
    posture_hint: "this is done with `posture = \"standing\"`",
    of_posture: None,
    // Assumption: body weight on both forefeet, somewhat above push-off at a slow walk.
    effort: Effort { peak_mmhg: [210.0, 180.0, 60.0, 120.0, 40.0], metabolism: 1.0, movement: 1.0 },
    pulses: Some(&PULSES),
};
