//! Turning the ankles, unloaded.

use super::{AT_REST, AT_REST_HINT, Effort, Facts, Pace, Pulses, pulse};

/// The foot rolls from the toes over the outer edge to the heel: all muscles contract weakly, one after the other.
const PULSES: Pulses = [
    &[pulse(0.02, 0.20, 0.20, 0.50, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.55, 1.0)],
    &[pulse(0.52, 0.20, 0.20, 0.98, 1.0)],
    &[pulse(0.30, 0.20, 0.20, 0.80, 1.0)],
    &[pulse(0.02, 0.20, 0.20, 0.50, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("ankle_circles"),
    name: "ankle circles",
    usual_per_min: 20,
    pace: Pace::UpTo(15.0),
    postures: AT_REST,
    posture_hint: AT_REST_HINT,
    of_posture: None,
    // Assumption: lower peaks than ankle pumps, because each muscle moves the foot through only a part of the circle.
    effort: Effort { peak_mmhg: [45.0, 45.0, 50.0, 40.0, 8.0], metabolism: 0.3, movement: 0.7 },
    pulses: Some(&PULSES),
};
