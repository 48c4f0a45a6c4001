//! Quantiles and differences of medians.

use super::estimate::{Estimate, Scale};
use super::inference::{Error, Inference, Source};
use super::sample::{Pairs, Sample};
use crate::population::{Purpose, Streams};
use crate::probability::sorted::{position, quantile, sorted};
use crate::results::Method;

/// A quantile with fewer people than this on one side has no interval.
const FEWEST: f64 = 5.0;
/// Up to this many people, medians are drawn again: the density at the median is uncertain.
const DRAWN_AGAIN: usize = 100;
/// If fewer people than this are on another side of the median in the arm, the medians are drawn again too: the difference is then that of a
/// few people near the median, which no density describes.
const FEWEST_CROSSING: usize = 8;
/// More people are not drawn again.
const MOST_DRAWN_AGAIN: usize = 100_000;
/// How often.
const RESAMPLES: u32 = 200;
/// Seed of these draws.
const SEED: u64 = 1907;

/// Quantile `p` of a sample; `ascending` are its values in order.
///
/// The interval is made of observed values. Their ranks follow from the error of the share of people below the quantile (Woodruff 1952).
pub(super) fn estimate(inference: &Inference, p: f64, sample: &Sample, ascending: &[f64]) -> Estimate {
    let Some(value) = quantile(ascending, p) else { return Estimate::default() };
    let n = sample.ids.len() as f64;
    if n * p.min(1.0 - p) < FEWEST {
        return Estimate::without_interval(value, Method::FewPeople);
    }
    let (reach, method, error) = share_reach(inference, p, sample, value);
    // The binomial distribution is skewed, which moves both ranks.
    let skew = (inference.z * inference.z - 1.0) * (1.0 - 2.0 * p) / (6.0 * n);
    let end = |share: f64| position(ascending, share * n - 0.5);
    let (Some(low), Some(high)) = (end(p - reach + skew), end(p + reach + skew)) else { return Estimate::default() };
    let size = (high - low) / (2.0 * inference.z);
    let part = |part: f64| if error.size > 0.0 { size * part / error.size } else { 0.0 };
    let parts = Error { size, people: part(error.people), rows: error.rows.map(part), ..error };
    Estimate::with_parts(value, Some(parts)).with_interval(low, high, method)
}

/// How far the interval reaches in shares of people, and the error of the share.
fn share_reach(inference: &Inference, p: f64, sample: &Sample, value: f64) -> (f64, Method, Error) {
    let below: Vec<f64> = sample.values.iter().map(|one| if *one <= value { 1.0 - p } else { -p }).collect();
    let binomial = libm::sqrt(p * (1.0 - p) / sample.ids.len() as f64);
    match inference.error(&sample.ids, &below) {
        Some(error) if error.source == Source::Replicates => {
            (error.least_reach * error.size, Method::ReplicateOrder, error)
        }
        Some(error) if error.size > error.people => (error.least_reach * error.size, Method::OrderStatistics, error),
        error => (inference.z * binomial, Method::OrderStatistics, error.unwrap_or(Error::NONE)),
    }
}

/// Difference of the two medians.
pub(super) fn difference_of_medians(inference: &Inference, pairs: &Pairs) -> Estimate {
    let (arm, reference) = (sorted(&pairs.arm), sorted(&pairs.reference));
    let (Some(median), Some(usual)) = (quantile(&arm, 0.5), quantile(&reference, 0.5)) else {
        return Estimate::default();
    };
    let value = median - usual;
    if 0.5 * (pairs.ids.len() as f64) < FEWEST && pairs.arm != pairs.reference {
        return Estimate::without_interval(value, Method::FewPeople);
    }
    let (ours, theirs) = (over_density(&arm, inference.z), over_density(&reference, inference.z));
    let side = |value: f64, median: f64| if value <= median { 0.5 } else { -0.5 };
    let both = || pairs.arm.iter().zip(&pairs.reference);
    let influence = |(arm, reference): (&f64, &f64)| side(*reference, usual) * theirs - side(*arm, median) * ours;
    let influences: Vec<f64> = both().map(influence).collect();
    let crossing = both().filter(|(arm, reference)| side(**arm, median) != side(**reference, usual)).count();
    let people = pairs.ids.len();
    let few = crossing < FEWEST_CROSSING && people <= MOST_DRAWN_AGAIN && pairs.arm != pairs.reference;
    let error = inference.error(&pairs.ids, &influences).map(|error| match (people <= DRAWN_AGAIN, few) {
        (true, _) => averaged(error, &influences, drawn_again(pairs)),
        (false, true) => Error { source: Source::People, ..resized(error, drawn_again(pairs)) },
        (false, false) => error,
    });
    Estimate::of(value, error, Scale::Linear)
}

