//! Shares of people with a flag, and their differences and ratios in the same people.
//!
//! Score intervals of independent people hold for few events too. With replicates, the sample counts as many independent people as have
//! the same error; but if few people decide the statistic, the spread of the replicates is not known, and their number is not changed.

use super::estimate::Estimate;
use super::inference::{Inference, Source};
use super::sample::{Pairs, Sample};
use super::sums::mean;
use crate::results::Method;

/// The spread of the replicates is known if at least so many people decide the statistic: one for each replicate.
const DECIDING: usize = crate::results::REPLICATES as usize;

/// Whether the arm changed the number from which a flag comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// In nobody: the arms are equal, not only in this sample.
    Nobody,
    /// In some people.
    Somebody,
}

/// A sample of independent people with the same error.
#[derive(Clone, Copy, Debug)]
struct Size {
    people: f64,
    /// The same without the error of the rows of a data file.
    without_rows: f64,
    /// How many standard errors an interval reaches.
    reach: f64,
    method: Method,
}

impl Size {
    /// The size for a statistic with these influences, if so many people decide it.
    fn of(inference: &Inference, ids: &[u32], influences: &[f64], deciding: usize) -> Self {
        let n = ids.len() as f64;
        let squares = influences.iter().map(|influence| influence * influence).sum::<f64>();
        let as_precise = |size: f64| squares / n / (size * size);
        let plain = Self { people: n, without_rows: n, reach: inference.z, method: Method::Score };
        let Some(error) = inference.error(ids, influences) else { return plain };
        let replicated = error.source == Source::Replicates && deciding >= DECIDING && error.people > 0.0;
        let size = match replicated {
            true => {
                let people = as_precise(error.people);
                Self { people, without_rows: people, reach: error.least_reach, method: Method::ReplicateScore }
            }
            false => plain,
        };
        match error.rows {
            Some(_) if error.size > error.people => {
                Self { people: size.people.min(as_precise(error.size)), reach: error.least_reach, ..size }
            }
            // Nobody differs, so the rows are the only limit.
            Some(_) => Self { people: size.people.min(inference.independent(ids)), ..size },
            None => size,
        }
    }

    /// An estimate with this interval; the variance is that of one person.
    fn estimate(self, value: f64, variance: f64, (low, high): (f64, f64), inference: &Inference) -> Estimate {
        let [size, people] = [self.people, self.without_rows].map(|people| libm::sqrt(variance / people));
        let rows = || libm::sqrt(((size - people) * (size + people)).max(0.0));
        let rows = inference.has_rows().then(rows).filter(|rows| rows.is_finite());
        let estimate = Estimate { mcse: Some(people), rows_error: rows, ..Estimate::with_error(value, Some(size)) };
        estimate.with_interval(low, high, self.method)
    }
}

/// Share of people with a flag.
pub(super) fn share(inference: &Inference, sample: &Sample) -> Estimate {
    let Some(share) = mean(&sample.ids, sample.values.iter().copied()) else { return Estimate::default() };
    let influences: Vec<f64> = sample.values.iter().map(|value| value - share).collect();
    let with = ones(sample.values.iter().map(|value| *value > 0.5));
    let size = Size::of(inference, &sample.ids, &influences, with.min(sample.ids.len() - with));
    let even = if size.method == Method::ReplicateScore { of_even_replicates(inference, sample) } else { None };
    let interval = even.unwrap_or_else(|| wilson(share, size.people, size.reach));
    size.estimate(share, share * (1.0 - share), interval, inference)
}

/// Interval of a share if the replicates differ by one person at most, so that their spread is that of few coins: the number of replicates
/// with one person more is binomial, and has the interval of a share of replicates. `None` if they differ by more, or in their size.
fn of_even_replicates(inference: &Inference, sample: &Sample) -> Option<(f64, f64)> {
    let (mut sizes, mut counts) = ([0u32; DECIDING], [0.0; DECIDING]);
    for (id, value) in sample.ids.iter().zip(&sample.values) {
        sizes[*id as usize % DECIDING] += 1;
        counts[*id as usize % DECIDING] += value;
    }
    let least = counts.iter().copied().fold(f64::INFINITY, f64::min);
    let more = counts.iter().map(|count| count - least).fold(0.0, f64::max);
    if inference.has_rows() || sizes.iter().any(|size| *size != sizes[0]) || more > 1.0 {
        return None;
    }
    let replicates = DECIDING as f64;
    let with_more = ones(counts.iter().map(|count| *count > least)) as f64;
    let (low, high) = wilson(with_more / replicates, replicates, inference.z);
    let total = |share: f64| replicates * (least + share) / sample.ids.len() as f64;
    Some((total(low), total(high)))
}

