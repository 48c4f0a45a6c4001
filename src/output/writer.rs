//! Collects a run, tile by tile, and writes its folder.

use std::path::PathBuf;

use polars::prelude::DataFrame;
use polars_io::parquet::write::KeyValueMetadata;

use super::manifest::{Invalid, ManifestFacts, manifest_text};
use super::parquet::{metadata, write_table};
use super::people::PeopleTables;
use super::schema::TableSpec;
use super::spool::Spool;
use super::statistics::Statistics;
use super::{
    OutputError, RunFolder, RunIdentity, all_tables, arms, datapackage, dictionary, draws, limits, sensitivity, tables,
};
use crate::engine::CourseSums;
use crate::model::{Measure, Tick};
use crate::population::{Person, sample};
use crate::scenario::{Scenario, Table};
use crate::stats::{Reached, StatRow, TimeCourse};
use crate::study::{ArmBlock, ParameterDraws, TILE};

/// Takes people and blocks in order and turns them into the files of a run.
///
/// Order: the people of a tile, then one block per arm in the scenario's order, then the next tile; when all are in, the next draw.
pub struct RunWriter {
    folder: RunFolder,
    scenario: Scenario,
    identity: RunIdentity,
    rows: PeopleTables,
    spool: Spool,
    statistics: Statistics,
    course: TimeCourse,
    invalid: Vec<Invalid>,
    /// Draw of the uncertain parameters that is under way, and what has come of it.
    draw: u32,
    people: usize,
    blocks: usize,
}

/// A finished run.
#[derive(Clone, Debug, PartialEq)]
pub struct Finished {
    /// Where it is.
    pub folder: PathBuf,
    /// Rows of `summary`.
    pub summary: Vec<StatRow>,
    /// Rows of `contrasts`.
    pub contrasts: Vec<StatRow>,
    /// The precision that the scenario asks for, if it does.
    pub reached: Option<Reached>,
}

/// How a run came out.
#[derive(Clone, Debug, PartialEq)]
pub enum Ended {
    /// Its folder is complete.
    Finished(Finished),
    /// It is not as precise as the scenario wants: nothing is left of it, and the study wants to be run again.
    TooFew {
        /// How precise it was.
        reached: Reached,
        /// With how many people.
        persons: u32,
    },
}

impl RunWriter {
    /// Begins a run. `ticks` are the moments at which every block's time course was taken, in order.
    pub fn create(
        folder: RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        ticks: &[Tick],
    ) -> Result<Self, OutputError> {
        let people = scenario.design.persons;
        if i32::try_from(people).is_err() {
            return Err(OutputError::TooManyPeople { persons: people });
        }
        Ok(Self {
            rows: PeopleTables::create(&folder, scenario, identity)?,
            spool: Spool::create(folder.path(), people as usize, scenario.arms.len(), scenario.measurements.len())?,
            course: TimeCourse::new(scenario, ticks),
            invalid: scenario.arms.iter().map(|arm| Invalid::none(&arm.id)).collect(),
            scenario: scenario.clone(),
            identity: identity.clone(),
            statistics: Statistics::new(scenario),
            folder,
            draw: 0,
            people: 0,
            blocks: 0,
        })
    }

    /// The folder, for files of the caller's own.
    pub fn folder(&self) -> &RunFolder {
        &self.folder
    }

    /// Adds the people of the next tile; `ineligible` says per person which arms are barred and why, empty where none.
    pub fn push_people(&mut self, people: &[Person], ineligible: &[String]) -> Result<(), OutputError> {
        let tile = self.people / TILE;
        let in_order = people.iter().zip(self.people..).all(|(person, id)| person.id as usize == id);
        let fits = self.people < self.spool_end() && people.len() == self.spool.tile_len(tile);
        if !in_order || !fits || ineligible.len() != people.len() {
            return Err(OutputError::Sequence(format!("people of tile {tile} are not the ones expected")));
        }
        if self.scenario.outputs.persons_sample.is_none() {
            self.rows.push_people(self.draw, people, ineligible)?;
        }
        if self.draw == 0 {
            self.statistics.push_people(people);
        }
        self.people += people.len();
        Ok(())
    }

    /// Who has rows in `persons` and `outcomes`, ascending, now that everybody of the draw is known; none where all have.
    pub fn sample(&self) -> Option<Vec<u32>> {
        let count = self.scenario.outputs.persons_sample?;
        Some(sample(self.scenario.design.seed, self.people as u32, count))
    }

    /// Adds people of the sample once more, for their rows in `persons`; in order, the whole sample in each draw.
    pub fn push_sampled(&mut self, people: &[Person], ineligible: &[String]) -> Result<(), OutputError> {
        self.rows.push_people(self.draw, people, ineligible)
    }

    /// Adds a time course of an arm that no block has.
    pub fn push_course(&mut self, arm: usize, course: &CourseSums) -> Result<(), OutputError> {
        if arm >= self.invalid.len() || !self.course.takes(course) {
            return Err(OutputError::Sequence(format!("time course of arm {arm} is not the one expected")));
        }
        self.course.push(arm, course);
        Ok(())
    }

    /// Adds the next block: arm by arm within a tile whose people are known.
    pub fn push_block(&mut self, arm: usize, block: &ArmBlock) -> Result<(), OutputError> {
        let (tile, expected) = (self.blocks / self.invalid.len(), self.blocks % self.invalid.len());
        let known = (block.first_person as usize) < self.people && block.first_person as usize == tile * TILE;
        if arm != expected || !known || !self.is_whole(block, self.spool.tile_len(tile)) {
            return Err(OutputError::Sequence(format!(
                "block of arm {arm} at person {} is not the one expected",
                block.first_person
            )));
        }
        self.spool.append(block)?;
        if block.course.cells > 0 {
            self.course.push(arm, &block.course);
        }
        self.invalid[arm].count(block.first_person, &block.valid);
        self.blocks += 1;
        Ok(())
    }

