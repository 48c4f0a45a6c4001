//! No smoking any more.

use super::{Clinician, HabitFacts};
use crate::interventions::{Facts, Group};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "smoking_cessation",
        group: Group::Habit,
        keys: &[],
        about: "risk and coagulability of a person who does not smoke",
        source: "Mahmoodi 2017",
    },
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
