//! Comparison of an arm with an arm of other people: the two samples are independent.

use rayon::prelude::*;

use super::GroupSize;
use super::contrast::number_needed_to_treat;
use super::estimate::{Estimate, Scale};
use super::groups::{Group, Strata};
use super::inference::Inference;
use super::means::has_ratio;
use super::outcome::Outcome;
use super::row::{RowMaker, StatRow, events};
use super::sample::Sample;
use super::summary::estimate;
use super::sums::Moments;
use crate::results::{ArmBlock, Method, Statistic};
use crate::scenario::Scenario;

/// Bounds of a difference of shares.
const SHARES: (f64, f64) = (-1.0, 1.0);
const UNBOUNDED: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

/// An arm with its people.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    /// The scenario of its run.
    pub scenario: &'a Scenario,
    /// Its position in the scenario.
    pub arm: usize,
    /// Outcomes of its people. Measurements are in the order of the scenario of the compared arm.
    pub columns: &'a ArmBlock,
    /// Groups of its people.
    pub strata: &'a Strata,
}

/// Both samples of one outcome in one group, with the methods for their errors.
struct Samples<'a> {
    ours: (Inference<'a>, Sample),
    theirs: (Inference<'a>, Sample),
}

/// Rows of `contrasts` for an arm against an arm of other people, by group, then by outcome. Groups that only one of them has get no rows.
pub fn contrast_unpaired(arm: Side, reference: Side) -> Vec<StatRow> {
    let others = reference.strata.groups();
    let same = |group: &Group| others.iter().find(|other| (&other.by, &other.class) == (&group.by, &group.class));
    let groups = arm.strata.groups();
    let paired = groups.iter().filter_map(|group| Some((group, same(group)?)));
    let outcomes: Vec<Outcome> = Outcome::all(arm.scenario)
        .into_iter()
        .filter(|outcome| outcome.is_in(arm.columns) && outcome.is_in(reference.columns))
        .collect();
    let tasks: Vec<(&Group, &Group, Outcome)> =
        paired.flat_map(|(ours, theirs)| outcomes.iter().map(move |outcome| (ours, theirs, *outcome))).collect();
    let rows: Vec<Vec<StatRow>> =
        tasks.into_par_iter().map(|(ours, theirs, outcome)| rows(arm, reference, (ours, theirs), outcome)).collect();
    rows.into_iter().flatten().collect()
}

fn rows(arm: Side, reference: Side, (ours, theirs): (&Group, &Group), outcome: Outcome) -> Vec<StatRow> {
    let samples = Samples { ours: sample(arm, ours, outcome), theirs: sample(reference, theirs, outcome) };
    let n = samples.ours.1.ids.len();
    let sizes = [(&samples.ours, arm), (&samples.theirs, reference)];
    let [one, other] = sizes.map(|((_, sample), side)| GroupSize::of(&sample.ids, side.strata.rows()));
    let size = one.min(other);
    let maker = RowMaker { arm: &arm.scenario.arms[arm.arm].id, group: ours, outcome, n, n_events: None, size };
    match outcome {
        Outcome::Measure(_) | Outcome::Measured(..) => vec![
            maker.row(Statistic::MeanDifference, samples.difference(Statistic::Mean, UNBOUNDED)),
            maker.row(Statistic::MeanRatio, samples.mean_ratio()),
            maker.row(Statistic::QuantileDifference, samples.difference(Statistic::Quantile(0.5), UNBOUNDED)),
        ],
        // People cannot be compared with themselves.
        Outcome::Responder(_) => Vec::new(),
        Outcome::Flag(_) => {
            let maker = RowMaker { n_events: Some(events(&samples.ours.1.values)), ..maker };
            let difference = samples.difference(Statistic::Risk, SHARES);
            vec![
                maker.row(Statistic::RiskDifference, difference),
                maker.row(Statistic::RiskRatio, samples.risk_ratio()),
                maker.row(Statistic::NumberNeededToTreat, number_needed_to_treat(difference)),
            ]
        }
    }
}

fn sample<'a>(side: Side<'a>, group: &Group, outcome: Outcome) -> (Inference<'a>, Sample) {
    let Side { scenario, columns, strata, .. } = side;
    let value =
        |person| group.holds(strata, &columns.eligible, person).then(|| outcome.value(columns, person)).flatten();
    (Inference::new(&scenario.design, strata.rows()), Sample::collect(columns.people(), value))
}

