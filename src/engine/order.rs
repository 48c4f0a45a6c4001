//! Sorts people by the length of their day, so that the people of a group finish at about the same time and few lanes are idle.

use super::inputs::Inputs;
use super::results::Results;

/// People are sorted only within aligned ranges of this size, so that results for consecutive people stay close together.
const SORT_RANGE: usize = 4096;

/// Positions of people, sorted by the length of their day; `None` if they are already in order.
pub(super) fn by_duration(inputs: &Inputs) -> Option<Vec<usize>> {
    let total = |person: usize| inputs.phase_s.iter().map(|phase| phase[person]).sum::<f32>();
    let totals: Vec<f32> = (0..inputs.people).map(total).collect();
    let mut order: Vec<usize> = (0..inputs.people).collect();
    for group in order.chunks_mut(SORT_RANGE) {
        group.sort_by(|one, other| totals[*one].total_cmp(&totals[*other]));
    }
    let moved = order.iter().enumerate().any(|(to, from)| to != *from);
    moved.then_some(order)
}

/// Simulates people in this order, and returns the results in the original order.
pub(super) fn ordered(inputs: &Inputs, simulate: impl FnOnce(&Inputs) -> Results) -> Results {
    let Some(order) = by_duration(inputs) else { return simulate(inputs) };
    let mut results = simulate(&inputs.pick(&order));
    let back = |column: &mut Vec<f32>| {
        let moved = std::mem::replace(column, vec![f32::NAN; order.len()]);
        order.iter().zip(moved).for_each(|(to, value)| column[*to] = value);
    };
    let Results { measures, range_ml, valid, drawn, course: _ } = &mut results;
    measures.iter_mut().chain(range_ml).chain([valid]).chain(drawn.as_flattened_mut()).for_each(back);
    results
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Params;
    use crate::scenario::{Overrides, parse};
    use crate::schedule::Resolution;
    use crate::study::Arms;

    const FLIGHT: &str = include_str!("../../scenarios/long-haul-flight.toml");

    #[test]
    fn every_person_is_kept_and_ranges_are_sorted() {
        let Ok(loaded) = parse("flight", FLIGHT, &Overrides::default()) else { panic!("the shipped flight") };
        let arms = Arms::new(&loaded.scenario, Resolution::DEFAULT);
        let mut inputs = Inputs::empty(Params::defaults(), &arms.programs()[0]);
        inputs.people = SORT_RANGE + 100;
        inputs.phase_s =
            vec![(0..inputs.people).map(|person| ((person * 7919) % 1000) as f32).collect(), vec![60.0; inputs.people]];
        let order = by_duration(&inputs).unwrap_or_default();
        assert!(order[..SORT_RANGE].is_sorted_by_key(|person| (inputs.phase_s[0][*person] as u32, *person)));
        let (mut first, mut last) = (order[..SORT_RANGE].to_vec(), order[SORT_RANGE..].to_vec());
        first.sort_unstable();
        last.sort_unstable();
        assert!(first.into_iter().chain(last).eq(0..inputs.people));
        inputs.phase_s[0] = vec![1.0; inputs.people];
        assert_eq!(by_duration(&inputs), None);
    }
}
