//! Less salt.

use super::{Change, Clinician, HabitFacts, dose};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group};
use crate::keys::Need::Optional;
use crate::keys::variable;

keys! {
    SALT_G_DAY: f64 = "salt_g_day", Optional, variable(Variable::SaltGDay), "How much salt people eat at most.";
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "salt",
        group: Group::Habit,
        keys: &[SALT_G_DAY.key],
        about: "intake at most `salt_g_day`; acts on colloid pressure, a little",
        source: "assumption",
    },
    variable: Variable::SaltGDay,
    change: Change::By(&[dose(SALT_G_DAY.key, f64::min)]),
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
