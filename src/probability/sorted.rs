//! Quantiles of sorted values, linear between order statistics (type 7, the default of R and NumPy, and `linear` in polars).

/// The values in ascending order.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// Quantile `p` in [0, 1] of ascending values; `None` if there are no values.
pub(crate) fn quantile(ascending: &[f64], p: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let position = p * last as f64;
    let below = (libm::floor(position) as usize).min(last);
    let above = (below + 1).min(last);
    let (low, high) = (ascending[below], ascending[above]);
    Some(low + (position - below as f64) * (high - low))
}

/// An interval for quantile `p` without assumptions about the distribution: the quantiles at p -/+ `z` binomial standard errors.
pub(crate) fn order_interval(ascending: &[f64], p: f64, z: f64) -> Option<(f64, f64)> {
    let reach = z * libm::sqrt(p * (1.0 - p) / ascending.len().max(1) as f64);
    Some((quantile(ascending, (p - reach).max(0.0))?, quantile(ascending, (p + reach).min(1.0))?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn quantiles_are_those_of_numpy() {
        let values = sorted(&[9.0, 1.0, 4.0, 2.0]);
        for (p, expected) in [(0.0, 1.0), (0.05, 1.15), (0.25, 1.75), (0.5, 3.0), (0.95, 8.25), (1.0, 9.0)] {
            assert!((quantile(&values, p).unwrap() - expected).abs() < 1e-14, "{p}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(quantile(&[7.0], 0.3), Some(7.0));
    }

    #[test]
    fn order_intervals_follow_the_binomial() {
        // n = 101, p = 0.5, z = 2: the ranks 0.5 -/+ 2 * sqrt(0.25 / 101) of 0..=100.
        let values: Vec<f64> = (0..=100).map(f64::from).collect();
        let (low, high) = order_interval(&values, 0.5, 2.0).unwrap();
        assert!((low - 40.049_628_1).abs() < 1e-6 && (high - 59.950_371_9).abs() < 1e-6, "{low} {high}");
    }
}
