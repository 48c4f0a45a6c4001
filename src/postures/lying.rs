//! Flat on the back.

use super::{Facts, Still};

pub(super) const FACTS: Facts = Facts {
    word: "lying",
    name: "lying",
    seated: false,
    has_seat: false,
    assessed: false,
    still: Still {
        depths: [0.025, 0.02, 0.02, 0.01, 0.025],
        central_mmhg: 4.0,
        abdominal_share: 1.0,
        flexion: 0.0,
        fidgeting: 0.0,
        sway: 0.0,
    },
};
