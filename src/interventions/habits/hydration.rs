//! Water, and plasma that it makes up for.

use super::{Clinician, HabitFacts};
use crate::interventions::{Facts, Group};

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "hydration",
        group: Group::Habit,
        keys: &["water_ml_h", "plasma_volume_rel"],
        about: "`water_ml_h` makes up for plasma that a person lacks (all of it at 150 mL/h; by default nobody lacks any, so set `hydration_rel` below 1), or `plasma_volume_rel` sets it; acts on viscosity and colloid pressure, not on clotting",
        source: "plasma -3.4 % in four dry hours, PMID 15198275; an effect on clots has not been shown",
    },
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
