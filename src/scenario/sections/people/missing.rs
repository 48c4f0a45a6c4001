//! Rows with missing values.

use std::fmt::Write as _;

use super::Source;
use super::columns::{Column, Content};
use crate::scenario::people::{Missing, PeopleRow};
use crate::scenario::problem::{Code, Problem, Problems};

/// Number of complaints that are listed in full.
const SHOWN: usize = 5;

/// What a data file holds.
pub(super) struct Values<'a> {
    /// Columns that are read.
    pub(super) columns: &'a [Column],
    /// Line of each row.
    pub(super) lines: &'a [i32],
    /// The values of each column.
    pub(super) values: &'a [Vec<f64>],
}

/// The rows from which people are drawn.
pub(super) fn complete(
    source: &Source<'_>,
    table: &Values<'_>,
    missing: Missing,
    problems: &mut Problems,
) -> Option<Vec<PeopleRow>> {
    let Values { columns, lines, values } = *table;
    let lacks = |row: &usize| values.iter().any(|column| column[*row].is_nan());
    let weights = columns.iter().position(|column| column.content == Content::Weight).map(|at| &values[at]);
    let row = |row: usize| PeopleRow {
        line: lines[row],
        weight: weights.map_or(1.0, |weights| weights[row]),
        values: columns.iter().zip(values).filter(|(c, _)| c.content != Content::Weight).map(|(_, v)| v[row]).collect(),
    };
    let lacking: Vec<usize> = (0..lines.len()).filter(lacks).collect();
    let unweighted = weights.is_some_and(|weights| weights.iter().any(|weight| weight.is_nan()));
    let gaps = Gaps { source, columns, lines, values, rows: &lacking };
    match missing {
        _ if lacking.is_empty() => {}
        Missing::Refuse => return problems.fail(gaps.refusal()),
        Missing::Draw if unweighted => return problems.fail(gaps.unweighted()),
        Missing::Draw => problems.push(gaps.drawn()),
        Missing::Drop if lacking.len() == lines.len() => return problems.fail(gaps.nobody()),
        Missing::Drop => {
            problems.push(gaps.dropped());
            return Some((0..lines.len()).filter(|at| !lacks(at)).map(row).collect());
        }
    }
    Some((0..lines.len()).map(row).collect())
}

/// The first few of many complaints, and the number of the others.
pub(in crate::scenario::sections) fn first_few(complaints: impl ExactSizeIterator<Item = String>) -> String {
    let more = complaints.len().saturating_sub(SHOWN);
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
struct Gaps<'a> {
    source: &'a Source<'a>,
    columns: &'a [Column],
    lines: &'a [i32],
    values: &'a [Vec<f64>],
    rows: &'a [usize],
}

impl Gaps<'_> {
    fn refusal(&self) -> Problem {
        let hint = format!(
            "{}. `missing = \"drop\"` leaves such rows out, `missing = \"draw\"` draws what is missing from the base population",
            first_few(self.rows.iter().map(|row| self.row(*row)))
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
