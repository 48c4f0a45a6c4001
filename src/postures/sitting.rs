//! In an upright seat.

use super::{Facts, Still};

pub(super) const FACTS: Facts = Facts {
    word: "sitting",
    name: "sitting",
    seated: true,
    has_seat: true,
    assessed: true,
    still: Still {
        depths: [0.47, 0.36, 0.30, 0.235, 0.45],
        central_mmhg: 2.0,
        abdominal_share: 1.2,
        flexion: 1.0,
        fidgeting: 1.0,
        sway: 0.0,
    },
};
