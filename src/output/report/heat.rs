//! Colors of heat maps: blue below 0, white at 0, orange above. All ground colors are light enough for dark text.

use super::page::Cell;

/// Color of the lowest values.
const LOW: [f64; 3] = [111.0, 168.0, 220.0];
/// Color of the highest values.
const HIGH: [f64; 3] = [242.0, 160.0, 84.0];
const WHITE: f64 = 255.0;
/// Color of text.
const INK: &str = "#111";

/// The scale of a heat map, which is symmetric around 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heat {
    largest: f64,
}

impl Heat {
    /// The scale for these values.
    pub(super) fn of(values: impl IntoIterator<Item = f64>) -> Self {
        let finite = values.into_iter().filter(|value| value.is_finite());
        Self { largest: finite.fold(0.0, |most: f64, value| most.max(value.abs())) }
    }

    /// A cell with the color of its value.
    pub(super) fn cell(self, shown: String, exact: f64) -> Cell {
        Cell::Colored { shown, exact, ground: self.ground(exact), ink: INK }
    }

    fn ground(self, value: f64) -> String {
        let strength = if self.largest > 0.0 { (value.abs() / self.largest).min(1.0) } else { 0.0 };
        let end = if value < 0.0 { LOW } else { HIGH };
        let [red, green, blue] = end.map(|channel| (WHITE + strength * (channel - WHITE)) as u8);
        format!("#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_white_and_the_ends_are_colored() {
        let heat = Heat::of([-2.0, 1.0, f64::NAN]);
        assert_eq!([heat.ground(0.0), heat.ground(-2.0), heat.ground(2.0)], ["#ffffff", "#6fa8dc", "#f2a054"]);
        assert_eq!(Heat::of([]).ground(1.0), "#ffffff");
    }
}
