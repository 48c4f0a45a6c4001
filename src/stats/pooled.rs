//! One statistic under many draws of uncertain constants.

use super::contrast::number_needed_to_treat;
use super::estimate::Estimate;
use super::row::StatRow;
use crate::probability::sorted::{quantile, sorted};
use crate::results::{Method, Pooling, Statistic};

/// Rows of a table, collected over the draws. Every draw has the same rows, because it has the same people.
#[derive(Clone, Debug)]
pub struct Pooled {
    confidence: f64,
    rows: Vec<Row>,
    draws: u32,
}

/// One row, collected over all draws.
#[derive(Clone, Debug)]
struct Row {
    /// The row of the first draw; only its number of people is replaced by the smallest number of all draws.
    first: StatRow,
    /// Estimates, one per draw; NaN where a draw has none.
    values: Vec<f64>,
    /// Errors of the sample, summed over the draws.
    sample: SampleErrors,
}

/// Errors of the sample, summed over the draws; NaN where a draw has none.
#[derive(Clone, Copy, Debug, Default)]
struct SampleErrors {
    error: f64,
    mcse: f64,
    /// `None` without a data file.
    rows: Option<f64>,
    below: f64,
    above: f64,
}

impl SampleErrors {
    fn add(&mut self, next: &Estimate) {
        let number = |number: Option<f64>| number.unwrap_or(f64::NAN);
        let (value, (low, high)) = (number(next.value), next.interval.unwrap_or((f64::NAN, f64::NAN)));
        self.error += number(next.std_error);
        self.mcse += number(next.mcse);
        self.rows = next.rows_error.map(|rows| self.rows.unwrap_or(0.0) + rows);
        self.below += value - low;
        self.above += high - value;
    }

    /// The mean over so many draws, around a value. All draws have the same people, so their sampling errors do not cancel: the mean of the
    /// errors is an upper limit for the error of the mean.
    fn mean(&self, draws: f64, value: f64) -> Estimate {
        let mean = |sum: f64| Some(sum / draws).filter(|mean| mean.is_finite());
        let estimate = Estimate::with_error(value, mean(self.error));
        let estimate = Estimate { mcse: mean(self.mcse), rows_error: self.rows.and_then(mean), ..estimate };
        estimate.with_interval(value - self.below / draws, value + self.above / draws, Method::ParameterDraws)
    }
}

/// Mean and spread of one number over many draws.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spread {
    pub(super) mean: f64,
    pub(super) sd: f64,
    pub(super) low: f64,
    pub(super) high: f64,
}

impl Spread {
    /// Computes mean and spread of at least two draws. The quantiles enclose the share `confidence` of the draws.
    pub(super) fn of(draws: &[f64], confidence: f64) -> Self {
        let ascending = sorted(draws);
        let count = ascending.len() as f64;
        let mean = ascending.iter().sum::<f64>() / count;
        let squares: f64 = ascending.iter().map(|draw| (draw - mean) * (draw - mean)).sum();
        let end = |p: f64| quantile(&ascending, p).unwrap_or(f64::NAN);
        let tail = 0.5 * (1.0 - confidence);
        Self { mean, sd: libm::sqrt(squares / (count - 1.0)), low: end(tail), high: end(1.0 - tail) }
    }
}

impl Pooled {
    /// Starts without draws. Intervals will enclose the share `confidence` of the draws.
    pub fn new(confidence: f64) -> Self {
        Self { confidence, rows: Vec::new(), draws: 0 }
    }

    /// Adds the rows of the next draw.
    pub fn push(&mut self, rows: Vec<StatRow>) {
        self.draws += 1;
        if self.rows.is_empty() {
            self.rows = rows.into_iter().map(Row::new).collect();
        } else {
            self.rows.iter_mut().zip(rows).for_each(|(row, next)| row.push(&next));
        }
    }

    /// Returns the rows. If there was only one draw, they are unchanged; otherwise they hold means over the draws and the spread of the
    /// draws.
    pub fn rows(&self) -> Vec<StatRow> {
        if self.draws < 2 {
            return self.rows.iter().map(|row| row.first.clone()).collect();
        }
        let mut difference = Estimate::default();
        let pooled = self.rows.iter().map(|row| {
            let estimate = match row.first.statistic.pooling() {
                Pooling::FromRiskDifference => number_needed_to_treat(difference),
                Pooling::Mean => row.estimate(self.confidence),
            };
            if row.first.statistic == Statistic::RiskDifference {
                difference = estimate;
            }
            StatRow { estimate, n_events: None, ..row.first.clone() }
        });
        pooled.collect()
    }
}

