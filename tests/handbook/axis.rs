//! Axes with round numbers, the same on every machine.

use std::ops::Range;

use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged, ValueFormatter};

/// Steps between ticks, and the decimals that their labels need.
const STEPS: [(f64, usize); 16] = [
    (0.01, 2),
    (0.02, 2),
    (0.05, 2),
    (0.1, 1),
    (0.2, 1),
    (0.5, 1),
    (1.0, 0),
    (2.0, 0),
    (5.0, 0),
    (10.0, 0),
    (20.0, 0),
    (50.0, 0),
    (100.0, 0),
    (200.0, 0),
    (500.0, 0),
    (1000.0, 0),
];

/// Largest number of intervals between ticks.
const SPACES: f64 = 6.0;

/// Largest distance between an end tick and the lowest or highest value, as a share of the whole range.
const NEAR: f64 = 0.02;

/// An axis of a chart.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    range: Range<f64>,
    ticks: Vec<f64>,
    decimals: usize,
}

impl Axis {
    /// An axis from the last tick below all values to the first tick above.
    pub(super) fn around(values: impl Iterator<Item = f64>) -> Self {
        let Extent { low, high, step, decimals } = Extent::of(values);
        let first = low.floor();
        let last = high.ceil().max(first + 1.0);
        Self { range: first * step..last * step, ticks: ticks(first, last, step), decimals }
    }

    /// An axis that ends at the lowest and highest value, with ticks inside.
    pub(super) fn within(values: impl Iterator<Item = f64>) -> Self {
        let Extent { low, high, step, decimals } = Extent::of(values);
        Self { range: low * step..high * step, ticks: ticks(low.ceil(), high.floor(), step), decimals }
    }
}

impl Ranged for Axis {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, (from, to): (i32, i32)) -> i32 {
        let share = (value - self.range.start) / (self.range.end - self.range.start);
        from + (share * f64::from(to - from)).round() as i32
    }

    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        if hint.weight().allow_light_points() { Vec::new() } else { self.ticks.clone() }
    }

    fn range(&self) -> Range<f64> {
        self.range.clone()
    }
}

impl ValueFormatter<f64> for Axis {
    fn format_ext(&self, tick: &f64) -> String {
        format!("{tick:.*}", self.decimals)
    }
}

/// The lowest and the highest value in steps, and the length of the step.
struct Extent {
    low: f64,
    high: f64,
    step: f64,
    decimals: usize,
}

impl Extent {
    fn of(values: impl Iterator<Item = f64>) -> Self {
        let widest = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
        let (low, high) = values.fold((f64::INFINITY, f64::NEG_INFINITY), widest);
        let span = high - low;
        let fits = STEPS.into_iter().find(|(step, _)| span / step <= SPACES);
        let (step, decimals) = fits.unwrap_or(STEPS[STEPS.len() - 1]);
        let in_steps = |value: f64| {
            let (exact, whole) = (value / step, (value / step).round());
            if (whole - exact).abs() * step <= NEAR * span { whole } else { exact }
        };
        Self { low: in_steps(low), high: in_steps(high), step, decimals }
    }
}

fn ticks(first: f64, last: f64, step: f64) -> Vec<f64> {
    (first as i32..=last as i32).map(|tick| f64::from(tick) * step).collect()
}

#[cfg(test)]
mod tests {
    use plotters::coord::ranged1d::ValueFormatter as _;

    use super::Axis;

    fn labels(axis: &Axis) -> Vec<String> {
        axis.ticks.iter().map(|tick| axis.format_ext(tick)).collect()
    }

    #[test]
    fn an_axis_around_values_begins_and_ends_at_ticks() {
        let axis = Axis::around([3.0, 87.0, 40.0].into_iter());
        assert_eq!(axis.range, 0.0..100.0);
        assert_eq!(labels(&axis), ["0", "20", "40", "60", "80", "100"]);
        assert_eq!(labels(&Axis::around([-0.11, 0.3].into_iter())), ["-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3"]);
        assert_eq!(labels(&Axis::around([5.0, 5.0].into_iter())), ["5.00", "5.01"]);
    }

    #[test]
    fn an_axis_within_values_ends_where_they_do() {
        let axis = Axis::within([-10.0, 95.0].into_iter());
        assert_eq!(axis.range, -10.0..95.0);
        assert_eq!(labels(&axis), ["0", "20", "40", "60", "80"]);
    }

    #[test]
    fn ends_that_almost_are_ticks_become_ticks() {
        assert_eq!(Axis::within([0.0, 7.97].into_iter()).range, 0.0..8.0);
        assert_eq!(Axis::around([-0.02, 79.0].into_iter()).range, 0.0..80.0);
    }
}
