//! Another body weight.

use super::{Change, Clinician, HabitDose, HabitFacts, Usual};
use crate::attributes::Variable;
use crate::interventions::rule::NO_WEIGHT_LOSS;
use crate::interventions::{Facts, Group, Habit, Rule};
use crate::keys::Need::Optional;
use crate::keys::within;

keys! {
    CHANGE_KG: f64 = "change_kg", Optional, within(-80.0, 80.0, "kg"), "Change of weight, negative for a loss.";
    CHANGE_PCT: f64 = "change_pct", Optional, within(-50.0, 50.0, "%"), "Change of weight in percent, in place of `change_kg`.";
}

const USUAL: Option<Usual> =
    Some(Usual { most: 25.0, beyond: "people with a low weight stop at the lowest weight of the model" });

const LOSS: &[Rule] = &[NO_WEIGHT_LOSS];

fn contraindications(habit: &Habit) -> &'static [Rule] {
    if habit.amount < 0.0 { LOSS } else { &[] }
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "weight_change",
        group: Group::Habit,
        keys: &[CHANGE_KG.key, CHANGE_PCT.key],
        about: "changes weight; leg volume and abdominal pressure change with it as they differ between people of \
                different weight; the risk of clots changes with body mass",
        source: "[population.md](population.md)",
    },
    variable: Variable::WeightKg,
    change: Change::By(&[
        HabitDose { key: CHANGE_KG.key, change: |weight_kg, kg| weight_kg + kg, usual: USUAL },
        HabitDose { key: CHANGE_PCT.key, change: |weight_kg, pct| weight_kg + weight_kg * pct / 100.0, usual: USUAL },
    ]),
    contraindications,
    precautions: &[Variable::Diabetes, Variable::Postpartum],
    clinician: Clinician::NotNeeded,
};
