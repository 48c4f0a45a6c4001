//! Guesses the intended unit of a number that is out of range.

use std::ops::Bound::{self, Excluded, Included, Unbounded};
use std::ops::RangeBounds;

use super::value::Item;
use crate::scenario::problem::{Code, Problem, Problems};

/// A unit that is often used instead of the expected one: expected = given * factor + shift.
struct Other {
    expected: &'static str,
    given: &'static str,
    symbol: &'static str,
    factor: f64,
    shift: f64,
}

const fn other(expected: &'static str, given: &'static str, symbol: &'static str, factor: f64, shift: f64) -> Other {
    Other { expected, given, symbol, factor, shift }
}

/// The most probable mistakes are first.
const OTHERS: &[Other] = &[
    other("h", "minutes", "min", 1.0 / 60.0, 0.0),
    other("h", "seconds", "s", 1.0 / 3600.0, 0.0),
    other("min", "seconds", "s", 1.0 / 60.0, 0.0),
    other("min", "hours", "h", 60.0, 0.0),
    other("years", "months", "months", 1.0 / 12.0, 0.0),
    other("cm", "meters", "m", 100.0, 0.0),
    other("cm", "millimeters", "mm", 0.1, 0.0),
    other("kg", "grams", "g", 0.001, 0.0),
    other("kg", "pounds", "lb", 0.453_592_37, 0.0),
    other("mL", "liters", "L", 1000.0, 0.0),
    other("mmHg", "pascals", "Pa", 0.007_500_62, 0.0),
    other("1", "percent", "%", 0.01, 0.0),
    other("%", "a fraction", "(fraction)", 100.0, 0.0),
    other("g/day", "milligrams", "mg/day", 0.001, 0.0),
    other("1/h", "per minute", "1/min", 60.0, 0.0),
    other("1/min", "per hour", "1/h", 1.0 / 60.0, 0.0),
    other("°C", "Fahrenheit", "°F", 5.0 / 9.0, -160.0 / 9.0),
    other("°C", "kelvin", "K", 1.0, -273.15),
];

/// Text such as "minutes given? 480 min = 8 h", if the value in another unit would be in range.
pub(crate) fn guess(value: f64, range: &impl RangeBounds<f64>, unit: &str) -> Option<String> {
    let fits = |other: &&Other| other.expected == unit && range.contains(&(value * other.factor + other.shift));
    let other = OTHERS.iter().find(fits)?;
    let meant = short(value * other.factor + other.shift);
    Some(format!("{} given? {} {} = {meant}{}", other.given, short(value), other.symbol, suffix(unit)))
}

/// Complains if the value is out of range, and adds the guess.
pub(crate) fn check(
    item: &Item<'_>,
    value: f64,
    range: impl RangeBounds<f64>,
    unit: &str,
    problems: &mut Problems,
) -> Option<f64> {
    if range.contains(&value) {
        return Some(value);
    }
    let too_large = above(value, range.end_bound());
    let fault = if too_large.is_some() { "large" } else { "small" };
    let message = format!("`{}` = {} is too {fault}", item.name, short(value));
    let side = match (range.start_bound(), range.end_bound()) {
        (Excluded(low), Excluded(high)) => format!("between {} and {}, both excluded", short(*low), short(*high)),
        (low, _) => too_large.unwrap_or_else(|| lowest(low)),
    };
    let allowed = format!("{side}{}", suffix(unit));
    let guess = guess(value, &range, unit);
    let code = if guess.is_some() { Code::Magnitude } else { Code::OutOfRange };
    let hint = guess.unwrap_or_else(|| format!("it must be {allowed}"));
    problems.fail(Problem::new(code, item.span(), message).label(allowed).hint(hint))
}

/// What a value above the upper end should be; `None` if it is not above.
fn above(value: f64, end: Bound<&f64>) -> Option<String> {
    match end {
        Included(end) if value > *end => Some(format!("at most {}", short(*end))),
        Excluded(end) if value >= *end => Some(format!("below {}", short(*end))),
        _ => None,
    }
}

/// What a value below the lower end should be.
fn lowest(end: Bound<&f64>) -> String {
    match end {
        Included(end) => format!("at least {}", short(*end)),
        Excluded(end) => format!("above {}", short(*end)),
        Unbounded => "larger".to_owned(),
    }
}

/// The unit with a space before it; empty for pure numbers.
fn suffix(unit: &str) -> String {
    if unit.is_empty() || unit == "1" { String::new() } else { format!(" {unit}") }
}

/// A number with at most four decimals and without trailing zeros.
pub(crate) fn short(value: f64) -> String {
    let rounded = (value * 1e4).round() / 1e4;
    if rounded == 0.0 && value != 0.0 { format!("{value:e}") } else { format!("{rounded}") }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn familiar_factors_are_recognized() {
        assert_eq!(guess(480.0, &(0.0..=168.0), "h").unwrap(), "minutes given? 480 min = 8 h");
        assert_eq!(guess(1.75, &(120.0..=230.0), "cm").unwrap(), "meters given? 1.75 m = 175 cm");
        assert_eq!(guess(60.0, &(0.0..=1.0), "1").unwrap(), "percent given? 60 % = 0.6");
        assert_eq!(guess(75.2, &(5.0..=45.0), "°C").unwrap(), "Fahrenheit given? 75.2 °F = 24 °C");
        assert_eq!(guess(-5.0, &(0.0..=168.0), "h"), None);
    }
}
