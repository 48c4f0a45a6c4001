//! Fixed-edge histograms of the time course: whole numbers, so they add exactly in any order.

use crate::model::Course;

/// Bins per histogram: a quantile read from one is good to 1/200 of the range.
pub(super) const BINS: usize = 200;

/// Lowest and highest value that the histogram of a quantity resolves, in its unit; values outside go to the end bins.
pub(super) fn range(course: Course) -> (f64, f64) {
    match course {
        Course::EdemaMl => (-100.0, 500.0),
        Course::LegVolumeChangeMl => (-200.0, 800.0),
        Course::PooledVenousMl => (-200.0, 400.0),
        Course::AnkleVeinPressureMmhg => (-50.0, 150.0),
        Course::PoplitealFlowMlMin => (-200.0, 1800.0),
        Course::ResidenceMin => (0.0, 200.0),
    }
}

/// Bin of a value that is not NaN.
pub(super) fn bin(course: Course, value: f32) -> usize {
    let (low, high) = range(course);
    let position = (f64::from(value) - low) / (high - low) * BINS as f64;
    // Float to integer conversion saturates: below the range is 0, above it the minimum cuts.
    (position as usize).min(BINS - 1)
}

/// Quantile `p` of the counted values, linear within its bin.
pub(super) fn quantile(course: Course, counts: &[u32], p: f64) -> Option<f64> {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let wanted = p * total as f64;
    let (low, high) = range(course);
    let mut below = 0.0;
    for (index, &count) in counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        let count = f64::from(count);
        if below + count >= wanted {
            let position = index as f64 + (wanted - below) / count;
            return Some(low + position / BINS as f64 * (high - low));
        }
        below += count;
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn quantiles_are_good_to_half_a_percent_of_the_range() {
        for &course in Course::ALL {
            let (low, high) = range(course);
            let value = |i: u32| low + (high - low) * f64::from(i * i) / (1000.0 * 1000.0);
            let mut counts = vec![0; BINS];
            (0..=1000).for_each(|i| counts[bin(course, value(i) as f32)] += 1);
            for (p, i) in [(0.05, 50), (0.5, 500), (0.95, 950)] {
                let error = quantile(course, &counts, p).unwrap() - value(i);
                assert!(error.abs() <= 0.005 * (high - low), "{} {p}: {error}", course.name());
            }
        }
    }

    #[test]
    fn values_outside_go_to_the_end_bins() {
        assert_eq!(bin(Course::EdemaMl, -1e9), 0);
        assert_eq!(bin(Course::EdemaMl, 1e9), BINS - 1);
        assert_eq!(bin(Course::EdemaMl, 500.0), BINS - 1);
        assert_eq!(quantile(Course::EdemaMl, &[0; BINS], 0.5), None);
    }
}
