//! Columns of the long tables `summary`, `contrasts` and `timeseries`.

use super::ColumnType::{Bool, Float64, Int32, Text};
use super::column::{arm, run_id};
use super::{ColumnSpec, column};
use crate::results::{Method, Statistic, Subject};

/// Columns of `timeseries` with percentiles, and the share of people below each of them.
pub const COURSE_PERCENTILES: [(&str, f64); 5] =
    [("p05", 0.05), ("p25", 0.25), ("p50", 0.5), ("p75", 0.75), ("p95", 0.95)];

/// `summary`.
pub(super) fn summary(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let [numbers, flags] = [Subject::Number, Subject::Flag].map(Statistic::list);
    let statistic = format!("{numbers} of measures; {flags} of flags.");
    let description = "One row per arm, group, outcome and statistic. People with invalid outcomes are excluded.";
    (description, stat_columns(&statistic, draws))
}

/// The column `source` of `contrasts`.
const PUBLISHED_SOURCE: &str = "Of a published effect: study, people, design, events; null in the rows of this run.";

/// `contrasts`.
pub(super) fn contrasts(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let [numbers, flags] = [Subject::NumberContrast, Subject::FlagContrast].map(Statistic::list);
    let statistic = format!(
        "Arm against reference, paired by person: {numbers}, {flags}. mean_ratio is null if the reference mean is closer to 0 than \
         0.05 standard deviations between people."
    );
    let mut columns = stat_columns(&statistic, draws);
    columns.insert(2, column("reference", Text, "", "The arm with which the arm is compared."));
    columns.push(column("source", Text, "", PUBLISHED_SOURCE));
    let description = "One row per arm other than the reference, group, outcome and statistic. \
People with invalid outcomes in one of the two arms are excluded. The last rows are published effects (ci_kind published).";
    (description, columns)
}

/// Columns with parts of the standard error.
const ROWS_ERROR: &str = "The part of std_error that arises because the data file has only some rows: another file of as many people \
would give another result. Null if people do not come from a file.";
const CONSTANTS_ERROR: &str = "The part of std_error from uncertain constants: the standard deviation over their draws. Null if ci_kind is not parameter.";

/// The column `small_cell`.
const SMALL_CELL: &str = "Whether fewer than 10 people, or people from fewer than 10 rows of the data file, are behind the row: its interval \
covers less than it says, and of real people's rows such numbers are not published. Null in published effects.";

/// `timeseries`.
pub(super) fn timeseries(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let mut columns = vec![arm()];
    columns.extend(group_columns());
    columns.push(column("phase", Text, "", "Phase of the timeline."));
    columns.push(column("time_in_phase_min", Int32, "min", "Time since the person's phase began."));
    columns.push(column(
        "time_min",
        Float64,
        "min",
        "Time since the start of the timeline: one axis for all phases. Null in phases after one whose length differs between people, \
         because people then begin them at different times.",
    ));
    columns.push(column("measure", Text, "", "Name of the quantity."));
    columns.push(column(
        "mean",
        Float64,
        "unit of the measure",
        "Mean over the people who are in the phase at that time.",
    ));
    for (name, _) in COURSE_PERCENTILES {
        let words = format!(
            "Value below which {} of 100 people lie. It is computed from a histogram, with an error of at most 0.5 % of its range.",
            &name[1..]
        );
        columns.push(column(name, Float64, "unit of the measure", &words));
    }
    columns.push(column("n", Int32, "", StatWords::of(draws).course_n));
    ("One row per arm, group, time and quantity. There is no row if no person is in the phase at that time.", columns)
}

fn group_columns() -> [ColumnSpec; 2] {
    [
        column(
            "stratum_by",
            Text,
            "",
            "Variable by which people are grouped; all for everyone, eligibility for the people who are eligible for the arm.",
        ),
        column("stratum", Text, "", "Group of people; all for everyone."),
    ]
}

