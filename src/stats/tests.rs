#![allow(clippy::unwrap_used)]

use super::synthetic::{self, NO_OP, PUMPS, USUAL};
use super::*;
use crate::model::Course;
use crate::population::Cells;
use crate::results::{ArmBlock, Measure, Method, Statistic};
use crate::scenario::{Sampler, Scenario, Stratum, Variable};

fn summary(scenario: &Scenario, arm: usize) -> Vec<StatRow> {
    let columns = synthetic::columns(arm, scenario.design.persons);
    summarize_arm(scenario, arm, &columns, &synthetic::strata(scenario))
}

fn contrasts(scenario: &Scenario, arm: usize) -> Vec<StatRow> {
    let [columns, reference] = [arm, USUAL].map(|arm| synthetic::columns(arm, scenario.design.persons));
    contrast_arm(scenario, arm, &columns, &reference, &synthetic::strata(scenario))
}

fn find<'a>(rows: &'a [StatRow], stratum: &str, measure: &str, statistic: &str) -> &'a StatRow {
    rows.iter().find(|r| r.stratum == stratum && r.measure == measure && r.statistic.name() == statistic).unwrap()
}

fn close(row: &StatRow, value: f64, error: f64) {
    let relative = |a: f64, b: f64| (a - b).abs() <= 1e-10 * b.abs();
    let estimate = row.estimate;
    assert!(relative(estimate.value.unwrap(), value), "{row:?}: {value}");
    assert!(relative(estimate.std_error.unwrap(), error), "{row:?}: error {error}");
}

#[test]
fn quantiles_have_plain_names() {
    let names = [0.05, 0.5, 0.975, 0.29, 0.001].map(|share| Statistic::Quantile(share).name());
    assert_eq!(names, ["q05", "q50", "q97_5", "q29", "q00_1"]);
}

#[test]
fn an_arm_that_does_nothing_differs_by_exactly_nothing() {
    for (sampler, persons) in [(Sampler::Sobol, 5000), (Sampler::Random, 5000), (Sampler::Sobol, 20)] {
        let rows = contrasts(&synthetic::scenario(persons, sampler), NO_OP);
        assert!(rows.len() > 100);
        for row in rows.iter().filter(|row| row.n > 1) {
            let expected = match row.statistic.name().as_ref() {
                "mean_ratio" => Some(1.0),
                "risk_ratio" => (row.n_events > Some(0)).then_some(1.0),
                "nnt" => None,
                _ => Some(0.0),
            };
            assert_eq!(row.estimate.value, expected, "{row:?}");
            if let Some(value) = expected {
                assert_eq!(row.estimate.std_error, Some(0.0), "{row:?}");
                assert_eq!(row.estimate.interval, Some((value, value)), "{row:?}");
            }
        }
    }
}

#[test]
fn nothing_written_is_nan_or_infinite() {
    for persons in [1, 2, 33, 5000] {
        let scenario = synthetic::scenario(persons, Sampler::Random);
        for row in summary(&scenario, PUMPS).iter().chain(&contrasts(&scenario, PUMPS)) {
            let estimate = row.estimate;
            let (low, high) = estimate.interval.unwrap_or_default();
            let numbers = [estimate.value.unwrap_or(0.0), estimate.std_error.unwrap_or(0.0), low, high];
            assert!(numbers.iter().all(|number| number.is_finite()), "{row:?}");
            let has_method = estimate.method.is_some_and(|method| method != Method::FewPeople);
            assert!(low <= high && estimate.interval.is_some() == has_method, "{row:?}");
        }
    }
}

#[test]
fn who_is_invalid_in_either_arm_is_left_out_of_both() {
    let rows = contrasts(&synthetic::scenario(5000, Sampler::Sobol), PUMPS);
    assert_eq!(find(&rows, "all", "edema_ml", "mean_difference").n, 4995);
    // Ids 3, 1003, ... are odd, so these people are men; none of these ids is a multiple of five.
    assert_eq!(find(&rows, "male", "edema_ml", "mean_difference").n, 2495);
    assert_eq!(find(&rows, "eligible", "edema_ml", "mean_difference").n, 3995);
}

