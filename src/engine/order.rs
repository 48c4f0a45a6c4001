//! An order in which people who are simulated together have days of about the same length, so that few wait for the last.

use super::inputs::Inputs;
use super::results::Results;

/// People are moved within aligned groups of so many, so that what is done for consecutive people stays together.
const REACH: usize = 4096;

/// Positions of people by the length of their day; none where they are in order already.
pub(super) fn by_duration(inputs: &Inputs) -> Option<Vec<usize>> {
    let total = |person: usize| inputs.phase_s.iter().map(|phase| phase[person]).sum::<f32>();
    let totals: Vec<f32> = (0..inputs.people).map(total).collect();
    let mut order: Vec<usize> = (0..inputs.people).collect();
    for group in order.chunks_mut(REACH) {
        group.sort_by(|one, other| totals[*one].total_cmp(&totals[*other]));
    }
    let moved = order.iter().enumerate().any(|(to, from)| to != *from);
    moved.then_some(order)
}

/// Simulates people in this order, and puts their results back into their own.
pub(super) fn ordered(inputs: &Inputs, simulate: impl FnOnce(&Inputs) -> Results) -> Results {
    let Some(order) = by_duration(inputs) else { return simulate(inputs) };
    let mut results = simulate(&inputs.pick(&order));
    let back = |column: &mut Vec<f32>| {
        let moved = std::mem::replace(column, vec![f32::NAN; order.len()]);
        order.iter().zip(moved).for_each(|(to, value)| column[*to] = value);
    };
    let Results { measures, range_ml, sound, .. } = &mut results;
    measures.iter_mut().chain(range_ml).chain([sound]).for_each(back);
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
    fn nobody_is_lost_and_neighbors_are_alike() {
        let Ok(loaded) = parse("flight", FLIGHT, &Overrides::default()) else { panic!("the shipped flight") };
        let arms = Arms::new(&loaded.scenario, Resolution::DEFAULT);
        let mut inputs = Inputs::empty(Params::defaults(), &arms.programs()[0]);
        inputs.people = REACH + 100;
        inputs.phase_s =
            vec![(0..inputs.people).map(|person| ((person * 7919) % 1000) as f32).collect(), vec![60.0; inputs.people]];
        let order = by_duration(&inputs).unwrap_or_default();
        assert!(order[..REACH].is_sorted_by_key(|person| (inputs.phase_s[0][*person] as u32, *person)));
        let (mut first, mut last) = (order[..REACH].to_vec(), order[REACH..].to_vec());
        first.sort_unstable();
        last.sort_unstable();
        assert!(first.into_iter().chain(last).eq(0..inputs.people));
        inputs.phase_s[0] = vec![1.0; inputs.people];
        assert_eq!(by_duration(&inputs), None);
    }
}
