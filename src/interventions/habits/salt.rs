//! Less salt.

use super::{Clinician, HabitFacts};
use crate::interventions::{Facts, Group};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "salt",
        group: Group::Habit,
        keys: &["salt_g_day"],
        about: "intake at most `salt_g_day`; acts on colloid pressure, a little",
        source: "assumption",
    },
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
