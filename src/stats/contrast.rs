//! Comparison of an arm with the reference, paired by person.

use super::GroupSize;
use super::estimate::Estimate;
use super::groups::Strata;
use super::inference::Inference;
use super::outcome::Outcome;
use super::row::{RowMaker, StatRow, events, rows_of};
use super::sample::{Pairs, Sample};
use super::shares::{self, Change};
use super::{means, quantiles};
use crate::results::{ArmBlock, Method, Statistic};
use crate::scenario::{Scenario, Threshold};

/// Rows of `contrasts` for one arm, by group, then by outcome. The group of the eligible has the people who are eligible in this arm, not
/// in the reference.
pub fn contrast_arm(
    scenario: &Scenario,
    arm: usize,
    columns: &ArmBlock,
    reference: &ArmBlock,
    strata: &Strata,
) -> Vec<StatRow> {
    let inference = &Inference::new(&scenario.design, strata.rows());
    rows_of(Outcome::compared(scenario), columns, strata, |group, outcome| {
        let member = |person: usize| group.holds(strata, &columns.eligible, person);
        let pairs = Pairs::collect(
            columns.people(),
            |person| member(person).then(|| outcome.value(columns, person)).flatten(),
            |person| outcome.value(reference, person),
        );
        let (n, size) = (pairs.ids.len(), GroupSize::of(&pairs.ids, strata.rows()));
        let maker = RowMaker { arm: &scenario.arms[arm].id, group, outcome, n, n_events: None, size };
        match outcome {
            Outcome::Measure(_) | Outcome::Measured(..) => measure_rows(inference, &pairs, &maker),
            Outcome::Flag(flag) => {
                let [arm, usual] = [columns, reference].map(|block| block.measure(flag.from));
                let equal = pairs.ids.iter().all(|id| arm[*id as usize] == usual[*id as usize]);
                flag_rows(inference, &pairs, if equal { Change::Nobody } else { Change::Somebody }, maker)
            }
            Outcome::Responder(responder) => vec![responder_row(inference, &pairs, responder.threshold, maker)],
        }
    })
}

fn measure_rows(inference: &Inference, pairs: &Pairs, maker: &RowMaker) -> Vec<StatRow> {
    vec![
        maker.row(Statistic::MeanDifference, means::difference(inference, pairs)),
        maker.row(Statistic::MeanRatio, means::ratio_of_numbers(inference, pairs)),
        maker.row(Statistic::QuantileDifference, quantiles::difference_of_medians(inference, pairs)),
    ]
}

fn flag_rows(inference: &Inference, pairs: &Pairs, change: Change, maker: RowMaker) -> Vec<StatRow> {
    let maker = RowMaker { n_events: Some(events(&pairs.arm)), ..maker };
    let difference = shares::difference(inference, pairs, change);
    vec![
        maker.row(Statistic::RiskDifference, difference),
        maker.row(Statistic::RiskRatio, shares::ratio(inference, pairs, change)),
        maker.row(Statistic::NumberNeededToTreat, number_needed_to_treat(difference)),
    ]
}

/// The share of people whose difference is beyond the threshold.
fn responder_row(inference: &Inference, pairs: &Pairs, threshold: Threshold, maker: RowMaker) -> StatRow {
    let differences = pairs.differences();
    let values = differences.iter().map(|difference| f64::from(u8::from(threshold.counts(*difference)))).collect();
    let responders = Sample { ids: pairs.ids.clone(), values };
    let nobody = differences.iter().all(|difference| *difference == 0.0);
    let change = if nobody { Change::Nobody } else { Change::Somebody };
    let maker = RowMaker { n_events: Some(events(&responders.values)), ..maker };
    maker.row(Statistic::ResponderShare, shares::responding(inference, &responders, change))
}

/// Number of people to treat for one flag fewer; negative where the arm has more flags. `None` unless the interval of the risk difference
/// excludes 0.
pub fn number_needed_to_treat(difference: Estimate) -> Estimate {
    let clear = difference.interval.filter(|(low, high)| low * high > 0.0);
    match (difference.value, difference.std_error, clear) {
        (Some(value), Some(error), Some((low, high))) if value != 0.0 => {
            let (from, to, square) = (-1.0 / low, -1.0 / high, value * value);
            let method = match difference.method {
                Some(Method::ParameterDraws) => Method::ParameterDraws,
                _ => Method::Reciprocal,
            };
            let part = |part: Option<f64>| part.map(|error| error / square);
            let parts = Estimate {
                mcse: part(difference.mcse),
                rows_error: part(difference.rows_error),
                constants_error: part(difference.constants_error),
                ..Estimate::with_error(-1.0 / value, Some(error / square))
            };
            parts.with_interval(from.min(to), from.max(to), method)
        }
        _ => Estimate::default(),
    }
}
