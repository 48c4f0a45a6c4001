//! Numbers and names as the report prints them.

use toml::Value;

use crate::results::{EVERYONE, Measure};

/// Number of digits of a value.
const DIGITS: i32 = 3;
/// Most digits after the decimal point.
const FINEST: i32 = 6;
const MINUS: char = '\u{2212}';

/// Number of decimals with which the largest of these values has three digits.
pub(super) fn decimals(values: impl IntoIterator<Item = f64>) -> usize {
    let largest =
        values.into_iter().filter(|value| value.is_finite()).fold(0.0, |most: f64, value| most.max(value.abs()));
    if largest == 0.0 {
        return 0;
    }
    let whole = libm::floor(libm::log10(largest) + 1e-9) as i32 + 1;
    (DIGITS - whole).clamp(0, FINEST) as usize
}

/// A number with commas between thousands and a true minus sign.
pub(super) fn number(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    let sign = if value < 0.0 && !is_zero { MINUS.to_string() } else { String::new() };
    let digits = whole.len();
    let comma = |at: usize| at > 0 && (digits - at).is_multiple_of(3);
    let whole: String =
        whole.chars().enumerate().flat_map(|(at, digit)| comma(at).then_some(',').into_iter().chain([digit])).collect();
    format!("{sign}{whole}{rest}")
}

/// A difference: a number that always has a sign, except 0.
pub(super) fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    if value > 0.0 && text.bytes().any(|byte| matches!(byte, b'1'..=b'9')) { format!("+{text}") } else { text }
}

/// An interval, as "1.2 to 3.4".
pub(super) fn interval((low, high): (f64, f64), decimals: usize) -> String {
    format!("{} to {}", number(low, decimals), number(high, decimals))
}

/// A count.
pub(super) fn count(count: u32) -> String {
    number(f64::from(count), 0)
}

/// A number on an axis: as few decimals as it needs.
pub(super) fn plain(value: f64) -> String {
    let decimals = if value.abs() < 1.0 { 4 } else { 2 };
    let text = number(value, decimals);
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// A share in percent.
pub(super) fn percent(share: f64) -> String {
    format!("{} %", number(100.0 * share, decimals([100.0 * share]).min(1)))
}

/// A share in whole percent.
pub(super) fn whole_percent(share: f64) -> String {
    format!("{} %", number(100.0 * share, 0))
}

/// The level of intervals, such as "95 %".
pub(super) fn level(confidence: f64) -> String {
    format!("{} %", plain(100.0 * confidence))
}

/// The name of a column without its unit, as words: `edema_ml` becomes "Edema".
pub(super) fn label(column: &str, unit: &str) -> String {
    let unit = match unit {
        "%" => "pct".to_owned(),
        "1" => "rel".to_owned(),
        unit => unit.to_lowercase().replace('/', "_"),
    };
    let stem = column.strip_suffix(&format!("_{unit}")).unwrap_or(column).replace('_', " ");
    let words: Vec<&str> = stem.split(' ').collect();
    let spelled = words.into_iter().enumerate().map(|(at, word)| match word {
        "dvt" | "vte" | "bmi" | "hrt" => word.to_uppercase(),
        _ if at == 0 => capitalized(word),
        _ => word.to_owned(),
    });
    spelled.collect::<Vec<_>>().join(" ")
}

/// The label of an outcome.
pub(super) fn measure(measure: Measure) -> String {
    match measure {
        Measure::DvtSymptomlessRisk => "Clots found by screening".to_owned(),
        Measure::VteSymptomaticRisk => "Clots with symptoms".to_owned(),
        Measure::VteSymptomaticExcessRisk => "Excess clots with symptoms".to_owned(),
        other => label(other.name(), other.unit()),
    }
}

/// A label inside a sentence.
pub(super) fn inside(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), second) if !second.is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => label.to_owned(),
    }
}

/// The same with its unit.
pub(super) fn with_unit(label: &str, unit: &str) -> String {
    if unit.is_empty() || unit == "1" { label.to_owned() } else { format!("{label}, {unit}") }
}

/// A text that begins with a capital letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A group of people: "Everyone", or "age band: 18 to under 40".
pub(super) fn group(by: &str, class: &str) -> String {
    if by == EVERYONE { "Everyone".to_owned() } else { format!("{}: {}", by.replace('_', " "), self::class(class)) }
}

/// A class of a group: "[18, 40)" becomes "18 to under 40".
pub(super) fn class(class: &str) -> String {
    let edges = class.strip_prefix('[').and_then(|text| text.strip_suffix(')')).and_then(|text| text.split_once(", "));
    edges.map_or_else(|| class.replace('_', " "), |(low, high)| format!("{low} to under {high}"))
}

/// A value of a scenario, without quotes and braces and with short numbers.
pub(super) fn toml_words(value: &Value) -> String {
    match value {
        Value::Table(table) => {
            table.iter().map(|(key, value)| format!("{key} {}", toml_words(value))).collect::<Vec<_>>().join(", ")
        }
        Value::Array(values) => values.iter().map(toml_words).collect::<Vec<_>>().join(", "),
        Value::Float(value) => plain(*value),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A text for use in HTML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_in_a_paper() {
        assert_eq!(number(-1234567.891, 1), "\u{2212}1,234,567.9");
        assert_eq!([number(-0.001, 1), number(999.6, 0), number(0.0, 2)], ["0.0", "1,000", "0.00"]);
        assert_eq!([signed(2.0, 1), signed(-2.0, 1), signed(0.01, 1)], ["+2.0", "\u{2212}2.0", "0.0"]);
        assert_eq!(interval((-1.25, 3.0), 1), "\u{2212}1.2 to 3.0");
        assert_eq!(
            [plain(0.25), plain(61.300000000000004), plain(-10.0), plain(100.0)],
            ["0.25", "61.3", "\u{2212}10", "100"]
        );
        assert_eq!(level(0.95), "95 %");
    }

    #[test]
    fn the_largest_value_has_three_digits() {
        assert_eq!(
            [decimals([96.1, 3.0]), decimals([100.0]), decimals([0.012]), decimals([1e6]), decimals([])],
            [1, 0, 4, 0, 0]
        );
        assert_eq!([decimals([10.0]), decimals([9.99]), decimals([f64::NAN, 1e-9])], [1, 2, 6]);
    }

    #[test]
    fn columns_become_words() {
        assert_eq!(label("edema_ml", "mL"), "Edema");
        assert_eq!(label("popliteal_flow_ml_min", "mL/min"), "Popliteal flow");
        assert_eq!(label("edema_left_pct", "%"), "Edema left");
        assert_eq!(label("vte_incidence_per_year", "1/year"), "VTE incidence per year");
        assert_eq!(label("calf_strength_rel", "1"), "Calf strength");
        assert_eq!([inside("Edema"), inside("VTE incidence")], ["edema", "VTE incidence"]);
        assert_eq!(group("age_band", "[18, 40)"), "age band: 18 to under 40");
        assert_eq!(group(EVERYONE, EVERYONE), "Everyone");
    }
}
