//! Upright. People shift their weight, unless they stand still as in a laboratory.

use super::{Facts, Still};

pub(super) const FACTS: Facts = Facts {
    word: "standing",
    name: "standing",
    seated: false,
    has_seat: false,
    assessed: true,
    still: Still {
        depths: [0.64, 0.53, 0.47, 0.31, 0.62],
        central_mmhg: 0.0,
        abdominal_share: 0.6,
        flexion: 0.0,
        fidgeting: 0.0,
        sway: 1.0,
    },
};
