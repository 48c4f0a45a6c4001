//! Pedaling at a light load.

use super::{AT_REST, AT_REST_HINT, Effort, Facts, Pace, Pulses, pulse};

/// Downstroke, then the upstroke with a lifted forefoot.
const PULSES: Pulses = [
    &[pulse(0.05, 0.20, 0.20, 0.60, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.60, 1.0)],
    &[pulse(0.60, 0.15, 0.15, 1.0, 1.0)],
    &[pulse(0.05, 0.20, 0.20, 0.60, 1.0)],
    &[pulse(0.0, 0.20, 0.20, 0.55, 1.0)],
];

pub(super) const FACTS: Facts = Facts {
    word: Some("cycling"),
    name: "cycling",
    usual_per_min: 50,
    pace: Pace::UpTo(25.0),
    postures: AT_REST,
    posture_hint: AT_REST_HINT,
    of_posture: None,
    // Assumption: cycling with 50 W at 50 turns per minute loads the calf about half as much as a slow walk.
    effort: Effort { peak_mmhg: [90.0, 75.0, 45.0, 45.0, 30.0], metabolism: 1.0, movement: 1.0 },
    pulses: Some(&PULSES),
};
