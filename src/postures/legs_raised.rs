//! Legs above the heart.

use super::{Facts, Still};

pub(super) const FACTS: Facts = Facts {
    word: "legs_raised",
    name: "legs raised",
    seated: false,
    has_seat: false,
    assessed: false,
    still: Still {
        depths: [-0.20, -0.15, -0.12, -0.05, -0.19],
        central_mmhg: 4.0,
        abdominal_share: 1.0,
        flexion: 0.0,
        fidgeting: 0.0,
        sway: 0.0,
    },
};
