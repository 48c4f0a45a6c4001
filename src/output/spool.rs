//! Outcomes on their way to the tables: a nameless temporary file in the run folder, so that memory holds a few columns only.
//!
//! Blocks arrive tile by tile and, within a tile, arm by arm; the table wants them arm by arm. Each block is stored column by
//! column in the machine's own byte order, 4 bytes per value; where each lies follows from the number of people and arms.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use super::OutputError;
use crate::engine::CourseSums;
use crate::model::Measure;
use crate::stats::ArmColumns;
use crate::study::{ArmBlock, TILE};

const ELIGIBLE: u32 = 1;
const VALID: u32 = 2;

/// The temporary file.
#[derive(Debug)]
pub(super) struct Spool {
    file: File,
    folder: PathBuf,
    persons: usize,
    arms: usize,
    measured: usize,
}

impl Spool {
    /// Empty, in `folder`, for blocks with `measured` measurements; the file vanishes with the process.
    pub(super) fn create(folder: &Path, persons: usize, arms: usize, measured: usize) -> Result<Self, OutputError> {
        let file = tempfile::tempfile_in(folder).map_err(OutputError::unwritable(folder))?;
        Ok(Self { file, folder: folder.to_owned(), persons, arms, measured })
    }

    /// Position of the adherent share, behind the measures and the measurements.
    fn share(&self) -> usize {
        Measure::COUNT + self.measured
    }

    /// Position of the status word.
    fn status(&self) -> usize {
        self.share() + 1
    }

    fn columns(&self) -> usize {
        self.status() + 1
    }

    /// Forgets every block.
    pub(super) fn clear(&mut self) -> Result<(), OutputError> {
        let emptied = self.file.set_len(0).and_then(|()| self.file.rewind());
        emptied.map_err(OutputError::unwritable(&self.folder))
    }

    /// Number of tiles of a finished spool.
    pub(super) fn tiles(&self) -> usize {
        self.persons.div_ceil(TILE)
    }

    /// People in a tile.
    pub(super) fn tile_len(&self, tile: usize) -> usize {
        TILE.min(self.persons - tile * TILE)
    }

    /// Appends the next block.
    pub(super) fn append(&mut self, block: &ArmBlock) -> Result<(), OutputError> {
        let bit = |set: &bool, bit: u32| if *set { bit } else { 0 };
        let status: Vec<u32> =
            block.eligible.iter().zip(&block.valid).map(|(e, v)| bit(e, ELIGIBLE) | bit(v, VALID)).collect();
        let mut bytes: Vec<u8> = Vec::with_capacity(status.len() * self.columns() * 4);
        for column in block.measures.iter().chain(&block.measured).chain([&block.adherent_share]) {
            bytes.extend_from_slice(bytemuck::cast_slice(column));
        }
        bytes.extend_from_slice(bytemuck::cast_slice(&status));
        self.file.write_all(&bytes).map_err(OutputError::file(&self.folder.join("(temporary file)")))
    }

    /// Everything that statistics need of one arm.
    pub(super) fn arm(&self, arm: usize) -> Result<ArmColumns, OutputError> {
        let read = |columns: Range<usize>| columns.map(|column| self.column::<f32>(arm, column)).collect();
        let measures: Result<_, OutputError> = read(0..Measure::COUNT);
        let measured: Result<_, OutputError> = read(Measure::COUNT..self.share());
        let status: Vec<u32> = self.column(arm, self.status())?;
        Ok(ArmColumns {
            measures: measures?,
            measured: measured?,
            eligible: bits(&status, ELIGIBLE),
            valid: bits(&status, VALID),
        })
    }

    /// One arm of one tile, without its time course.
    pub(super) fn block(&self, arm: usize, tile: usize) -> Result<ArmBlock, OutputError> {
        let mut values: Vec<Vec<f32>> = vec![vec![0.0; self.tile_len(tile)]; self.status()];
        let mut status = vec![0u32; self.tile_len(tile)];
        self.seek(arm, tile, 0)?;
        values.iter_mut().try_for_each(|column| self.fill(column))?;
        self.fill(&mut status)?;
        let adherent_share = values.remove(self.share());
        let measured = values.split_off(Measure::COUNT);
        Ok(ArmBlock {
            first_person: (tile * TILE) as u32,
            adherent_share,
            measures: values,
            measured,
            known: Vec::new(),
            hazard_rel: Vec::new(),
            eligible: bits(&status, ELIGIBLE),
            valid: bits(&status, VALID),
            course: CourseSums::default(),
        })
    }

    fn column<T: bytemuck::Pod>(&self, arm: usize, column: usize) -> Result<Vec<T>, OutputError> {
        let mut values = vec![T::zeroed(); self.persons];
        for (tile, part) in values.chunks_mut(TILE).enumerate() {
            self.seek(arm, tile, column)?;
            self.fill(part)?;
        }
        Ok(values)
    }

    fn seek(&self, arm: usize, tile: usize, column: usize) -> Result<(), OutputError> {
        let columns_before =
            self.columns() * (tile * TILE * self.arms + arm * self.tile_len(tile)) + column * self.tile_len(tile);
        let sought = (&self.file).seek(SeekFrom::Start(columns_before as u64 * 4));
        sought.map(|_| ()).map_err(OutputError::unwritable(&self.folder))
    }

    fn fill<T: bytemuck::Pod>(&self, values: &mut [T]) -> Result<(), OutputError> {
        (&self.file).read_exact(bytemuck::cast_slice_mut(values)).map_err(OutputError::unwritable(&self.folder))
    }
}

fn bits(status: &[u32], bit: u32) -> Vec<bool> {
    status.iter().map(|word| word & bit != 0).collect()
}
