//! Common mistakes of people who are not used to TOML.

/// The correction, if the line of a syntax error has a common mistake.
pub(super) fn guess(source: &str, offset: usize) -> Option<&'static str> {
    let at = source.floor_char_boundary(offset.min(source.len()));
    let begin = source[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let line = source[begin..].lines().next().unwrap_or_default();
    let line = line.split('#').next().unwrap_or_default();
    let value = line.split_once('=').map(|(_, value)| value.trim());
    if line.contains(['\u{201c}', '\u{201d}', '\u{201e}', '\u{2018}', '\u{2019}']) {
        Some("these are typographic quotes: write \" on both sides")
    } else if has_decimal_comma(line) {
        Some("write decimals with a point, 0.15 and not 0,15, and thousands as 10_000")
    } else if matches!(value, Some("yes" | "no" | "Yes" | "No" | "True" | "False" | "TRUE" | "FALSE")) {
        Some("write true or false, in lower case")
    } else if value.is_some_and(|value| value.chars().all(|c| c.is_ascii_digit() || c == '-') && value.contains('-')) {
        Some("write text in quotes: \"15-20\"")
    } else if value.is_none() && line.contains(':') {
        Some("write `=` between key and value: persons = 100")
    } else {
        None
    }
}

/// Whether the line has a comma directly between two digits, outside quotes and lists.
fn has_decimal_comma(line: &str) -> bool {
    let bare: String = line.split('"').step_by(2).collect();
    let bytes = bare.as_bytes();
    !bare.contains('[') && bytes.windows(3).any(|c| c[0].is_ascii_digit() && c[1] == b',' && c[2].is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::guess;

    #[test]
    fn common_slips_are_recognized_and_other_faults_are_not() {
        let hints = |line: &str| guess(line, line.len()).unwrap_or_default();
        assert!(hints("smoker = { dist = \"bernoulli\", p = 0,15 }").contains("point"));
        assert!(hints("persons = 10,000").contains("10_000"));
        assert!(hints("base = \u{201c}us-adults\u{201d}").contains("typographic"));
        assert!(hints("reference = yes").contains("true"));
        assert!(hints("class = 15-20").contains("quotes"));
        assert!(hints("persons: 100").contains('='));
        assert_eq!(guess("seed = 2026 1121", 12), None);
        assert_eq!(guess("breaks = [1,2", 12), None);
    }
}