/// Share of people who respond: like any share, but without an error if the arms are equal.
pub(super) fn responding(inference: &Inference, responders: &Sample, change: Change) -> Estimate {
    match (change, responders.values.first()) {
        (Change::Nobody, Some(all)) => exactly(*all),
        _ => share(inference, responders),
    }
}

/// Difference of the shares.
pub(super) fn difference(inference: &Inference, pairs: &Pairs, change: Change) -> Estimate {
    let differences = pairs.differences();
    let Some(value) = mean(&pairs.ids, differences.iter().copied()) else { return Estimate::default() };
    if change == Change::Nobody {
        return exactly(0.0);
    }
    let n = pairs.ids.len() as f64;
    let [more, fewer] = [1.0, -1.0].map(|sign| ones(differences.iter().map(|one| one * sign > 0.5)));
    let influences: Vec<f64> = differences.iter().map(|difference| difference - value).collect();
    let size = Size::of(inference, &pairs.ids, &influences, more + fewer);
    let [more, fewer] = [more, fewer].map(|count| count as f64 / n);
    let interval = paired_score(more, fewer, size.people, size.reach);
    size.estimate(value, more + fewer - value * value, interval, inference)
}

/// Ratio of the shares.
pub(super) fn ratio(inference: &Inference, pairs: &Pairs, change: Change) -> Estimate {
    let of = |values: &[f64]| mean(&pairs.ids, values.iter().copied());
    let (Some(arm), Some(usual)) = (of(&pairs.arm), of(&pairs.reference).filter(|share| *share > 0.0)) else {
        return Estimate::default();
    };
    if change == Change::Nobody {
        return exactly(1.0);
    }
    let (n, value) = (pairs.ids.len() as f64, arm / usual);
    let both = || pairs.arm.iter().zip(&pairs.reference);
    let influences: Vec<f64> = both().map(|(arm, reference)| (arm - value * reference) / usual).collect();
    let changed = ones(both().map(|(arm, reference)| arm != reference));
    let with = ones(both().map(|(arm, reference)| arm + reference > 0.5));
    let size = Size::of(inference, &pairs.ids, &influences, changed);
    let [with, changed] = [with, changed].map(|count| count as f64 / n * size.people);
    let reach = size.reach.max(inference.independent_reach(pairs.ids.len()));
    let interval = paired_ratio([arm * size.people, usual * size.people], with, changed, reach);
    size.estimate(value, influences.iter().map(|one| one * one).sum::<f64>() / n, interval, inference)
}

/// A value without an error.
fn exactly(value: f64) -> Estimate {
    Estimate::with_error(value, Some(0.0)).with_interval(value, value, Method::Score)
}

fn ones(truths: impl Iterator<Item = bool>) -> usize {
    truths.filter(|truth| *truth).count()
}

/// Wilson's score interval for a share that was observed in `n` people.
fn wilson(share: f64, n: f64, z: f64) -> (f64, f64) {
    let scale = 1.0 + z * z / n;
    let center = (share + z * z / (2.0 * n)) / scale;
    let reach = z * libm::sqrt((share * (1.0 - share)).max(0.0) / n + z * z / (4.0 * n * n)) / scale;
    ((center - reach).max(0.0), (center + reach).min(1.0))
}