#[test]
fn a_measurement_that_is_missing_is_left_out_of_its_own_statistics_only() {
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    let (usual, pumps) = (summary(&scenario, USUAL), contrasts(&scenario, PUMPS));
    assert_eq!(find(&usual, "all", "calf_ml", "mean").n, 5000);
    assert_eq!(find(&usual, "all", "refill_s", "mean").n, 4500);
    assert_eq!((find(&usual, "all", "refill_s", "sd").unit, find(&usual, "all", "calf_ml", "q95").unit), ("s", "mL"));
    // Invalid people have ids that end in 3. People without a `refill_s` value have ids that end in 7.
    assert_eq!(find(&pumps, "all", "refill_s", "mean_difference").n, 4495);
    assert_eq!(find(&pumps, "all", "edema_ml", "mean_difference").n, 4995);
    for statistic in ["mean_difference", "quantile_difference"] {
        let [measured, edema] = ["calf_ml", "edema_ml"].map(|measure| find(&pumps, "all", measure, statistic).estimate);
        assert_eq!(measured, edema, "{statistic}");
    }
}

#[test]
fn groups_stand_in_order_and_eligibility_only_where_it_matters() {
    let scenario = synthetic::scenario(100, Sampler::Sobol);
    let order = |rows: Vec<StatRow>| {
        let mut names: Vec<(String, String)> = rows.into_iter().map(|row| (row.stratum_by, row.stratum)).collect();
        names.dedup();
        names.into_iter().map(|(by, class)| format!("{by}={class}")).collect::<Vec<_>>()
    };
    let everywhere = ["all=all", "sex=female", "sex=male", "age_band=[18, 40)", "age_band=[40, 65)"];
    assert_eq!(order(summary(&scenario, NO_OP)), everywhere);
    assert_eq!(order(summary(&scenario, PUMPS))[..5], everywhere);
    assert_eq!(order(summary(&scenario, PUMPS))[5..], ["eligibility=eligible"]);
    assert_eq!(order(contrasts(&scenario, PUMPS))[5..], ["eligibility=eligible"]);
}

#[test]
fn a_flag_nobody_has_still_has_an_honest_interval() {
    let rows = summary(&synthetic::scenario(5000, Sampler::Sobol), USUAL);
    let row = find(&rows, "all", "flow_under_0", "risk");
    assert_eq!((row.estimate.value, row.n_events, row.estimate.method), (Some(0.0), Some(0), Some(Method::Score)));
    let z = 1.959_963_984_540_054;
    assert!((row.estimate.interval.unwrap().1 - z * z / (5000.0 + z * z)).abs() < 1e-12);
    let rows = contrasts(&synthetic::scenario(5000, Sampler::Sobol), PUMPS);
    assert_eq!(find(&rows, "all", "flow_under_0", "risk_ratio").estimate, Estimate::default());
    assert_eq!(find(&rows, "all", "flow_under_0", "nnt").estimate, Estimate::default());
}

/// Contrasts of the helping arm for everyone, after `change` has modified the columns of this arm and of the reference.
fn changed_contrasts(change: impl Fn(&mut ArmBlock, &mut ArmBlock)) -> Vec<StatRow> {
    let scenario = synthetic::scenario(1000, Sampler::Sobol);
    let [mut arm, mut reference] = [PUMPS, USUAL].map(|arm| synthetic::columns(arm, 1000));
    change(&mut arm, &mut reference);
    let strata = synthetic::strata(&scenario);
    contrast_arm(&scenario, PUMPS, &arm, &reference, &strata)
}

#[test]
fn who_is_invalid_in_the_reference_is_left_out_too() {
    let rows = changed_contrasts(|_, reference| reference.valid[..100].fill(false));
    assert_eq!(find(&rows, "all", "edema_ml", "mean_difference").n, 900);
}

