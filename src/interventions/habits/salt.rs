//! Less salt.

use super::{Change, Clinician, HabitFacts, dose};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group};
use crate::keys::Need::Optional;
use crate::keys::variable;

keys! {
    SALT_G_DAY: f64 = "salt_g_day", Optional, variable(Variable::SaltGDay), "Largest amount of salt that a person eats.";
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "salt",
        group: Group::Habit,
        keys: &[SALT_G_DAY.key],
        about: "limits the intake to `salt_g_day`, with a small effect on colloid pressure",
        source: "assumption",
    },
    variable: Variable::SaltGDay,
    change: Change::By(&[dose(SALT_G_DAY.key, f64::min)]),
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
