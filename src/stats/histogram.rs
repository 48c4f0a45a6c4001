//! Quantiles of the time course, computed from histograms with fixed bin edges.

use crate::model::{BINS, Course};

/// Quantile `p` of the counted values, interpolated linearly within its bin.
pub(super) fn quantile(course: Course, counts: &[u32], p: f64) -> Option<f64> {
    let total: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    let wanted = p * total as f64;
    let (low, high) = bounds(course);
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

/// Lowest and highest value that the histogram covers, in the unit of the quantity.
fn bounds(course: Course) -> (f64, f64) {
    let (low, high) = course.range();
    (f64::from(low), f64::from(high))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn quantiles_are_good_to_half_a_percent_of_the_range() {
        for &course in Course::ALL {
            let (low, high) = bounds(course);
            let value = |i: u32| low + (high - low) * f64::from(i * i) / (1000.0 * 1000.0);
            let mut counts = vec![0; BINS];
            (0..=1000).for_each(|i| counts[course.bin(value(i) as f32)] += 1);
            for (p, i) in [(0.05, 50), (0.5, 500), (0.95, 950)] {
                let error = quantile(course, &counts, p).unwrap() - value(i);
                assert!(error.abs() <= 0.005 * (high - low), "{} {p}: {error}", course.name());
            }
        }
    }

    #[test]
    fn nobody_has_no_quantile() {
        assert_eq!(quantile(Course::EdemaMl, &[0; BINS], 0.5), None);
    }
}
