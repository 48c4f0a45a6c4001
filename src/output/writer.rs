//! Collects the parts of a run and writes its folder.

use std::path::PathBuf;

use rayon::prelude::*;

use super::eligibility::Exclusions;
use super::lived::Lived;
use super::manifest::{Invalid, ManifestFacts, RunContents, manifest_text};
use super::parquet::{metadata, write_table};
use super::parts::Parts;
use super::people::PeopleTables;
use super::report::{self, Files};
use super::statistics::Statistics;
use super::tables::{self, Made};
use super::{OutputError, RunFile, RunFolder, RunIdentity, datapackage, limits};
use crate::model::Tick;
use crate::population::{Adherence, Person, Population, ineligible_arms, sample};
use crate::results::{ArmBlock, CourseSums, NestedDoses, Part, Sink, TILE, Table};
use crate::scenario::{Report, Scenario};
use crate::stats::{Ranking, Reached, StatRow, TimeCourse};

/// Receives the parts of a run, in any order within a draw, and writes the files of its folder.
///
/// A draw is added to the tables when a part of a later draw arrives; the last draw is added at the end.
pub struct RunWriter {
    scenario: Scenario,
    identity: RunIdentity,
    population: Population,
    rows: PeopleTables,
    parts: Parts,
    statistics: Statistics,
    course: TimeCourse,
    invalid: Vec<Invalid>,
    exclusions: Exclusions,
    adherence: Adherence,
    lived: Lived,
    /// The ids of the people with rows in `persons` and `outcomes`, ascending; `None` if all people have rows.
    sample: Option<Vec<u32>>,
    /// The first draw that is not in the tables yet.
    draw: u32,
    /// Fields are dropped in this order; the lock of the folder must be released last.
    folder: RunFolder,
}

/// A finished run.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// Path of its folder.
    pub folder: PathBuf,
    /// The rows of `summary`.
    pub summary: Vec<StatRow>,
    /// The rows of `contrasts`.
    pub contrasts: Vec<StatRow>,
    /// How often each arm has the lowest risk of clots.
    pub ranking: Ranking,
    /// The people whom the arms exclude.
    pub exclusions: Exclusions,
    /// How much of what the arms ask for people did.
    pub lived: Lived,
    /// The reached precision, if the scenario requires one.
    pub reached: Option<Reached>,
}

/// The end of a run.
#[derive(Debug)]
pub enum Ended {
    /// The run is finished, and its folder is complete.
    Finished(Finished),
    /// The result is less precise than the scenario requires. The study must be run again with more people.
    TooFew {
        /// The folder of the run. All files of this attempt have been removed.
        folder: RunFolder,
        /// The reached precision.
        reached: Reached,
        /// The number of people for the next attempt.
        persons: u32,
    },
}

impl RunWriter {
    /// Begins a run.
    pub fn create(folder: RunFolder, scenario: &Scenario, identity: &RunIdentity) -> Result<Self, OutputError> {
        let persons = scenario.design.persons;
        if i32::try_from(persons).is_err() {
            return Err(OutputError::TooManyPeople { persons });
        }
        let (arms, measurements) = (scenario.arms.len(), scenario.measurements.len());
        Ok(Self {
            rows: PeopleTables::create(&folder, scenario, identity)?,
            parts: Parts::open(&folder.staging(), &identity.run_id, arms, measurements)?,
            population: Population::new(&scenario.population, &scenario.design),
            course: TimeCourse::new(scenario, &[]),
            invalid: scenario.arms.iter().map(|arm| Invalid::none(&arm.id)).collect(),
            exclusions: Exclusions::default(),
            adherence: Adherence::new(scenario),
            lived: Lived::new(scenario),
            sample: scenario.outputs.persons_sample.map(|count| sample(scenario.design.seed, persons, count)),
            scenario: scenario.clone(),
            identity: identity.clone(),
            statistics: Statistics::new(scenario),
            folder,
            draw: 0,
        })
    }

    /// Computes the statistics and writes all files. If more people are needed, no files are written.
    pub fn finish(mut self, facts: &ManifestFacts) -> Result<Ended, OutputError> {
        self.close_before(self.scenario.design.draws.repeats())?;
        let (summary, contrasts) = self.statistics.rows();
        let reached = Reached::of(&self.scenario, &summary, &contrasts);
        if let Some((reached, persons)) = reached.as_ref().and_then(|reached| Some((reached, reached.next()?))) {
            let Self { folder, rows, .. } = self;
            // The files must be closed before they are removed.
            drop(rows);
            folder.clear()?;
            return Ok(Ended::TooFew { folder, reached: reached.clone(), persons });
        }
        self.write_texts()?;
        self.write_statistics(&summary, &contrasts)?;
        let Self { folder, scenario, identity, rows, invalid, exclusions, lived, statistics, .. } = self;
        let ranking = statistics.ranking().clone();
        rows.finish()?;
        if facts.composition.member.is_none() && scenario.outputs.report == Report::Html {
            let page = report::of_run(Files(&|file| folder.path_of(file)), &scenario, &identity)?;
            folder.write_text(RunFile::Report, &page)?;
        }
        let contents = RunContents { reached: reached.as_ref(), invalid: &invalid, files: &folder.inventory()? };
        let text = manifest_text(&scenario, &identity, facts, &contents);
        let text = text.map_err(|fault| OutputError::Sequence(fault.to_string()))?;
        let folder = folder.finish(&text)?;
        Ok(Ended::Finished(Finished { folder, summary, contrasts, ranking, exclusions, lived, reached }))
    }

