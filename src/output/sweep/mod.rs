//! The folder of a sweep: a run folder per member, and the statistics of all of them in one place.

mod axes;
mod manifest;

use std::fs::File;
use std::path::PathBuf;

use polars::prelude::{Column, DataFrame, PolarsResult};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::folder::MEMBERS;
use super::manifest::ManifestFacts;
use super::parquet::{TableWriter, metadata, write_table};
use super::{Existing, OutputError, Place, RunFile, RunFolder, RunIdentity, datapackage, dictionary, limits};
use crate::results::{Table, TableSpec};
use crate::scenario::Members;
use axes::AxisColumns;

/// Takes the members of a sweep as they finish and joins their statistics.
pub struct SweepWriter<'a> {
    folder: RunFolder,
    identity: RunIdentity,
    sweep: &'a Members,
    axes: AxisColumns,
    /// What became of each member so far, in the order of the sweep.
    runs: Vec<Run>,
    summary: TableWriter,
    contrasts: TableWriter,
}

/// A sweep whose members have all been tried.
#[derive(Clone, Debug, PartialEq)]
pub struct Swept {
    /// Where it is.
    pub folder: PathBuf,
    /// Identity of the sweep.
    pub run_id: String,
    /// Members that failed.
    pub failed: usize,
}

/// What became of a member.
struct Run {
    run_id: String,
    /// Relative to the sweep's.
    folder: String,
    /// `done` or `failed`.
    status: &'static str,
}

impl<'a> SweepWriter<'a> {
    /// Begins a sweep.
    pub fn create(
        place: &Place,
        existing: Existing,
        sweep: &'a Members,
        identity: RunIdentity,
    ) -> Result<Self, OutputError> {
        let folder = RunFolder::create(place, existing)?;
        folder.write_text(RunFile::Scenario, sweep.sources.typed())?;
        let axes = AxisColumns::new(sweep);
        let draws = most_draws(sweep);
        let begin = |table: Table| {
            let spec = spec(table, &axes, draws);
            TableWriter::create(&folder, &spec, metadata(&identity, None, &spec))
        };
        let (summary, contrasts) = (begin(Table::Summary)?, begin(Table::Contrasts)?);
        Ok(Self { summary, contrasts, axes, runs: Vec::new(), folder, identity, sweep })
    }

    /// Where the next member goes.
    pub fn place(&self, run_id: &str) -> Place {
        Place::Exactly(self.folder.path().join(self.relative(run_id)))
    }

    fn relative(&self, run_id: &str) -> String {
        let width = self.sweep.members.len().to_string().len().max(3);
        format!("{MEMBERS}/{:0width$}-{run_id:.4}", self.runs.len() + 1)
    }

    /// The next member is done, and its folder complete.
    pub fn done(&mut self, run_id: &str) -> Result<(), OutputError> {
        let folder = self.relative(run_id);
        let member = self.runs.len();
        for (table, writer) in [(Table::Summary, &mut self.summary), (Table::Contrasts, &mut self.contrasts)] {
            let path = self.folder.path().join(&folder).join(table.file());
            let file = File::open(&path).map_err(OutputError::file(&path))?;
            let frame = ParquetReader::new(file).finish().and_then(|frame| joined(&self.axes, member, frame));
            writer.push(&frame.map_err(OutputError::table(&path))?)?;
        }
        self.runs.push(Run { run_id: run_id.to_owned(), folder, status: "done" });
        Ok(())
    }

    /// The next member failed; the others are kept.
    pub fn failed(&mut self, run_id: &str) {
        let folder = self.relative(run_id);
        self.runs.push(Run { run_id: run_id.to_owned(), folder, status: "failed" });
    }

    /// Writes what is left, the manifest last.
    pub fn finish(self, facts: &ManifestFacts) -> Result<Swept, OutputError> {
        let Self { folder, identity, sweep, axes, runs, summary, contrasts } = self;
        summary.finish(&folder)?;
        contrasts.finish(&folder)?;
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
        }
        let failed = runs.iter().filter(|run| run.status == "failed").count();
        let text = manifest::text(sweep, &identity, facts, &runs, &folder.inventory()?);
        Ok(Swept { folder: folder.finish(&text)?, run_id: identity.run_id, failed })
    }
}

/// Draws of uncertain constants in the member that has most.
fn most_draws(sweep: &Members) -> u32 {
    sweep.members.iter().map(|member| member.scenario.design.parameter_draws).max().unwrap_or(1)
}

/// The tables of a sweep.
const TABLES: [Table; 4] = [Table::Runs, Table::Summary, Table::Contrasts, Table::Dictionary];

/// Layout of a table of a sweep with so many draws: rows about members begin with their axes.
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
