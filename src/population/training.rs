//! How a training plan changes a person who follows it.

use super::Person;
use crate::interventions::Gains;
use crate::model::{Stimulus, Trained};
use crate::scenario::{BODY_KG, Sides, Stage, Variable};

/// Relative gain of stimulus per gain of load, up to a limit (assumption).
const LOAD_GAIN: f64 = 0.15;
const MOST_LOADED: f64 = 1.4;

/// The effect of this many weeks of a plan, or of the whole plan if `weeks` is `None`.
pub fn trained(stages: &[Stage], weeks: Option<u32>) -> Trained {
    let weekly = stages.iter().flat_map(|stage| std::iter::repeat_n(stage, stage.weeks as usize));
    let weekly = weekly.take(weeks.map_or(usize::MAX, |weeks| weeks as usize));
    weekly.fold(Trained::NONE, |trained, stage| trained.after_week(stimulus(stage), f64::from(stage.sessions_per_week)))
}

/// The person with the strength and ankle range that result from training.
pub fn with_training(person: &Person, trained: &Trained) -> Person {
    let mut person = person.clone();
    person.values[Variable::CalfStrengthRel.index()] *= trained.strength;
    person.values[Variable::AnkleRangeDeg.index()] += trained.range_deg;
    person
}

/// The stimulus of one session.
fn stimulus(stage: &Stage) -> Stimulus {
    let Gains { strength, endurance, range, repetitions: usual } = stage.focus.facts().gains;
    // Doubling the repetitions does not double the gain.
    let done = f64::from(stage.sets * stage.repetitions);
    let volume = 2.0 * done / (done + usual);
    let sides = if stage.sides == Sides::One { 2.0 } else { 1.0 };
    let demand = sides * (1.0 + stage.load_kg / BODY_KG);
    let load = (1.0 + LOAD_GAIN * (demand - 1.0)).min(MOST_LOADED);
    Stimulus { strength: strength * volume * load, endurance: endurance * volume, range: range * volume }
}
