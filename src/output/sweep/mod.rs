//! The folder of a sweep: one run folder per member, and tables with the statistics of all members.

mod axes;
mod manifest;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use polars::prelude::{Column, DataFrame, PolarsResult};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use serde_json::Value;

use super::devices::Devices;
use super::folder::measure;
use super::manifest::ManifestFacts;
use super::parquet::{TableWriter, metadata, write_table};
use super::report::{Files, of_sweep};
use super::staging::{MEMBERS, STAGING, clear_stale};
use super::{
    Call, Existing, OutputError, Place, RunFile, RunFolder, RunIdentity, datapackage, dictionary, examine, limits,
};
use crate::results::{Table, TableSpec};
use crate::scenario::{Members, Report};
use axes::AxisColumns;
pub(super) use axes::MEMBER;

/// Receives the members of a sweep when they finish, and joins their statistics.
pub struct SweepWriter<'a> {
    folder: RunFolder,
    identity: RunIdentity,
    sweep: &'a Members,
    axes: AxisColumns,
    /// The runs of the sweep, each with the path of its folder relative to the folder of the sweep.
    asked: Vec<(String, String)>,
    /// The members that have finished or failed so far, in the order of the sweep.
    runs: Vec<Run>,
    /// The devices that computed them.
    devices: Devices,
    summary: TableWriter,
    contrasts: TableWriter,
}

/// A finished sweep: each member has finished or failed.
#[derive(Clone, Debug, PartialEq)]
pub struct Swept {
    /// Path of its folder.
    pub folder: PathBuf,
    /// Identity of the sweep.
    pub run_id: String,
    /// Number of members that failed.
    pub failed: usize,
}

/// A member that has finished or failed.
struct Run {
    run_id: String,
    asked_run_id: String,
    /// Path of its folder, relative to the folder of the sweep.
    folder: String,
    /// `done` or `failed`.
    status: &'static str,
    /// Hash of its manifest; `None` if it failed.
    manifest_blake3: Option<String>,
}

impl<'a> SweepWriter<'a> {
    /// Begins a sweep of these runs, one per member. Members that are already in the folder stay.
    pub fn create(
        place: &Place,
        existing: Existing,
        sweep: &'a Members,
        runs: &[RunIdentity],
    ) -> Result<Self, OutputError> {
        let identity = RunIdentity::of_sweep(sweep.sources.typed(), runs);
        let asked = asked(place, runs);
        let folders: Vec<String> = asked.iter().map(|(_, folder)| folder.clone()).collect();
        let folder = RunFolder::with_members(place, existing, &folders)?;
        folder.write_text(RunFile::Scenario, sweep.sources.typed())?;
        let axes = AxisColumns::new(sweep);
        let draws = most_draws(sweep);
        let begin = |table: Table| {
            let spec = spec(table, &axes, draws);
            TableWriter::create(&folder, &spec, metadata(&identity, None, &spec))
        };
        let (summary, contrasts) = (begin(Table::Summary)?, begin(Table::Contrasts)?);
        Ok(Self {
            summary,
            contrasts,
            axes,
            asked,
            runs: Vec::new(),
            devices: Devices::default(),
            folder,
            identity,
            sweep,
        })
    }

    /// Writes down the call of this sweep, so that it can be resumed.
    pub fn note_call(&self, call: &Call) -> Result<(), OutputError> {
        self.folder.note_call(call)
    }

    /// Path of the folder of the sweep.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Path of the folder of the next member.
    pub fn next_folder(&self) -> PathBuf {
        self.folder.path().join(&self.next().1)
    }

    /// Whether the folder already contains the next member, unchanged and with the same run id.
    pub fn has_next(&self) -> bool {
        let folder = self.next_folder();
        let found = examine(&folder);
        let is_there = found.is_ok_and(|found| found.is_whole() && found.asked_run_id == self.next().0);
        if is_there && folder.join(STAGING).exists() {
            clear_stale(&folder);
        }
        is_there
    }

    /// The id and the folder of the next member.
    fn next(&self) -> &(String, String) {
        &self.asked[self.runs.len()]
    }

    /// Records that the next member has finished and its folder is complete.
    pub fn done(&mut self) -> Result<(), OutputError> {
        let (home, member) = (self.next_folder(), self.runs.len());
        for (table, writer) in [(Table::Summary, &mut self.summary), (Table::Contrasts, &mut self.contrasts)] {
            let path = home.join(table.file());
            let file = File::open(&path).map_err(OutputError::file(&path))?;
            let frame = ParquetReader::new(file).finish().and_then(|frame| joined(&self.axes, member, frame));
            writer.push(&frame.map_err(OutputError::table(&path))?)?;
        }
        let (_, hash) = measure(&home.join(&*RunFile::Manifest.name()))?;
        self.devices.extend(&Devices::of_finished(&home));
        let run_id = fact(&home, "run_id").unwrap_or_default();
        self.runs.push(Run { run_id, status: "done", manifest_blake3: Some(hash), ..self.next_failed() });
        Ok(())
    }

    /// Records that the next member has failed. The other members stay.
    pub fn failed(&mut self) {
        self.runs.push(self.next_failed());
    }

