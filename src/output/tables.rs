//! The tables of a run: their layouts, and the rows of those that are written at the end.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::eligibility::Exclusions;
use super::lived::Lived;
use super::schema::text;
use super::{arms, dictionary, draws, onset, outcomes, persons, published, ranking, sensitivity};
use crate::results::{COURSE_PERCENTILES, Method, Table, TableSpec};
use crate::risk::ParameterDraws;
use crate::scenario::Scenario;
use crate::stats::{Estimate, Group, Ranking, SensitivityRow, StatRow, TimeCourse};

/// The layout of a table in a run of this scenario.
pub(super) fn spec(table: Table, scenario: &Scenario) -> TableSpec {
    let mut spec = table.spec(scenario.design.draws.repeats());
    match table {
        Table::Persons => persons::extend(&mut spec, scenario),
        Table::Outcomes => outcomes::extend(&mut spec, scenario),
        Table::Runs | Table::Summary | Table::Contrasts | Table::Timeseries | Table::Sensitivity => {}
        Table::Onset | Table::Ranking | Table::Draws | Table::Eligibility | Table::Arms | Table::Dictionary => {}
    }
    spec
}

/// Every table of a run of this scenario, in the order of the dictionary.
pub fn specs(scenario: &Scenario) -> Vec<TableSpec> {
    Table::ALL.into_iter().filter(|table| scenario.writes(*table)).map(|table| spec(table, scenario)).collect()
}

/// The data of the tables that are written at the end of a run.
pub(super) struct Made<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) run_id: &'a str,
    pub(super) summary: &'a [StatRow],
    pub(super) contrasts: &'a [StatRow],
    pub(super) course: &'a TimeCourse,
    pub(super) sensitivity: &'a [SensitivityRow],
    pub(super) ranking: &'a Ranking,
    pub(super) exclusions: &'a Exclusions,
    pub(super) lived: &'a Lived,
}

impl Made<'_> {
    /// The rows of a table; `None` if the table is not written at the end of a run.
    pub(super) fn frame(&self, table: Table) -> Option<PolarsResult<DataFrame>> {
        let Self { scenario, run_id, .. } = *self;
        let reference = &scenario.arms[scenario.reference_arm()].id;
        Some(match table {
            Table::Runs | Table::Persons | Table::Outcomes => return None,
            Table::Summary => stat_frame(run_id, None, self.summary),
            Table::Contrasts => stat_frame(run_id, Some(reference), self.contrasts)
                .and_then(|frame| frame.vstack(&published::frame(run_id, reference, scenario)?)),
            Table::Timeseries => timeseries_frame(scenario, self.course),
            Table::Sensitivity => sensitivity::frame(run_id, self.sensitivity),
            Table::Onset => onset::frame(run_id, scenario, self.summary),
            Table::Ranking => ranking::frame(run_id, scenario, self.ranking),
            Table::Draws => draws::frame(run_id, &ParameterDraws::new(scenario)),
            Table::Eligibility => self.exclusions.frame(run_id, scenario),
            Table::Arms => arms::frame(scenario, self.lived),
            Table::Dictionary => dictionary::frame(&specs(scenario)),
        })
    }
}

/// The rows of `summary`, or of `contrasts` if there is a reference.
pub(super) fn stat_frame(run_id: &str, reference: Option<&str>, rows: &[StatRow]) -> PolarsResult<DataFrame> {
    let n = rows.len();
    let number = |name: &str, field: fn(&Estimate) -> Option<f64>| {
        Column::new(name.into(), rows.iter().map(|row| field(&row.estimate)).collect::<Vec<_>>())
    };
    let of = |name: &str, field: fn(&StatRow) -> &str| text(name, rows.iter().map(field));
    let statistics = rows.iter().map(|row| row.statistic.name());
    let kinds = rows.iter().map(|row| row.estimate.method.map(Method::kind));
    let methods = rows.iter().map(|row| row.estimate.method.map(Method::name));
    let mut columns = vec![
        Column::new("run_id".into(), vec![run_id; n]),
        of("arm", |row| &row.arm),
        of("stratum_by", |row| &row.stratum_by),
        of("stratum", |row| &row.stratum),
        of("measure", |row| &row.measure),
        of("unit", |row| row.unit),
        Column::new("statistic".into(), statistics.collect::<Vec<_>>()),
        number("estimate", |estimate| estimate.value),
        number("std_error", |estimate| estimate.std_error),
        number("conf_low", |estimate| estimate.interval.map(|(low, _)| low)),
        number("conf_high", |estimate| estimate.interval.map(|(_, high)| high)),
        Column::new("ci_kind".into(), kinds.collect::<Vec<_>>()),
        Column::new("ci_method".into(), methods.collect::<Vec<_>>()),
        number("mcse", |estimate| estimate.mcse),
        number("rows_error", |estimate| estimate.rows_error),
        number("constants_error", |estimate| estimate.constants_error),
        Column::new("n".into(), rows.iter().map(|row| row.n.cast_signed()).collect::<Vec<_>>()),
        Column::new("n_events".into(), rows.iter().map(|row| row.n_events.map(u32::cast_signed)).collect::<Vec<_>>()),
        Column::new("small_cell".into(), rows.iter().map(|row| row.size.is_small()).collect::<Vec<_>>()),
    ];
    if let Some(reference) = reference {
        columns.insert(2, Column::new("reference".into(), vec![reference; n]));
        columns.push(Column::new("source".into(), vec![None::<&str>; n]));
    }
    DataFrame::new(n, columns)
}

/// The rows of `timeseries`.
fn timeseries_frame(scenario: &Scenario, course: &TimeCourse) -> PolarsResult<DataFrame> {
    let rows: Vec<_> = course.rows().collect();
    let group = |index: usize| -> &Group { &course.groups()[index] };
    let minutes = rows.iter().map(|row| row.tick.minute.cast_signed());
    let begins = scenario.timeline.begins_min(&scenario.population);
    let times = rows.iter().map(|row| begins[row.tick.phase].map(|begin| begin + f64::from(row.tick.minute)));
    let mut columns = vec![
        text("arm", rows.iter().map(|row| scenario.arms[row.arm].id.as_str())),
        text("stratum_by", rows.iter().map(|row| group(row.group).by.as_str())),
        text("stratum", rows.iter().map(|row| group(row.group).class.as_str())),
        text("phase", rows.iter().map(|row| scenario.timeline.phases[row.tick.phase].name.as_str())),
        Column::new("time_in_phase_min".into(), minutes.collect::<Vec<_>>()),
        Column::new("time_min".into(), times.collect::<Vec<_>>()),
        text("measure", rows.iter().map(|row| row.course.name())),
        Column::new("mean".into(), rows.iter().map(|row| row.mean).collect::<Vec<_>>()),
    ];
    for (index, (name, _)) in COURSE_PERCENTILES.into_iter().enumerate() {
        columns.push(Column::new(name.into(), rows.iter().map(|row| row.percentiles[index]).collect::<Vec<_>>()));
    }
    columns.push(Column::new("n".into(), rows.iter().map(|row| row.n.cast_signed()).collect::<Vec<_>>()));
    DataFrame::new(rows.len(), columns)
}
