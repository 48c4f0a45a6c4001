//! Reads the files of a run: one that is finished, or one whose tables are all written.

use std::fs::{self, File};
use std::path::PathBuf;

use polars::prelude::{DataFrame, PolarsResult};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use crate::output::{OutputError, RunFile};
use crate::results::{EVERYONE, Measure, Method, Statistic, Table};
use crate::stats::StatRow;

/// The places of the files of a run.
pub(in crate::output) struct Files<'a>(pub(in crate::output) &'a dyn Fn(RunFile) -> PathBuf);

impl Files<'_> {
    /// A text.
    pub(super) fn text(&self, file: RunFile) -> Result<String, OutputError> {
        let path = (self.0)(file);
        fs::read_to_string(&path).map_err(OutputError::unreadable(&path))
    }

    /// Columns of a table, all of them if none are named; `None` if the run has no such table. Columns that the table lacks are left out.
    pub(super) fn table(&self, table: Table, columns: &[&str]) -> Result<Option<DataFrame>, OutputError> {
        let path = (self.0)(RunFile::Table(table));
        if !path.exists() {
            return Ok(None);
        }
        let file = File::open(&path).map_err(OutputError::unreadable(&path))?;
        read(file, columns).map(Some).map_err(OutputError::unreadable_table(&path))
    }

    /// The rows of `summary` or `contrasts`.
    pub(super) fn rows(&self, table: Table) -> Result<Rows, OutputError> {
        let path = (self.0)(RunFile::Table(table));
        let frame = self.table(table, &[])?.unwrap_or_default();
        Rows::of(&frame).map_err(OutputError::unreadable_table(&path))
    }
}

fn read(file: File, columns: &[&str]) -> PolarsResult<DataFrame> {
    let mut reader = ParquetReader::new(file);
    if columns.is_empty() {
        return reader.finish();
    }
    let schema = reader.schema()?;
    let there = columns.iter().filter(|column| schema.contains(column)).map(|column| (*column).to_owned());
    let there: Vec<String> = there.collect();
    reader.with_columns(Some(there)).finish()
}

/// The values of a text column.
pub(super) fn texts(frame: &DataFrame, column: &str) -> PolarsResult<Vec<Option<String>>> {
    Ok(frame.column(column)?.str()?.iter().map(|value| value.map(str::to_owned)).collect())
}

/// The values of a column of numbers; NaN for missing values.
pub(super) fn numbers(frame: &DataFrame, column: &str) -> PolarsResult<Vec<f64>> {
    let column = frame.column(column)?.cast(&polars::prelude::DataType::Float64)?;
    Ok(column.f64()?.iter().map(|value| value.unwrap_or(f64::NAN)).collect())
}

/// What the interval of a row covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Covers {
    /// The choice of the simulated people.
    People,
    /// Uncertain constants.
    Constants,
    /// Nothing of this run: the row is a published effect.
    Published,
    /// Nothing: the row has no interval.
    Nothing,
}

/// A row of `summary` or `contrasts`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) arm: String,
    pub(super) by: String,
    pub(super) class: String,
    pub(super) measure: String,
    pub(super) statistic: String,
    pub(super) value: f64,
    /// Its ends may be NaN.
    pub(super) interval: (f64, f64),
    pub(super) covers: Covers,
    pub(super) mcse: f64,
    pub(super) n: f64,
    /// 1 if few people are behind the row; NaN in tables that do not know it.
    pub(super) small: f64,
    /// The source of a published effect.
    pub(super) source: Option<String>,
    /// Number of the member of a sweep; NaN in other runs.
    pub(super) member: f64,
}

/// Rows of `summary` or `contrasts`.
#[derive(Clone, Debug, Default)]
pub(super) struct Rows(pub(super) Vec<Row>);