#[test]
fn a_risk_difference_that_may_be_zero_has_no_number_needed_to_treat() {
    let edema = Measure::EdemaMl as usize;
    let rows = changed_contrasts(|arm, reference| {
        arm.measures[edema] = reference.measures[edema].clone();
        arm.measures[edema][..2].fill(200.0);
    });
    let difference = find(&rows, "all", "edema_over_100_ml", "risk_difference").estimate;
    let (low, high) = difference.interval.unwrap();
    assert!(difference.value.unwrap() > 0.0 && low < 0.0 && high > 0.0, "{difference:?}");
    assert_eq!(find(&rows, "all", "edema_over_100_ml", "nnt").estimate, Estimate::default());
}

#[test]
fn means_near_zero_have_no_ratio() {
    let rows = changed_contrasts(|_, reference| {
        let edema = reference.measures[Measure::EdemaMl as usize].iter_mut();
        edema.enumerate().for_each(|(id, value)| *value = if id % 2 == 0 { 1.0 } else { -0.99 });
    });
    assert_eq!(find(&rows, "all", "edema_ml", "mean_ratio").estimate, Estimate::default());
    assert!(find(&rows, "all", "edema_pct", "mean_ratio").estimate.value.is_some());
}

#[test]
fn responders_are_people_whose_own_difference_is_beyond_the_threshold() {
    let edema = Measure::EdemaMl as usize;
    // Of 1000 people, 70 have 31 less, and the others 29 less; those who may not pump are among them.
    let rows = changed_contrasts(|arm, reference| {
        let lower = reference.measures[edema].iter().enumerate().map(|(id, usual)| match id % 100 {
            0..7 => usual - 31.0,
            _ => usual - 29.0,
        });
        arm.measures[edema] = lower.collect();
    });
    let row = find(&rows, "all", "edema_30_ml_less", "responder_share");
    // One person with an id of 3 is invalid.
    assert_eq!((row.n, row.n_events, row.unit), (999, Some(69), "1"));
    assert!((row.estimate.value.unwrap() - 69.0 / 999.0).abs() < 1e-15);
    let (low, high) = row.estimate.interval.unwrap();
    assert!(low > 0.04 && low < 69.0 / 999.0 && high < 0.1, "{low} {high}");
    let summary = summary(&synthetic::scenario(1000, Sampler::Sobol), PUMPS);
    assert!(summary.iter().all(|row| row.measure != "edema_30_ml_less"), "nobody responds without a comparison");
}

#[test]
fn equal_arms_have_no_responders_and_no_error() {
    let rows = changed_contrasts(|arm, reference| arm.measures = reference.measures.clone());
    let row = find(&rows, "all", "edema_30_ml_less", "responder_share").estimate;
    assert_eq!((row.value, row.std_error, row.interval), (Some(0.0), Some(0.0), Some((0.0, 0.0))));
}

/// The time course of the synthetic study.
fn time_course(scenario: &Scenario) -> TimeCourse {
    let mut course = TimeCourse::new(scenario, &synthetic::ticks());
    for part in synthetic::parts(scenario, 1) {
        part.arms.iter().enumerate().for_each(|(arm, block)| course.push(arm, &block.course));
    }
    course
}

#[test]
fn time_courses_count_who_is_in_the_phase() {
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    let rows: Vec<CourseRow> = time_course(&scenario).rows().collect();
    let at = |arm, group: usize, tick: usize| {
        let tick = synthetic::ticks()[tick];
        rows.iter().find(|r| (r.arm, r.group, r.tick, r.course) == (arm, group, tick, Course::ResidenceMin))
    };
    assert_eq!(at(USUAL, 0, 0).unwrap().n, 5000);
    assert_eq!(at(PUMPS, 0, 0).unwrap().n, 4995);
    assert_eq!(at(USUAL, 0, 3).unwrap().n, 2500);
    assert_eq!(at(USUAL, 1, 3).unwrap().n, 2500);
    assert_eq!(at(USUAL, 2, 3), None, "no man has an even id");
    for (percentile, expected) in at(USUAL, 0, 1).unwrap().percentiles.iter().zip([15.0, 35.0, 60.0, 85.0, 105.0]) {
        assert!((percentile - expected).abs() < 1.0, "{percentile}");
    }
    assert_eq!(rows.len(), (4 * 5 - 1) * 3 * Course::COUNT);
}

