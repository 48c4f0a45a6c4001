//! Alternating plantar and dorsal flexion, unloaded.

use super::{AT_REST, AT_REST_HINT, Effort, Facts, Pace, Pulses, pulse};

const PULSES: Pulses = [
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0), pulse(0.55, 0.12, 0.12, 0.90, 0.15)],
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0), pulse(0.55, 0.12, 0.12, 0.90, 0.15)],
    &[pulse(0.52, 0.14, 0.14, 0.96, 1.0)],
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0)],
    &[pulse(0.02, 0.14, 0.14, 0.46, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("ankle_pumps"),
    name: "ankle pumps",
    usual_per_min: 30,
    pace: Pace::UpTo(15.0),
    postures: AT_REST,
    posture_hint: AT_REST_HINT,
    of_posture: None,
    // Assumption: unloaded movement reaches a third of the pressures of walking.
    effort: Effort { peak_mmhg: [70.0, 60.0, 60.0, 40.0, 12.0], metabolism: 0.45, movement: 0.8 },
    pulses: Some(&PULSES),
};
