//! What the tests of the leg share: people, days made by hand, and a plain walk through a day that shows every window.
#![allow(clippy::disallowed_methods, reason = "compares with the platform's functions")]

mod day;
mod extremes;
mod people;
pub(crate) mod short;
mod walk;

pub(crate) use day::Day;
pub(crate) use extremes::{any_leg, some_legs};
pub(crate) use people::{disciplined, shipped, travelers, typical, varied};
pub(crate) use walk::{read, resting_body, walk};

use soleus::model::Real;

/// Sum of several numbers.
pub(crate) fn total<R: Real, const N: usize>(nodes: [R; N]) -> R {
    nodes.into_iter().reduce(|sum, node| sum + node).unwrap()
}

/// Mean of a sample.
pub(crate) fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Standard deviation of a sample.
pub(crate) fn sd(values: &[f64]) -> f64 {
    let mean = mean(values);
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / (values.len() - 1) as f64).sqrt()
}

/// Asserts that a value lies in a band, and says what it is.
#[track_caller]
pub(crate) fn within(what: &str, value: f64, band: std::ops::RangeInclusive<f64>) {
    assert!(band.contains(&value), "{what}: {value:.4} is outside {band:?}");
}
