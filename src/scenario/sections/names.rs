//! Which names are allowed, and where.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::results::{EVERYONE, Measure, Table};
use crate::scenario::Variable;
use crate::scenario::problem::{Code, Problem, Problems};

/// Longest identifier. Folder and column names must not become too long.
pub(in crate::scenario) const LONGEST: usize = 64;

/// Complains if the name is not an identifier: lower-case letters, digits, `_` and `-`, starting with a letter.
pub(in crate::scenario) fn check_identifier(name: &str, span: Range<usize>, problems: &mut Problems) -> Option<()> {
    check(name, span, "_-", problems)
}

/// Complains if the name cannot be a new column of the result tables.
pub(in crate::scenario) fn check_column(name: &str, span: Range<usize>, problems: &mut Problems) -> Option<()> {
    check(name, span.clone(), "_", problems)?;
    if Measure::from_name(name).is_some() || Table::has_column_anywhere(name) || name == EVERYONE {
        let message = format!("`{name}` is already a column of the results");
        let hint = format!("choose another name, such as `my_{name}`");
        return problems.fail(Problem::new(Code::Duplicate, span, message).label("name is taken").hint(hint));
    }
    Some(())
}

/// Complains if there are more things than the program has memory and time for.
pub(super) fn check_count(
    what: &str,
    count: usize,
    most: usize,
    span: Range<usize>,
    problems: &mut Problems,
) -> Option<()> {
    if count <= most {
        return Some(());
    }
    let message = format!("{count} {what} are too many");
    problems.fail(Problem::new(Code::OutOfRange, span, message).label(format!("at most {most}")).hint("use fewer"))
}

/// Complains if the column has the name of a person's variable.
pub(super) fn check_no_variable(name: &str, span: Range<usize>, problems: &mut Problems) -> Option<()> {
    if Variable::from_name(name).is_none() {
        return Some(());
    }
    let message = format!("`{name}` is already a variable of people");
    problems.fail(Problem::new(Code::Duplicate, span, message).label("name is taken").hint("choose another name"))
}

fn check(name: &str, span: Range<usize>, joiners: &str, problems: &mut Problems) -> Option<()> {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || joiners.contains(c);
    if name.starts_with(|c: char| c.is_ascii_lowercase()) && name.chars().all(allowed) && name.len() <= LONGEST {
        return Some(());
    }
    let joiners = joiners.chars().map(|c| format!("`{c}`")).collect::<Vec<_>>().join(" and ");
    let hint = format!("use lower-case letters, digits, {joiners}, a letter first, at most {LONGEST} characters");
    let message = format!("`{name}` is not a valid identifier");
    problems.fail(Problem::new(Code::Identifier, span, message).label("not an identifier").hint(hint))
}

/// Collects names and complains about duplicates.
#[derive(Default)]
pub(super) struct Unique {
    seen: BTreeMap<String, Range<usize>>,
}

impl Unique {
    /// Adds a name; returns `None` for a duplicate.
    pub(super) fn add(&mut self, what: &str, name: &str, span: Range<usize>, problems: &mut Problems) -> Option<()> {
        let Some(first) = self.seen.get(name) else {
            self.seen.insert(name.to_owned(), span);
            return Some(());
        };
        let message = format!("{what} `{name}` appears twice");
        let problem =
            Problem::new(Code::Duplicate, span, message).label("again here").also(first.clone(), "first here");
        problems.fail(problem.hint("keep one of them, or rename it"))
    }
}
