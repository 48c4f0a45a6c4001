//! How a habit changes a person who adopts it.

use super::{Person, body};
use crate::scenario::{Habit, Variable};

/// The person after adopting a habit. Attributes that depend on changed ones are changed too.
pub fn changed(person: &Person, habit: &Habit) -> Person {
    let mut after = person.clone();
    let variable = habit.kind.facts().variable;
    set(&mut after, variable, |value| habit.changed(value));
    if variable == Variable::WeightKg {
        follow_weight(person, &mut after);
    }
    after
}

fn set(person: &mut Person, variable: Variable, value: impl Fn(f64) -> f64) {
    let (low, high) = variable.bounds();
    let at = variable.index();
    person.values[at] = value(person.values[at]).clamp(low, high);
}

/// Leg and abdomen change with weight in the same way as they differ between people of different weight.
fn follow_weight(before: &Person, after: &mut Person) {
    let usual = |person: &Person| (body::leg_volume_ml(0.5, person), body::abdominal_pressure_mmhg(0.5, person));
    let (usual_before, usual_after) = (usual(before), usual(after));
    set(after, Variable::LegVolumeMl, |ml| ml * usual_after.0 / usual_before.0);
    set(after, Variable::AbdominalPressureMmhg, |mmhg| mmhg + usual_after.1 - usual_before.1);
}