impl Samples<'_> {
    fn both(&self, statistic: Statistic) -> (Estimate, Estimate) {
        let of = |(inference, sample): &(Inference, Sample)| estimate(inference, sample, Scale::Linear, statistic);
        (of(&self.ours), of(&self.theirs))
    }

    /// Difference of a statistic. The distances of the limits from the two estimates are squared and added (Zou and Donner 2008).
    fn difference(&self, statistic: Statistic, bounds: (f64, f64)) -> Estimate {
        let (ours, theirs) = self.both(statistic);
        let (Some(one), Some(other)) = (ours.value, theirs.value) else { return Estimate::default() };
        let error = errors(&ours, &theirs).map(|(one, other)| libm::hypot(one, other));
        let difference = with_errors(one - other, error, &ours, &theirs);
        match (ours.interval, theirs.interval) {
            (Some((low, high)), Some((other_low, other_high))) => {
                let below = libm::hypot(one - low, other_high - other);
                let above = libm::hypot(high - one, other - other_low);
                let (from, to) = ((one - other - below).max(bounds.0), (one - other + above).min(bounds.1));
                difference.with_interval(from, to, Method::Independent)
            }
            _ => difference,
        }
    }

    fn mean_ratio(&self) -> Estimate {
        let theirs = &self.theirs.1;
        if !has_ratio(Moments::of(&theirs.ids, &theirs.values)) {
            return Estimate::default();
        }
        self.ratio(Statistic::Mean).symmetric(self.reach(), UNBOUNDED, Method::Independent)
    }

    fn risk_ratio(&self) -> Estimate {
        self.ratio(Statistic::Risk).logarithmic(self.reach(), Method::Independent)
    }

    /// Ratio of a statistic, with the error of the delta method.
    fn ratio(&self, statistic: Statistic) -> Estimate {
        let (ours, theirs) = self.both(statistic);
        match (ours.value, theirs.value.filter(|value| *value != 0.0)) {
            (Some(one), Some(other)) => {
                let ratio = one / other;
                let error = errors(&ours, &theirs);
                let error = error.map(|(one, rest)| libm::hypot(one, ratio * rest) / other.abs());
                with_errors(ratio, error, &ours, &theirs)
            }
            _ => Estimate::default(),
        }
    }

    /// The wider of the two reaches, in standard errors.
    fn reach(&self) -> f64 {
        let reach = |(inference, sample): &(Inference, Sample)| inference.reach(sample.ids.len());
        reach(&self.ours).max(reach(&self.theirs))
    }
}

/// A number with this error, which has the same parts as those of the two estimates.
fn with_errors(value: f64, error: Option<f64>, ours: &Estimate, theirs: &Estimate) -> Estimate {
    let total = errors(ours, theirs).map(|(one, other)| libm::hypot(one, other)).filter(|total| *total > 0.0);
    let part = |of: fn(&Estimate) -> Option<f64>| {
        let both = [of(ours), of(theirs)].into_iter().flatten().reduce(libm::hypot)?;
        Some(total.map_or(0.0, |total| both / total) * error?)
    };
    let (mcse, rows_error) = (part(|estimate| estimate.mcse), part(|estimate| estimate.rows_error));
    Estimate { mcse, rows_error, ..Estimate::with_error(value, error) }
}

fn errors(ours: &Estimate, theirs: &Estimate) -> Option<(f64, f64)> {
    ours.std_error.zip(theirs.std_error)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::synthetic::{self, PUMPS, USUAL};
    use super::*;
    use crate::scenario::Sampler;

    const PERSONS: u32 = 5000;

    fn rows(arm: usize, reference: usize) -> Vec<StatRow> {
        let scenario = synthetic::scenario(PERSONS, Sampler::Random);
        let (strata, [ours, theirs]) =
            (synthetic::strata(&scenario), [arm, reference].map(|arm| synthetic::columns(arm, PERSONS)));
        let side = |arm, columns| Side { scenario: &scenario, arm, columns, strata: &strata };
        contrast_unpaired(side(arm, &ours), side(reference, &theirs))
    }

    fn find(rows: &[StatRow], measure: &str, statistic: Statistic) -> Estimate {
        let is = |row: &&StatRow| row.measure == measure && row.statistic == statistic && row.stratum == "all";
        rows.iter().find(is).unwrap().estimate
    }

    #[test]
    fn an_arm_that_does_the_same_in_other_people_differs_by_nothing_with_an_error() {
        let rows = rows(USUAL, USUAL);
        let difference = find(&rows, "edema_ml", Statistic::MeanDifference);
        let (low, high) = difference.interval.unwrap();
        assert_eq!((difference.value, difference.method), (Some(0.0), Some(Method::Independent)));
        assert!(low < -0.5 && (low + high).abs() < 1e-12, "{low} {high}");
        let share = find(&rows, "flow_under_0", Statistic::RiskDifference);
        assert_eq!(share.value, Some(0.0));
        assert!(share.interval.is_some_and(|(low, high)| low < 0.0 && high > 0.0), "nobody has it, in samples only");
    }

    #[test]
    fn the_error_is_that_of_two_samples() {
        let rows = rows(PUMPS, USUAL);
        let difference = find(&rows, "edema_ml", Statistic::MeanDifference);
        // Values are uniform over 20 to 120 without help; the standard deviation is 100 / sqrt(12) for each sample, or more with help.
        let least = 100.0 / libm::sqrt(12.0 * f64::from(PERSONS));
        let error = difference.std_error.unwrap();
        assert!(error > 1.1 * least && error < 2.0 * least, "{error} {least}");
        let ratio = find(&rows, "edema_ml", Statistic::MeanRatio);
        assert!(ratio.interval.is_some_and(|(low, high)| low < 0.6 && high > 0.6 && high < 0.7), "{ratio:?}");
    }
}
