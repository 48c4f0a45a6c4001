//! Another body weight.

use super::{Clinician, HabitFacts};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group, Habit, Rule, rule};

const LOSS: &[Rule] = &[rule(Variable::Pregnant, "pregnancy: no weight loss")];

fn contraindications(habit: &Habit) -> &'static [Rule] {
    match habit {
        Habit::WeightKg(change) | Habit::WeightPct(change) if *change < 0.0 => LOSS,
        _ => &[],
    }
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "weight_change",
        group: Group::Habit,
        keys: &["change_kg", "change_pct"],
        about: "weight, and with it leg volume and abdominal pressure as across people; risk by body mass",
        source: "[population.md](population.md)",
    },
    contraindications,
    precautions: &[Variable::Diabetes, Variable::Postpartum],
    clinician: Clinician::NotNeeded,
};
