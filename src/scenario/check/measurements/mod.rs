//! `[measurements.<id>]`: numbers that are read from signals or computed from other measurements.

mod derived;
mod reading;

use std::ops::Range;

use super::{names, timeline};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Measurement, MeasurementSource, Operation};

pub(super) use reading::TAKES;
pub(in crate::scenario) use reading::take_name;

/// Reads `[measurements]` in the order of the file. A study may have none.
pub(super) fn read(
    root: &Section<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<Vec<Measurement>> {
    let Some(item) = root.get("measurements") else { return Some(Vec::new()) };
    let section = item.section("[measurements]", problems)?;
    let ids: Vec<&str> = section.items().map(|item| item.name).collect();
    let read: Vec<Option<Measurement>> = section
        .items()
        .enumerate()
        .map(|(at, item)| {
            let span = section.key_span(item.name);
            let free = check_name(item.name, span.clone(), root, problems);
            let (earlier, later) = ids.split_at(at);
            let source = source(&item, span, &Earlier { ids: earlier, later }, timeline, problems);
            free.and(Some(Measurement { id: item.name.to_owned(), source: source? }))
        })
        .collect();
    read.into_iter().collect()
}

/// Measurements that come earlier in the file, including faulty ones.
struct Earlier<'a> {
    ids: &'a [&'a str],
    /// This measurement and the later ones, to explain a reference to one of them.
    later: &'a [&'a str],
}

impl Earlier<'_> {
    /// The index of the earlier measurement that an item names.
    fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        let id = item.text(problems)?;
        let found = self.ids.iter().position(|known| *known == id);
        if found.is_some() || !self.later.contains(&id) {
            return found.or_else(|| item.unknown("measurement", id, self.ids, problems));
        }
        let problem = Problem::new(Code::UnknownName, item.span(), format!("`{id}` is not known yet"));
        let hint = "measurements are computed in the order of the file: name those above this one, or move it down";
        problems.fail(problem.label("not an earlier measurement").hint(hint))
    }
}

/// Complains if the name cannot be a column of the results.
fn check_name(name: &str, span: Range<usize>, root: &Section<'_>, problems: &mut Problems) -> Option<()> {
    names::check_column(name, span.clone(), problems)?;
    names::check_no_variable(name, span.clone(), problems)?;
    let outcomes = root.get("outcomes").and_then(|item| item.value.get_ref().as_table());
    let Some((flag, _)) = outcomes.and_then(|table| table.get_key_value(name)).filter(|_| name != "assess") else {
        return Some(());
    };
    let problem = Problem::new(Code::Duplicate, span, format!("`{name}` is already a flag of [outcomes]"));
    problems.fail(problem.label("name is taken").also(flag.span(), "the flag").hint("choose another name"))
}

/// The source of a measurement: a signal or an operation.
fn source(
    item: &Item<'_>,
    span: Range<usize>,
    earlier: &Earlier<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<MeasurementSource> {
    let mut section = item.section(format!("[measurements.{}]", item.name), problems)?;
    section.span = span;
    let before = problems.count();
    section.allow(&keys::MEASUREMENT, problems);
    let readings: Vec<Item<'_>> = reading::KEYS.iter().filter_map(|key| section.get(key)).collect();
    let operations = derived::given(&section);
    match (readings.as_slice(), operations.as_slice()) {
        // The unknown key, about which there is a complaint already, was probably meant as the source.
        ([], []) if problems.count() > before => None,
        ([], []) => {
            let hint =
                format!("give `signal`, `phase` and `take`, or compute it with {}", suggest::list(&Operation::words()));
            section.require("signal", &hint, problems).and(None)
        }
        (_, []) => reading::read(&section, earlier, timeline, problems).map(MeasurementSource::Reading),
        ([], [(terms, operation)]) => derived::read(terms, *operation, earlier, problems),
        ([first, ..], [(second, _), ..]) | ([], [(first, _), (second, _), ..]) => {
            let message = format!("{} is described twice: by `{}` and by `{}`", section.title, first.name, second.name);
            let problem = Problem::new(Code::KeyConflict, section.key_span(second.name), message);
            let problem = problem.label("second description").also(section.key_span(first.name), "first description");
            problems.fail(problem.hint("a measurement is either read from a signal or computed by one operation"))
        }
    }
}
