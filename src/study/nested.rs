//! The nested sample: the doses of some people under every set of constants of stasis.

use std::ops::Range;

use super::run::Monitor;
use super::tile::Arms;
use crate::engine::Cpu;
use crate::model::Params;
use crate::population::Population;
use crate::results::NestedDoses;
use crate::risk::nested_sets;
use crate::scenario::Scenario;
use crate::schedule::Resolution;

/// Doses of the first people of a study in one arm under other constants of stasis, one item per draw; see [`Arms::drawn`].
pub fn drawn_doses(scenario: &Scenario, arm: usize, people: u32, draws: &[Params<f64>]) -> Vec<[Vec<f32>; 3]> {
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let population = Population::new(&scenario.population, &scenario.design);
    let cohort = arms.cohort((0..people).map(|id| population.person(id)).collect());
    arms.drawn(arm, &Cpu::default(), &cohort, draws)
}

/// The doses of these people, if the study draws the constants of stasis for a part of the people; `None` for other studies, and if the user
/// stops the run. They are computed on the CPU, whatever the engine of the study is.
pub(super) fn nested_doses(
    scenario: &Scenario,
    arms: &Arms,
    population: &Population,
    ids: Range<u32>,
    monitor: &dyn Monitor,
) -> Option<NestedDoses> {
    let sets = nested_sets(scenario);
    if sets.is_empty() || ids.is_empty() {
        return None;
    }
    let cohort = arms.cohort(ids.clone().map(|id| population.person(id)).collect());
    let mut doses = NestedDoses { ids, ..NestedDoses::default() };
    for arm in 0..scenario.arms.len() {
        if monitor.stopped() {
            return None;
        }
        monitor.advance(0, &scenario.arms[arm].label);
        doses.arms.push(arms.drawn(arm, &Cpu::default(), &cohort, &sets));
    }
    Some(doses)
}
