//! No smoking any more.

use super::{Change, Clinician, HabitFacts};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "smoking_cessation",
        group: Group::Habit,
        keys: &[],
        about: "gives the person the risk of a person who does not smoke",
        source: "Mahmoodi 2017",
    },
    variable: Variable::Smoker,
    change: Change::To(0.0),
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
