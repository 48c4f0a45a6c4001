//! Intervals of constants that a run has already computed: they stay valid for the same arms, groups and reference.

use polars::prelude::DataFrame;

use crate::output::SavedRun;
use crate::output::reread::{ReadError, cell, text_cell};
use crate::results::{Method, Statistic, Table};
use crate::stats::{Estimate, StatRow};

/// The rows of a table of a run about uncertain constants.
pub(super) struct Known {
    frame: DataFrame,
    rows: Vec<usize>,
}

impl Known {
    /// Reads the rows of `summary` or `contrasts`.
    pub(super) fn read(run: &SavedRun, table: Table) -> Result<Self, ReadError> {
        let frame = run.table(table)?.whole()?;
        let drawn = |row: &usize| text_cell(&frame, "ci_method", *row) == Some(Method::ParameterDraws.name());
        Ok(Self { rows: (0..frame.height()).filter(drawn).collect(), frame })
    }

    /// Rows with the intervals that the run has; also returns whether it has all of them. A ratio that the run found not to be defined under
    /// the draws, because the reference has no risk, gets no row.
    pub(super) fn fill(&self, rows: Vec<StatRow>, reference: &str) -> (Vec<StatRow>, bool) {
        let mut complete = true;
        let mut filled = Vec::new();
        for row in rows {
            match self.find(&row, row.statistic, reference) {
                Some(at) => filled.push(StatRow { estimate: self.estimate(at), ..row }),
                None if row.statistic == Statistic::MeanRatio
                    && self.find(&row, Statistic::MeanDifference, reference).is_some() => {}
                None => {
                    complete = false;
                    filled.push(row);
                }
            }
        }
        (filled, complete)
    }

    fn find(&self, row: &StatRow, statistic: Statistic, reference: &str) -> Option<usize> {
        let word = |name, at| text_cell(&self.frame, name, at);
        let statistic = statistic.name();
        let same = |at: &&usize| {
            let keys = [
                ("arm", row.arm.as_str()),
                ("stratum_by", &row.stratum_by),
                ("stratum", &row.stratum),
                ("measure", &row.measure),
                ("statistic", &statistic),
            ];
            // Only `contrasts` has a reference.
            keys.iter().all(|(name, value)| word(name, **at) == Some(*value))
                && word("reference", **at).is_none_or(|found| found == reference)
                && cell(&self.frame, "n", **at) == Some(f64::from(row.n))
        };
        self.rows.iter().find(same).copied()
    }

    fn estimate(&self, at: usize) -> Estimate {
        let number = |name| cell(&self.frame, name, at);
        Estimate {
            value: number("estimate"),
            std_error: number("std_error"),
            interval: number("conf_low").zip(number("conf_high")),
            method: Some(Method::ParameterDraws),
            mcse: number("mcse"),
            rows_error: number("rows_error"),
            constants_error: number("constants_error"),
        }
    }
}
