//! Makes the tables with rows for people, and the statistics, from the complete work of a run.

use rayon::prelude::*;

use super::eligibility::Exclusions;
use super::lived::Lived;
use super::manifest::Invalid;
use super::people::PeopleTables;
use super::statistics::Statistics;
use super::work::Work;
use super::{OutputError, RunFolder, RunIdentity};
use crate::population::{Adherence, Person, Population, ineligible_arms, sample};
use crate::results::{INVALID_LIMIT, TILE};
use crate::scenario::Scenario;

/// The tables with rows for people, and the statistics.
pub(super) struct Draft<'a> {
    scenario: &'a Scenario,
    work: &'a Work,
    population: Population,
    pub(super) rows: PeopleTables,
    pub(super) statistics: Statistics,
    pub(super) invalid: Vec<Invalid>,
    pub(super) exclusions: Exclusions,
    adherence: Adherence,
    pub(super) lived: Lived,
    /// The ids of the people with rows in `persons` and `outcomes`, ascending; `None` if all people have rows.
    sample: Option<Vec<u32>>,
}

impl<'a> Draft<'a> {
    /// Adds every draw.
    pub(super) fn make(
        folder: &RunFolder,
        scenario: &'a Scenario,
        identity: &RunIdentity,
        work: &'a Work,
    ) -> Result<Self, OutputError> {
        let persons = scenario.design.persons;
        let mut draft = Self {
            population: Population::new(&scenario.population, &scenario.design),
            rows: PeopleTables::create(folder, scenario, identity)?,
            statistics: Statistics::new(scenario),
            invalid: scenario.arms.iter().map(|arm| Invalid::none(&arm.id)).collect(),
            exclusions: Exclusions::default(),
            adherence: Adherence::new(scenario),
            lived: Lived::new(scenario),
            sample: scenario.outputs.persons_sample.map(|count| sample(scenario.design.seed, persons, count)),
            scenario,
            work,
        };
        if let Some(doses) = work.nested() {
            draft.statistics.take_nested(scenario, doses.clone());
        }
        (0..scenario.design.draws.repeats()).try_for_each(|draw| draft.push_draw(draw))?;
        draft.check_validity()?;
        Ok(draft)
    }

    fn push_draw(&mut self, draw: u32) -> Result<(), OutputError> {
        self.push_people(draw)?;
        self.push_outcomes(draw)?;
        self.statistics.push_draw(self.scenario, draw, self.work.parts())
    }

    /// Draws the people again: in the first draw for the groups of the statistics, in every draw for their rows in `persons`.
    fn push_people(&mut self, draw: u32) -> Result<(), OutputError> {
        let needed: Vec<u32> = match &self.sample {
            Some(sample) if draw > 0 => sample.clone(),
            _ => (0..self.scenario.design.persons).collect(),
        };
        for ids in needed.chunks(TILE) {
            let people: Vec<Person> = ids.par_iter().map(|id| self.population.person(*id)).collect();
            if draw == 0 {
                self.statistics.push_people(&people);
                self.exclusions.push(self.scenario, &people);
                self.lived.ask(self.scenario, &self.adherence, &people);
            }
            let shown: Vec<Person> = match &self.sample {
                Some(sample) => people.into_iter().filter(|one| sample.binary_search(&one.id).is_ok()).collect(),
                None => people,
            };
            let ineligible: Vec<String> =
                shown.par_iter().map(|person| ineligible_arms(self.scenario, person)).collect();
            self.rows.push_people(draw, &shown, &ineligible)?;
        }
        Ok(())
    }

    /// Adds the rows of `outcomes`, by arm and then by person.
    fn push_outcomes(&mut self, draw: u32) -> Result<(), OutputError> {
        let parts = self.work.parts();
        for arm in 0..self.scenario.arms.len() {
            for key in parts.keys(draw) {
                let block = parts.block(key, arm)?;
                self.invalid[arm].count(key.first_person, &block.valid);
                self.lived.live(arm, &block);
                self.rows.push_block((draw, arm), key.first_person, &block, self.sample.as_deref())?;
            }
        }
        Ok(())
    }

    /// Fails if too many people left the valid range of the model. This process only counted the people whom it simulated itself.
    fn check_validity(&self) -> Result<(), OutputError> {
        if self.work.amounts().reused == 0 {
            return Ok(());
        }
        let (count, of) = (self.invalid.iter().map(Invalid::people).sum::<usize>(), self.scenario.person_arms());
        match count as f64 > INVALID_LIMIT * of as f64 {
            true => Err(OutputError::Invalid { count, of }),
            false => Ok(()),
        }
    }
}
