//! A drug against clots.

use super::{Change, Clinician, HabitFacts};
use crate::attributes::Variable;
use crate::interventions::rule::TREATED_ALREADY;
use crate::interventions::{Facts, Group, Rule};

const TAKES_ONE: &[Rule] = &[TREATED_ALREADY];

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "anticoagulant",
        group: Group::Habit,
        keys: &[],
        about: "lowers only the risk of clots",
        source: "[model.md](model.md)",
    },
    variable: Variable::Anticoagulant,
    change: Change::To(1.0),
    contraindications: |_| TAKES_ONE,
    precautions: &[],
    clinician: Clinician::Prescribes,
};
