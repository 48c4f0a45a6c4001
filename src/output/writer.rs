//! Collects the parts of a run and writes its folder.

use std::ops::Range;
use std::path::{Path, PathBuf};

use super::draft::Draft;
use super::eligibility::Exclusions;
use super::lived::Lived;
use super::manifest::{ManifestFacts, RunContents, manifest_text};
use super::parquet::{metadata, write_table};
use super::report::{self, Files};
use super::tables::{self, Made};
use super::work::Work;
use super::{Call, Device, OutputError, RunFile, RunFolder, RunIdentity, Shard, Shards, datapackage, limits};
use crate::model::Tick;
use crate::results::{CourseSums, NestedDoses, Part, Sink, Table};
use crate::scenario::{Report, Scenario};
use crate::stats::{Ranking, Reached, StatRow};

/// Receives the parts of a run in any order, saves them from time to time, and writes the files of its folder at the end.
///
/// If the folder contains saved work of the same study, only the people who are missing are asked for.
pub struct RunWriter {
    scenario: Scenario,
    identity: RunIdentity,
    shard: Option<Shard>,
    work: Work,
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
    /// The shard in this folder is finished.
    Shard(PathBuf),
    /// The result is less precise than the scenario requires. The study must be run again with more people.
    TooFew {
        /// The folder of the run. It contains the work of this attempt, but no tables.
        folder: RunFolder,
        /// The reached precision.
        reached: Reached,
        /// The number of people for the next attempt.
        persons: u32,
    },
}

impl RunWriter {
    /// Begins a run on a device, or continues the one whose saved work is in the folder.
    ///
    /// # Errors
    /// If that work belongs to another study or was computed on a device of other results, unless the folder may be replaced.
    pub fn create(
        folder: RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        device: Device,
    ) -> Result<Self, OutputError> {
        Self::with_people(folder, scenario, identity, None, Some(device))
    }

    /// Begins or continues a shard of a run. Its folder gets no tables, but what is needed to merge it with the other shards.
    pub fn of_shard(
        folder: RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        device: Device,
        shard: Shard,
    ) -> Result<Self, OutputError> {
        Self::with_people(folder, scenario, identity, Some(shard), Some(device))
    }

    /// Begins a run whose people have been simulated in shards.
    pub fn of_shards(
        folder: RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        shards: &Shards,
    ) -> Result<Self, OutputError> {
        let mut writer = Self::with_people(folder, scenario, identity, None, None)?;
        writer.work.use_shards(shards)?;
        Ok(writer)
    }

    /// Begins a run whose first people are those of a finished run.
    pub fn extending(
        folder: RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        device: Device,
        run: &Path,
    ) -> Result<Self, OutputError> {
        let mut writer = Self::create(folder, scenario, identity, device)?;
        writer.work.use_run(run)?;
        Ok(writer)
    }

    fn with_people(
        folder: RunFolder,
        scenario: &Scenario,
        identity: &RunIdentity,
        shard: Option<Shard>,
        device: Option<Device>,
    ) -> Result<Self, OutputError> {
        let persons = scenario.design.persons;
        if i32::try_from(persons).is_err() {
            return Err(OutputError::TooManyPeople { persons });
        }
        let work = Work::open(&folder, scenario, identity, shard, device)?;
        Ok(Self { scenario: scenario.clone(), identity: identity.clone(), shard, work, folder })
    }

    /// Writes down the call of this run, so that it can be resumed.
    pub fn note_call(&self, call: &Call) -> Result<(), OutputError> {
        self.folder.note_call(call)
    }

    /// What the user should know about saved work that was found.
    pub fn notes(&mut self) -> Vec<String> {
        self.work.notes()
    }

    /// Records that another device computed some of the people, because the first one failed.
    pub fn also_computed_on(&mut self, device: &Device) {
        self.work.also_computed_on(device);
    }

    /// Number of person-arms that need not be simulated again.
    pub fn reused_person_arms(&self) -> u64 {
        self.work.amounts().reused
    }

