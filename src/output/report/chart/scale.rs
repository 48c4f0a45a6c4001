//! The range of an axis.

/// Smallest and largest value on an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::output::report) struct Scale {
    /// Smallest value.
    pub(in crate::output::report) low: f64,
    /// Largest value.
    pub(in crate::output::report) high: f64,
}

/// Share of the range that is added at the ends.
const MARGIN: f64 = 0.04;

impl Scale {
    /// The range of values; values that are not finite do not count. It has a positive length even if all values are equal.
    pub(in crate::output::report) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        let ends = finite.fold(None, |ends: Option<(f64, f64)>, value| {
            Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))))
        });
        let (low, high) = ends.unwrap_or((0.0, 1.0));
        if high > low { Self { low, high } } else { Self { low: low - 0.5, high: high + 0.5 } }
    }

    /// The range of these values and of 0, with a margin at the ends that are not 0.
    pub(in crate::output::report) fn with_zero(values: impl IntoIterator<Item = f64>) -> Self {
        let Self { low, high } = Self::of(values.into_iter().chain([0.0]));
        let margin = MARGIN * (high - low);
        Self { low: if low < 0.0 { low - margin } else { low }, high: if high > 0.0 { high + margin } else { high } }
    }

    /// As a pair.
    pub(super) fn ends(self) -> (f64, f64) {
        (self.low, self.high)
    }

    /// The ends of this many equal parts.
    pub(in crate::output::report) fn edges(self, parts: u32) -> Vec<f64> {
        let step = (self.high - self.low) / f64::from(parts);
        (0..=parts).map(|part| self.low + f64::from(part) * step).collect()
    }
}
