//! A drug against clots.

use super::habit::{Clinician, HabitFacts};
use super::{Facts, Group, Rule, rule};
use crate::attributes::Variable;

const TAKES_ONE: &[Rule] = &[rule(Variable::Anticoagulant, "takes an anticoagulant already")];

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "anticoagulant",
        group: Group::Habit,
        keys: &[],
        about: "risk alone",
        source: "[model.md](model.md)",
    },
    contraindications: |_| TAKES_ONE,
    precautions: &[],
    clinician: Clinician::Prescribes,
};
