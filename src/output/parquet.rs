//! Writes a Parquet file with zstd compression, full statistics, row groups of a fixed size, and metadata that are equal for equal runs.

use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use polars::prelude::{DataFrame, PolarsResult, Schema};
use polars_io::parquet::write::{
    BatchedWriter, KeyValueMetadata, ParquetCompression, ParquetWriter, StatisticsOptions,
};

use super::arrow_schema::{self, arrow_schema};
use super::schema::schema;
use super::{OutputError, RunFile, RunFolder, RunIdentity, STATEMENT};
use crate::results::TableSpec;

/// Number of rows in a row group. It does not depend on the sizes of the frames.
pub const ROW_GROUP: usize = 131_072;
/// Version of the layout of the tables.
const FORMAT: &str = "soleus-results/1";

/// Writes the frames of one table.
pub(super) struct TableWriter {
    of: RunFile,
    path: PathBuf,
    file: File,
    writer: BatchedWriter<BufWriter<File>>,
    schema: Schema,
    /// Rows that do not yet fill a row group.
    pending: DataFrame,
}

/// The metadata of the file of a table. They follow only from scenario, seed and version. A sweep may have no single seed.
pub(super) fn metadata(identity: &RunIdentity, seed: Option<u64>, table: &TableSpec) -> KeyValueMetadata {
    let (seed, schema) = (seed.map(|seed| seed.to_string()), arrow_schema(&table.columns));
    let mut facts = vec![
        (arrow_schema::KEY, schema.as_str()),
        ("soleus.format", FORMAT),
        ("soleus.table", table.table.name()),
        ("soleus.run_id", &identity.run_id),
        ("soleus.version", &identity.version),
        ("soleus.model_hash", &identity.model_hash),
        ("soleus.scenario_hash", &identity.scenario_hash),
        ("soleus.scenario", &identity.resolved),
        ("soleus.limits", STATEMENT),
    ];
    facts.extend(seed.iter().map(|seed| ("soleus.seed", seed.as_str())));
    KeyValueMetadata::from_static(facts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
}

impl TableWriter {
    /// Creates the file of the table in the folder.
    pub(super) fn create(
        folder: &RunFolder,
        spec: &TableSpec,
        metadata: KeyValueMetadata,
    ) -> Result<Self, OutputError> {
        let of = RunFile::Table(spec.table);
        let path = folder.path_of(of);
        let file = folder.begin(of)?;
        let handle = file.try_clone().map_err(OutputError::file(&path))?;
        let schema = schema(spec);
        let writer = ParquetWriter::new(BufWriter::with_capacity(1 << 20, handle))
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(StatisticsOptions::full())
            .with_key_value_metadata(Some(metadata))
            .batched(&schema)
            .map_err(OutputError::table(&path))?;
        let pending = DataFrame::empty_with_schema(&schema);
        Ok(Self { of, path, file, writer, schema, pending })
    }

    /// Appends rows.
    pub(super) fn push(&mut self, frame: &DataFrame) -> Result<(), OutputError> {
        if **frame.schema() != self.schema {
            return Err(OutputError::Sequence(format!(
                "the columns of {} differ from their description",
                self.of.name()
            )));
        }
        self.pending.vstack_mut(frame).map_err(OutputError::table(&self.path))?;
        while self.pending.height() >= ROW_GROUP {
            let rest = self.pending.slice(ROW_GROUP as i64, self.pending.height() - ROW_GROUP);
            let group = std::mem::replace(&mut self.pending, rest).slice(0, ROW_GROUP);
            self.write_group(group)?;
        }
        Ok(())
    }

    /// Appends rows, or returns the error with which building them failed.
    pub(super) fn push_built(&mut self, frame: PolarsResult<DataFrame>) -> Result<(), OutputError> {
        let frame = frame.map_err(OutputError::table(&self.path))?;
        self.push(&frame)
    }

    /// Writes the remaining rows and the footer.
    pub(super) fn finish(mut self) -> Result<(), OutputError> {
        let last = std::mem::take(&mut self.pending);
        self.write_group(last)?;
        // This also flushes the footer, so that the other handle reads a complete file.
        self.writer.finish().map_err(OutputError::table(&self.path))?;
        self.file.sync_all().map_err(OutputError::file(&self.path))
    }

    /// Writes a frame as one row group; each column must have one chunk for this.
    fn write_group(&mut self, mut frame: DataFrame) -> Result<(), OutputError> {
        frame.rechunk_mut_par();
        self.writer.write_batch(&frame).map_err(OutputError::table(&self.path))
    }
}

/// Writes a table that consists of one frame.
pub(super) fn write_table(
    folder: &RunFolder,
    spec: &TableSpec,
    metadata: KeyValueMetadata,
    frame: &DataFrame,
) -> Result<(), OutputError> {
    let mut writer = TableWriter::create(folder, spec, metadata)?;
    writer.push(frame)?;
    writer.finish()
}
