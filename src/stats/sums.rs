//! Sums over tiles of consecutive ids, and the moments computed from them.

use crate::results::TILE;

/// Sum of `terms`, one per id. The terms of each tile of ids are summed first; the sums of the tiles are then added in order.
pub(super) fn tiled_sum(ids: &[u32], terms: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut partial, mut tile) = (0.0, 0.0, 0);
    for (&id, term) in ids.iter().zip(terms) {
        let here = id as usize / TILE;
        if here != tile {
            total += partial;
            partial = 0.0;
            tile = here;
        }
        partial += term;
    }
    total + partial
}

/// Mean of `terms`, or `None` if there are none.
pub(super) fn mean(ids: &[u32], terms: impl Iterator<Item = f64>) -> Option<f64> {
    (!ids.is_empty()).then(|| tiled_sum(ids, terms) / ids.len() as f64)
}

/// Count, mean and central moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Moments {
    /// Number of values.
    pub(super) n: f64,
    /// Mean.
    pub(super) mean: f64,
    /// Sum of squared deviations.
    pub(super) squares: f64,
}

impl Moments {
    /// Computes the moments in two passes: first the mean, then the deviations from it.
    pub(super) fn of(ids: &[u32], values: &[f64]) -> Option<Self> {
        let mean = mean(ids, values.iter().copied())?;
        let square = |value: &f64| (value - mean) * (value - mean);
        Some(Self { n: ids.len() as f64, mean, squares: tiled_sum(ids, values.iter().map(square)) })
    }

    /// Unbiased variance. It needs at least two values.
    pub(super) fn variance(&self) -> Option<f64> {
        (self.n > 1.0).then(|| self.squares / (self.n - 1.0))
    }

    /// Standard deviation. It needs at least two values.
    pub(super) fn sd(&self) -> Option<f64> {
        self.variance().map(libm::sqrt)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn tiles_are_summed_on_their_own() {
        // One running sum would lose the ones after the large value. A sum for each tile keeps them.
        let ids: Vec<u32> = (0..3 * TILE as u32).collect();
        let terms = ids.iter().map(|&id| if id == 0 { 2f64.powi(53) } else { f64::from(id as usize >= TILE) });
        assert_eq!(tiled_sum(&ids, terms), 2f64.powi(53) + 2.0 * TILE as f64);
    }

    #[test]
    fn gaps_between_tiles_change_nothing() {
        let ids = [5, 9000, 9001, 40_000];
        assert_eq!(tiled_sum(&ids, [1.0, 2.0, 4.0, 8.0].into_iter()), 15.0);
    }

    #[test]
    fn moments_match_hand_computed_ones() {
        let moments = Moments::of(&[0, 1, 2, 3], &[1.0, 2.0, 4.0, 9.0]).unwrap();
        assert_eq!((moments.mean, moments.squares), (4.0, 38.0));
        assert!((moments.sd().unwrap() - 3.559_026_084_010_437).abs() < 1e-14);
    }

    #[test]
    fn nothing_has_no_mean_and_one_value_no_spread() {
        assert_eq!(Moments::of(&[], &[]), None);
        assert_eq!(Moments::of(&[3], &[2.0]).unwrap().sd(), None);
    }
}
