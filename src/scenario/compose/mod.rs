//! Composes a scenario, in this order: files that it extends, `--set`, `[sweep]`, repeated phases.

mod assignment;
mod chain;
mod merge;
mod named;
mod path;
mod repeat;
mod sweep;
mod tally;

use std::ops::Range;

use toml::de::{DeTable, DeValue};

pub(super) use assignment::NAME as ARGUMENTS;
pub(super) use repeat::{GROUP_KEYS, MOST_COPIES, is_copy};
pub(super) use sweep::SWEEP_KEYS;
pub(super) use tally::Tally;

use super::Overrides;
use super::members::AxisValue;
use super::problem::{Code, Problem, Problems};
use super::read::{self, Item, all};
use super::sections::{EXTENDS, WITHOUT};
use super::sources::Sources;
use path::Path;
use sweep::{Axis, Sweep};

/// All texts of a scenario that can be read: its files, then the settings of the command line.
pub(super) fn texts(name: &str, source: &str, overrides: &Overrides, problems: &mut Problems) -> Sources {
    let mut sources = chain::texts(name, source, problems);
    overrides.set.iter().for_each(|argument| sources.push(assignment::NAME, argument));
    sources
}

/// The document that results from the texts, and its sweep.
pub(super) struct Composed<'a> {
    root: DeTable<'a>,
    sweep: Option<Sweep<'a>>,
}

/// Composes the texts. Returns `None` if one of them cannot be parsed.
pub(super) fn compose<'a>(
    sources: &'a Sources,
    overrides: &Overrides,
    problems: &mut Problems,
) -> Option<Composed<'a>> {
    let complete = problems.count() == 0;
    let texts = sources.texts();
    let (files, arguments) = texts.split_at(texts.len() - overrides.set.len());
    let documents: Vec<DeTable<'a>> = all(files.iter().map(|file| {
        let mut found = Problems::default();
        let root = read::document(&file.text, &mut found);
        problems.append(found.moved(file.begins));
        let mut root = merge::moved_table(root?, file.begins);
        sweep::fold(&mut root, problems);
        Some(root)
    }))?;
    if !complete {
        return None;
    }
    let mut root = documents.into_iter().rev().reduce(|base, child| extended(base, child, problems))?;
    if let Some((key, _)) = root.remove_entry(WITHOUT.name) {
        let problem = Problem::new(
            Code::KeyConflict,
            key.span(),
            "`without` takes keys away from the file that this file extends, but it extends none",
        );
        problems.push(problem.label("nothing to take away").hint("remove the keys themselves"));
    }
    root.remove(EXTENDS.name);
    let set: Vec<Path> =
        arguments.iter().filter_map(|argument| assignment::assign(argument, &mut root, problems)).collect();
    sweep::fold(&mut root, problems);
    let sweep = sweep::take(&mut root, &set, overrides, problems);
    Some(Composed { root, sweep })
}

/// The base without what the child takes away, and with what the child adds.
fn extended<'a>(mut base: DeTable<'a>, mut child: DeTable<'a>, problems: &mut Problems) -> DeTable<'a> {
    if let Some((key, _)) = base.remove_entry(WITHOUT.name) {
        let problem = Problem::new(Code::KeyConflict, key.span(), "`without` needs `extends`");
        problems.push(problem.label("nothing to take away"));
    }
    if let Some(value) = child.remove(WITHOUT.name) {
        let item = Item { name: WITHOUT.name, value: &value };
        for entry in item.list(problems).unwrap_or_default() {
            let Some(text) = entry.text(problems) else { continue };
            let Some(path) = Path::parse(text, entry.span(), problems) else { continue };
            if !path.remove(&mut base) {
                let message = format!("the file that this file extends has no `{text}`");
                problems.push(Problem::new(Code::Path, entry.span(), message).label("nothing to take away"));
            }
        }
    }
    merge::merge(base, child)
}

impl<'a> Composed<'a> {
    /// Number of members; 1 if there is no sweep.
    pub(super) fn count(&self) -> usize {
        self.sweep.as_ref().map_or(1, |sweep| sweep.members.len())
    }

    /// Position of the sweep, if there is one.
    pub(super) fn swept(&self) -> Option<Range<usize>> {
        self.sweep.as_ref().map(|sweep| sweep.span.clone())
    }

    /// The dotted paths that are swept.
    pub(super) fn axes(&self) -> Vec<String> {
        self.sweep.iter().flat_map(|sweep| &sweep.axes).map(|axis| axis.path.to_string()).collect()
    }

    /// The document of a member.
    pub(super) fn member(&self, member: usize, problems: &mut Problems) -> DeTable<'a> {
        let mut root = self.root.clone();
        for (axis, at) in self.places(member) {
            axis.path.put(&mut root, axis.values[at].clone(), problems);
        }
        repeat::expand(&mut root, problems);
        root
    }

    /// The values of a member on each axis.
    pub(super) fn values(&self, member: usize, sources: &Sources) -> Vec<AxisValue> {
        let value = |(axis, at): (&Axis<'a>, usize)| {
            let value = &axis.values[at];
            let typed = || AxisValue::Text(sources.typed_at(value.span()).to_owned());
            match value.get_ref() {
                DeValue::Boolean(truth) => AxisValue::Truth(*truth),
                DeValue::String(text) => AxisValue::Text(text.to_string()),
                DeValue::Integer(whole) => read::integer(whole)
                    .and_then(|whole| i64::try_from(whole).ok())
                    .map_or_else(typed, AxisValue::Whole),
                DeValue::Float(float) => float.as_str().parse().map_or_else(|_| typed(), AxisValue::Number),
                DeValue::Datetime(_) | DeValue::Array(_) | DeValue::Table(_) => typed(),
            }
        };
        self.places(member).map(value).collect()
    }

    fn places(&self, member: usize) -> impl Iterator<Item = (&Axis<'a>, usize)> {
        let sweep = self.sweep.iter();
        sweep.flat_map(move |sweep| sweep.axes.iter().zip(sweep.members[member].iter().copied()))
    }
}
