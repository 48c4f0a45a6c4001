//! Columns of the long tables `summary`, `contrasts` and `timeseries`.

use super::ColumnType::{Float64, Int32, Text};
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
    let description = "One row per arm, group, outcome and statistic; people with invalid outcomes are left out.";
    (description, stat_columns(&statistic, draws))
}

/// `contrasts`.
pub(super) fn contrasts(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let [numbers, flags] = [Subject::NumberContrast, Subject::FlagContrast].map(Statistic::list);
    let statistic = format!(
        "Arm against reference, paired by person: {numbers}, {flags}. mean_ratio is null where the reference mean is near 0: within \
         0.05 standard deviations of its people."
    );
    let mut columns = stat_columns(&statistic, draws);
    columns.insert(2, column("reference", Text, "", "The arm it is compared with."));
    let description = "One row per arm other than the reference, group, outcome and statistic. \
People with invalid outcomes in either arm are left out of both.";
    (description, columns)
}

/// `timeseries`.
pub(super) fn timeseries(draws: u32) -> (&'static str, Vec<ColumnSpec>) {
    let mut columns = vec![arm()];
    columns.extend(group_columns());
    columns.push(column("phase", Text, "", "Phase of the timeline."));
    columns.push(column("time_in_phase_min", Int32, "min", "Time since the person's phase began."));
    columns.push(column("measure", Text, "", "Quantity that is followed."));
    columns.push(column("mean", Float64, "unit of the measure", "Mean of the people in the phase."));
    for (name, _) in COURSE_PERCENTILES {
        let words =
            format!("{} of 100 people lie below; read from a histogram, good to 0.5 % of its range.", &name[1..]);
        columns.push(column(name, Float64, "unit of the measure", &words));
    }
    columns.push(column("n", Int32, "", StatWords::of(draws).course_n));
    ("One row per arm, group, time and quantity; no row where nobody is in the phase.", columns)
}

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
    let mut columns = vec![run_id(), arm()];
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
            estimate: "The statistic; null where it means nothing.",
            std_error: "Its standard error, of the kind that ci_kind says; null where unknown.",
            ci_kind: "What the interval is about: monte_carlo is the chance of the sample of people; parameter, for risks of clots \
only and in rows of their own, is what is not known of the link from stasis to clots.",
            ci_method: format!("How the interval was made. {}.", methods.join("; ")),
            mcse: "Monte Carlo standard error: std_error where ci_kind is not parameter.",
            n: "People who count.",
            n_events: "Those of them with the flag (in the arm); null for measures.",
            course_n: "People who count and are still in the phase.",
        }
    }

    fn many_draws() -> Self {
        Self {
            estimate: "The statistic: its mean over all draws; null where it means nothing in one of them.",
            std_error: "Its standard deviation over the draws.",
            ci_kind: "What the interval is about: parameter is what is not known of the constants in the table draws.",
            ci_method: "How the interval was made. parameter_draws: quantiles of the draws; for nnt, reciprocals of the interval of \
the risk difference."
                .to_owned(),
            mcse: "Monte Carlo standard error, the chance of the sample of people: mean of the errors of all draws, which the error of \
the mean does not exceed.",
            n: "People who count: the fewest of any draw.",
            n_events: "Null, because draws differ.",
            course_n: "People who count and are still in the phase, each of them once for every draw.",
        }
    }
}
