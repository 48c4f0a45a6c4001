//! Numbers and intervals as they are printed.

use crate::stats::Estimate;

/// A value that does not exist.
pub(in crate::output) const NOTHING: &str = "-";
/// A difference that is exactly 0, or a number of people to treat for an interval that contains 0.
pub(in crate::output) const NO_DIFFERENCE: &str = "no difference";

/// A number, without a sign if it is rounded to 0.
fn plain(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    if is_zero { text.trim_start_matches('-').to_owned() } else { text }
}

/// Whether a number is rounded to 0.
fn vanishes(value: f64, decimals: usize) -> bool {
    plain(value, decimals).bytes().all(|byte| matches!(byte, b'0' | b'.'))
}

/// An interval in brackets, with a space before it; empty if there is none.
fn brackets(interval: Option<(f64, f64)>, factor: f64, decimals: usize) -> String {
    let end = |value: f64| plain(factor * value, decimals);
    interval.map_or(String::new(), |(low, high)| format!(" [{}, {}]", end(low), end(high)))
}

/// A value and its interval, times `factor`.
pub(in crate::output) fn fixed(estimate: Estimate, factor: f64, decimals: usize) -> String {
    let value = estimate.value.map(|value| plain(factor * value, decimals));
    value.map_or(NOTHING.to_owned(), |value| format!("{value}{}", brackets(estimate.interval, factor, decimals)))
}

/// A share in percent, with its interval.
pub(in crate::output) fn percent(estimate: Estimate) -> String {
    match estimate.value {
        Some(value) => format!("{} %{}", plain(100.0 * value, 1), brackets(estimate.interval, 100.0, 1)),
        None => NOTHING.to_owned(),
    }
}

/// A difference with its interval, times `factor`. A difference that is exactly 0 is no difference; one that is rounded to 0 is small.
pub(in crate::output) fn difference(estimate: Estimate, factor: f64, decimals: usize) -> String {
    let Some(value) = estimate.value else { return NOTHING.to_owned() };
    let (low, high) = estimate.interval.unwrap_or((value, value));
    if value == 0.0 && low == 0.0 && high == 0.0 {
        return NO_DIFFERENCE.to_owned();
    }
    if [value, low, high].iter().all(|value| vanishes(factor * value, decimals)) {
        let step = if decimals == 0 { "0.5".to_owned() } else { format!("0.{:0>decimals$}5", "") };
        return format!("below {step}");
    }
    let sign = if value > 0.0 && !vanishes(factor * value, decimals) { "+" } else { "" };
    format!("{sign}{}", fixed(estimate, factor, decimals))
}

/// Number of people to treat for one case fewer, from the number and from the difference from which it was computed. Where the arm adds
/// cases, the number of people for one case more.
pub(in crate::output) fn people_to_treat(number: Estimate, difference: Estimate) -> String {
    let Some((value, (low, high))) = number.value.zip(number.interval) else {
        return if difference.interval.is_some() { NO_DIFFERENCE.to_owned() } else { NOTHING.to_owned() };
    };
    let whole = |value: f64| plain(value, if value < 9.95 { 1 } else { 0 });
    match value > 0.0 {
        true => format!("{} [{}, {}]", whole(value), whole(low), whole(high)),
        false => format!("one more per {} [{}, {}]", whole(-value), whole(-high), whole(-low)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(value: f64, low: f64, high: f64) -> Estimate {
        Estimate { value: Some(value), interval: Some((low, high)), ..Estimate::default() }
    }

    #[test]
    fn differences_have_signs_and_zero_has_words() {
        let none = Estimate::default();
        assert_eq!(difference(of(-10.44, -10.5, -10.36), 1.0, 1), "-10.4 [-10.5, -10.4]");
        assert_eq!(difference(of(1e-4, -2e-4, 3e-4), 1e5, 1), "+10.0 [-20.0, 30.0]");
        assert_eq!(difference(of(0.0, 0.0, 0.0), 1.0, 1), "no difference");
        assert_eq!(difference(of(0.01, -0.01, 0.02), 1.0, 1), "below 0.05");
        assert_eq!(difference(of(0.1, -0.1, 0.3), 1.0, 0), "below 0.5");
        assert_eq!(difference(of(-0.01, -0.3, 0.2), 1.0, 1), "0.0 [-0.3, 0.2]");
        assert_eq!(difference(none, 1.0, 1), "-");
        assert_eq!(percent(of(0.722, 0.7184, 0.7262)), "72.2 % [71.8, 72.6]");
    }

    #[test]
    fn people_to_treat_exist_only_for_clear_differences() {
        let clear = of(-0.02, -0.03, -0.01);
        assert_eq!(people_to_treat(of(50.0, 33.3, 100.0), clear), "50 [33, 100]");
        assert_eq!(people_to_treat(of(-4.0, -5.0, -3.0), of(0.25, 0.2, 0.33)), "one more per 4.0 [3.0, 5.0]");
        assert_eq!(people_to_treat(Estimate::default(), of(-0.01, -0.03, 0.01)), "no difference");
        assert_eq!(people_to_treat(Estimate::default(), Estimate::default()), "-");
    }
}
