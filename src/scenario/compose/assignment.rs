//! `--set path=value`: changes of a scenario on the command line.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::merge::moved;
use super::path::Path;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read;
use crate::scenario::sections::{EXTENDS, SWEEP};
use crate::scenario::sources::Text;

/// Name of these arguments in messages.
pub(in crate::scenario) const NAME: &str = "--set";

const HINT: &str = "write --set path=value, such as --set design.persons=500";

/// Applies one argument and returns the path that it has set.
pub(super) fn assign<'a>(argument: &'a Text, root: &mut DeTable<'a>, problems: &mut Problems) -> Option<Path> {
    let text = argument.text.as_str();
    let span = |range: Range<usize>| range.start + argument.begins..range.end + argument.begins;
    let Some(equals) = equals_sign(text) else {
        let problem = Problem::new(Code::Path, span(0..text.len()), "an argument of --set has no `=`");
        return problems.fail(problem.label("no value").hint(HINT));
    };
    let path = Path::parse(&text[..equals], span(0..equals), problems)?;
    if path.section() == EXTENDS.name {
        let problem =
            Problem::new(Code::KeyConflict, path.span.clone(), "--set cannot change `extends`, which is applied first");
        return problems.fail(problem.label("applied first").hint("write `extends` into the file"));
    }
    let typed = &text[equals + 1..];
    let value = value(typed, span(equals + 1..text.len()), problems)?;
    // In the table of the sweep, every path is a single key.
    let path = if path.section() == SWEEP.name { path.folded() } else { path };
    path.put(root, value, problems);
    Some(path)
}

/// Position of the first `=` outside quotes.
fn equals_sign(text: &str) -> Option<usize> {
    let mut open = None;
    text.char_indices().find_map(|(at, character)| {
        match (open, character) {
            (None, '=') => return Some(at),
            (None, '"' | '\'') => open = Some(character),
            (Some(quote), _) if quote == character => open = None,
            _ => {}
        }
        None
    })
}

/// A value in TOML. A word that is not valid TOML becomes text.
fn value<'a>(typed: &'a str, span: Range<usize>, problems: &mut Problems) -> Option<Spanned<DeValue<'a>>> {
    let mut found = Problems::default();
    if let Some(value) = read::value(typed, &mut found) {
        problems.append(found.moved(span.start));
        return Some(moved(value, span.start));
    }
    let word = typed.trim();
    if word.is_empty() {
        let problem = Problem::new(Code::Path, span, "an argument of --set has no value").label("nothing here");
        return problems.fail(problem.hint(HINT));
    }
    if word.starts_with(['"', '\'', '[', '{']) {
        problems.append(found.moved(span.start));
        return None;
    }
    let begins = span.start + typed.len() - typed.trim_start().len();
    Some(Spanned::new(begins..begins + word.len(), DeValue::String(word.into())))
}
