//! Single files beside run folders: they appear only when they are whole.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use polars::prelude::DataFrame;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};

use super::OutputError;

/// Writes one text file, its folder too.
pub fn write_text(path: &Path, text: &str) -> Result<(), OutputError> {
    whole(path, |file| {
        let mut file: &File = file;
        file.write_all(text.as_bytes()).map_err(OutputError::file(path))
    })
}

/// Writes one table as a Parquet file of its own, its folder too.
pub(super) fn write_frame(path: &Path, frame: &mut DataFrame) -> Result<(), OutputError> {
    whole(path, |file| {
        let writer = ParquetWriter::new(BufWriter::new(file)).with_compression(ParquetCompression::Zstd(None));
        writer.finish(frame).map(|_| ()).map_err(OutputError::table(path))
    })
}

fn whole(path: &Path, write: impl FnOnce(&File) -> Result<(), OutputError>) -> Result<(), OutputError> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(OutputError::file(path))?;
    }
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let file = File::create(&partial).map_err(OutputError::file(path))?;
    write(&file)?;
    file.sync_all().and_then(|()| fs::rename(&partial, path)).map_err(OutputError::file(path))
}
