//! Tests the fit on problems with a known solution.

#![allow(clippy::unwrap_used)]

use super::fit::{Ending, Fit, fewest_evaluations, fit};
use super::goal::Goal;
use super::identify::identify;
use super::range::Range;

/// Half-widths of 0.1 around these values.
fn goals(values: &[f64]) -> Vec<Goal> {
    values.iter().map(|value| Goal { target: *value, band: [value - 0.1, value + 0.1] }).collect()
}

fn solve(ranges: &[Range], goals: &[Goal], budget: usize, model: fn(&[f64]) -> Vec<f64>) -> Fit {
    fit(ranges, goals, budget, &mut |constants| Ok(model(constants)), &mut |_| {}).unwrap()
}

/// A decay observed at three times, with the constants amplitude and rate; a third constant has no effect.
fn decay(constants: &[f64]) -> Vec<f64> {
    [0.5, 1.0, 2.0].iter().map(|time| constants[0] * libm::exp(-constants[1] * time)).collect()
}

fn decay_ranges() -> [Range; 3] {
    [Range::new(1.0, 10.0, 3.0), Range::new(0.1, 2.0, 1.5), Range::new(0.0, 1.0, 0.3)]
}

#[test]
fn a_known_answer_is_found() {
    let answer = solve(&decay_ranges(), &goals(&decay(&[6.0, 0.7, 0.0])), 200, decay);
    assert_eq!(answer.ending, Ending::Settled);
    assert!((answer.values[0] - 6.0).abs() < 0.05, "{}", answer.values[0]);
    assert!((answer.values[1] - 0.7).abs() < 0.01, "{}", answer.values[1]);
    assert_eq!(answer.before.len(), 3);
}

#[test]
fn a_constant_without_effect_stays_and_is_reported_open() {
    let answer = solve(&decay_ranges(), &goals(&decay(&[6.0, 0.7, 0.0])), 200, decay);
    let (spectrum, certainties) = identify(&answer.jacobian);
    assert!((answer.values[2] - 0.3).abs() < 1e-9, "{}", answer.values[2]);
    assert!(certainties[2].error.is_infinite());
    assert!(certainties[0].error < 0.1 && certainties[1].error < 0.1);
    assert!(spectrum.condition.is_infinite() && spectrum.eigenvalues[2] < 1e-9);
}

#[test]
fn constants_that_act_only_together_are_reported_as_partners() {
    let together = |constants: &[f64]| vec![constants[0] + constants[1], 2.0 * (constants[0] + constants[1])];
    let ranges = [Range::new(0.0, 4.0, 1.0), Range::new(0.0, 4.0, 1.0)];
    let answer = solve(&ranges, &goals(&[3.0, 6.0]), 100, together);
    let (_, certainties) = identify(&answer.jacobian);
    let (partner, correlation) = certainties[0].partner.unwrap();
    assert!((answer.values.iter().sum::<f64>() - 3.0).abs() < 0.02);
    assert_eq!(partner, 1);
    assert!(correlation < -0.99 && certainties[0].error > 1.0, "{correlation}");
}

#[test]
fn a_goal_beyond_reach_drives_a_constant_to_its_bound_and_not_over() {
    let ranges = [Range::new(0.0, 1.0, 0.5)];
    let answer = solve(&ranges, &goals(&[4.0]), 200, |constants| vec![constants[0]]);
    assert!(ranges[0].at_bound(answer.values[0]) && answer.values[0] < 1.0, "{}", answer.values[0]);
}

#[test]
fn one_impossible_goal_does_not_bend_the_others() {
    // Four goals ask for 1, one asks for 9.
    let ranges = [Range::new(0.0, 10.0, 3.0)];
    let answer = solve(&ranges, &goals(&[1.0, 1.0, 1.0, 1.0, 9.0]), 200, |constants| vec![constants[0]; 5]);
    // A mean would be 2.6.
    assert!((answer.values[0] - 1.0).abs() < 0.1, "{}", answer.values[0]);
}

#[test]
fn a_goal_without_a_number_has_no_part() {
    // The second goal has a number only during the search, not at the start.
    let model = |constants: &[f64]| vec![constants[0], if constants[0] < 1.5 { f64::NAN } else { constants[0] }];
    let answer = solve(&[Range::new(0.0, 4.0, 1.0)], &goals(&[3.0, 0.0]), 100, model);
    assert!((answer.values[0] - 3.0).abs() < 0.02);
    assert!(answer.before[1].is_nan() && answer.jacobian.row(1).iter().all(|slope| *slope == 0.0));
}

#[test]
fn no_more_evaluations_are_spent_than_allowed() {
    for budget in fewest_evaluations(3)..30 {
        let mut spent = 0;
        let mut model = |constants: &[f64]| {
            spent += 1;
            Ok(decay(constants))
        };
        let answer = fit(&decay_ranges(), &goals(&decay(&[6.0, 0.7, 0.0])), budget, &mut model, &mut |_| {}).unwrap();
        assert_eq!(answer.evaluations, spent);
        assert!(spent <= budget, "{spent} of {budget}");
    }
}
