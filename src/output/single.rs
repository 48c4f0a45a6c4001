//! Writes single files outside run folders. A file appears only when it is complete, and it never replaces a file of a run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use polars::prelude::DataFrame;
use polars_io::parquet::write::{ParquetCompression, ParquetWriter};
use tempfile::NamedTempFile;

use super::cleanup::CleanupGuard;
use super::folder::has_manifest;
use super::staging::STAGING;
use super::{OutputError, RunFile};

/// Writes a text file; creates its folder if necessary.
pub fn write_text(path: &Path, text: &str) -> Result<(), OutputError> {
    whole(path, |mut file| file.write_all(text.as_bytes()).map_err(OutputError::file(path)))
}

/// Writes a table as a Parquet file; creates its folder if necessary.
pub(super) fn write_frame(path: &Path, frame: &mut DataFrame) -> Result<(), OutputError> {
    whole(path, |file| {
        let writer = ParquetWriter::new(BufWriter::new(file)).with_compression(ParquetCompression::Zstd(None));
        writer.finish(frame).map(|_| ()).map_err(OutputError::table(path))
    })
}

/// Writes a file that appears only when it is complete.
pub(super) fn whole(path: &Path, write: impl FnOnce(&File) -> Result<(), OutputError>) -> Result<(), OutputError> {
    let home = path.parent().filter(|home| !home.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if is_of_a_run(home, path) {
        return Err(OutputError::OfARun { path: path.to_owned() });
    }
    fs::create_dir_all(home).map_err(OutputError::file(path))?;
    let partial = partial(home).map_err(OutputError::file(path))?;
    let unfinished = partial.path().to_owned();
    let _undo = CleanupGuard::new(move || {
        let _ = fs::remove_file(unfinished);
    });
    write(partial.as_file())?;
    let kept = partial.as_file().sync_all().and_then(|()| partial.persist(path).map_err(|error| error.error));
    kept.map(|_| ()).map_err(OutputError::file(path))
}

/// A new temporary file with a unique name. The user's umask determines who may read it.
fn partial(home: &Path) -> io::Result<NamedTempFile> {
    let mut named = tempfile::Builder::new();
    named.prefix(".soleus-").suffix(".partial");
    #[cfg(unix)]
    named.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    named.tempfile_in(home)
}

/// Whether the path is that of a file of a run.
fn is_of_a_run(home: &Path, path: &Path) -> bool {
    let ours = path.file_name().and_then(|name| RunFile::named(&name.to_string_lossy())).is_some();
    ours && (has_manifest(home) || home.join(STAGING).exists())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::output::{Existing, Place, RunFolder};

    #[test]
    fn files_of_runs_are_not_replaced() {
        let home = tempfile::tempdir().unwrap();
        let summary = home.path().join("summary.parquet");
        write_text(&summary, "nobody's").unwrap();
        fs::remove_file(&summary).unwrap();
        let folder = RunFolder::create(&Place::Exactly(home.path().to_owned()), Existing::Keep).unwrap();
        assert!(matches!(write_text(&summary, "mine"), Err(OutputError::OfARun { .. })), "while it is written");
        folder.finish("{\n  \"format\": \"soleus-run/1\"\n}\n").unwrap();
        assert!(matches!(write_text(&summary, "mine"), Err(OutputError::OfARun { .. })) && !summary.exists());
        write_text(&home.path().join("leg.parquet"), "mine").unwrap();
    }

    #[test]
    fn a_file_that_fails_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("leg.parquet");
        fs::write(&path, "before").unwrap();
        let failed = whole(&path, |_| Err(OutputError::Sequence("a fault".to_owned())));
        assert!(failed.is_err() && fs::read_to_string(&path).unwrap() == "before");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        write_text(&path, "after").unwrap();
        assert_eq!(
            (fs::read_to_string(&path).unwrap().as_str(), fs::read_dir(home.path()).unwrap().count()),
            ("after", 1)
        );
    }
}
