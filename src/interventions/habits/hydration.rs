//! Water, and plasma that it makes up for.

use super::{Change, Clinician, HabitFacts, dose};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group};
use crate::keys::Need::Optional;
use crate::keys::{variable, within};

keys! {
    WATER_ML_H: f64 = "water_ml_h", Optional, within(0.0, 1000.0, "mL/h"), "Amount of water that a person drinks during the day.";
    PLASMA_VOLUME_REL: f64 = "plasma_volume_rel", Optional, variable(Variable::HydrationRel), "Plasma volume relative to normal hydration, in place of `water_ml_h`.";
}

/// Amount of water (mL/h) that replaces all plasma lost to dry air and thirst: about the amount that guidance for flights recommends
/// (assumption; four hours without drinking reduce plasma by 3.4 %, drinking beforehand prevents the loss, PMID 15198275).
const ENOUGH_WATER_ML_H: f64 = 150.0;

/// The relative plasma volume of a person who drinks so much.
fn filled(rel: f64, ml_h: f64) -> f64 {
    rel + (1.0 - rel).max(0.0) * (ml_h / ENOUGH_WATER_ML_H).min(1.0)
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "hydration",
        group: Group::Habit,
        keys: &[WATER_ML_H.key, PLASMA_VOLUME_REL.key],
        about: "`water_ml_h` replaces plasma that a person has lost (all of it at 150 mL/h; by default no person has \
                lost any, so set `hydration_rel` below 1), or `plasma_volume_rel` sets the plasma volume; affects \
                viscosity and colloid pressure, not clotting",
        source: "plasma -3.4 % in four dry hours, PMID 15198275; an effect on clots has not been shown",
    },
    variable: Variable::HydrationRel,
    change: Change::By(&[dose(WATER_ML_H.key, filled), dose(PLASMA_VOLUME_REL.key, |_, rel| rel)]),
    contraindications: |_| &[],
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
