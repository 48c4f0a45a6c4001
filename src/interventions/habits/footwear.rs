//! Other shoes.

use super::{Change, Clinician, HabitFacts, dose};
use crate::attributes::Variable;
use crate::interventions::rule::NOT_BAREFOOT;
use crate::interventions::{Facts, Group, Habit, Rule};
use crate::keys::Need::Optional;
use crate::keys::label;

keys! {
    FOOTWEAR: f64 = "footwear", Optional, label(Variable::Footwear), "Type of shoe.";
}

const BAREFOOT: &[Rule] = &[NOT_BAREFOOT];

/// The first label of the variable is no shoe.
fn contraindications(habit: &Habit) -> &'static [Rule] {
    if habit.amount == 0.0 { BAREFOOT } else { &[] }
}

pub(super) const FACTS: HabitFacts = HabitFacts {
    kind: Facts {
        word: "footwear",
        group: Group::Habit,
        keys: &[FOOTWEAR.key],
        about: "heels and boots reduce the range of the ankle and the pressure of the foot pump",
        source: "residual volume in heels, Tedeschi Filho 2012 (from memory); assumption",
    },
    variable: Variable::Footwear,
    change: Change::By(&[dose(FOOTWEAR.key, |_, shoes| shoes)]),
    contraindications,
    precautions: &[],
    clinician: Clinician::NotNeeded,
};
