//! What can go wrong between the results and the disk.

use std::io;
use std::path::{Path, PathBuf};

/// A problem with the run folder or a file in it.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder cannot be made or written.
    #[error("cannot write the run folder `{}`: {source}; {}", path.display(), remedy(source.kind()))]
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
    /// Finished members of another sweep are already there.
    #[error(
        "`{}` holds {count} finished members of another sweep; use --force to replace them, or choose another folder with --out",
        path.display()
    )]
    FinishedMembers {
        /// The folder.
        path: PathBuf,
        /// How many.
        count: usize,
    },
    /// Another process is writing there.
    #[error("`{}` is being written by {writer}; wait for it, or choose another folder with --out", path.display())]
    Busy {
        /// The folder.
        path: PathBuf,
        /// Program, process and computer.
        writer: String,
    },
    /// Another process may be writing there, and no file lock can say.
    #[error(
        "`{}` is being written by {writer}, or was when that ended; files cannot be locked here ({source}), so this cannot be known. If it \
         has ended, delete `{}` and try again, or choose another folder with --out",
        path.display(), lock.display()
    )]
    NoLocks {
        /// The folder.
        path: PathBuf,
        /// The file that says who writes.
        lock: PathBuf,
        /// Program, process and computer.
        writer: String,
        /// Why there is no lock.
        source: io::Error,
    },
    /// Another process took the folder over while this one wrote.
    #[error("another soleus took over `{}`, so this run was given up; choose another folder with --out", path.display())]
    Taken {
        /// The folder.
        path: PathBuf,
    },
    /// A whole run could not take its names.
    #[error("the run in `{}` is whole, but its files could not all take their names: {source}. `soleus check` on this folder goes on", path.display())]
    Pending {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: Box<OutputError>,
    },
    /// There is no run in a folder.
    #[error("`{}` holds no run; name the folder that has the run's manifest.json", path.display())]
    NoRun {
        /// The folder.
        path: PathBuf,
    },
    /// A link stands where a sweep has a folder.
    #[error("`{}` is a link, and members are written only into folders of the sweep itself; remove it, or choose another folder with --out", path.display())]
    Link {
        /// The link.
        path: PathBuf,
    },
    /// Members failed, and what was there is whole.
    #[error(
        "{failed} members failed, so the run that was in `{}` stays; the same command goes on with the members that are not complete",
        path.display()
    )]
    MembersFailed {
        /// The folder.
        path: PathBuf,
        /// How many.
        failed: usize,
    },
    /// A file of a run would be replaced.
    #[error("`{}` belongs to a run, and nothing else is written there; choose another file with --out", path.display())]
    OfARun {
        /// The file.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error("cannot write `{}`: {source}; {}", path.display(), remedy(source.kind()))]
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
    #[error("cannot write the table `{}`: {source}; choose another place with --out", path.display())]
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

/// What to do about a file that cannot be written.
fn remedy(kind: io::ErrorKind) -> &'static str {
    match kind {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room there, or choose another place with --out"
        }
        io::ErrorKind::PermissionDenied => "make it writable, or choose another place with --out",
        _ => "choose another place with --out",
    }
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
