//! Differences between two arms of which none needs to be the reference of the run.

use super::read::{Row, Rows, numbers};
use super::run::Run;
use super::shown::main_outcome;
use crate::output::pair::{DRAWN_FROM, Pair, contrast_pair};
use crate::output::reread::{Needs, Outcomes, SavedTable};
use crate::output::work::nested_doses;
use crate::output::{OutputError, ReadError, RunFile};
use crate::results::{Measure, NestedDoses, Table};
use crate::scenario::Draws;
use crate::stats::Strata;

impl Run<'_> {
    /// The contrasts of the main outcome and of the clots of one arm against another, of everyone; `None` if the run does not have all outcomes
    /// of all people that they need.
    pub(super) fn contrasts_of(&self, pair: Pair) -> Result<Option<Rows>, OutputError> {
        let path = (self.files.0)(RunFile::Table(Table::Outcomes));
        let Some(rows_of_file) = self.rows_of_file()?.filter(|_| path.exists()) else { return Ok(None) };
        let table = SavedTable::open(path.clone(), Table::Outcomes)?;
        let doses = self.doses().filter(|_| DRAWN_FROM.iter().all(|measure| table.has(measure.name())));
        let drawn = doses.is_some().then_some(DRAWN_FROM);
        let mut measures: Vec<Measure> =
            [main_outcome(self.scenario)].into_iter().chain(drawn.into_iter().flatten()).collect();
        measures.sort_unstable_by_key(|measure| *measure as usize);
        let needs = Needs { measures, measured: vec![None; self.scenario.measurements.len()] };
        let outcomes = match Outcomes::of(table, &path, self.scenario, needs) {
            Err(ReadError::Sampled { .. } | ReadError::NoColumn { .. }) => return Ok(None),
            outcomes => outcomes?,
        };
        let strata = Strata::of(Vec::new(), rows_of_file);
        let rows = contrast_pair(self.scenario, pair, &outcomes, &strata, doses.as_ref())?;
        Ok(Some(Rows(rows.iter().map(Row::from).collect())))
    }

    fn doses(&self) -> Option<NestedDoses> {
        match self.scenario.design.draws {
            Draws::Nested => nested_doses(&(self.files.0)(RunFile::Sums), self.scenario.design.persons),
            Draws::Off | Draws::Repeated(_) => None,
        }
    }

    /// For each person, the row of the data file from which the person comes; empty without a file, `None` if the run does not say.
    fn rows_of_file(&self) -> Result<Option<Vec<i32>>, OutputError> {
        if self.resolved.get("population").is_none_or(|population| population.get("file").is_none()) {
            return Ok(Some(Vec::new()));
        }
        let Some(persons) = self.files.table(Table::Persons, &["source_row"])? else { return Ok(None) };
        let path = (self.files.0)(RunFile::Table(Table::Persons));
        let rows = numbers(&persons, "source_row").map_err(OutputError::unreadable_table(&path))?;
        Ok(Some(rows.into_iter().take(self.scenario.design.persons as usize).map(|row| row as i32).collect()))
    }
}
