//! The normal distribution function, from a portable library so that every platform judges alike.

use std::f64::consts::SQRT_2;

/// Probability that a standard normal lies between two bounds, precise in both tails.
pub(super) fn mass_between(low: f64, high: f64) -> f64 {
    if low > 0.0 { above(low) - above(high) } else { above(-high) - above(-low) }
}

/// Probability that a standard normal lies above `z`.
pub(super) fn above(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
}

/// Median of a standard normal cut to an interval, by bisection.
pub(super) fn median_between(low: f64, high: f64) -> f64 {
    let half = 0.5 * mass_between(low, high);
    let (mut from, mut to) = (low.max(-40.0), high.min(40.0));
    for _ in 0..80 {
        let middle = 0.5 * (from + to);
        if mass_between(low, middle) < half { from = middle } else { to = middle }
    }
    0.5 * (from + to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masses_and_medians_match_known_values() {
        assert!((mass_between(-1.0, 1.0) - 0.682_689_492_137).abs() < 1e-11);
        assert!((mass_between(f64::NEG_INFINITY, f64::INFINITY) - 1.0).abs() < 1e-15);
        // Far in the tail, where 1 - cdf would have lost every digit.
        assert!((mass_between(9.0, f64::INFINITY) / 1.128_588_405_95e-19 - 1.0).abs() < 1e-6);
        assert!(median_between(-2.0, 2.0).abs() < 1e-12);
        assert!((median_between(0.0, f64::INFINITY) - 0.674_489_750_196).abs() < 1e-9);
    }
}
