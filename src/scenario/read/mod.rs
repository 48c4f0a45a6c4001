//! Converts TOML to typed values with positions, so that every complaint has its place in the file.

pub(super) mod magnitude;
mod older_toml;
pub(crate) mod plain;
mod section;
mod slip;
pub(crate) mod suggest;
pub(super) mod text;
mod typed;
mod value;
mod words;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

pub(super) use section::{Section, usual};
pub(super) use typed::Value;
pub(super) use value::{Item, integer};

use super::problem::{Code, Problem, Problems};

/// All values, if each of them could be read. Every one is read in any case, so that no complaint is missed.
pub(super) fn all<T>(read: impl Iterator<Item = Option<T>>) -> Option<Vec<T>> {
    let read: Vec<Option<T>> = read.collect();
    read.into_iter().collect()
}

/// The text of a file, or its first line (from 1) that is not UTF-8.
pub(super) fn text_of(bytes: Vec<u8>) -> Result<String, usize> {
    String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1
    })
}

/// The document, or `None` if its syntax is wrong.
pub(super) fn document<'a>(source: &'a str, problems: &mut Problems) -> Option<DeTable<'a>> {
    let (root, errors) = DeTable::parse_recoverable(source);
    complain(source, &errors, problems);
    older_toml::refuse_newer_syntax(source, root.get_ref(), problems);
    errors.is_empty().then(|| root.into_inner())
}

/// A single value, or `None` if its syntax is wrong.
pub(super) fn value<'a>(source: &'a str, problems: &mut Problems) -> Option<Spanned<DeValue<'a>>> {
    let (value, errors) = DeValue::parse_recoverable(source);
    complain(source, &errors, problems);
    older_toml::refuse_newer_value(source, &value, problems);
    errors.is_empty().then_some(value)
}

fn complain(source: &str, errors: &[toml::de::Error], problems: &mut Problems) {
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let hint = slip::guess(source, span.start).map(str::to_owned);
        problems.push(Problem::new(Code::Syntax, span, error.message().to_owned()).maybe_hint(hint));
    }
}
