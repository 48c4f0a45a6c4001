//! `[sweep]`: dotted paths with lists of values, and the members that result.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::path::{Path, quoted};
use crate::keys::Need::{Default, Each};
use crate::keys::{Composite, Kind, composite, truth};
use crate::scenario::Overrides;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Item;
use crate::scenario::sections::{EXTENDS, SWEEP};

section! {
    SWEEP_KEYS, "[sweep]", "Keys that take several values; each combination is simulated in its own run.", {
        ZIP: bool = "zip", Default("false"), truth(), "Whether the first values of all lists are combined, then the second values, and so on (`true`), or every value with every other value (`false`).";
        ANY_PATH: Composite = "<path>", Each(&Kind::Line), composite(Kind::List(&Kind::Value)), "The dotted path of a key, in quotes, with a list of its values.";
    }
}

/// Largest number of members in a sweep. Each member is a run of its own.
const MOST: usize = 10_000;

/// One dotted path with its values.
pub(in crate::scenario) struct Axis<'a> {
    /// The path.
    pub(super) path: Path,
    /// The values, at least one.
    pub(super) values: Vec<Spanned<DeValue<'a>>>,
}

/// How members combine the values of the axes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    /// All combinations of values. The last axis varies fastest.
    Grid,
    /// First values together, second values together, and so on.
    Zip,
}

/// The axes and members of a sweep.
pub(in crate::scenario) struct Sweep<'a> {
    /// Position of the sweep in the file.
    pub(in crate::scenario) span: Range<usize>,
    /// The axes, in the order of the file.
    pub(super) axes: Vec<Axis<'a>>,
    /// For each member, the index of its value on each axis.
    pub(super) members: Vec<Vec<usize>>,
}

/// Removes the sweep from the document, if there is one. If it is faulty, only the first values remain to be checked.
pub(super) fn take<'a>(
    root: &mut DeTable<'a>,
    set: &[Path],
    overrides: &Overrides,
    problems: &mut Problems,
) -> Option<Sweep<'a>> {
    let (key, value) = root.remove_entry(SWEEP.name)?;
    let before = problems.count();
    let mut found = Found { walk: Walk::Grid, axes: Vec::new() };
    match value.into_inner() {
        DeValue::Table(table) => found.table(table, problems),
        _ => {
            let problem = Problem::new(Code::WrongType, key.span(), "`sweep` must be a table").label("not a table");
            problems.push(problem.hint("write [sweep], and below it lines such as `\"design.seed\" = [1, 2, 3]`"));
        }
    }
    let Found { walk, axes } = found;
    if axes.is_empty() && problems.count() == before {
        let problem = Problem::new(Code::Sweep, key.span(), "the sweep has no axis").label("no keys are swept");
        problems.push(problem.hint("add a line such as `\"design.seed\" = [1, 2, 3]`, or remove [sweep]"));
    }
    check_conflicts(&axes, set, overrides, problems);
    let members = if problems.count() == before { members(&axes, walk, key.span(), problems) } else { None };
    let members = members.unwrap_or_else(|| vec![vec![0; axes.len()]]);
    Some(Sweep { span: key.span(), axes, members })
}

/// Joins every path of the sweep into a single key, because TOML reads unquoted paths as nested tables.
pub(super) fn fold(root: &mut DeTable<'_>, problems: &mut Problems) {
    if let Some(DeValue::Table(table)) = root.get_mut(SWEEP.name).map(Spanned::get_mut) {
        let typed = std::mem::take(table);
        fold_into(table, typed, "", problems);
    }
}

fn fold_into<'a>(out: &mut DeTable<'a>, table: DeTable<'a>, above: &str, problems: &mut Problems) {
    for (key, value) in table {
        let name =
            if above.is_empty() { key.get_ref().to_string() } else { format!("{above}.{}", quoted(key.get_ref())) };
        let span = value.span();
        match value.into_inner() {
            DeValue::Table(inner) => fold_into(out, inner, &name, problems),
            value => {
                if let Some((first, _)) = out.get_key_value(name.as_str()) {
                    let message = format!("`{name}` is swept twice");
                    let problem = Problem::new(Code::Sweep, key.span(), message).label("swept again");
                    problems.push(problem.also(first.span(), "first here").hint("keep one of them"));
                }
                out.insert(Spanned::new(key.span(), name.into()), Spanned::new(span, value));
            }
        }
    }
}

/// The parts of the table that could be read.
struct Found<'a> {
    walk: Walk,
    axes: Vec<Axis<'a>>,
}