    /// Adds all draws before this draw to the tables.
    fn close_before(&mut self, draw: u32) -> Result<(), OutputError> {
        while self.draw < draw {
            self.close_draw()?;
        }
        Ok(())
    }

    fn close_draw(&mut self) -> Result<(), OutputError> {
        if !self.parts.are_all(self.draw, self.scenario.design.persons) {
            return Err(OutputError::Sequence(format!("people of draw {} are missing", self.draw)));
        }
        self.push_people()?;
        self.push_outcomes()?;
        self.statistics.push_draw(&self.scenario, self.draw, &self.parts)?;
        self.parts.clear(self.draw)?;
        self.draw += 1;
        Ok(())
    }

    /// Draws the people again: in the first draw for the groups of the statistics, in every draw for their rows in `persons`.
    fn push_people(&mut self) -> Result<(), OutputError> {
        let needed: Vec<u32> = match &self.sample {
            Some(sample) if self.draw > 0 => sample.clone(),
            _ => (0..self.scenario.design.persons).collect(),
        };
        for ids in needed.chunks(TILE) {
            let people: Vec<Person> = ids.par_iter().map(|id| self.population.person(*id)).collect();
            if self.draw == 0 {
                self.statistics.push_people(&people);
                self.exclusions.push(&self.scenario, &people);
                self.lived.ask(&self.scenario, &self.adherence, &people);
            }
            let shown: Vec<Person> = match &self.sample {
                Some(sample) => people.into_iter().filter(|one| sample.binary_search(&one.id).is_ok()).collect(),
                None => people,
            };
            let ineligible: Vec<String> =
                shown.par_iter().map(|person| ineligible_arms(&self.scenario, person)).collect();
            self.rows.push_people(self.draw, &shown, &ineligible)?;
        }
        Ok(())
    }

    /// Adds the rows of `outcomes`, by arm and then by person.
    fn push_outcomes(&mut self) -> Result<(), OutputError> {
        for arm in 0..self.scenario.arms.len() {
            for key in self.parts.keys(self.draw) {
                let block = self.parts.block(key, arm)?;
                self.invalid[arm].count(key.first_person(), &block.valid);
                self.lived.live(arm, &block);
                self.rows.push_block((self.draw, arm), key.first_person(), &block, self.sample.as_deref())?;
            }
        }
        Ok(())
    }

    /// The reason why a part does not belong to this run; `None` if it does.
    fn fault(&self, part: &Part) -> Option<&'static str> {
        let (people, ids, persons) = (part.people(), part.ids(), self.scenario.design.persons);
        let measurements = self.scenario.measurements.len();
        let whole = people > 0 && (people.is_multiple_of(TILE) || ids.end == persons) && ids.end <= persons;
        let fits = |block: &ArmBlock| block.people() == people && block.is_whole(measurements);
        if part.arms.len() != self.scenario.arms.len() || part.key.draw >= self.scenario.design.draws.repeats() {
            Some("has arms or a draw that the study does not have")
        } else if !whole || !part.arms.iter().all(fits) {
            Some("does not consist of whole tiles of people with all outcomes")
        } else if part.key.draw < self.draw || self.parts.overlaps(part) {
            Some("has people who are already in another part")
        } else {
            None
        }
    }

    fn write_texts(&self) -> Result<(), OutputError> {
        let specs = tables::specs(&self.scenario);
        let package = datapackage::datapackage_text(&self.scenario, &self.identity, &specs);
        self.folder.write_text(RunFile::Resolved, &self.identity.resolved)?;
        self.folder.write_text(RunFile::Limits, &limits::limits_text(&self.scenario))?;
        self.folder.write_text(RunFile::DataPackage, &package)
    }

    /// Writes all tables that are written at the end.
    fn write_statistics(&self, summary: &[StatRow], contrasts: &[StatRow]) -> Result<(), OutputError> {
        let sensitivity = self.statistics.sensitivity();
        let run_id = &self.identity.run_id;
        let made = Made {
            scenario: &self.scenario,
            run_id,
            summary,
            contrasts,
            course: &self.course,
            sensitivity: &sensitivity,
            ranking: self.statistics.ranking(),
            exclusions: &self.exclusions,
        };
        for table in Table::ALL.into_iter().filter(|table| self.scenario.writes(*table)) {
            let spec = tables::spec(table, &self.scenario);
            if let Some(frame) = made.frame(table) {
                let frame = frame.map_err(OutputError::table(&self.folder.path_of(RunFile::Table(table))))?;
                let facts = metadata(&self.identity, Some(self.scenario.design.seed), &spec);
                write_table(&self.folder, &spec, facts, &frame)?;
            }
        }
        Ok(())
    }
}

impl Sink for RunWriter {
    type Error = OutputError;

    fn begin(&mut self, ticks: &[Tick]) -> Result<(), OutputError> {
        self.course = TimeCourse::new(&self.scenario, ticks);
        Ok(())
    }

    fn take_nested(&mut self, doses: NestedDoses) -> Result<(), OutputError> {
        self.statistics.take_nested(&self.scenario, doses);
        Ok(())
    }

    fn add_course(&mut self, arm: usize, course: &CourseSums) -> Result<(), OutputError> {
        if arm >= self.scenario.arms.len() || !self.course.takes(course) {
            return Err(OutputError::Sequence(format!("the time course of arm {arm} does not fit the study")));
        }
        self.course.push(arm, course);
        Ok(())
    }

    fn take(&mut self, part: Part) -> Result<(), OutputError> {
        if let Some(fault) = self.fault(&part) {
            return Err(OutputError::Sequence(format!("the part {:?} {fault}", part.key)));
        }
        self.close_before(part.key.draw)?;
        self.parts.store(&part)
    }
}
