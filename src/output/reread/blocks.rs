//! The outcomes of one arm as a block of columns, read back from the table `outcomes`.

use std::ops::Range;
use std::path::{Path, PathBuf};

use polars::prelude::{Column, DataFrame, PolarsResult};

use super::{ReadError, SavedRun, SavedTable};
use crate::results::{ArmBlock, Measure, Table};
use crate::scenario::Scenario;

/// The column with the share of bouts and habits that the person did.
const ADHERENT_SHARE: &str = "adherent_share";

/// The outcomes of a finished run. Its rows are ordered by draw, then by arm, then by person.
#[derive(Clone, Debug)]
pub(in crate::output) struct Outcomes {
    table: SavedTable,
    path: PathBuf,
    persons: usize,
    arms: usize,
    needs: Needs,
}

/// The columns that are needed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::output) struct Needs {
    /// Measures.
    pub(in crate::output) measures: Vec<Measure>,
    /// For each measurement of the scenario whose statistics are computed, its column if it is needed.
    pub(in crate::output) measured: Vec<Option<String>>,
}

impl Outcomes {
    /// Opens the outcomes of a run, of which these columns are needed.
    ///
    /// # Errors
    /// If the table is missing, or has not all people, or lacks one of these columns.
    pub(in crate::output) fn open(run: &SavedRun, scenario: &Scenario, needs: Needs) -> Result<Self, ReadError> {
        Self::of(run.table(Table::Outcomes)?, run.path(), scenario, needs)
    }

    /// The outcomes in a table of a run in the folder `home`.
    ///
    /// # Errors
    /// The same.
    pub(in crate::output) fn of(
        table: SavedTable,
        home: &Path,
        scenario: &Scenario,
        needs: Needs,
    ) -> Result<Self, ReadError> {
        let (persons, arms) = (scenario.design.persons as usize, scenario.arms.len());
        let all = persons * arms * scenario.design.draws.repeats() as usize;
        if table.rows() != all {
            let rows = table.rows() / (all / persons).max(1);
            return Err(ReadError::Sampled { path: home.to_owned(), rows, persons: scenario.design.persons });
        }
        let outcomes = Self { table, path: home.to_owned(), persons, arms, needs };
        // Missing columns are reported now, before anything is computed.
        outcomes.table.slice(0, 0, Some(&outcomes.columns()))?;
        Ok(outcomes)
    }

    fn columns(&self) -> Vec<&str> {
        let measures = self.needs.measures.iter().map(|measure| measure.name());
        let measured = self.needs.measured.iter().flatten().map(String::as_str);
        let share = self.table.has(ADHERENT_SHARE).then_some(ADHERENT_SHARE);
        ["eligible", "valid"].into_iter().chain(share).chain(measures).chain(measured).collect()
    }

    /// The outcomes of all people in an arm under a draw. Columns that were not asked for are empty.
    pub(in crate::output) fn arm(&self, draw: u32, arm: usize) -> Result<ArmBlock, ReadError> {
        self.first_people(draw, arm, self.persons)
    }

    /// The outcomes of the first people in an arm under a draw.
    pub(in crate::output) fn first_people(&self, draw: u32, arm: usize, people: usize) -> Result<ArmBlock, ReadError> {
        self.people(draw, arm, 0..people)
    }

    /// The outcomes of the people with these ids in an arm under a draw.
    pub(in crate::output) fn people(&self, draw: u32, arm: usize, ids: Range<usize>) -> Result<ArmBlock, ReadError> {
        let first = (draw as usize * self.arms + arm) * self.persons + ids.start;
        let people = ids.end.min(self.persons) - ids.start;
        let frame = self.table.slice(first, people, Some(&self.columns()))?;
        self.block(&frame).map_err(|source| ReadError::Table { path: self.path.join(Table::Outcomes.file()), source })
    }

    fn block(&self, frame: &DataFrame) -> PolarsResult<ArmBlock> {
        let mut block = ArmBlock::with_capacity(self.needs.measured.len(), 0);
        block.eligible = truths(frame.column("eligible")?)?;
        block.valid = truths(frame.column("valid")?)?;
        if self.table.has(ADHERENT_SHARE) {
            block.adherent_share = numbers(frame.column(ADHERENT_SHARE)?)?;
        }
        for measure in &self.needs.measures {
            block.measures[*measure as usize] = numbers(frame.column(measure.name())?)?;
        }
        for (column, id) in block.measured.iter_mut().zip(&self.needs.measured) {
            if let Some(id) = id {
                *column = numbers(frame.column(id)?)?;
            }
        }
        Ok(block)
    }
}

/// The numbers of a column; NaN for null.
fn numbers(column: &Column) -> PolarsResult<Vec<f32>> {
    Ok(column.f32()?.iter().map(|value| value.unwrap_or(f32::NAN)).collect())
}

fn truths(column: &Column) -> PolarsResult<Vec<bool>> {
    Ok(column.bool()?.iter().map(|value| value == Some(true)).collect())
}
