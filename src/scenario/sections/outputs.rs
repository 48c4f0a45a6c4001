//! `[outputs]`: the tables that a study writes.

use crate::interventions::bouts::DAY_MIN;
use crate::keys::Need::{Default, Optional};
use crate::keys::{Composite, Key, Kind, composite, count, list, whole, word};
use crate::results::{Content, Measure, Presence, Table};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{self, Text};
use crate::scenario::read::{Item, Section, all};
use crate::scenario::{Analysis, Design, Draws, Flag, Measurement, Scenario};

section! {
    KEYS, "[outputs]", "The tables that a run writes.", {
        TIMESERIES_EVERY_MIN: u32 = "timeseries_every_min", Optional, whole(1, DAY_MIN, "min"), "Interval between the times of the time course; by default, there is no time course.";
        TABLES: Vec<Table> = "tables", Optional, list(&word()), "Tables to write in addition to those that are always written; by default, all tables.";
        COLUMNS: Composite = "columns", Optional, composite(Kind::List(&Kind::Name("column of outcomes"))), "Columns of `outcomes` that follow its key columns: outcomes, measurements and flags; by default, all columns.";
        PERSONS_SAMPLE: u32 = "persons_sample", Optional, count(1), "Number of people, drawn at random, who have rows in `persons` and `outcomes`; statistics always include all people. By default, all people have rows.";
        REPORT: Report = "report", Default("\"html\""), word(), "The report that a run writes: a page for any browser (`html`), or none. Members of a sweep have none; the sweep has one. `soleus report` makes it later.";
    }
}

words! {
    /// The report of a run.
    pub enum Report {
        /// A page for any browser.
        Html = "html",
        /// No report.
        None = "none",
    }
}

/// Settings of the tables. They do not change statistics, which always include all people and outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Interval of the time course; `None` for no time course.
    pub timeseries_every_min: Option<u32>,
    /// Tables in addition to those that are always written, in the order of [`Table`].
    pub tables: Vec<Table>,
    /// Columns of `outcomes` after its key columns, in the order of the table; `None` for all.
    pub columns: Option<Vec<String>>,
    /// Number of people, drawn at random, with rows in `persons` and `outcomes`; `None` for all.
    pub persons_sample: Option<u32>,
    /// The report.
    pub report: Report,
}

impl Scenario {
    /// Whether a run writes this table: the scenario asks for it, and it has content.
    pub fn writes(&self, table: Table) -> bool {
        match table.presence() {
            Presence::Always => true,
            Presence::Sweep => false,
            Presence::OnRequest(content) => self.has(content) && self.outputs.has(table),
        }
    }

    fn has(&self, content: Content) -> bool {
        match content {
            Content::Study => true,
            Content::TimeCourse => self.outputs.timeseries_every_min.is_some(),
            Content::Sensitivity => self.analysis.sensitivity,
            Content::Draws => self.design.draws != Draws::Off,
        }
    }
}

impl Outputs {
    /// All tables, with a time course of this interval.
    pub fn all(timeseries_every_min: Option<u32>) -> Self {
        Self {
            timeseries_every_min,
            tables: Table::optional().collect(),
            columns: None,
            persons_sample: None,
            report: Report::Html,
        }
    }

    /// Whether the scenario asks for a table.
    pub fn has(&self, table: Table) -> bool {
        self.tables.contains(&table)
    }

    /// Whether the scenario asks for a column of `outcomes`.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.as_ref().is_none_or(|columns| columns.iter().any(|column| column == name))
    }
    /// Writes `[outputs]`; settings at their default are left out.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("outputs");
        out.optional(&TIMESERIES_EVERY_MIN, self.timeseries_every_min.as_ref());
        if !self.tables.iter().copied().eq(Table::optional()) {
            out.key(&TABLES, &self.tables);
        }
        if let Some(columns) = &self.columns {
            out.pair(COLUMNS.name, &text::list(columns.iter().map(|column| text::quoted(column))));
        }
        out.optional(&PERSONS_SAMPLE, self.persons_sample.as_ref());
        if self.report != Report::Html {
            out.key(&REPORT, &self.report);
        }
    }
}

/// The parts of the scenario to which `[outputs]` refers; `None` for faulty ones.
pub(super) struct Context<'a> {
    pub(super) design: Option<&'a Design>,
    pub(super) analysis: Option<&'a Analysis>,
    pub(super) measurements: Option<&'a [Measurement]>,
    pub(super) flags: Option<&'a [Flag]>,
}