    /// Computes the statistics and writes all files. If more people are needed, no files are written.
    pub fn finish(self, facts: &ManifestFacts) -> Result<Ended, OutputError> {
        self.work.check_complete()?;
        if let Some(shard) = self.shard {
            return self.finish_shard(shard, facts);
        }
        let Self { folder, scenario, identity, mut work, .. } = self;
        work.save_if_due()?;
        let draft = Draft::make(&folder, &scenario, &identity, &work)?;
        let (summary, contrasts) = draft.statistics.rows();
        let reached = Reached::of(&scenario, &summary, &contrasts);
        if let Some((reached, persons)) = reached.as_ref().and_then(|reached| Some((reached, reached.next()?))) {
            // The files must be closed before they are removed.
            drop(draft);
            work.save()?;
            folder.clear()?;
            return Ok(Ended::TooFew { folder, reached: reached.clone(), persons });
        }
        write_texts(&folder, &scenario, &identity)?;
        write_statistics(&folder, &scenario, &identity, &draft, &work, (&summary, &contrasts))?;
        let Draft { rows, statistics, invalid, exclusions, lived, .. } = draft;
        let ranking = statistics.ranking().clone();
        rows.finish()?;
        if facts.composition.member.is_none() && scenario.outputs.report == Report::Html {
            let page = report::of_run(Files(&|file| folder.path_of(file)), &scenario, &identity)?;
            folder.write_text(RunFile::Report, &page)?;
        }
        if let Some(parts) = work.in_table() {
            work.write_sums(&folder, parts)?;
        }
        let (reached_one, files, amounts) = (reached.as_ref(), folder.inventory()?, work.amounts());
        let contents = RunContents {
            reached: reached_one,
            invalid: &invalid,
            files: &files,
            amounts,
            devices: work.devices(),
            shard: None,
        };
        let text = manifest_text(&scenario, &identity, facts, &contents);
        let text = text.map_err(|fault| OutputError::Sequence(fault.to_string()))?;
        let folder = folder.finish_work(&text)?;
        Ok(Ended::Finished(Finished { folder, summary, contrasts, ranking, exclusions, lived, reached }))
    }

    /// Writes the folder of a shard.
    fn finish_shard(self, shard: Shard, facts: &ManifestFacts) -> Result<Ended, OutputError> {
        let Self { folder, scenario, identity, mut work, .. } = self;
        work.save_if_due()?;
        folder.write_text(RunFile::Resolved, &identity.resolved)?;
        folder.write_text(RunFile::Limits, &limits::limits_text(&scenario))?;
        work.write_parts(&folder)?;
        let (files, amounts) = (folder.inventory()?, work.amounts());
        let contents = RunContents {
            reached: None,
            invalid: &[],
            files: &files,
            amounts,
            devices: work.devices(),
            shard: Some(shard),
        };
        let text = manifest_text(&scenario, &identity, facts, &contents);
        let text = text.map_err(|fault| OutputError::Sequence(fault.to_string()))?;
        Ok(Ended::Shard(folder.finish_work(&text)?))
    }
}

fn write_texts(folder: &RunFolder, scenario: &Scenario, identity: &RunIdentity) -> Result<(), OutputError> {
    let specs = tables::specs(scenario);
    let package = datapackage::datapackage_text(scenario, identity, &specs);
    folder.write_text(RunFile::Resolved, &identity.resolved)?;
    folder.write_text(RunFile::Limits, &limits::limits_text(scenario))?;
    folder.write_text(RunFile::DataPackage, &package)
}

/// Writes all tables that are written at the end.
fn write_statistics(
    folder: &RunFolder,
    scenario: &Scenario,
    identity: &RunIdentity,
    draft: &Draft<'_>,
    work: &Work,
    (summary, contrasts): (&[StatRow], &[StatRow]),
) -> Result<(), OutputError> {
    let sensitivity = draft.statistics.sensitivity();
    let made = Made {
        scenario,
        run_id: &identity.run_id,
        summary,
        contrasts,
        course: work.course(),
        sensitivity: &sensitivity,
        ranking: draft.statistics.ranking(),
        exclusions: &draft.exclusions,
    };
    for table in Table::ALL.into_iter().filter(|table| scenario.writes(*table)) {
        let spec = tables::spec(table, scenario);
        if let Some(frame) = made.frame(table) {
            let frame = frame.map_err(OutputError::table(&folder.path_of(RunFile::Table(table))))?;
            write_table(folder, &spec, metadata(identity, Some(scenario.design.seed), &spec), &frame)?;
        }
    }
    Ok(())
}

impl Sink for RunWriter {
    type Error = OutputError;

    fn begin(&mut self, ticks: &[Tick]) -> Result<(), OutputError> {
        self.work.begin(ticks)
    }

    fn missing(&self, draw: u32) -> Vec<Range<u32>> {
        self.work.missing(draw)
    }

    fn missing_nested(&self) -> Range<u32> {
        self.work.missing_nested()
    }

    fn take_nested(&mut self, doses: NestedDoses) -> Result<(), OutputError> {
        self.work.take_nested(doses)
    }

    fn add_course(&mut self, arm: usize, people: usize, course: &CourseSums) -> Result<(), OutputError> {
        self.work.add_course(arm, people, course)
    }

    fn take(&mut self, part: Part) -> Result<(), OutputError> {
        self.work.take(part)
    }
}
