//! From TOML with spans to typed values: every complaint knows its place in the file.

pub(crate) mod keys;
pub(super) mod magnitude;
mod older_toml;
mod section;
pub(crate) mod suggest;
mod value;

use toml::de::DeTable;

pub(super) use section::Section;
pub(super) use value::Item;

use super::problem::{Code, Problem, Problems};

/// The document, or none where its syntax is broken.
pub(super) fn document<'a>(source: &'a str, problems: &mut Problems) -> Option<DeTable<'a>> {
    let (root, errors) = DeTable::parse_recoverable(source);
    for error in &errors {
        let span = error.span().unwrap_or(0..0);
        problems.push(Problem::new(Code::Syntax, span, error.message().to_owned()));
    }
    older_toml::refuse_newer_syntax(source, root.get_ref(), problems);
    errors.is_empty().then(|| root.into_inner())
}
