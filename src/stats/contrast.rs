//! Comparison of an arm with the reference, paired by person.

use super::estimate::Estimate;
use super::groups::Strata;
use super::inference::{Inference, replicate_error};
use super::outcome::Outcome;
use super::row::{RowMaker, StatRow, events, rows_of};
use super::sample::Pairs;
use super::sums::{Moments, mean};
use crate::probability::sorted::{order_interval, quantile, sorted};
use crate::results::{ArmBlock, Method, Statistic};
use crate::scenario::Scenario;

const UNBOUNDED: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
/// A ratio is not reported if the reference mean is closer to 0 than this share of the standard deviation between people.
const LEAST_MEAN_IN_SD: f64 = 0.05;

/// Ratios with an interval on the logarithmic scale.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Linear,
    Logarithm,
}

/// Rows of `contrasts` for one arm, by group, then by outcome. The group of the eligible has the people who are eligible in this arm, not
/// in the reference.
pub fn contrast_arm(
    scenario: &Scenario,
    arm: usize,
    columns: &ArmBlock,
    reference: &ArmBlock,
    strata: &Strata,
) -> Vec<StatRow> {
    let inference = &Inference::new(&scenario.design);
    rows_of(scenario, columns, strata, |group, outcome| {
        let member = |person: usize| group.holds(strata, &columns.eligible, person);
        let pairs = Pairs::collect(
            columns.people(),
            |person| member(person).then(|| outcome.value(columns, person)).flatten(),
            |person| outcome.value(reference, person),
        );
        let maker = RowMaker { arm: &scenario.arms[arm].id, group, outcome, n: pairs.ids.len(), n_events: None };
        match outcome {
            Outcome::Measure(_) | Outcome::Measured(..) => measure_rows(inference, &pairs, &maker),
            Outcome::Flag(_) => flag_rows(inference, &pairs, maker),
        }
    })
}

fn measure_rows(inference: &Inference, pairs: &Pairs, maker: &RowMaker) -> Vec<StatRow> {
    let replicates = inference.replicates(pairs);
    let ratio = match has_ratio(Moments::of(&pairs.ids, &pairs.reference)) {
        true => ratio(inference, pairs, &replicates, Scale::Linear),
        false => Estimate::default(),
    };
    vec![
        maker.row(Statistic::MeanDifference, difference(inference, pairs, &replicates, UNBOUNDED)),
        maker.row(Statistic::MeanRatio, ratio),
        maker.row(Statistic::QuantileDifference, median_difference(inference, pairs, &replicates)),
    ]
}

fn flag_rows(inference: &Inference, pairs: &Pairs, maker: RowMaker) -> Vec<StatRow> {
    let maker = RowMaker { n_events: Some(events(&pairs.arm)), ..maker };
    let replicates = inference.replicates(pairs);
    let difference = difference(inference, pairs, &replicates, (-1.0, 1.0));
    let ratio = ratio(inference, pairs, &replicates, Scale::Logarithm);
    vec![
        maker.row(Statistic::RiskDifference, difference),
        maker.row(Statistic::RiskRatio, ratio),
        maker.row(Statistic::NumberNeededToTreat, number_needed_to_treat(difference)),
    ]
}

/// Mean of the differences of the people.
fn difference(inference: &Inference, pairs: &Pairs, replicates: &[Pairs], bounds: (f64, f64)) -> Estimate {
    let Some(moments) = Moments::of(&pairs.ids, &pairs.differences()) else { return Estimate::default() };
    let (reach, error, method) =
        match replicate_error(replicates, |part| mean(&part.ids, part.differences().into_iter())) {
            Some(error) => (inference.t, Some(error), Method::ReplicateT),
            None => (inference.z, moments.error_of_mean(), Method::Normal),
        };
    Estimate::with_error(moments.mean, error).symmetric(reach, bounds, method)
}

/// Whether the reference mean is far enough from 0 for a ratio.
pub(super) fn has_ratio(reference: Option<Moments>) -> bool {
    reference.is_some_and(|reference| reference.mean.abs() > LEAST_MEAN_IN_SD * reference.sd().unwrap_or(0.0))
}

