//! `[outputs]`: what is written.

use crate::results::{Measure, Presence, Table};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Analysis, Design, Flag, Measurement, Outputs};

/// Longest interval of the time course: a day.
pub(in crate::scenario) const DAY_MIN: u32 = 24 * 60;

/// The only report of this version.
pub(super) const NO_REPORT: &str = "none";

/// The parts of the scenario to which `[outputs]` refers; `None` for faulty ones.
pub(super) struct Context<'a> {
    pub(super) design: Option<&'a Design>,
    pub(super) analysis: Option<&'a Analysis>,
    pub(super) measurements: Option<&'a [Measurement]>,
    pub(super) flags: Option<&'a [Flag]>,
}

/// Reads `[outputs]`.
pub(super) fn read(root: &Section<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Outputs> {
    if root.get("outputs").is_none() {
        return Some(Outputs::all(None));
    }
    let section = root.subsection("outputs", &keys::OUTPUTS, problems)?;
    let timeseries_every_min = match section.get("timeseries_every_min") {
        Some(item) => timeseries(&item, context, problems).map(Some),
        None => Some(None),
    };
    let tables = match section.get("tables") {
        Some(item) => tables(&item, &section, context, problems),
        None => Some(Table::optional().collect()),
    };
    let columns = match section.get("columns") {
        Some(item) => columns(&item, context, problems).map(Some),
        None => Some(None),
    };
    let persons_sample = match section.get("persons_sample") {
        Some(item) => persons_sample(&item, context, problems).map(Some),
        None => Some(None),
    };
    let report = section.get("report").map_or(Some(()), |item| report(&item, problems));
    let outputs = Outputs {
        timeseries_every_min: timeseries_every_min?,
        tables: tables?,
        columns: columns?,
        persons_sample: persons_sample?,
    };
    check_used(&section, &outputs, problems);
    check_sensitivity(&section, &outputs, context, problems);
    report.map(|()| outputs)
}

fn timeseries(item: &Item<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<u32> {
    let every_min = item.whole_in(1..=DAY_MIN, "min", problems)?;
    if let Some(analysis) = context.analysis {
        warn_of_unfollowed(item, analysis, problems);
    }
    Some(every_min)
}

/// Warns of strata that are missing from the time course.
fn warn_of_unfollowed(item: &Item<'_>, analysis: &Analysis, problems: &mut Problems) {
    let left: Vec<String> = analysis.strata[analysis.followed().len()..].iter().map(|one| one.name.clone()).collect();
    if left.is_empty() {
        return;
    }
    let message = format!("the time course has no rows for {}: too many combinations of classes", left.join(", "));
    let hint =
        "name the strata that the time course needs first, or give them fewer classes (512 combinations at most)";
    problems.push(Problem::new(Code::NoEffect, item.span(), message).label("not for every stratum").hint(hint));
}

/// The tables that the scenario asks for, in addition to those that are always written.
fn tables(
    item: &Item<'_>,
    section: &Section<'_>,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<Vec<Table>> {
    let entries = item.list(problems)?;
    let named: Vec<Option<Option<Table>>> = entries.iter().map(|entry| table(entry, problems)).collect();
    let named: Vec<Option<Table>> = named.into_iter().collect::<Option<_>>()?;
    let wanted: Vec<Table> = Table::optional().filter(|table| named.contains(&Some(*table))).collect();
    if wanted.contains(&Table::Timeseries) && section.get("timeseries_every_min").is_none() {
        let message = "the table `timeseries` needs `timeseries_every_min`";
        let problem = Problem::new(Code::MissingKey, item.span(), message).label("how often?");
        return problems.fail(problem.hint("add `timeseries_every_min = 10` to [outputs]"));
    }
    if wanted.contains(&Table::Sensitivity) && context.analysis.is_some_and(|analysis| !analysis.sensitivity) {
        let message = "the table `sensitivity` needs `sensitivity = true`";
        let problem = Problem::new(Code::MissingKey, item.span(), message).label("not asked for");
        return problems.fail(problem.hint("add `sensitivity = true` to [analysis]"));
    }
    Some(wanted)
}

/// Tables that are always written. A scenario may name them.
pub(super) fn always() -> impl Iterator<Item = Table> {
    Table::ALL.into_iter().filter(|table| table.presence() == Presence::Always)
}

/// A table; `None` for one that is always written.
fn table(entry: &Item<'_>, problems: &mut Problems) -> Option<Option<Table>> {
    let choices = Table::optional().map(|table| (table.name(), Some(table)));
    let choices: Vec<(&str, Option<Table>)> = choices.chain(always().map(|table| (table.name(), None))).collect();
    entry.one_of("table", &choices, problems)
}

/// Columns of `outcomes`, in the order of the table.
fn columns(item: &Item<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Vec<String>> {
    let entries = item.list(problems)?;
    let known = known_columns(context)?;
    let choices: Vec<(&str, usize)> = known.iter().copied().zip(0..).collect();
    let chosen: Vec<Option<usize>> =
        entries.iter().map(|entry| entry.one_of("column of outcomes", &choices, problems)).collect();
    let chosen: Vec<usize> = chosen.into_iter().collect::<Option<_>>()?;
    Some(known.iter().zip(0..).filter(|(_, at)| chosen.contains(at)).map(|(name, _)| (*name).to_owned()).collect())
}

/// Columns of `outcomes` after the key columns; `None` if other faults make them unknown.
fn known_columns<'a>(context: &Context<'a>) -> Option<Vec<&'a str>> {
    let measures = Measure::ALL.iter().map(|measure| measure.name());
    let measured = context.measurements?.iter().map(|measurement| measurement.id.as_str());
    let flags = context.flags?.iter().map(|flag| flag.id.as_str());
    Some(measures.chain(measured).chain(flags).collect())
}

fn persons_sample(item: &Item<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<u32> {
    let sample = item.whole_in(1..=u32::MAX, "", problems)?;
    match context.design {
        Some(design) if sample > design.persons => {
            let message = format!("a sample of {sample} people out of {}", design.persons);
            let problem = Problem::new(Code::OutOfRange, item.span(), message).label("more than there are");
            problems.fail(problem.hint("remove `persons_sample`: then everybody has rows"))
        }
        _ => Some(sample),
    }
}

/// Reports do not exist yet; only `none` is accepted.
fn report(item: &Item<'_>, problems: &mut Problems) -> Option<()> {
    match item.text(problems)? {
        NO_REPORT => Some(()),
        other => item.not_available("the report", other, problems),
    }
}

/// Warns of settings for tables that are not written.
fn check_used(section: &Section<'_>, outputs: &Outputs, problems: &mut Problems) {
    let mut check = |key: &str, used_by: &[Table]| {
        if section.get(key).is_some() && !used_by.iter().any(|table| outputs.has(*table)) {
            let names: Vec<&str> = used_by.iter().map(|table| table.name()).collect();
            let message = format!("`{key}` has no effect: `tables` leaves out {}", names.join(" and "));
            problems.push(Problem::new(Code::NoEffect, section.key_span(key), message).label("not used"));
        }
    };
    check("timeseries_every_min", &[Table::Timeseries]);
    check("columns", &[Table::Outcomes]);
    check("persons_sample", &[Table::Persons, Table::Outcomes]);
}

/// Warns of a sensitivity analysis whose table is not written.
fn check_sensitivity(section: &Section<'_>, outputs: &Outputs, context: &Context<'_>, problems: &mut Problems) {
    let asked = context.analysis.is_some_and(|analysis| analysis.sensitivity);
    if asked && !outputs.has(Table::Sensitivity) {
        let message = "`sensitivity = true` in [analysis] has no effect: `tables` leaves out sensitivity";
        let problem = Problem::new(Code::NoEffect, section.key_span("tables"), message).label("not among these");
        problems.push(problem.hint("add \"sensitivity\" to `tables`"));
    }
}
