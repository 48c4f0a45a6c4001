//! In a seat that leans back.

use super::{Facts, Still};

/// Trunk half upright, legs level with the seat, some 35 cm below the heart's level (assumption).
pub(super) const FACTS: Facts = Facts {
    word: "reclining",
    name: "reclining",
    seated: false,
    has_seat: true,
    assessed: false,
    still: Still {
        depths: [0.15, 0.14, 0.14, 0.12, 0.15],
        central_mmhg: 3.0,
        abdominal_share: 1.1,
        flexion: 0.5,
        fidgeting: 0.0,
        sway: 0.0,
    },
};
