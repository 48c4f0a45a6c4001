//! What a habit makes of a person who takes it up.

use super::{Person, body};
use crate::scenario::{Habit, Variable};

/// Water (mL/h) that makes up for all plasma that dry air and thirst take: about what guidance for flights asks for (assumption; after
/// four hours without a drink plasma lacks 3.4 %, after drinking before nothing, PMID 15198275).
const ENOUGH_WATER_ML_H: f64 = 150.0;

/// The person after taking up a habit; attributes that hang on others follow them.
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
        Habit::WeightKg(kg) => weigh(&mut person, kg),
        Habit::WeightPct(pct) => {
            let kg = person.get(Variable::WeightKg) * pct / 100.0;
            weigh(&mut person, kg);
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

/// Leg and abdomen follow the change of weight as they follow weight across people.
fn weigh(person: &mut Person, gain_kg: f64) {
    let usual = |person: &Person| (body::leg_volume_ml(0.5, person), body::abdominal_pressure_mmhg(0.5, person));
    let before = usual(person);
    set(person, Variable::WeightKg, |kg| kg + gain_kg);
    let after = usual(person);
    set(person, Variable::LegVolumeMl, |ml| ml * after.0 / before.0);
    set(person, Variable::AbdominalPressureMmhg, |mmhg| mmhg + after.1 - before.1);
}
