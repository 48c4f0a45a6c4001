//! Statistics of each outcome in one arm.

use super::estimate::Estimate;
use super::groups::Strata;
use super::inference::{Inference, replicate_error};
use super::outcome::Outcome;
use super::row::{RowMaker, StatRow, events, rows_of};
use super::sample::Sample;
use super::sums::{Moments, mean};
use crate::probability::sorted::{order_interval, quantile, sorted};
use crate::results::{ArmBlock, Method, Statistic};
use crate::scenario::Scenario;

const UNBOUNDED: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// Rows of `summary` for one arm, by group, then by outcome.
pub fn summarize_arm(scenario: &Scenario, arm: usize, columns: &ArmBlock, strata: &Strata) -> Vec<StatRow> {
    let inference = &Inference::new(&scenario.design);
    rows_of(scenario, columns, strata, |group, outcome| {
        let sample = Sample::collect(columns.people(), |person| {
            let member = group.holds(strata, &columns.eligible, person);
            member.then(|| outcome.value(columns, person)).flatten()
        });
        let maker = RowMaker { arm: &scenario.arms[arm].id, group, outcome, n: sample.ids.len(), n_events: None };
        match outcome {
            Outcome::Measure(_) | Outcome::Measured(..) => {
                measure_rows(inference, &sample, &scenario.analysis.quantiles, &maker)
            }
            Outcome::Flag(_) => {
                let n_events = Some(events(&sample.values));
                vec![RowMaker { n_events, ..maker }.row(Statistic::Risk, risk(inference, &sample))]
            }
        }
    })
}

fn measure_rows(inference: &Inference, sample: &Sample, quantiles: &[f64], maker: &RowMaker) -> Vec<StatRow> {
    let replicates = inference.replicates(sample);
    let moments = Moments::of(&sample.ids, &sample.values);
    let ascending = sorted(&sample.values);
    let replicates_ascending: Vec<Vec<f64>> = replicates.iter().map(|part| sorted(&part.values)).collect();
    let mut rows = vec![
        maker.row(Statistic::Mean, mean_estimate(inference, moments, &replicates)),
        maker.row(Statistic::Sd, sd_estimate(inference, moments, &replicates)),
        maker.row(Statistic::Min, Estimate::bare(ascending.first().copied())),
        maker.row(Statistic::Max, Estimate::bare(ascending.last().copied())),
    ];
    for &p in quantiles {
        let estimate = quantile_estimate(inference, p, &ascending, &replicates_ascending);
        rows.push(maker.row(Statistic::Quantile(p), estimate));
    }
    rows
}

/// A mean, a quantile or a share; other statistics have none here.
pub(super) fn estimate(inference: &Inference, sample: &Sample, statistic: Statistic) -> Estimate {
    let replicates = || inference.replicates(sample);
    match statistic {
        Statistic::Mean => mean_estimate(inference, Moments::of(&sample.ids, &sample.values), &replicates()),
        Statistic::Quantile(p) => {
            let parts: Vec<Vec<f64>> = replicates().iter().map(|part| sorted(&part.values)).collect();
            quantile_estimate(inference, p, &sorted(&sample.values), &parts)
        }
        Statistic::Risk => risk(inference, sample),
        _ => Estimate::default(),
    }
}

fn mean_estimate(inference: &Inference, moments: Option<Moments>, replicates: &[Sample]) -> Estimate {
    let Some(moments) = moments else { return Estimate::default() };
    match replicate_error(replicates, |part| mean(&part.ids, part.values.iter().copied())) {
        Some(error) => replicated(inference, moments.mean, error, UNBOUNDED),
        None => independent(inference, moments.mean, moments.error_of_mean(), UNBOUNDED),
    }
}

fn sd_estimate(inference: &Inference, moments: Option<Moments>, replicates: &[Sample]) -> Estimate {
    let bounds = (0.0, f64::INFINITY);
    let Some((moments, sd)) = moments.and_then(|moments| Some((moments, moments.sd()?))) else {
        return Estimate::default();
    };
    match replicate_error(replicates, |part| Moments::of(&part.ids, &part.values)?.sd()) {
        Some(error) => replicated(inference, sd, error, bounds),
        None => independent(inference, sd, moments.error_of_sd(), bounds),
    }
}

fn quantile_estimate(inference: &Inference, p: f64, ascending: &[f64], replicates: &[Vec<f64>]) -> Estimate {
    let Some(value) = quantile(ascending, p) else { return Estimate::default() };
    if let Some(error) = replicate_error(replicates, |part| quantile(part, p)) {
        return replicated(inference, value, error, UNBOUNDED);
    }
    match order_interval(ascending, p, inference.z).filter(|_| ascending.len() > 1) {
        Some((low, high)) => Estimate::with_error(value, Some((high - low) / (2.0 * inference.z))).with_interval(
            low,
            high,
            Method::OrderStatistics,
        ),
        None => Estimate::bare(Some(value)),
    }
}

/// Share of people with a flag. If all people or no people have it, the replicates do not differ, and only Wilson's interval is valid.
fn risk(inference: &Inference, sample: &Sample) -> Estimate {
    let Some(share) = mean(&sample.ids, sample.values.iter().copied()) else { return Estimate::default() };
    let n = sample.ids.len() as f64;
    let replicates = inference.replicates(sample);
    let error = replicate_error(&replicates, |part| mean(&part.ids, part.values.iter().copied()));
    match error.filter(|_| share > 0.0 && share < 1.0) {
        Some(error) => replicated(inference, share, error, (0.0, 1.0)),
        None => {
            let (low, high) = wilson(share, n, inference.z);
            Estimate::with_error(share, Some(libm::sqrt(share * (1.0 - share) / n))).with_interval(
                low,
                high,
                Method::Wilson,
            )
        }
    }
}

/// Wilson's score interval for a share that was observed in `n` people.
fn wilson(share: f64, n: f64, z: f64) -> (f64, f64) {
    let scale = 1.0 + z * z / n;
    let center = (share + z * z / (2.0 * n)) / scale;
    let reach = z * libm::sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n)) / scale;
    ((center - reach).max(0.0), (center + reach).min(1.0))
}

fn replicated(inference: &Inference, value: f64, error: f64, bounds: (f64, f64)) -> Estimate {
    Estimate::with_error(value, Some(error)).symmetric(inference.t, bounds, Method::ReplicateT)
}

fn independent(inference: &Inference, value: f64, error: Option<f64>, bounds: (f64, f64)) -> Estimate {
    Estimate::with_error(value, error).symmetric(inference.z, bounds, Method::Normal)
}
