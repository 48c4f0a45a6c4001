//! The table `onset`: when the excess clots of each arm are felt.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::text;
use crate::results::{EVERYONE, Measure, Statistic};
use crate::risk::{WINDOW_DAYS, felt_share};
use crate::scenario::Scenario;
use crate::stats::StatRow;

/// The rows of the table.
pub(super) fn frame(run_id: &str, scenario: &Scenario, summary: &[StatRow]) -> PolarsResult<DataFrame> {
    let days = 1..=WINDOW_DAYS as i32;
    let arms = scenario.arms.iter().map(|arm| (arm.id.as_str(), mean_excess(summary, &arm.id)));
    let rows: Vec<(&str, i32, Option<f64>)> =
        arms.flat_map(|(arm, excess)| days.clone().map(move |day| (arm, day, excess))).collect();
    let shares: Vec<f64> = rows.iter().map(|(_, day, _)| felt_share(f64::from(*day))).collect();
    let felt: Vec<Option<f64>> =
        rows.iter().zip(&shares).map(|((.., excess), share)| Some((*excess)? * share)).collect();
    let columns = vec![
        text("run_id", rows.iter().map(|_| run_id)),
        text("arm", rows.iter().map(|(arm, ..)| *arm)),
        Column::new("day".into(), rows.iter().map(|(_, day, _)| *day).collect::<Vec<i32>>()),
        Column::new("share".into(), shares),
        Column::new("excess_risk".into(), felt),
    ];
    DataFrame::new(rows.len(), columns)
}

/// Mean excess of clots with symptoms of all people in an arm.
fn mean_excess(summary: &[StatRow], arm: &str) -> Option<f64> {
    let measure = Measure::VteSymptomaticExcessRisk.name();
    let row = summary.iter().find(|row| {
        row.arm == arm && row.stratum_by == EVERYONE && row.measure == measure && row.statistic == Statistic::Mean
    });
    row.and_then(|row| row.estimate.value)
}