impl Rows {
    fn of(frame: &DataFrame) -> PolarsResult<Self> {
        let has = |column: &str| frame.schema().contains(column);
        let text = |column: &str| {
            if has(column) { texts(frame, column) } else { Ok(vec![None; frame.height()]) }
        };
        let number = |column: &str| {
            if has(column) { numbers(frame, column) } else { Ok(vec![f64::NAN; frame.height()]) }
        };
        let words = ["arm", "stratum_by", "stratum", "measure", "statistic", "ci_kind", "source"].map(text);
        let [arm, by, class, measure, statistic, kind, source] = collected(words)?;
        let values = ["estimate", "conf_low", "conf_high", "mcse", "n", "small_cell", "member"].map(number);
        let [value, low, high, mcse, n, small, member] = collected(values)?;
        let word = |words: &[Option<String>], at: usize| words[at].clone().unwrap_or_default();
        let row = |at: usize| Row {
            arm: word(&arm, at),
            by: word(&by, at),
            class: word(&class, at),
            measure: word(&measure, at),
            statistic: word(&statistic, at),
            value: value[at],
            interval: (low[at], high[at]),
            covers: covers(kind[at].as_deref(), source[at].is_some()),
            mcse: mcse[at],
            n: n[at],
            small: small[at],
            source: source[at].clone(),
            member: member[at],
        };
        Ok(Self((0..frame.height()).map(row).collect()))
    }

    /// The row of a statistic of everyone.
    pub(super) fn of_all(&self, arm: &str, measure: &str, statistic: Statistic) -> Option<&Row> {
        self.find(arm, (EVERYONE, EVERYONE), measure, statistic)
    }

    /// The row of a statistic of a group. For clots, that whose interval covers the constants, if there is one.
    pub(super) fn find(&self, arm: &str, group: (&str, &str), measure: &str, statistic: Statistic) -> Option<&Row> {
        let name = statistic.name();
        let found = || {
            self.0.iter().filter(|row| {
                row.measure == measure
                    && row.arm == arm
                    && row.statistic == name
                    && (row.by.as_str(), row.class.as_str()) == group
                    && row.covers != Covers::Published
            })
        };
        found().find(|row| row.covers == Covers::Constants).or_else(|| found().next())
    }

    /// The rows of a member of a sweep.
    pub(super) fn of_member(&self, number: f64) -> Self {
        Self(self.0.iter().filter(|row| row.member == number).cloned().collect())
    }

    /// The groups of people, in the order of the table.
    pub(super) fn groups(&self) -> Vec<(String, String)> {
        let mut groups: Vec<(String, String)> = Vec::new();
        for row in &self.0 {
            if !groups.iter().any(|(by, class)| (by, class) == (&row.by, &row.class)) {
                groups.push((row.by.clone(), row.class.clone()));
            }
        }
        groups
    }
}

impl Row {
    /// Whether few people are behind the row.
    pub(super) fn is_small(&self) -> bool {
        self.small > 0.5
    }

    /// Whether another row is about the same statistic of the same people.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        (&self.measure, &self.arm, &self.statistic) == (&other.measure, &other.arm, &other.statistic)
            && (&self.by, &self.class) == (&other.by, &other.class)
    }

    /// The interval, if it is known.
    pub(super) fn known_interval(&self) -> Option<(f64, f64)> {
        let (low, high) = self.interval;
        (low.is_finite() && high.is_finite()).then_some((low, high))
    }
}

impl From<&StatRow> for Row {
    fn from(row: &StatRow) -> Self {
        let number = |value: Option<f64>| value.unwrap_or(f64::NAN);
        Self {
            arm: row.arm.clone(),
            by: row.stratum_by.clone(),
            class: row.stratum.clone(),
            measure: row.measure.clone(),
            statistic: row.statistic.name().into_owned(),
            value: number(row.estimate.value),
            interval: row.estimate.interval.unwrap_or((f64::NAN, f64::NAN)),
            covers: covers(row.estimate.method.map(Method::kind), false),
            mcse: number(row.estimate.mcse),
            n: f64::from(row.n),
            small: f64::from(u8::from(row.size.is_small())),
            source: None,
            member: f64::NAN,
        }
    }
}

fn covers(kind: Option<&str>, is_published: bool) -> Covers {
    match kind {
        _ if is_published => Covers::Published,
        Some(kind) if kind == Method::ParameterDraws.kind() => Covers::Constants,
        Some(_) => Covers::People,
        None => Covers::Nothing,
    }
}

fn collected<T, const N: usize>(results: [PolarsResult<T>; N]) -> PolarsResult<[T; N]> {
    let mut all = Vec::with_capacity(N);
    for result in results {
        all.push(result?);
    }
    all.try_into().map_err(|_| polars::error::PolarsError::NoData("columns".into()))
}

/// Whether an outcome is a risk of clots, which is printed per 100,000 people.
pub(super) fn is_risk(measure: &str) -> bool {
    Measure::RISKS.iter().any(|risk| risk.name() == measure)
}
