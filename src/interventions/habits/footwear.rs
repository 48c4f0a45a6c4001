//! Other shoes.

use super::{Clinician, HabitFacts};
use crate::attributes::Variable;
use crate::interventions::{Facts, Group, Habit, Rule, rule};

const BAREFOOT: &[Rule] = &[rule(Variable::Diabetes, "diabetes: not barefoot")];

/// The first label of the variable is no shoe.
fn contraindications(habit: &Habit) -> &'static [Rule] {
    if *habit == Habit::Footwear(0) { BAREFOOT } else { &[] }
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "footwear",
        group: Group::Habit,
        keys: &["footwear"],
        about: "heels and boots take range from the ankle and pressure from the foot pump",
        source: "residual volume in heels, Tedeschi Filho 2012 (from memory); assumption",
    },
    contraindications,
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