/// The reciprocal of the density at the median, from the distance of the order statistics around it.
fn over_density(ascending: &[f64], z: f64) -> f64 {
    let n = ascending.len() as f64;
    let half = z * libm::sqrt(0.25 / n);
    let end = |share: f64| position(ascending, share * n - 0.5).unwrap_or(0.0);
    (end(0.5 + half) - end(0.5 - half)) / (2.0 * half)
}

/// The mean of two errors. The second is that of independent people; it is changed by as much as the first
/// differs from that of independent people.
fn averaged(error: Error, influences: &[f64], drawn_again: f64) -> Error {
    let independent = libm::sqrt(influences.iter().map(|one| one * one).sum::<f64>()) / influences.len() as f64;
    let gain = if independent > 0.0 { error.size / independent } else { 1.0 };
    resized(error, 0.5 * (error.size + gain * drawn_again))
}

/// The error with another size, without heavy tails and skewness; its parts keep their shares.
fn resized(error: Error, size: f64) -> Error {
    let part = |part: f64| if error.size > 0.0 { size * part / error.size } else { size };
    let (people, rows) = (part(error.people), error.rows.map(part));
    Error { size, people, rows, reach: error.least_reach, shift: 0.0, ..error }
}

/// Standard deviation of the difference of the medians when the people are drawn again from themselves (the bootstrap).
fn drawn_again(pairs: &Pairs) -> f64 {
    let people = pairs.ids.len();
    let order = |values: &[f64]| {
        let mut order: Vec<usize> = (0..people).collect();
        order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
        order
    };
    let (of_arm, of_reference) = (order(&pairs.arm), order(&pairs.reference));
    let streams = Streams::new(SEED);
    let differences: Vec<f64> = (0..RESAMPLES)
        .map(|resample| {
            let mut rng = streams.rng(Purpose::named("median"), 0, resample);
            let mut times = vec![0; people];
            (0..people).for_each(|_| times[((u64::from(rng.next_u32()) * people as u64) >> 32) as usize] += 1);
            counted_median(&of_arm, &pairs.arm, &times) - counted_median(&of_reference, &pairs.reference, &times)
        })
        .collect();
    let count = f64::from(RESAMPLES);
    let center = differences.iter().sum::<f64>() / count;
    libm::sqrt(differences.iter().map(|one| (one - center) * (one - center)).sum::<f64>() / (count - 1.0))
}

/// The median if each person is there so many `times`; `order` has the people by ascending value.
fn counted_median(order: &[usize], values: &[f64], times: &[usize]) -> f64 {
    let (lower, upper) = ((values.len() - 1) / 2, values.len() / 2);
    let (mut below, mut low) = (0, None);
    for person in order {
        below += times[*person];
        if below > lower && low.is_none() {
            low = Some(values[*person]);
        }
        if below > upper {
            return 0.5 * (low.unwrap_or(values[*person]) + values[*person]);
        }
    }
    f64::NAN
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Design, Draws, Sampler};

    #[test]
    fn a_small_equal_change_near_the_median_has_the_error_of_single_people() {
        // 200 people far apart; each is lowered by 1 to 3, so that nobody crosses the median.
        let design = Design {
            seed: 1,
            persons: 200,
            sampler: Sampler::Random,
            draws: Draws::Off,
            confidence: 0.95,
            precision: None,
        };
        let reference: Vec<f64> = (0..200).map(|id| 10.0 * f64::from(id)).collect();
        let arm =
            reference.iter().enumerate().map(|(id, usual)| usual - 2.0 - f64::from((id % 3) as u8) + 1.0).collect();
        let pairs = Pairs { ids: (0..200).collect(), arm, reference };
        let found = difference_of_medians(&Inference::new(&design, &[]), &pairs);
        // The standard deviation of single people is 0.8; a median of an even number is the mean of two of them.
        assert!(found.std_error.is_some_and(|error| error > 0.4 && error < 1.0), "{found:?}");
    }

    #[test]
    fn medians_of_counted_people() {
        let values = [5.0, 1.0, 3.0, 9.0];
        let order = [1, 2, 0, 3];
        assert_eq!(counted_median(&order, &values, &[1, 1, 1, 1]), 4.0);
        assert_eq!(counted_median(&order, &values, &[0, 0, 1, 3]), 9.0);
        assert_eq!(counted_median(&order, &values, &[0, 2, 2, 0]), 2.0);
    }
}
