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
    // Assumption: cycling with 50 W at 50 turns per minute empties the ankle veins as far as a slow walk, which takes five sixths of its
    // pressures because a seated person's column of blood is shorter. The arch bears 33 / 119 of its load in walking (recumbent cycle,
    // Burnfield 2007, doi:10.1249/mss.0b013e318148bdfa).
    effort: Effort { peak_mmhg: [150.0, 125.0, 75.0, 75.0, 19.0], metabolism: 1.0, movement: 1.0 },
    pulses: Some(&PULSES),
};
