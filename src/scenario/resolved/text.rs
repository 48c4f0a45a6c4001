//! Writes TOML: lines, lists, numbers and quoted text.

use std::fmt::Write as _;

/// Lines of `key = value` under section headers.
#[derive(Default)]
pub(super) struct Text(pub(super) String);

impl Text {
    /// Starts a section after an empty line.
    pub(super) fn section(&mut self, name: &str) {
        self.line(format_args!("\n[{name}]"));
    }

    /// A key with its value.
    pub(super) fn pair(&mut self, key: &str, value: &str) {
        self.line(format_args!("{key} = {value}"));
    }

    /// Any line.
    pub(super) fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{line}");
    }
}

/// Numbers in brackets.
pub(super) fn floats(values: &[f64]) -> String {
    list(values.iter().map(|value| float(*value)))
}

/// Items in brackets.
pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// The shortest text that is parsed as the same number.
pub(super) fn float(value: f64) -> String {
    format!("{value:?}")
}

/// A basic string with all escapes that TOML requires.
pub(super) fn text(value: &str) -> String {
    let mut quoted = String::with_capacity(value.len() + 2);
    quoted.push('"');
    for character in value.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            control if control.is_ascii_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(control));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