#[test]
fn time_courses_agree_with_plain_sums() {
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    let (course, strata) = (time_course(&scenario), synthetic::strata(&scenario));
    for row in course.rows() {
        let group = &course.groups()[row.group];
        let tick = synthetic::ticks().iter().position(|tick| *tick == row.tick).unwrap();
        let counts = |id: &u32| group.holds(&strata, &[true; 5000], *id as usize) && synthetic::valid(row.arm, *id);
        let values = (0..5000).filter(counts).map(|id| f64::from(synthetic::course(row.arm, tick, row.course, id)));
        let values: Vec<f64> = values.filter(|value| value.is_finite()).collect();
        assert_eq!(row.n as usize, values.len(), "{row:?}");
        let error = row.mean - values.iter().sum::<f64>() / values.len() as f64;
        assert!(error.abs() <= 0.5 / 1024.0, "{row:?} is off by {error}");
    }
}

mod coverage;
mod known;
#[path = "../../tests/support/marked.rs"]
mod marked;
mod reference_numbers;
mod survey;

#[test]
fn a_cell_knows_the_groups_of_its_people() {
    let scenario = synthetic::scenario(500, Sampler::Sobol);
    let (cells, strata) = (Cells::new(&scenario), synthetic::strata(&scenario));
    assert_eq!(cells.count(), 3 * 3);
    let (groups, targets) = (strata.groups(), cells.groups());
    assert_eq!(groups.len(), cells.group_count());
    for id in 0..500 {
        let cell = cells.of(&synthetic::person(id)) as usize;
        let expected: Vec<usize> =
            (0..groups.len()).filter(|at| groups[*at].holds(&strata, &[true; 500], id as usize)).collect();
        assert_eq!(targets[cell], expected, "person {id}");
    }
}

#[test]
fn without_strata_everybody_shares_a_cell() {
    let mut scenario = synthetic::scenario(5, Sampler::Sobol);
    scenario.analysis.strata.clear();
    let cells = Cells::new(&scenario);
    assert_eq!((cells.count(), cells.of(&synthetic::person(3)), cells.groups()), (1, 0, vec![vec![0]]));
}

#[test]
fn too_many_combinations_leave_the_last_strata_out() {
    let mut scenario = synthetic::scenario(5, Sampler::Sobol);
    let breaks: Vec<f64> = (0..=60).map(|step| 20.0 + f64::from(step)).collect();
    scenario.analysis.strata.push(Stratum { name: "fine".to_owned(), of: Variable::AgeYears.into(), breaks });
    let (cells, strata) = (Cells::new(&scenario), Strata::new(&scenario));
    assert_eq!(cells.count(), 9);
    assert_eq!((cells.group_count(), strata.groups().len()), (5, 65));
}

#[test]
fn every_statistic_is_in_the_list_and_has_rows() {
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    let quantile = |row: &StatRow| match row.statistic {
        Statistic::Quantile(_) => Statistic::Quantile(0.05),
        other => other,
    };
    let rows = [summary(&scenario, PUMPS), contrasts(&scenario, PUMPS)].concat();
    for statistic in Statistic::ALL {
        let mut of_it = rows.iter().filter(|row| quantile(row) == statistic);
        assert!(of_it.any(|row| row.estimate.value.is_some()), "{} has no rows", statistic.name());
    }
    for row in &rows {
        assert!(Statistic::ALL.contains(&quantile(row)), "{} is not in the list", row.statistic.name());
    }
}