/// Score interval of the difference of two shares in the same `n` people (Tango 1998): the differences that a score test does not reject.
/// `more` and `fewer` are the shares of people who have the flag only in the arm, or only in the reference.
fn paired_score(more: f64, fewer: f64, n: f64, z: f64) -> (f64, f64) {
    let difference = more - fewer;
    let is_rejected = |tested: f64| {
        // The likeliest share of people with the flag only in the reference, if this is the difference.
        let b = (2.0 - difference) * tested - more - fewer;
        let c = -fewer * tested * (1.0 - tested);
        let only_reference = 0.25 * (libm::sqrt((b * b - 8.0 * c).max(0.0)) - b);
        let variance = (2.0 * only_reference + tested * (1.0 - tested)).max(0.0) / n;
        (difference - tested) * (difference - tested) > z * z * variance
    };
    let limit = |end: f64| {
        let (mut inside, mut outside) = (difference, end);
        for _ in 0..60 {
            let middle = 0.5 * (inside + outside);
            *(if is_rejected(middle) { &mut outside } else { &mut inside }) = middle;
        }
        inside
    };
    (limit(-1.0), limit(1.0))
}

/// Interval of the ratio of two counts in the same people (Bonett and Price 2006): the limits of both shares among the people `with` the flag
/// in either arm, which reach less far because only some people `changed`.
fn paired_ratio([arm, usual]: [f64; 2], with: f64, changed: f64, z: f64) -> (f64, f64) {
    let error = |count: f64| libm::sqrt((1.0 - (count + 1.0) / (with + 2.0)) / (count + 1.0));
    let reach = z * libm::sqrt((changed + 2.0) / ((arm + 1.0) * (usual + 1.0))) / (error(arm) + error(usual));
    let [ours, theirs] = [arm, usual].map(|count| wilson(count / with, with, reach));
    (ours.0 / theirs.1, ours.1 / theirs.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Design, Draws, Sampler};

    fn near((low, high): (f64, f64), expected: (f64, f64), tolerance: f64) {
        let off = (low - expected.0).abs().max((high - expected.1).abs());
        assert!(off < tolerance, "({low}, {high}) in place of {expected:?}");
    }

    const Z: f64 = 1.959_963_984_540_054;

    #[test]
    fn replicates_that_differ_by_one_person_have_the_interval_of_their_number() {
        // 16 replicates of 100 people; three have 5 flags each, thirteen 4.
        let ids: Vec<u32> = (0..1600).collect();
        let flagged = |id: &u32| f64::from(u8::from(id / 16 < 4 || (id / 16 == 4 && id % 16 < 3)));
        let sample = Sample { values: ids.iter().map(flagged).collect(), ids };
        let design = Design {
            seed: 1,
            persons: 1600,
            sampler: Sampler::Sobol,
            draws: Draws::Off,
            confidence: 0.95,
            precision: None,
        };
        let (low, high) = share(&Inference::new(&design, &[]), &sample).interval.unwrap_or_default();
        // statsmodels 0.15 proportion_confint(3, 16, method="wilson"): 0.0659 and 0.4301; 16 * (4 + these) / 1600.
        near((low, high), (0.040_659, 0.044_301), 2e-6);
    }

    #[test]
    fn shares_have_the_intervals_of_statsmodels() {
        // statsmodels 0.15 proportion_confint(count, n, method="wilson")
        near(wilson(0.0, 40.0, Z), (0.0, 0.087_621_601_197_286_68), 1e-14);
        near(wilson(0.06, 50.0, Z), (0.020_614_970_348_973_943, 0.162_170_916_888_381_73), 1e-14);
        near(wilson(0.31, 200.0, Z), (0.249_989_448_360_780_7, 0.377_171_775_662_580_37), 1e-14);
    }

    #[test]
    fn differences_have_score_intervals() {
        // Tango's statistic with the formulas of the paper, solved with scipy.optimize.brentq.
        let of = |more: f64, fewer: f64, n: f64| paired_score(more / n, fewer / n, n, Z);
        near(of(1.0, 7.0, 50.0), (-0.246_580_809_861_025_35, -0.011_619_692_885_581_743), 1e-11);
        near(of(12.0, 2.0, 75.0), (0.041_138_290_103_068_64, 0.238_197_438_857_583_2), 1e-11);
        near(of(0.0, 5.0, 200.0), (-0.057_178_340_406_642_05, -0.005_683_540_463_299_7), 1e-11);
        near(of(0.0, 0.0, 100.0), (-0.036_993_498_207_021_865, 0.036_993_498_207_021_865), 1e-11);
    }
}
