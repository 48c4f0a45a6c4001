//! Quantiles of sorted values, linear between order statistics (type 7, the default of R and NumPy, and `linear` in polars).

/// The values in ascending order.
pub(crate) fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_unstable_by(f64::total_cmp);
    values
}

/// Quantile `p` in [0, 1] of ascending values; `None` if there are no values.
pub(crate) fn quantile(ascending: &[f64], p: f64) -> Option<f64> {
    position(ascending, p * ascending.len().saturating_sub(1) as f64)
}

/// The value at a position among ascending values, which are at 0, 1, 2 and so on. Positions beyond the ends are those of the ends.
pub(crate) fn position(ascending: &[f64], position: f64) -> Option<f64> {
    let last = ascending.len().checked_sub(1)?;
    let position = position.clamp(0.0, last as f64);
    let below = libm::floor(position) as usize;
    let above = (below + 1).min(last);
    let (low, high) = (ascending[below], ascending[above]);
    Some(low + (position - below as f64) * (high - low))
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
}
