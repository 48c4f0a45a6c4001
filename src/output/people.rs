//! The tables with rows for all people or for a sample of people.

use super::parquet::{TableWriter, metadata};
use super::{OutputError, RunFolder, RunIdentity, outcomes, persons, tables};
use crate::population::Person;
use crate::results::{ArmBlock, Table};
use crate::scenario::Scenario;

/// The tables `persons` and `outcomes`, if they are requested.
pub(super) struct PeopleTables {
    scenario: Scenario,
    run_id: String,
    persons: Option<TableWriter>,
    outcomes: Option<TableWriter>,
}

impl PeopleTables {
    /// Creates the files.
    pub(super) fn create(folder: &RunFolder, scenario: &Scenario, identity: &RunIdentity) -> Result<Self, OutputError> {
        let begin = |table: Table| {
            let spec = tables::spec(table, scenario);
            let meta = metadata(identity, Some(scenario.design.seed), &spec);
            scenario.writes(table).then(|| TableWriter::create(folder, &spec, meta)).transpose()
        };
        Ok(Self {
            persons: begin(Table::Persons)?,
            outcomes: begin(Table::Outcomes)?,
            scenario: scenario.clone(),
            run_id: identity.run_id.clone(),
        })
    }

    /// Adds people of a draw, with the arms for which they are not eligible.
    pub(super) fn push_people(
        &mut self,
        draw: u32,
        people: &[Person],
        ineligible: &[String],
    ) -> Result<(), OutputError> {
        match &mut self.persons {
            Some(table) => table.push_built(persons::frame(&self.scenario, &self.run_id, draw, people, ineligible)),
            None => Ok(()),
        }
    }

    /// Adds the outcomes of people of a draw in an arm; the first person has this id. If there is a sample, only its people are added.
    pub(super) fn push_block(
        &mut self,
        place: (u32, usize),
        first_person: u32,
        block: &ArmBlock,
        sample: Option<&[u32]>,
    ) -> Result<(), OutputError> {
        match &mut self.outcomes {
            Some(table) => {
                table.push_built(outcomes::frame(&self.scenario, &self.run_id, place, (first_person, block), sample))
            }
            None => Ok(()),
        }
    }

    /// Finishes the files.
    pub(super) fn finish(self) -> Result<(), OutputError> {
        [self.persons, self.outcomes].into_iter().flatten().try_for_each(TableWriter::finish)
    }
}