/// Ratio of the two means.
fn ratio(inference: &Inference, pairs: &Pairs, replicates: &[Pairs], scale: Scale) -> Estimate {
    let Some(value) = ratio_of_means(pairs) else { return Estimate::default() };
    let (reach, error, method) = match replicate_error(replicates, ratio_of_means) {
        Some(error) => (inference.t, Some(error), [Method::ReplicateT, Method::ReplicateTLog]),
        None => (inference.z, independent_ratio_error(pairs, value), [Method::Normal, Method::NormalLog]),
    };
    let estimate = Estimate::with_error(value, error);
    match scale {
        Scale::Linear => estimate.symmetric(reach, UNBOUNDED, method[0]),
        Scale::Logarithm => estimate.logarithmic(reach, method[1]),
    }
}

fn ratio_of_means(pairs: &Pairs) -> Option<f64> {
    let reference = mean(&pairs.ids, pairs.reference.iter().copied()).filter(|&mean| mean != 0.0)?;
    Some(mean(&pairs.ids, pairs.arm.iter().copied())? / reference)
}

/// Delta method for independent people: the standard error of the mean of `arm - ratio * reference`, divided by the reference mean.
fn independent_ratio_error(pairs: &Pairs, ratio: f64) -> Option<f64> {
    let residuals: Vec<f64> =
        pairs.arm.iter().zip(&pairs.reference).map(|(arm, reference)| arm - ratio * reference).collect();
    let reference = mean(&pairs.ids, pairs.reference.iter().copied())?;
    Some(Moments::of(&pairs.ids, &residuals)?.error_of_mean()? / reference.abs())
}

/// Difference of the two medians.
fn median_difference(inference: &Inference, pairs: &Pairs, replicates: &[Pairs]) -> Estimate {
    let Some(value) = difference_of_medians(pairs) else { return Estimate::default() };
    let (reach, error, method) = match replicate_error(replicates, difference_of_medians) {
        Some(error) => (inference.t, Some(error), Method::ReplicateT),
        None => (inference.z, independent_median_error(pairs, inference.z), Method::Normal),
    };
    Estimate::with_error(value, error).symmetric(reach, UNBOUNDED, method)
}

fn difference_of_medians(pairs: &Pairs) -> Option<f64> {
    Some(quantile(&sorted(&pairs.arm), 0.5)? - quantile(&sorted(&pairs.reference), 0.5)?)
}

/// For independent people: the errors of both medians come from order statistics. The correlation of "at or below the median" between the
/// two arms combines them.
fn independent_median_error(pairs: &Pairs, z: f64) -> Option<f64> {
    if pairs.ids.len() < 2 {
        return None;
    }
    let (arm, reference) = (sorted(&pairs.arm), sorted(&pairs.reference));
    let error = |ascending: &[f64]| order_interval(ascending, 0.5, z).map(|(low, high)| (high - low) / (2.0 * z));
    let (arm_error, reference_error) = (error(&arm)?, error(&reference)?);
    let (arm_median, reference_median) = (quantile(&arm, 0.5)?, quantile(&reference, 0.5)?);
    let share = |below: &dyn Fn(f64, f64) -> bool| {
        let count = pairs.arm.iter().zip(&pairs.reference).filter(|(arm, reference)| below(**arm, **reference)).count();
        count as f64 / pairs.ids.len() as f64
    };
    let in_arm = share(&|arm, _| arm <= arm_median);
    let in_reference = share(&|_, reference| reference <= reference_median);
    let in_both = share(&|arm, reference| arm <= arm_median && reference <= reference_median);
    let spread = libm::sqrt(in_arm * (1.0 - in_arm) * (in_reference * (1.0 - in_reference)));
    let correlation = if spread > 0.0 { (in_both - in_arm * in_reference) / spread } else { 0.0 };
    let (both, cross) = (arm_error * arm_error + reference_error * reference_error, arm_error * reference_error);
    Some(libm::sqrt((both - 2.0 * correlation.clamp(-1.0, 1.0) * cross).max(0.0)))
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
            let mcse = difference.mcse.map(|error| error / square);
            Estimate { mcse, ..Estimate::with_error(-1.0 / value, Some(error / square)) }.with_interval(
                from.min(to),
                from.max(to),
                method,
            )
        }
        _ => Estimate::default(),
    }
}
