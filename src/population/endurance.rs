//! Duration of walking before the calf hurts.

use super::Person;
use crate::model::Trained;
use crate::scenario::{BODY_KG, Variable};

/// Duration of brisk walking until the calf of a healthy young man hurts (min; assumption).
const REFERENCE_MIN: f64 = 120.0;
/// The time falls with this power of the share of strength that the task needs (assumption after Rohmert 1960, from memory).
const STEEPNESS: f64 = 2.0;
/// Factor for people with artery disease, whose calf lacks blood long before it lacks strength (assumption; claudication within minutes).
const CLAUDICATION: f64 = 0.05;
/// Limits of the reported time (min).
const RANGE_MIN: (f64, f64) = (1.0, 480.0);

/// Duration of brisk walking before the calf hurts (min).
pub fn walking_time_min(person: &Person, trained: &Trained) -> f64 {
    let get = |variable| person.get(variable);
    let capacity = get(Variable::CalfStrengthRel) * get(Variable::FitnessRel).sqrt();
    let share = get(Variable::WeightKg) / BODY_KG / capacity.max(0.05);
    let supplied = if get(Variable::PeripheralArteryDisease) > 0.5 { CLAUDICATION } else { 1.0 };
    let minutes = REFERENCE_MIN * trained.endurance * supplied * libm::pow(share, -STEEPNESS);
    minutes.clamp(RANGE_MIN.0, RANGE_MIN.1)
}
