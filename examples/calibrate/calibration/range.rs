//! The range of a constant, and a coordinate without bounds that stays strictly inside it.

/// Weight of the penalty for the distance from the starting value, per unit of the coordinate.
///
/// To move a constant from the middle of its range to a fiftieth before its end costs as much as a misfit of 0.39
/// half-widths.
pub(crate) const PULL: f64 = 0.1;

/// Share of the range that counts as its end; constants start at least this far from the end.
const END: f64 = 0.02;

/// The range of a constant. The coordinate is 0 at the start and its logistic function spans the range.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Range {
    low: f64,
    high: f64,
    start: f64,
}

impl Range {
    /// From `low` to `high`, with the coordinate 0 at `start`.
    pub(crate) fn new(low: f64, high: f64, start: f64) -> Self {
        let share = ((start - low) / (high - low)).clamp(END, 1.0 - END);
        Self { low, high, start: libm::log(share / (1.0 - share)) }
    }

    /// Share of the range below the value of this coordinate.
    pub(crate) fn share(&self, at: f64) -> f64 {
        1.0 / (1.0 + libm::exp(-(self.start + at)))
    }

    /// The value at this share of the range.
    pub(crate) fn value(&self, share: f64) -> f64 {
        self.low + share * (self.high - self.low)
    }

    /// Whether the value lies at an end of the range.
    pub(crate) fn at_bound(&self, value: f64) -> bool {
        let share = (value - self.low) / (self.high - self.low);
        share.min(1.0 - share) < END
    }
}

#[cfg(test)]
mod tests {
    use super::Range;

    #[test]
    fn no_coordinate_leaves_the_range() {
        let range = Range::new(0.05, 0.4, 0.14);
        for at in [-30.0, -3.0, 0.0, 3.0, 30.0] {
            let value = range.value(range.share(at));
            assert!((0.05..=0.4).contains(&value), "{at}: {value}");
        }
        assert!((range.value(range.share(0.0)) - 0.14).abs() < 1e-12);
    }

    #[test]
    fn a_start_at_the_end_of_the_range_can_still_move() {
        let range = Range::new(0.0, 1.0, 0.0);
        assert!(range.share(0.0) > 0.01 && range.share(1.0) > range.share(0.0));
    }
}
