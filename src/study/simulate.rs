//! A small study that stays in memory.

use crate::engine::Backend;
use crate::population::{Person, Population};
use crate::scenario::Scenario;
use crate::schedule::Resolution;

use super::block::ArmBlock;
use super::tile::Arms;

/// Runs a scenario of a few thousand people at most: one block per arm, of everybody.
pub fn simulate(scenario: &Scenario, backend: &dyn Backend) -> Vec<ArmBlock> {
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
    compiled.programs().iter().enumerate().map(arm).collect()
}