    fn next_failed(&self) -> Run {
        let (asked, folder) = self.next().clone();
        Run { run_id: asked.clone(), asked_run_id: asked, folder, status: "failed", manifest_blake3: None }
    }

    /// Writes the tables of the sweep and then its manifest.
    pub fn finish(self, facts: &ManifestFacts) -> Result<Swept, OutputError> {
        let Self { folder, identity, sweep, axes, runs, devices, summary, contrasts, .. } = self;
        let failed = runs.iter().filter(|run| run.status == "failed").count();
        if failed > 0 && examine(folder.path()).is_ok_and(|found| found.is_whole()) {
            return Err(OutputError::MembersFailed { path: folder.path().to_owned(), failed });
        }
        summary.finish()?;
        contrasts.finish()?;
        let draws = most_draws(sweep);
        let specs = TABLES.map(|table| spec(table, &axes, draws));
        let write = |table: Table, frame: PolarsResult<DataFrame>| {
            let spec = spec(table, &axes, draws);
            let frame = frame.map_err(OutputError::table(&folder.path_of(RunFile::Table(table))))?;
            write_table(&folder, &spec, metadata(&identity, None, &spec), &frame)
        };
        write(Table::Runs, runs_frame(&axes, &runs))?;
        write(Table::Dictionary, dictionary::frame(&specs))?;
        if let Some(first) = sweep.members.first() {
            folder.write_text(RunFile::Limits, &limits::limits_text(&first.scenario))?;
            let package = datapackage::datapackage_text(&first.scenario, &identity, &specs);
            folder.write_text(RunFile::DataPackage, &package)?;
            if first.scenario.outputs.report == Report::Html {
                let done = sweep.members.iter().zip(&runs).find(|(_, run)| run.status == "done");
                let scenario = done.map(|(member, _)| &member.scenario);
                let page = of_sweep(Files(&|file| folder.path_of(file)), scenario, &identity)?;
                folder.write_text(RunFile::Report, &page)?;
            }
        }
        let text = manifest::text(sweep, &identity, facts, (&runs, &devices), &folder.inventory()?);
        Ok(Swept { folder: folder.finish(&text)?, run_id: identity.run_id, failed })
    }
}

/// The folder of a member in the folder `home` of a sweep of these runs; `at` is its position.
pub fn member_folder(home: &Path, runs: &[RunIdentity], at: usize) -> PathBuf {
    home.join(&asked(&Place::Exactly(home.to_owned()), runs)[at].1)
}

/// The ids of the runs and their folders, which are named after the member's number and the first digits of the id. If an earlier sweep has
/// another run with the same name, the name gets all digits.
fn asked(place: &Place, runs: &[RunIdentity]) -> Vec<(String, String)> {
    let width = runs.len().to_string().len().max(3);
    let named = |(number, run): (usize, &RunIdentity)| {
        let of = |digits: usize| format!("{MEMBERS}/{number:0width$}-{:.digits$}", run.run_id);
        let taken = match place {
            Place::Exactly(home) => fact(&home.join(of(4)), "asked_run_id").is_some_and(|id| id != run.run_id),
            Place::Member(_) | Place::Under { .. } => false,
        };
        (run.run_id.clone(), of(if taken { run.run_id.len() } else { 4 }))
    };
    (1..).zip(runs).map(named).collect()
}

/// The text of a key in the manifest of a run.
fn fact(folder: &Path, key: &str) -> Option<String> {
    let text = fs::read_to_string(folder.join(&*RunFile::Manifest.name())).ok()?;
    let manifest: Value = serde_json::from_str(&text).ok()?;
    Some(manifest[key].as_str()?.to_owned())
}

/// Largest number of draws of uncertain constants in a member.
fn most_draws(sweep: &Members) -> u32 {
    sweep.members.iter().map(|member| member.scenario.design.draws.repeats()).max().unwrap_or(1)
}

/// The tables of a sweep.
const TABLES: [Table; 4] = [Table::Runs, Table::Summary, Table::Contrasts, Table::Dictionary];

/// The layout of a table of a sweep with this many draws. Rows about members begin with the columns of the axes.
fn spec(table: Table, axes: &AxisColumns, draws: u32) -> TableSpec {
    let mut spec = table.spec(draws);
    if table != Table::Dictionary {
        spec.columns.splice(0..0, axes.specs());
    }
    spec
}

fn joined(axes: &AxisColumns, member: usize, frame: DataFrame) -> PolarsResult<DataFrame> {
    let rows = frame.height();
    let mut columns = axes.frame(&[member], rows);
    columns.extend(frame.into_columns());
    DataFrame::new(rows, columns)
}

fn runs_frame(axes: &AxisColumns, runs: &[Run]) -> PolarsResult<DataFrame> {
    let text = |name: &str, of: fn(&Run) -> &str| Column::new(name.into(), runs.iter().map(of).collect::<Vec<_>>());
    let members: Vec<usize> = (0..runs.len()).collect();
    let mut columns = axes.frame(&members, 1);
    columns.extend([
        text("run_id", |run| &run.run_id),
        text("folder", |run| &run.folder),
        text("status", |run| run.status),
    ]);
    DataFrame::new(runs.len(), columns)
}
