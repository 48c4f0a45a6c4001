//! Strokes of a hand from ankle to knee.

use super::{AT_REST, AT_REST_HINT, Effort, Facts, Pace, Pulses, pulse};

/// A hand presses from the foot up over the calf and ends at the knee.
pub(super) const PULSES: Pulses = [
    &[pulse(0.30, 0.20, 0.15, 0.75, 1.0)],
    &[pulse(0.25, 0.20, 0.15, 0.70, 1.0)],
    &[pulse(0.25, 0.20, 0.15, 0.70, 1.0)],
    &[pulse(0.25, 0.20, 0.15, 0.70, 1.0)],
    &[pulse(0.0, 0.15, 0.15, 0.40, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("massage"),
    name: "massage",
    usual_per_min: 10,
    pace: Pace::UpTo(6.0),
    postures: AT_REST,
    posture_hint: AT_REST_HINT,
    of_posture: None,
    // Assumption: firm strokes press about as hard as a stocking, and drive lymph as well as a walk does.
    effort: Effort { peak_mmhg: [25.0, 20.0, 15.0, 15.0, 20.0], metabolism: 0.0, movement: 1.0 },
    pulses: Some(&PULSES),
};
