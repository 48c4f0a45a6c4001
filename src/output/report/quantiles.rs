//! Values of people, sorted.

/// Sorted values; values that are not finite are left out.
#[derive(Clone, Debug)]
pub(super) struct Sorted(Vec<f64>);

impl Sorted {
    /// Sorts values.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let mut values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        values.sort_unstable_by(f64::total_cmp);
        Self(values)
    }

    /// Number of values.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The share of values below this one.
    pub(super) fn share_below(&self, value: f64) -> f64 {
        self.part(self.0.partition_point(|one| *one < value))
    }

    /// The share of values above this one.
    pub(super) fn share_above(&self, value: f64) -> f64 {
        self.part(self.0.len() - self.0.partition_point(|one| *one <= value))
    }

    fn part(&self, count: usize) -> f64 {
        count as f64 / self.0.len().max(1) as f64
    }

    /// A quantile, linear between the sorted values; `None` without values.
    pub(super) fn quantile(&self, share: f64) -> Option<f64> {
        let place = share * self.0.len().checked_sub(1)? as f64;
        let (below, above) = (libm::floor(place) as usize, libm::ceil(place) as usize);
        let (low, high) = (self.0[below], self.0[above]);
        Some(low + (place - below as f64) * (high - low))
    }

    /// Mean; NaN without values.
    pub(super) fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len() as f64
    }

    /// Standard deviation between the values.
    pub(super) fn sd(&self) -> f64 {
        let mean = self.mean();
        let squares: f64 = self.0.iter().map(|value| (value - mean) * (value - mean)).sum();
        (squares / self.0.len().saturating_sub(1).max(1) as f64).sqrt()
    }

    /// The shares of values between these edges.
    pub(super) fn histogram(&self, edges: &[f64]) -> Vec<f64> {
        let last = edges.len().saturating_sub(2);
        let between = |(at, pair): (usize, &[f64])| {
            let begin = if at == 0 { 0 } else { self.0.partition_point(|value| *value < pair[0]) };
            let end = if at == last { self.0.len() } else { self.0.partition_point(|value| *value < pair[1]) };
            self.part(end - begin)
        };
        edges.windows(2).enumerate().map(between).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_quantiles_are_those_of_the_values() {
        let sorted = Sorted::of([3.0, 1.0, f64::NAN, 2.0, 4.0]);
        assert_eq!((sorted.len(), sorted.mean(), sorted.quantile(0.5)), (4, 2.5, Some(2.5)));
        assert_eq!((sorted.share_below(2.0), sorted.share_above(2.0)), (0.25, 0.5));
        assert_eq!(sorted.histogram(&[1.5, 2.5, 3.5]), [0.5, 0.5], "the outer bins are open");
        assert!((sorted.sd() - 1.290_994).abs() < 1e-6);
        assert_eq!(Sorted::of([]).quantile(0.5), None);
    }
}