fn stat_columns(statistic: &str, draws: u32) -> Vec<ColumnSpec> {
    let words = StatWords::of(draws);
    let mut columns = vec![run_id(), arm()];
    columns.extend(group_columns());
    columns.extend([
        column("measure", Text, "", "Name of the outcome's column."),
        column("unit", Text, "", "Unit of the estimate, its errors and its interval."),
        column("statistic", Text, "", statistic),
        column("estimate", Float64, "column unit", words.estimate),
        column("std_error", Float64, "column unit", words.std_error),
        column("conf_low", Float64, "column unit", "Lower limit of the interval at the scenario's confidence level."),
        column("conf_high", Float64, "column unit", "Upper limit of the interval at the scenario's confidence level."),
        column("ci_kind", Text, "", words.ci_kind),
        column("ci_method", Text, "", &words.ci_method),
        column("mcse", Float64, "column unit", words.mcse),
        column("rows_error", Float64, "column unit", ROWS_ERROR),
        column("constants_error", Float64, "column unit", CONSTANTS_ERROR),
        column("n", Int32, "", words.n),
        column("n_events", Int32, "", words.n_events),
        column("small_cell", Bool, "", SMALL_CELL),
    ]);
    columns
}

/// Descriptions of the columns of statistics; they depend on whether constants were drawn.
struct StatWords {
    estimate: &'static str,
    std_error: &'static str,
    ci_kind: &'static str,
    ci_method: String,
    mcse: &'static str,
    n: &'static str,
    n_events: &'static str,
    /// The column `n` of the time course.
    course_n: &'static str,
}

impl StatWords {
    /// The descriptions for a run with this many draws.
    fn of(draws: u32) -> Self {
        if draws > 1 { Self::many_draws() } else { Self::one_draw() }
    }

    fn one_draw() -> Self {
        let methods: Vec<String> =
            Method::ALL.iter().map(|method| format!("{}: {}", method.name(), method.description())).collect();
        Self {
            estimate: "Value of the statistic; null if it is not defined.",
            std_error: "Standard error of the estimate, of the kind in ci_kind: the root of the summed squares of mcse, rows_error and \
constants_error; null if unknown.",
            ci_kind: "Kind of the interval. monte_carlo: the error because only a sample of people is simulated and, if people come from a \
file, because the file has only some rows. parameter (only for risks of clots, in separate rows): the same together with the uncertainty of \
the constants of stasis and of its link to clots. published (only in contrasts, in \
separate rows): what a trial or a cohort found; it is not a result of this run.",
            ci_method: format!("How the interval was computed. {}.", methods.join("; ")),
            mcse: "Monte Carlo standard error: the part of std_error that arises because only a sample of people is simulated.",
            n: "Number of people in the statistic.",
            n_events: "Number of these people with the flag, in the arm, or who respond; null for measures.",
            course_n: "Number of people who are in the phase at that time.",
        }
    }

    fn many_draws() -> Self {
        Self {
            estimate: "Mean of the statistic over all draws; null if it is not defined in one of them.",
            std_error: "Standard error of the estimate: the root of the summed squares of mcse, rows_error and constants_error.",
            ci_kind: "Kind of the interval. parameter: the uncertainty of the constants in the table draws together with the errors of \
the sample. published (only in contrasts, in \
separate rows): what a trial or a cohort found; it is not a result of this run.",
            ci_method: "How the interval was computed. parameter_draws: quantiles of the draws, whose distances \
from the estimate are widened by those of the limits for the sample (squared and added); for nnt, reciprocals of the limits of the risk \
difference."
                .to_owned(),
            mcse: "Monte Carlo standard error, because only a sample of people is simulated: the mean of the errors of all draws, \
which is an upper limit of the error of the mean.",
            n: "Number of people in the statistic: the smallest number of all draws.",
            n_events: "Null, because the number differs between draws.",
            course_n: "Number of people who are in the phase at that time; each person is counted once per draw.",
        }
    }
}