/// Reads `[outputs]`.
pub(super) fn read(root: &Section<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Outputs> {
    let Some(section) = root.optional_section(&super::OUTPUTS, problems)? else { return Some(Outputs::all(None)) };
    let timeseries_every_min = section.optional(&TIMESERIES_EVERY_MIN, problems);
    if let (Some(Some(_)), Some(analysis)) = (timeseries_every_min, context.analysis) {
        warn_of_unfollowed(&section, analysis, problems);
    }
    let tables = tables(&section, context, problems);
    let columns = match section.get(COLUMNS.name) {
        Some(item) => columns(&item, context, problems).map(Some),
        None => Some(None),
    };
    let persons_sample = persons_sample(&section, context, problems);
    let report = section.value(&REPORT, problems);
    let outputs = Outputs {
        timeseries_every_min: timeseries_every_min?,
        tables: tables?,
        columns: columns?,
        persons_sample: persons_sample?,
        report: report?,
    };
    check_used(&section, &outputs, problems);
    check_sensitivity(&section, &outputs, context, problems);
    Some(outputs)
}

/// Warns of strata that are missing from the time course.
fn warn_of_unfollowed(section: &Section<'_>, analysis: &Analysis, problems: &mut Problems) {
    let left: Vec<String> = analysis.strata[analysis.followed().len()..].iter().map(|one| one.name.clone()).collect();
    if left.is_empty() {
        return;
    }
    let message = format!(
        "the time course has no rows for {}, because there are too many combinations of classes",
        left.join(", ")
    );
    let hint =
        "name the strata that the time course needs first, or give them fewer classes (512 combinations at most)";
    let place = section.place(&TIMESERIES_EVERY_MIN);
    problems.push(Problem::new(Code::NoEffect, place, message).label("not for every stratum").hint(hint));
}

/// The tables that the scenario asks for, in addition to those that are always written.
fn tables(section: &Section<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Vec<Table>> {
    let Some(named) = section.optional(&TABLES, problems)? else { return Some(Table::optional().collect()) };
    let wanted: Vec<Table> = Table::optional().filter(|table| named.contains(table)).collect();
    if wanted.contains(&Table::Timeseries) && section.get(TIMESERIES_EVERY_MIN.name).is_none() {
        let message = "the table `timeseries` needs `timeseries_every_min`";
        let problem = Problem::new(Code::MissingKey, section.place(&TABLES), message).label("how often?");
        return problems.fail(problem.hint("add `timeseries_every_min = 10` to [outputs]"));
    }
    if wanted.contains(&Table::Sensitivity) && context.analysis.is_some_and(|analysis| !analysis.sensitivity) {
        let message = "the table `sensitivity` needs `sensitivity = true`";
        let problem = Problem::new(Code::MissingKey, section.place(&TABLES), message).label("not requested");
        return problems.fail(problem.hint("add `sensitivity = true` to [analysis]"));
    }
    Some(wanted)
}

/// Columns of `outcomes`, in the order of the table.
fn columns(item: &Item<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Vec<String>> {
    let entries = item.list(problems)?;
    let known = known_columns(context)?;
    let choices: Vec<(&str, usize)> = known.iter().copied().zip(0..).collect();
    let chosen: Vec<usize> = all(entries.iter().map(|entry| entry.one_of("column of outcomes", &choices, problems)))?;
    Some(known.iter().zip(0..).filter(|(_, at)| chosen.contains(at)).map(|(name, _)| (*name).to_owned()).collect())
}

/// Columns of `outcomes` after the key columns; `None` if other faults make them unknown.
fn known_columns<'a>(context: &Context<'a>) -> Option<Vec<&'a str>> {
    let measures = Measure::ALL.iter().map(|measure| measure.name());
    let measured = context.measurements?.iter().map(|measurement| measurement.id.as_str());
    let flags = context.flags?.iter().map(|flag| flag.id.as_str());
    Some(measures.chain(measured).chain(flags).collect())
}

fn persons_sample(section: &Section<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Option<u32>> {
    let sample = section.optional(&PERSONS_SAMPLE, problems)?;
    let most = context.design.map_or(u32::MAX, |design| design.persons);
    let Some(sample) = sample.filter(|sample| *sample > most) else { return Some(sample) };
    let message = format!("a sample of {sample} people out of {most}");
    let problem =
        Problem::new(Code::OutOfRange, section.place(&PERSONS_SAMPLE), message).label("more than the study has");
    problems.fail(problem.hint("remove `persons_sample`, so that all people have rows"))
}

/// Warns of settings for tables that are not written.
fn check_used(section: &Section<'_>, outputs: &Outputs, problems: &mut Problems) {
    let mut check = |key: &Key, used_by: &[Table]| {
        if section.get(key.name).is_some() && !used_by.iter().any(|table| outputs.has(*table)) {
            let names: Vec<&str> = used_by.iter().map(|table| table.name()).collect();
            let message = format!("`{}` has no effect: `tables` leaves out {}", key.name, names.join(" and "));
            problems.push(Problem::new(Code::NoEffect, section.key_span(key.name), message).label("not used"));
        }
    };
    check(&TIMESERIES_EVERY_MIN, &[Table::Timeseries]);
    check(&COLUMNS, &[Table::Outcomes]);
    check(&PERSONS_SAMPLE, &[Table::Persons, Table::Outcomes]);
}

/// Warns of a sensitivity analysis whose table is not written.
fn check_sensitivity(section: &Section<'_>, outputs: &Outputs, context: &Context<'_>, problems: &mut Problems) {
    let asked = context.analysis.is_some_and(|analysis| analysis.sensitivity);
    if asked && !outputs.has(Table::Sensitivity) {
        let message = "`sensitivity = true` in [analysis] has no effect: `tables` leaves out sensitivity";
        let problem = Problem::new(Code::NoEffect, section.key_span(TABLES.name), message).label("not in this list");
        problems.push(problem.hint("add \"sensitivity\" to `tables`"));
    }
}
