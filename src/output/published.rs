//! Published effects beside the contrasts of arms.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::text;
use crate::results::{EVERYONE, Measure, Statistic};
use crate::scenario::{Scenario, Trial, published};

/// Word of published rows in the columns `ci_kind` and `ci_method`.
const PUBLISHED: &str = "published";

/// The published rows of `contrasts`.
pub(super) fn frame(run_id: &str, reference: &str, scenario: &Scenario) -> PolarsResult<DataFrame> {
    let rows = published(scenario);
    let n = rows.len();
    let all = |name: &str, word: &str| Column::new(name.into(), vec![word; n]);
    let number = |name: &str, read: fn(&Trial) -> Option<f64>| {
        Column::new(name.into(), rows.iter().map(|row| read(row.trial)).collect::<Vec<_>>())
    };
    let unknown = |name: &str| Column::new(name.into(), vec![None::<i32>; n]);
    let sources: Vec<String> = rows.iter().map(|row| row.trial.described()).collect();
    let columns = vec![
        all("run_id", run_id),
        text("arm", rows.iter().map(|row| row.arm.id.as_str())),
        all("reference", reference),
        all("stratum_by", EVERYONE),
        all("stratum", EVERYONE),
        text("measure", rows.iter().map(|row| row.trial.outcome.as_str())),
        text("unit", rows.iter().map(|row| unit(row.trial))),
        text("statistic", rows.iter().map(|row| row.trial.statistic.as_str())),
        number("estimate", |trial| Some(trial.value)),
        number("std_error", |_| None),
        number("conf_low", |trial| trial.low),
        number("conf_high", |trial| trial.high),
        all("ci_kind", PUBLISHED),
        all("ci_method", PUBLISHED),
        number("mcse", |_| None),
        number("rows_error", |_| None),
        number("constants_error", |_| None),
        unknown("n"),
        unknown("n_events"),
        Column::new("small_cell".into(), vec![None::<bool>; n]),
        text("source", sources.iter().map(String::as_str)),
    ];
    DataFrame::new(n, columns)
}

/// Unit of a published effect.
fn unit(trial: &Trial) -> &'static str {
    match Measure::from_name(&trial.outcome) {
        Some(measure) if trial.statistic == Statistic::MeanDifference.name() => measure.unit(),
        _ => "1",
    }
}
