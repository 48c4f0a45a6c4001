//! A small study that stays in memory.

use crate::engine::Backend;
use crate::population::{Person, Population};
use crate::scenario::Scenario;
use crate::schedule::Resolution;

use super::block::ArmBlock;
use super::tile::Arms;

/// People and what became of them, arm by arm.
pub struct Simulated {
    /// In the order of their ids.
    pub people: Vec<Person>,
    /// One block per arm, of everybody.
    pub arms: Vec<ArmBlock>,
}

/// Runs a scenario of a few thousand people at most and keeps the results.
pub fn simulate(scenario: &Scenario, backend: &dyn Backend) -> Simulated {
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..scenario.design.persons).map(|id| population.person(id)).collect();
    let compiled = Arms::new(scenario, Resolution::DEFAULT);
    let legs = Arms::legs(&people);
    let hazards = compiled.hazards_per_year(&people);
    let arm = |(arm, program)| {
        let (inputs, mut block) = compiled.inputs(arm, &people, &legs);
        block.measured = compiled.measure(arm, &inputs);
        compiled.fill(&mut block, &people, &hazards, backend.run(program, &inputs));
        block
    };
    let arms = compiled.programs().iter().enumerate().map(arm).collect();
    Simulated { people, arms }
}
