//! How a habit changes a person who adopts it.

use super::{Person, body};
use crate::scenario::{Habit, Variable};

/// Amount of water (mL/h) that replaces all plasma lost to dry air and thirst: about the amount that guidance for flights recommends
/// (assumption; four hours without drinking reduce plasma by 3.4 %, drinking beforehand prevents the loss, PMID 15198275).
const ENOUGH_WATER_ML_H: f64 = 150.0;

/// The person after adopting a habit. Attributes that depend on changed ones are changed too.
pub fn changed(person: &Person, habit: &Habit) -> Person {
    let mut person = person.clone();
    match *habit {
        Habit::Water(ml_h) => {
            let missing = (1.0 - person.get(Variable::HydrationRel)).max(0.0);
            let filled = missing * (ml_h / ENOUGH_WATER_ML_H).min(1.0);
            set(&mut person, Variable::HydrationRel, |rel| rel + filled);
        }
        Habit::PlasmaVolume(rel) => set(&mut person, Variable::HydrationRel, |_| rel),
        Habit::Salt(most_g_day) => set(&mut person, Variable::SaltGDay, |g_day| g_day.min(most_g_day)),
        Habit::WeightKg(kg) => gain_weight(&mut person, kg),
        Habit::WeightPct(pct) => {
            let kg = person.get(Variable::WeightKg) * pct / 100.0;
            gain_weight(&mut person, kg);
        }
        Habit::SmokingCessation => set(&mut person, Variable::Smoker, |_| 0.0),
        Habit::Footwear(index) => set(&mut person, Variable::Footwear, |_| f64::from(index)),
        Habit::Fidgeting(per_h) => set(&mut person, Variable::FidgetPerH, |_| per_h),
        Habit::Anticoagulant => set(&mut person, Variable::Anticoagulant, |_| 1.0),
    }
    person
}

fn set(person: &mut Person, variable: Variable, value: impl Fn(f64) -> f64) {
    let (low, high) = variable.bounds();
    let at = variable.index();
    person.values[at] = value(person.values[at]).clamp(low, high);
}

/// Leg and abdomen change with weight in the same way as they differ between people of different weight.
fn gain_weight(person: &mut Person, gain_kg: f64) {
    let usual = |person: &Person| (body::leg_volume_ml(0.5, person), body::abdominal_pressure_mmhg(0.5, person));
    let before = usual(person);
    set(person, Variable::WeightKg, |kg| kg + gain_kg);
    let after = usual(person);
    set(person, Variable::LegVolumeMl, |ml| ml * after.0 / before.0);
    set(person, Variable::AbdominalPressureMmhg, |mmhg| mmhg + after.1 - before.1);
}
