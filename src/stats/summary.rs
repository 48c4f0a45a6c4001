//! Statistics of each outcome in one arm.

use super::GroupSize;
use super::estimate::{Estimate, Scale};
use super::groups::Strata;
use super::inference::Inference;
use super::outcome::Outcome;
use super::row::{RowMaker, StatRow, events, rows_of};
use super::sample::Sample;
use super::{means, quantiles, shares};
use crate::probability::sorted::sorted;
use crate::results::{ArmBlock, Statistic};
use crate::scenario::Scenario;

/// Rows of `summary` for one arm, by group, then by outcome.
pub fn summarize_arm(scenario: &Scenario, arm: usize, columns: &ArmBlock, strata: &Strata) -> Vec<StatRow> {
    let inference = &Inference::new(&scenario.design, strata.rows());
    rows_of(Outcome::all(scenario), columns, strata, |group, outcome| {
        let sample = Sample::collect(columns.people(), |person| {
            let member = group.holds(strata, &columns.eligible, person);
            member.then(|| outcome.value(columns, person)).flatten()
        });
        let (n, size) = (sample.ids.len(), GroupSize::of(&sample.ids, strata.rows()));
        let maker = RowMaker { arm: &scenario.arms[arm].id, group, outcome, n, n_events: None, size };
        match outcome {
            Outcome::Measure(_) | Outcome::Measured(..) => {
                measure_rows(inference, &sample, &scenario.analysis.quantiles, &maker)
            }
            Outcome::Flag(_) => {
                let n_events = Some(events(&sample.values));
                vec![RowMaker { n_events, ..maker }.row(Statistic::Risk, shares::share(inference, &sample))]
            }
            // Nobody responds without a comparison.
            Outcome::Responder(_) => Vec::new(),
        }
    })
}

fn measure_rows(inference: &Inference, sample: &Sample, quantiles: &[f64], maker: &RowMaker) -> Vec<StatRow> {
    let ascending = sorted(&sample.values);
    let of = |statistic| maker.row(statistic, number(inference, sample, &ascending, maker.outcome.scale(), statistic));
    let quantiles = quantiles.iter().map(|p| Statistic::Quantile(*p));
    [Statistic::Mean, Statistic::Sd, Statistic::Min, Statistic::Max].into_iter().chain(quantiles).map(of).collect()
}

/// A statistic of one sample; `ascending` are its values in order.
fn number(inference: &Inference, sample: &Sample, ascending: &[f64], scale: Scale, statistic: Statistic) -> Estimate {
    match statistic {
        Statistic::Mean => means::mean_of(inference, sample, scale),
        Statistic::Sd => means::sd(inference, sample, ascending),
        Statistic::Min => Estimate::bare(ascending.first().copied()),
        Statistic::Max => Estimate::bare(ascending.last().copied()),
        Statistic::Quantile(p) => quantiles::estimate(inference, p, sample, ascending),
        Statistic::Risk => shares::share(inference, sample),
        _ => Estimate::default(),
    }
}

/// A mean, a quantile or a share.
pub(super) fn estimate(inference: &Inference, sample: &Sample, scale: Scale, statistic: Statistic) -> Estimate {
    number(inference, sample, &sorted(&sample.values), scale, statistic)
}
