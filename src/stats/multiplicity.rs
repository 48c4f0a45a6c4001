//! Intervals that allow for the comparison of several arms.

use super::StatRow;
use crate::results::Statistic;

/// Rows of `contrasts` of several arms with the intervals of Holm's step-down test. `arms` has for each arm, for each step, its rows at the
/// confidence of this step; with one step, these are the rows.
///
/// The most significant arm has the widest interval. The first arm whose interval includes "no difference" ends the test; less significant
/// arms have intervals of the same step.
pub fn holm(arms: &[Vec<Vec<StatRow>>]) -> Vec<Vec<StatRow>> {
    let arm_rows = |(arm, steps): (usize, &Vec<Vec<StatRow>>)| match steps.as_slice() {
        [] => Vec::new(),
        [rows] => rows.clone(),
        [first, ..] => {
            let chosen = first.iter().enumerate().map(|(at, row)| steps[step_of(arms, arm, row)][at].clone());
            chosen.collect()
        }
    };
    arms.iter().enumerate().map(arm_rows).collect()
}

/// The step of an arm for a row; the number needed to treat has that of the risk difference.
fn step_of(arms: &[Vec<Vec<StatRow>>], arm: usize, row: &StatRow) -> usize {
    let statistic = match row.statistic {
        Statistic::NumberNeededToTreat => Statistic::RiskDifference,
        other => other,
    };
    let same = |other: &&StatRow| {
        (&other.stratum_by, &other.stratum, &other.measure, other.statistic)
            == (&row.stratum_by, &row.stratum, &row.measure, statistic)
    };
    let at = |arm: usize, step: usize| arms[arm][step].iter().find(same);
    let mut tested: Vec<(usize, f64)> =
        (0..arms.len()).filter_map(|arm| Some((arm, significance(at(arm, 0)?)))).collect();
    tested.sort_by(|one, other| other.1.total_cmp(&one.1));
    for (step, (tested, _)) in tested.iter().enumerate() {
        if *tested == arm || !at(*tested, step).is_some_and(excludes_nothing) {
            return step;
        }
    }
    0
}

/// Distance from "no difference", in standard errors.
fn significance(row: &StatRow) -> f64 {
    match (row.estimate.value, row.estimate.std_error, nothing(row.statistic)) {
        (Some(value), Some(error), Some(nothing)) if error > 0.0 => (value - nothing).abs() / error,
        _ => 0.0,
    }
}

fn excludes_nothing(row: &StatRow) -> bool {
    let ends = row.estimate.interval.zip(nothing(row.statistic));
    ends.is_some_and(|((low, high), nothing)| nothing < low || high < nothing)
}

/// The value of a statistic if the arm changes nothing; `None` if no single value means this, so that the widest interval is right.
fn nothing(statistic: Statistic) -> Option<f64> {
    match statistic {
        Statistic::MeanRatio | Statistic::RiskRatio => Some(1.0),
        Statistic::ResponderShare => None,
        _ => Some(0.0),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::probability::critical;
    use crate::results::Method;
    use crate::scenario::Multiplicity;
    use crate::stats::{Estimate, GroupSize};

    /// Rows of an arm whose difference is so many standard errors.
    fn steps(errors: f64) -> Vec<Vec<StatRow>> {
        let at = |confidence: f64| {
            let z = critical::normal(confidence);
            let estimate =
                Estimate::with_error(errors, Some(1.0)).with_interval(errors - z, errors + z, Method::StudentT);
            let words = |text: &str| text.to_owned();
            vec![StatRow {
                arm: words("arm"),
                stratum_by: words("all"),
                stratum: words("all"),
                measure: words("edema_ml"),
                unit: "mL",
                statistic: Statistic::MeanDifference,
                estimate,
                n: 100,
                n_events: None,
                size: GroupSize::Enough,
            }]
        };
        Multiplicity::Holm.levels(0.95, 3).into_iter().map(at).collect()
    }

    #[test]
    fn intervals_exclude_nothing_where_holm_rejects() {
        // statsmodels 0.15 multipletests(2 * norm.sf([2.2, 3.0, 2.3]), method="holm") rejects all three; with 2.1 in place of 2.2 and 2.3 only
        // the second: its other adjusted values are 0.0715.
        let excluded = |errors: [f64; 3]| {
            let rows = holm(&errors.map(steps));
            rows.iter().map(|rows| excludes_nothing(&rows[0])).collect::<Vec<bool>>()
        };
        assert_eq!(excluded([2.2, 3.0, 2.3]), [true, true, true]);
        assert_eq!(excluded([2.1, 3.0, 2.1]), [false, true, false]);
    }

    #[test]
    fn simultaneous_intervals_are_those_of_bonferroni() {
        assert_eq!(Multiplicity::Simultaneous.levels(0.95, 5), [1.0 - (1.0 - 0.95) / 5.0]);
        assert_eq!(Multiplicity::Unadjusted.levels(0.95, 5), [0.95]);
        assert_eq!(Multiplicity::Simultaneous.levels(0.9, 0), [0.9]);
    }
}