impl<'a> Found<'a> {
    fn table(&mut self, table: DeTable<'a>, problems: &mut Problems) {
        for (key, value) in table {
            if key.get_ref() == ZIP.name {
                let together = (Item { name: ZIP.name, value: &value }).truth(problems);
                self.walk = if together == Some(true) { Walk::Zip } else { Walk::Grid };
                continue;
            }
            let Some(path) = Path::parse(key.get_ref(), key.span(), problems) else { continue };
            match value.into_inner() {
                DeValue::Array(values) if !values.is_empty() => {
                    self.axes.push(Axis { path, values: values.into_iter().collect() });
                }
                _ => {
                    let message = format!("`{path}` in [sweep] must be a list of values");
                    let problem = Problem::new(Code::Sweep, path.span.clone(), message).label("no values");
                    problems.push(problem.hint(format!("write `\"{path}\" = [...]` with at least one value")));
                }
            }
        }
    }
}

/// Complains if two paths set the same place.
fn check_conflicts(axes: &[Axis<'_>], set: &[Path], overrides: &Overrides, problems: &mut Problems) {
    for (i, Axis { path, .. }) in axes.iter().enumerate() {
        if [EXTENDS.name, SWEEP.name].contains(&path.section()) {
            let message = format!("`{}` cannot be swept", path.section());
            problems.push(Problem::new(Code::Sweep, path.span.clone(), message).label("not part of a member"));
        }
        let nested = |earlier: &&Axis<'_>| earlier.path.is_within(path) || path.is_within(&earlier.path);
        if let Some(earlier) = axes[..i].iter().find(nested) {
            let message = format!("`{path}` and `{}` are both swept, but one contains the other", earlier.path);
            let problem = Problem::new(Code::Sweep, path.span.clone(), message).label("swept again");
            problems.push(problem.also(earlier.path.span.clone(), "first here").hint("keep one of them"));
        }
        if let Some(twice) = set.iter().find(|set| set.is_within(path)) {
            let message = format!("`{path}` is swept, so --set cannot set `{twice}`");
            let problem = Problem::new(Code::KeyConflict, twice.span.clone(), message).label("set here");
            let hint = format!("replace its values with --set 'sweep.\"{path}\"=[...]'");
            problems.push(problem.also(path.span.clone(), "swept here").hint(hint));
        }
        check_flag(path, "persons", overrides.persons.is_some(), problems);
        check_flag(path, "seed", overrides.seed.is_some(), problems);
    }
}

/// Complains if a path is also set by a flag of the command line, because the flag would override it.
fn check_flag(path: &Path, key: &str, given: bool, problems: &mut Problems) {
    if given && path.is(&["design", key]) {
        let message = format!("`{path}` is swept, but --{key} on the command line sets it too");
        let problem = Problem::new(Code::KeyConflict, path.span.clone(), message).label("swept here");
        problems.push(problem.hint(format!("remove --{key}")));
    }
}

/// For each member, the index of its value on each axis.
fn members(axes: &[Axis<'_>], walk: Walk, span: Range<usize>, problems: &mut Problems) -> Option<Vec<Vec<usize>>> {
    let lengths: Vec<usize> = axes.iter().map(|axis| axis.values.len()).collect();
    let count = match walk {
        Walk::Grid => lengths.iter().fold(1, |count: usize, length| count.saturating_mul(*length)),
        Walk::Zip => zipped(axes, problems)?,
    };
    if count > MOST {
        let times = lengths.iter().map(usize::to_string).collect::<Vec<_>>().join(" x ");
        let message = format!("the sweep has {count} members ({times}), more than {MOST}");
        let problem = Problem::new(Code::Sweep, span, message).label("too many members");
        return problems.fail(problem.hint("shorten the lists, or write several scenario files"));
    }
    Some(
        (0..count)
            .map(|member| if walk == Walk::Zip { vec![member; axes.len()] } else { digits(member, &lengths) })
            .collect(),
    )
}

/// The common length of lists that advance together.
fn zipped(axes: &[Axis<'_>], problems: &mut Problems) -> Option<usize> {
    let first = axes.first()?;
    let length = first.values.len();
    let Some(other) = axes.iter().find(|axis| axis.values.len() != length) else { return Some(length) };
    let message = format!(
        "with `zip = true` all lists must have the same length: `{}` has {length}, `{}` has {}",
        first.path,
        other.path,
        other.values.len()
    );
    let problem = Problem::new(Code::Sweep, other.path.span.clone(), message);
    let problem = problem
        .label(format!("{} values", other.values.len()))
        .also(first.path.span.clone(), format!("{length} values"));
    problems.fail(problem.hint("make the lists equally long, or remove `zip = true` to simulate every combination"))
}

/// The digits of a number with these bases; the last digit varies fastest.
fn digits(mut number: usize, bases: &[usize]) -> Vec<usize> {
    let mut digits: Vec<usize> = bases
        .iter()
        .rev()
        .map(|base| {
            let digit = number % base;
            number /= base;
            digit
        })
        .collect();
    digits.reverse();
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_axis_is_the_fastest() {
        let rows: Vec<Vec<usize>> = (0..6).map(|number| digits(number, &[2, 3])).collect();
        assert_eq!(rows, [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]);
    }
}
