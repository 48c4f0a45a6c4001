//! What can go wrong between the results and the disk.

use std::io;
use std::path::{Path, PathBuf};

/// A problem with the run folder or a file in it.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder cannot be made or written.
    #[error("cannot write the run folder `{}`: {source}; choose another one with --out, or make it writable", path.display())]
    Unwritable {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A finished run is already there.
    #[error("`{}` already holds a finished run; use --force to replace it, or choose another folder with --out", path.display())]
    Finished {
        /// The folder.
        path: PathBuf,
    },
    /// Something else is already there.
    #[error("`{}` is not empty and holds no run of soleus, so it is left alone; choose an empty or new folder with --out", path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
    },
    /// Another process is writing there.
    #[error("another soleus is writing to `{}`; wait for it, or choose another folder with --out", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error("cannot write `{}`: {source}; check free space and permissions", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// What was written before is not there any more as it was.
    #[error("`{}` changed after it was written, so the run was not finished; check the disk, then run the study again", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A table could not be encoded.
    #[error("cannot write the table `{}`: {source}; check free space and permissions", path.display())]
    Table {
        /// The file.
        path: PathBuf,
        /// Why.
        source: polars::error::PolarsError,
    },
    /// Results arrived in another order or shape than agreed.
    #[error("internal fault while collecting results: {0}")]
    Sequence(String),
    /// The study is larger than the tables can number.
    #[error("{persons} people are more than a table can number ({}); lower `persons`", i32::MAX)]
    TooManyPeople {
        /// People asked for.
        persons: u32,
    },
}

impl OutputError {
    /// Names the file in an I/O error.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::File { path, source }
    }

    /// Names the file in a table error.
    pub(super) fn table(path: &Path) -> impl FnOnce(polars::error::PolarsError) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::Table { path, source }
    }

    /// Names the folder in an I/O error.
    pub(super) fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::Unwritable { path, source }
    }
}
