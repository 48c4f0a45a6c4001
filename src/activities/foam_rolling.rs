//! Rolling the calf over a foam roller.

use super::{AT_REST, AT_REST_HINT, Effort, Facts, Pace, massage};

pub(super) const FACTS: Facts = Facts {
    word: Some("foam_rolling"),
    name: "foam rolling",
    usual_per_min: 10,
    pace: Pace::UpTo(6.0),
    postures: AT_REST,
    posture_hint: AT_REST_HINT,
    of_posture: None,
    // Assumption: the weight of the leg on a roller presses deeper than a hand, but on a small place.
    effort: Effort { peak_mmhg: [40.0, 25.0, 5.0, 20.0, 0.0], metabolism: 0.1, movement: 0.7 },
    pulses: Some(&massage::PULSES),
};
