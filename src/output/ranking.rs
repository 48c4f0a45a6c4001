//! The table `ranking`: how often each arm is the best, the second best and so on.

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::schema::text;
use crate::scenario::Scenario;
use crate::stats::{RANKED, RankRow, Ranking};

/// The rows of the table.
pub(super) fn frame(run_id: &str, scenario: &Scenario, ranking: &Ranking) -> PolarsResult<DataFrame> {
    let rows: Vec<RankRow> = ranking.rows().collect();
    let columns = vec![
        text("run_id", rows.iter().map(|_| run_id)),
        text("arm", rows.iter().map(|row| scenario.arms[row.arm].id.as_str())),
        text("measure", rows.iter().map(|_| RANKED.name())),
        Column::new("rank".into(), rows.iter().map(|row| row.rank.cast_signed()).collect::<Vec<i32>>()),
        Column::new("share".into(), rows.iter().map(|row| row.share).collect::<Vec<f64>>()),
        Column::new("draws".into(), vec![ranking.draws().cast_signed(); rows.len()]),
    ];
    DataFrame::new(rows.len(), columns)
}
