//! A small study whose results stay in memory.

use crate::engine::Backend;
use crate::population::{Person, Population};
use crate::results::ArmBlock;
use crate::scenario::Scenario;
use crate::schedule::Resolution;

use super::tile::Arms;

/// Runs a scenario of a few thousand people at most. Returns one block per arm, each with all people.
pub fn simulate(scenario: &Scenario, backend: &dyn Backend) -> Vec<ArmBlock> {
    let population = Population::new(&scenario.population, &scenario.design);
    simulate_people(scenario, (0..scenario.design.persons).map(|id| population.person(id)).collect(), backend)
}

/// Runs a scenario for these people.
pub fn simulate_people(scenario: &Scenario, people: Vec<Person>, backend: &dyn Backend) -> Vec<ArmBlock> {
    let compiled = Arms::new(scenario, Resolution::DEFAULT);
    let cohort = compiled.cohort(people);
    (0..scenario.arms.len()).map(|arm| compiled.block(arm, backend, &cohort)).collect()
}