    /// Everybody has been through every arm: what follows belongs to the next draw of the uncertain parameters.
    pub fn next_draw(&mut self) -> Result<(), OutputError> {
        self.end_draw()?;
        self.spool.clear()?;
        (self.draw, self.people, self.blocks) = (self.draw + 1, 0, 0);
        Ok(())
    }

    /// Computes the statistics and writes everything, the manifest last; nothing is left where more people are needed.
    pub fn finish(mut self, facts: ManifestFacts) -> Result<Ended, OutputError> {
        self.end_draw()?;
        if self.draw + 1 != self.scenario.design.parameter_draws {
            return Err(OutputError::Sequence(format!("{} draws arrived", self.draw + 1)));
        }
        let (summary, contrasts) = self.statistics.rows();
        let reached = Reached::of(&self.scenario, &summary, &contrasts);
        if let Some((reached, persons)) = reached.as_ref().and_then(|reached| Some((reached, reached.next()?))) {
            let Self { folder, rows, spool, .. } = self;
            // Their files are in the folder.
            drop((rows, spool));
            folder.abandon()?;
            return Ok(Ended::TooFew { reached: reached.clone(), persons });
        }
        self.write_texts()?;
        self.write_statistics(&summary, &contrasts)?;
        let Self { folder, scenario, identity, rows, invalid, .. } = self;
        rows.finish(&folder)?;
        let text = manifest_text(&scenario, &identity, &facts, reached.as_ref(), &invalid, &folder.inventory()?);
        let text = text.map_err(|fault| OutputError::Sequence(fault.to_string()))?;
        Ok(Ended::Finished(Finished { folder: folder.finish(&text)?, summary, contrasts, reached }))
    }

    fn spool_end(&self) -> usize {
        self.scenario.design.persons as usize
    }

    fn is_whole(&self, block: &ArmBlock, n: usize) -> bool {
        block.measures.len() == Measure::COUNT
            && block.measured.len() == self.scenario.measurements.len()
            && block.measures.iter().chain(&block.measured).all(|column| column.len() == n)
            && [block.eligible.len(), block.valid.len(), block.adherent_share.len()] == [n; 3]
            && (block.course.cells == 0 || self.course.takes(&block.course))
    }

    fn write_texts(&self) -> Result<(), OutputError> {
        let tables = all_tables(&self.scenario);
        let package = datapackage::datapackage_text(&self.scenario, &self.identity, &tables);
        self.folder.write_text("scenario.resolved.toml", &self.identity.resolved)?;
        self.folder.write_text("LIMITS.md", &limits::limits_text(&self.scenario))?;
        self.folder.write_text("datapackage.json", &package)
    }

    fn end_draw(&mut self) -> Result<(), OutputError> {
        if self.people != self.spool_end() || self.blocks != self.spool.tiles() * self.invalid.len() {
            return Err(OutputError::Sequence(format!("{} people and {} blocks arrived", self.people, self.blocks)));
        }
        self.push_outcomes()?;
        self.statistics.push_draw(&self.scenario, &self.spool)
    }

    /// Turns the spool around: arm by arm instead of tile by tile.
    fn push_outcomes(&mut self) -> Result<(), OutputError> {
        let sample = self.sample();
        for arm in 0..self.scenario.arms.len() {
            for tile in 0..self.spool.tiles() {
                let block = self.spool.block(arm, tile)?;
                self.rows.push_block(self.draw, arm, &block, sample.as_deref())?;
            }
        }
        Ok(())
    }

    fn write_statistics(&self, summary: &[StatRow], contrasts: &[StatRow]) -> Result<(), OutputError> {
        let run_id = &self.identity.run_id;
        let count = self.scenario.design.parameter_draws;
        let reference = &self.scenario.arms[self.scenario.reference_arm()].id;
        self.write(&tables::summary_spec(count), tables::stat_frame(run_id, None, summary))?;
        self.write(&tables::contrasts_spec(count), tables::stat_frame(run_id, Some(reference), contrasts))?;
        if self.scenario.writes(Table::Timeseries) {
            self.write(&tables::timeseries_spec(count), tables::timeseries_frame(&self.scenario, &self.course))?;
        }
        if self.scenario.writes(Table::Sensitivity) {
            self.write(&sensitivity::spec(), sensitivity::frame(run_id, &self.statistics.sensitivity()))?;
        }
        if self.scenario.writes(Table::Draws) {
            self.write(&draws::spec(), draws::frame(run_id, &ParameterDraws::new(&self.scenario)))?;
        }
        if self.scenario.writes(Table::Arms) {
            self.write(&arms::spec(), arms::frame(&self.scenario))?;
        }
        if self.scenario.writes(Table::Dictionary) {
            self.write(&dictionary::spec(), dictionary::frame(&all_tables(&self.scenario)))?;
        }
        Ok(())
    }

    fn write(&self, spec: &TableSpec, frame: polars::prelude::PolarsResult<DataFrame>) -> Result<(), OutputError> {
        let frame = frame.map_err(self.table_error(&spec.file()))?;
        write_table(&self.folder, spec, self.metadata(spec), &frame)
    }

    fn metadata(&self, spec: &TableSpec) -> KeyValueMetadata {
        metadata(&self.identity, Some(self.scenario.design.seed), spec)
    }

    fn table_error(&self, file: &str) -> impl FnOnce(polars::error::PolarsError) -> OutputError + use<> {
        OutputError::table(&self.folder.path().join(file))
    }
}
