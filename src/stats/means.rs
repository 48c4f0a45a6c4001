//! Means, standard deviations, differences and ratios of means.

use super::estimate::{Estimate, Scale};
use super::inference::{Error, Inference};
use super::sample::{Pairs, Sample};
use super::sums::{Moments, mean};
use super::tails;

/// A ratio is not reported if the reference mean is closer to 0 than this share of the standard deviation between people.
const LEAST_MEAN_IN_SD: f64 = 0.05;

/// Mean of one sample.
pub(super) fn mean_of(inference: &Inference, sample: &Sample, scale: Scale) -> Estimate {
    let Some(mean) = mean(&sample.ids, sample.values.iter().copied()) else { return Estimate::default() };
    let influences: Vec<f64> = sample.values.iter().map(|value| value - mean).collect();
    Estimate::of(mean, inference.error(&sample.ids, &influences), scale)
}

/// Standard deviation; its interval is on the logarithmic scale.
pub(super) fn sd(inference: &Inference, sample: &Sample, ascending: &[f64]) -> Estimate {
    let Some(moments) = Moments::of(&sample.ids, &sample.values) else { return Estimate::default() };
    let Some(sd) = moments.sd() else { return Estimate::default() };
    if sd == 0.0 {
        return Estimate::of(0.0, inference.error(&sample.ids, &vec![0.0; sample.ids.len()]), Scale::Linear);
    }
    let second = moments.squares / moments.n;
    let influence = |value: &f64| ((value - moments.mean) * (value - moments.mean) - second) / (2.0 * sd);
    let influences: Vec<f64> = sample.values.iter().map(influence).collect();
    let found = 4.0 * influences.iter().map(|one| one * one).sum::<f64>() / moments.n / second;
    let error = inference.error(&sample.ids, &influences);
    Estimate::of(sd, error.map(|error| with_tails(error, tails::kurtosis(ascending, found) / found)), Scale::Logarithm)
}

/// The error of a standard deviation if the kurtosis, less 1, is so many times as large as in the sample.
fn with_tails(error: Error, times: f64) -> Error {
    let wider = libm::sqrt(times.max(1.0));
    // The tails are known better, which makes the error itself more certain.
    Error {
        size: error.size * wider,
        people: error.people * wider,
        rows: error.rows.map(|rows| rows * wider),
        reach: (error.reach / wider).max(error.least_reach),
        ..error
    }
}

/// Mean of the differences of the people.
pub(super) fn difference(inference: &Inference, pairs: &Pairs) -> Estimate {
    let differences = pairs.differences();
    let Some(mean) = mean(&pairs.ids, differences.iter().copied()) else { return Estimate::default() };
    let influences: Vec<f64> = differences.iter().map(|difference| difference - mean).collect();
    Estimate::of(mean, inference.error(&pairs.ids, &influences), Scale::Linear)
}

/// Whether the reference mean is far enough from 0 for a ratio.
pub(super) fn has_ratio(reference: Option<Moments>) -> bool {
    reference.is_some_and(|reference| reference.mean.abs() > LEAST_MEAN_IN_SD * reference.sd().unwrap_or(0.0))
}

/// Ratio of the means of a number.
pub(super) fn ratio_of_numbers(inference: &Inference, pairs: &Pairs) -> Estimate {
    match has_ratio(Moments::of(&pairs.ids, &pairs.reference)) {
        true => ratio(inference, pairs, Scale::Linear),
        false => Estimate::default(),
    }
}

/// Ratio of the two means.
pub(super) fn ratio(inference: &Inference, pairs: &Pairs, scale: Scale) -> Estimate {
    let of = |values: &[f64]| mean(&pairs.ids, values.iter().copied());
    match (of(&pairs.arm), of(&pairs.reference).filter(|mean| *mean != 0.0)) {
        (Some(arm), Some(reference)) => {
            let ratio = arm / reference;
            // By how much the ratio changes without the person (the jackknife), which counts more than the derivative for few people.
            let others = |usual: f64| reference - usual / pairs.ids.len() as f64;
            let influence = |(arm, usual): (&f64, &f64)| (arm - ratio * usual) / others(*usual);
            let influences: Vec<f64> = pairs.arm.iter().zip(&pairs.reference).map(influence).collect();
            Estimate::of(ratio, inference.error(&pairs.ids, &influences), scale)
        }
        _ => Estimate::default(),
    }
}