impl Row {
    fn new(first: StatRow) -> Self {
        let mut row = Self { values: Vec::new(), sample: SampleErrors::default(), first: first.clone() };
        row.push(&first);
        row
    }

    fn push(&mut self, next: &StatRow) {
        self.values.push(next.estimate.value.unwrap_or(f64::NAN));
        self.sample.add(&next.estimate);
        self.first.n = self.first.n.min(next.n);
        self.first.size = self.first.size.min(next.size);
    }

    /// The mean over the draws, with the errors of constants and sample together. If a draw has no interval, the interval shows the spread of
    /// the draws alone.
    fn estimate(&self, confidence: f64) -> Estimate {
        let Spread { mean, sd, low, high } = Spread::of(&self.values, confidence);
        let constants = Estimate::over_draws(mean, sd, (low, high));
        constants.and_people(&self.sample.mean(self.values.len() as f64, mean))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::stats::GroupSize;

    fn row(statistic: Statistic, value: Option<f64>, mcse: f64, n: u32) -> StatRow {
        let estimate = value.map_or(Estimate::default(), |value| Estimate::with_error(value, Some(mcse)));
        let words = |text: &str| text.to_owned();
        StatRow {
            arm: words("pumps"),
            stratum_by: words("all"),
            stratum: words("all"),
            measure: words("swollen"),
            unit: "1",
            statistic,
            estimate,
            n,
            n_events: Some(3),
            size: GroupSize::Enough,
        }
    }

    fn pooled(draws: impl Iterator<Item = Vec<StatRow>>) -> Vec<StatRow> {
        let mut pooled = Pooled::new(0.9);
        draws.for_each(|rows| pooled.push(rows));
        pooled.rows()
    }

    #[test]
    fn an_estimate_is_the_mean_of_draws_and_its_interval_their_quantiles() {
        // The values are 0, 1, ... 20: their mean is 10, and their quantiles 0.05 and 0.95 are 1 and 19.
        let rows =
            pooled((0..21).map(|draw| {
                vec![row(Statistic::Mean, Some(f64::from(draw)), 0.2 + 0.01 * f64::from(draw), 90 - draw)]
            }));
        let estimate = rows[0].estimate;
        assert_eq!((estimate.value, estimate.method), (Some(10.0), Some(Method::ParameterDraws)));
        let (low, high) = estimate.interval.unwrap();
        assert!((low - 1.0).abs() < 1e-12 && (high - 19.0).abs() < 1e-12);
        assert!((estimate.constants_error.unwrap() - libm::sqrt(770.0 / 20.0)).abs() < 1e-12);
        assert!((estimate.std_error.unwrap() - libm::hypot(libm::sqrt(770.0 / 20.0), 0.3)).abs() < 1e-12);
        assert!((estimate.mcse.unwrap() - 0.3).abs() < 1e-12);
        assert_eq!((rows[0].n, rows[0].n_events), (70, None));
    }

    #[test]
    fn a_draw_without_an_estimate_leaves_none() {
        let rows = pooled(
            [Some(1.0), None, Some(2.0)].into_iter().map(|value| vec![row(Statistic::MeanRatio, value, 0.1, 9)]),
        );
        assert_eq!(rows[0].estimate, Estimate::default());
    }

    #[test]
    fn people_to_treat_follow_from_the_pooled_difference() {
        let draws = |values: [f64; 3]| {
            pooled(values.into_iter().map(|value| {
                vec![
                    row(Statistic::RiskDifference, Some(value), 0.01, 9),
                    row(Statistic::NumberNeededToTreat, Some(-1.0 / value), 0.01, 9),
                ]
            }))
        };
        let nnt = draws([-0.1, -0.2, -0.3])[1].estimate;
        assert!((nnt.value.unwrap() - 5.0).abs() < 1e-12, "{nnt:?}");
        assert_eq!(nnt.method, Some(Method::ParameterDraws));
        assert!(nnt.interval.unwrap().0 < 4.0 && nnt.interval.unwrap().1 > 8.0);
        assert_eq!(draws([-0.1, 0.1, 0.2])[1].estimate, Estimate::default(), "the difference spans 0");
    }

    #[test]
    fn the_only_draw_stays_as_it_is() {
        let only = vec![row(Statistic::Risk, Some(0.3), 0.02, 9)];
        assert_eq!(pooled([only.clone()].into_iter()), only);
    }
}
