//! Rows with missing values.

use std::fmt::Write as _;

use super::Source;
use super::columns::{Column, Content};
use crate::scenario::people::Missing;
use crate::scenario::problem::{Code, Problem, Problems};

/// Number of complaints that are listed in full.
pub(super) const SHOWN: usize = 5;

/// The rows that are left out because values are missing, in ascending order.
pub(super) fn rows_to_drop(gaps: &Gaps<'_>, missing: Missing, problems: &mut Problems) -> Option<Vec<usize>> {
    match missing {
        _ if gaps.rows.is_empty() => {}
        Missing::Refuse => return problems.fail(gaps.refusal()),
        Missing::Draw if gaps.lack_weights() => return problems.fail(gaps.unweighted()),
        Missing::Draw => problems.push(gaps.drawn()),
        Missing::Drop if gaps.rows.len() == gaps.lines.len() => return problems.fail(gaps.nobody()),
        Missing::Drop => {
            problems.push(gaps.dropped());
            return Some(gaps.rows.clone());
        }
    }
    Some(Vec::new())
}

/// The first few of many complaints, and the number of the others.
pub(super) fn first_few(complaints: impl Iterator<Item = String>, count: usize) -> String {
    let more = count.saturating_sub(SHOWN);
    let mut text = complaints.take(SHOWN).collect::<Vec<_>>().join("; ");
    if more > 0 {
        // Writing to a String cannot fail.
        let _ = write!(text, "; and {more} more");
    }
    text
}

/// Hint about columns with values for only some people.
const LEAVE_OUT: &str = "`columns = { pregnant = \"\" }` leaves a column out";

/// Rows with missing values.
pub(super) struct Gaps<'a> {
    source: &'a Source<'a>,
    /// Columns that are read, weights last.
    columns: &'a [Column],
    lines: &'a [i32],
    /// The values of each column.
    values: &'a [&'a [f64]],
    rows: Vec<usize>,
}

impl<'a> Gaps<'a> {
    /// Finds the rows with missing values.
    pub(super) fn of(source: &'a Source<'a>, columns: &'a [Column], lines: &'a [i32], values: &'a [&'a [f64]]) -> Self {
        let rows = (0..lines.len()).filter(|row| values.iter().any(|column| column[*row].is_nan())).collect();
        Self { source, columns, lines, values, rows }
    }

    fn lack_weights(&self) -> bool {
        let weights = self.columns.iter().zip(self.values).find(|(column, _)| column.content == Content::Weight);
        weights.is_some_and(|(_, weights)| weights.iter().any(|weight| weight.is_nan()))
    }

    fn refusal(&self) -> Problem {
        let hint = format!(
            "{}. `missing = \"drop\"` leaves such rows out, `missing = \"draw\"` draws what is missing from the base population",
            first_few(self.rows.iter().map(|row| self.row(*row)), self.rows.len())
        );
        let message = format!("values are missing in {}", self.count());
        self.problem(Code::DataValue, message, "some values are missing").hint(hint)
    }

    fn unweighted(&self) -> Problem {
        let message = format!("`{}` has rows without a weight, and a weight cannot be drawn", self.source.name);
        self.problem(Code::DataValue, message, "weights are missing")
            .hint("use `missing = \"drop\"`, or give every row a weight")
    }

    fn nobody(&self) -> Problem {
        let message = format!("no row of `{}` is complete", self.source.name);
        self.problem(Code::DataFile, message, "no people remain").hint(self.by_column())
    }

    fn dropped(&self) -> Problem {
        let message = format!("{} are left out, because values are missing", self.count());
        let most = 2 * self.rows.len() > self.lines.len();
        let label = if most { "most rows are lost" } else { "some rows are not used" };
        self.problem(Code::RowsDropped, message, label).hint(format!("{}; {LEAVE_OUT}", self.by_column()))
    }

    fn drawn(&self) -> Problem {
        let message = format!("values are missing in {}, and drawn from the base population", self.count());
        self.problem(Code::Suspicious, message, "some values are not measured")
            .hint(format!("{}; {LEAVE_OUT}", self.by_column()))
    }

    fn problem(&self, code: Code, message: String, label: &str) -> Problem {
        Problem::new(code, self.source.span.clone(), message).label(label)
    }

    fn count(&self) -> String {
        format!("{} of {} rows of `{}`", self.rows.len(), self.lines.len(), self.source.name)
    }

    /// Line of a row, and the columns that it lacks.
    fn row(&self, row: usize) -> String {
        let lacking = self.columns.iter().zip(self.values).filter(|(_, values)| values[row].is_nan());
        let names: Vec<String> = lacking.map(|(column, _)| format!("`{}`", column.name)).collect();
        format!("{} {}: {}", self.source.sheet.row_word(), self.lines[row], names.join(", "))
    }

    /// For each column, the number of rows that lack it.
    fn by_column(&self) -> String {
        let counts = self.columns.iter().zip(self.values).map(|(column, values)| {
            let count = self.rows.iter().filter(|row| values[**row].is_nan()).count();
            (count, format!("{count} lack `{}`", column.name))
        });
        counts.filter(|(count, _)| *count > 0).map(|(_, text)| text).collect::<Vec<_>>().join(", ")
    }
}
