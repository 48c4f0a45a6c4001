//! The long tables `summary`, `contrasts` and `timeseries`.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::{ColumnSpec, ColumnType, TableSpec, column};
use super::words::StatWords;
use crate::scenario::Scenario;
use crate::stats::{Estimate, Group, Method, StatRow, TimeCourse};

use ColumnType::{Float64, Int32, Text};

/// Layout of `summary` of a run with so many draws.
pub(super) fn summary_spec(draws: u32) -> TableSpec {
    let statistic =
        "mean, sd, min, max, quantiles (q05 is the 5th percentile) of measures; risk (share of people) of flags.";
    let description = "One row per arm, group, outcome and statistic; people with invalid outcomes are left out.";
    TableSpec { name: "summary", description, columns: stat_columns(statistic, draws) }
}

/// Layout of `contrasts`, likewise.
pub(super) fn contrasts_spec(draws: u32) -> TableSpec {
    let statistic = "Arm against reference, paired by person: mean_difference, mean_ratio, quantile_difference (of the medians), \
risk_difference, risk_ratio, nnt (people to treat for one flag fewer; negative where the arm adds flags; null where the risk \
difference is 0 or its interval spans 0). mean_ratio is null where the reference mean is near 0: within 0.05 standard \
deviations of its people.";
    let mut columns = stat_columns(statistic, draws);
    columns.insert(2, column("reference", Text, "", "The arm it is compared with."));
    let description = "One row per arm other than the reference, group, outcome and statistic. \
People with invalid outcomes in either arm are left out of both.";
    TableSpec { name: "contrasts", description, columns }
}

/// Layout of `timeseries`, likewise.
pub(super) fn timeseries_spec(draws: u32) -> TableSpec {
    let group = group_columns();
    let mut columns = vec![column("arm", Text, "", "The arm, as in arms.")];
    columns.extend(group);
    columns.push(column("phase", Text, "", "Phase of the timeline."));
    columns.push(column("time_in_phase_min", Int32, "min", "Time since the person's phase began."));
    columns.push(column("measure", Text, "", "Quantity that is followed."));
    columns.push(column("mean", Float64, "unit of the measure", "Mean of the people in the phase."));
    for name in COURSE_PERCENTILES {
        let words =
            format!("{} of 100 people lie below; read from a histogram, good to 0.5 % of its range.", &name[1..]);
        columns.push(column(name, Float64, "unit of the measure", &words));
    }
    columns.push(column("n", Int32, "", StatWords::of(draws).course_n));
    let description = "One row per arm, group, time and quantity; no row where nobody is in the phase.";
    TableSpec { name: "timeseries", description, columns }
}

const COURSE_PERCENTILES: [&str; 5] = ["p05", "p25", "p50", "p75", "p95"];

fn group_columns() -> [ColumnSpec; 2] {
    [
        column(
            "stratum_by",
            Text,
            "",
            "What people are grouped by; all for everyone, eligibility for those who may take the arm.",
        ),
        column("stratum", Text, "", "The group; all for everyone."),
    ]
}

fn stat_columns(statistic: &str, draws: u32) -> Vec<ColumnSpec> {
    let words = StatWords::of(draws);
    let mut columns =
        vec![column("run_id", Text, "", "Identity of the run."), column("arm", Text, "", "The arm, as in arms.")];
    columns.extend(group_columns());
    columns.extend([
        column("measure", Text, "", "Outcome column."),
        column("unit", Text, "", "Unit of estimate, errors and interval."),
        column("statistic", Text, "", statistic),
        column("estimate", Float64, "column unit", words.estimate),
        column("std_error", Float64, "column unit", words.std_error),
        column("conf_low", Float64, "column unit", "Lower end of the interval at the scenario's confidence."),
        column("conf_high", Float64, "column unit", "Upper end of the interval at the scenario's confidence."),
        column("ci_kind", Text, "", words.ci_kind),
        column("ci_method", Text, "", &words.ci_method),
        column("mcse", Float64, "column unit", words.mcse),
        column("n", Int32, "", words.n),
        column("n_events", Int32, "", words.n_events),
    ]);
    columns
}

/// Rows of `summary`, or of `contrasts` where there is a reference.
pub(super) fn stat_frame(run_id: &str, reference: Option<&str>, rows: &[StatRow]) -> PolarsResult<DataFrame> {
    let n = rows.len();
    let number = |name: &str, field: fn(&Estimate) -> Option<f64>| {
        Column::new(name.into(), rows.iter().map(|row| field(&row.estimate)).collect::<Vec<_>>())
    };
    let text =
        |name: &str, field: fn(&StatRow) -> &str| Column::new(name.into(), rows.iter().map(field).collect::<Vec<_>>());
    let kinds = rows.iter().map(|row| row.estimate.method.map(Method::kind));
    let methods = rows.iter().map(|row| row.estimate.method.map(Method::name));
    let mut columns = vec![
        Column::new("run_id".into(), vec![run_id; n]),
        text("arm", |row| &row.arm),
        text("stratum_by", |row| &row.stratum_by),
        text("stratum", |row| &row.stratum),
        text("measure", |row| &row.measure),
        text("unit", |row| row.unit),
        text("statistic", |row| &row.statistic),
        number("estimate", |estimate| estimate.value),
        number("std_error", |estimate| estimate.std_error),
        number("conf_low", |estimate| estimate.interval.map(|(low, _)| low)),
        number("conf_high", |estimate| estimate.interval.map(|(_, high)| high)),
        Column::new("ci_kind".into(), kinds.collect::<Vec<_>>()),
        Column::new("ci_method".into(), methods.collect::<Vec<_>>()),
        number("mcse", |estimate| estimate.mcse),
        Column::new("n".into(), rows.iter().map(|row| row.n.cast_signed()).collect::<Vec<_>>()),
        Column::new("n_events".into(), rows.iter().map(|row| row.n_events.map(u32::cast_signed)).collect::<Vec<_>>()),
    ];
    if let Some(reference) = reference {
        columns.insert(2, Column::new("reference".into(), vec![reference; n]));
    }
    DataFrame::new(n, columns)
}

/// Rows of `timeseries`.
pub(super) fn timeseries_frame(scenario: &Scenario, course: &TimeCourse) -> PolarsResult<DataFrame> {
    let rows: Vec<_> = course.rows().collect();
    let group = |index: usize| -> &Group { &course.groups()[index] };
    let text = |name: &str, values: Vec<&str>| Column::new(name.into(), values);
    let minutes = rows.iter().map(|row| row.tick.minute.cast_signed());
    let mut columns = vec![
        text("arm", rows.iter().map(|row| scenario.arms[row.arm].id.as_str()).collect()),
        text("stratum_by", rows.iter().map(|row| group(row.group).by.as_str()).collect()),
        text("stratum", rows.iter().map(|row| group(row.group).class.as_str()).collect()),
        text("phase", rows.iter().map(|row| scenario.timeline.phases[row.tick.phase].name.as_str()).collect()),
        Column::new("time_in_phase_min".into(), minutes.collect::<Vec<_>>()),
        text("measure", rows.iter().map(|row| row.course.name()).collect()),
        Column::new("mean".into(), rows.iter().map(|row| row.mean).collect::<Vec<_>>()),
    ];
    for (index, name) in COURSE_PERCENTILES.into_iter().enumerate() {
        columns.push(Column::new(name.into(), rows.iter().map(|row| row.percentiles[index]).collect::<Vec<_>>()));
    }
    columns.push(Column::new("n".into(), rows.iter().map(|row| row.n.cast_signed()).collect::<Vec<_>>()));
    DataFrame::new(rows.len(), columns)
}
