//! Writes TOML: lines, lists, tables in one line, numbers and quoted text.

use std::fmt::Write as _;

use super::Value;
use crate::keys::Typed;

/// Lines of `key = value` under section headers.
#[derive(Default)]
pub(in crate::scenario) struct Text(pub(in crate::scenario) String);

impl Text {
    /// Starts a section after an empty line.
    pub(in crate::scenario) fn section(&mut self, name: &str) {
        self.line(format_args!("\n[{name}]"));
    }

    /// A key with its value.
    pub(in crate::scenario) fn key<T: Value>(&mut self, key: &Typed<T>, value: &T) {
        self.pair(key.name, &value.write());
    }

    /// A key that is written only if it has a value.
    pub(in crate::scenario) fn optional<T: Value>(&mut self, key: &Typed<T>, value: Option<&T>) {
        if let Some(value) = value {
            self.key(key, value);
        }
    }

    /// A name with the TOML of its value.
    pub(in crate::scenario) fn pair(&mut self, name: &str, value: &str) {
        self.line(format_args!("{name} = {value}"));
    }

    /// Any line.
    pub(in crate::scenario) fn line(&mut self, line: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    /// The pairs so far as a table in one line.
    pub(in crate::scenario) fn inline(&self) -> String {
        format!("{{ {} }}", self.0.lines().collect::<Vec<_>>().join(", "))
    }
}

/// Items in brackets.
pub(in crate::scenario) fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

/// The shortest text that is parsed as the same number.
pub(in crate::scenario) fn float(value: f64) -> String {
    format!("{value:?}")
}

/// A basic string with all escapes that TOML requires.
pub(in crate::scenario) fn quoted(value: &str) -> String {
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
