//! Legs that move more often while seated.

use super::{Clinician, HabitFacts};
use crate::interventions::{Facts, Group};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "fidgeting",
        group: Group::Moving,
        keys: &["movements_per_h"],
        about: "sets `fidget_per_h`: small strokes of the deep veins and of lymph",
        source: "free movement halves swelling, Winkel & Jorgensen 1986; only up to about 135 an hour, which nine in ten people stay below: beyond, effects on swelling are larger than those of pumps and not to be believed",
    },
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
