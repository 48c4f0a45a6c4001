//! Errors of run folders and files.

use std::io;
use std::path::{Path, PathBuf};

use super::reread::ReadError;

/// A problem with the run folder or a file in it.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// The folder cannot be created or written.
    #[error("cannot write the run folder `{}`: {source}; {}", path.display(), remedy(source.kind()))]
    Unwritable {
        /// Path of the folder.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// The folder already contains a finished run.
    #[error("`{}` already contains a finished run; use --force to replace it, or choose another folder with --out", path.display())]
    Finished {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The folder contains the saved work of another run.
    #[error(
        "`{}` contains the saved work of an interrupted run of another scenario, seed or version, or of more people; choose another folder with \
         --out, continue that run with `soleus resume`, or use --force to discard its work",
        path.display()
    )]
    OtherWork {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The folder contains work that was saved on a device that computes other bits.
    #[error(
        "`{}` contains the saved work of an interrupted run on {saved}, whose results differ from those of {present} in the last digits or more; \
         continue it on that device (--device), choose another folder with --out, or use `soleus run --force` to discard its work",
        path.display()
    )]
    OtherDevice {
        /// Path of the folder.
        path: PathBuf,
        /// The devices that computed it.
        saved: String,
        /// The present device.
        present: String,
    },
    /// Too many people left the valid range of the model.
    #[error(
        "the leg model left its valid range for {count} of {of} person-arms (more than 0.1 %), so the run was ended; these people may be \
         outside the range for which the model is valid"
    )]
    Invalid {
        /// Number of invalid person-arms.
        count: usize,
        /// Number of all person-arms.
        of: u64,
    },
    /// The folder contains no shard.
    #[error("`{}` contains no shard; give the folders that `soleus run --shard` wrote", path.display())]
    NoShard {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The folder contains no folders of shards.
    #[error("`{}` contains no shards; give the folder that was named with --out in `soleus run --shard`", path.display())]
    NoShards {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The folder contains shards of divisions into different numbers.
    #[error("`{}` contains shards of a division into {one} and of one into {other}; move one of them elsewhere", path.display())]
    MixedShards {
        /// Path of the folder.
        path: PathBuf,
        /// Number of shards.
        one: u32,
        /// Another number of shards.
        other: u32,
    },
    /// The shards do not make up one run.
    #[error("these shards do not make up one run: {what}")]
    UnfitShards {
        /// Why.
        what: String,
    },
    /// The run cannot be enlarged.
    #[error("the run in `{}` cannot be enlarged: {why}", path.display())]
    NotExtendable {
        /// Path of the folder.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// The folder contains other files.
    #[error("`{}` is not empty and contains no run of soleus, so nothing is written there; choose an empty or new folder with --out", path.display())]
    Foreign {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The folder already contains finished members of another sweep.
    #[error(
        "`{}` contains {count} finished members of another sweep; use --force to replace them, or choose another folder with --out",
        path.display()
    )]
    FinishedMembers {
        /// Path of the folder.
        path: PathBuf,
        /// Their number.
        count: usize,
    },
    /// Another process is writing to the folder.
    #[error("`{}` is being written by {writer}; wait for it, or choose another folder with --out", path.display())]
    Busy {
        /// Path of the folder.
        path: PathBuf,
        /// Program, process and computer that write.
        writer: String,
    },
    /// Another process may be writing to the folder; without file locks this is unknown.
    #[error(
        "{writer} is writing `{}`, or was interrupted while writing it. Files cannot be locked here ({source}), so soleus cannot find out \
         which. If that process has ended, delete `{}` and try again; otherwise choose another folder with --out",
        path.display(), lock.display()
    )]
    NoLocks {
        /// Path of the folder.
        path: PathBuf,
        /// The lock file, which names the writing process.
        lock: PathBuf,
        /// Program, process and computer that write.
        writer: String,
        /// Why the file cannot be locked.
        source: io::Error,
    },
    /// Another process took over the folder while this process was writing.
    #[error("another soleus process took over `{}`, so this run was stopped; choose another folder with --out", path.display())]
    Taken {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The files of a complete run could not all be renamed.
    #[error("the run in `{}` is complete, but some of its files could not be renamed: {source}. Run `soleus check` on this folder to continue", path.display())]
    Pending {
        /// Path of the folder.
        path: PathBuf,
        /// The cause.
        source: Box<OutputError>,
    },
    /// The folder contains no run.
    #[error("`{}` contains no run; give the folder that contains the run's manifest.json", path.display())]
    NoRun {
        /// Path of the folder.
        path: PathBuf,
    },
    /// Files of a run are missing or changed.
    #[error("the run in `{}` is not complete and unchanged, so nothing is made from it. {what}. `soleus check` lists all faults", path.display())]
    FaultyRun {
        /// Path of the folder.
        path: PathBuf,
        /// The first fault.
        what: String,
    },
    /// The folder is that of a member of a sweep.
    #[error(
        "`{}` is a member of a sweep, which must stay as it is; make the report of the folder of the sweep, or write that of the member elsewhere with --out FILE.html",
        path.display()
    )]
    Member {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The scenario of a run cannot be read.
    #[error("this version of soleus cannot read `{}` ({faults}); use the version that its manifest.json names", path.display())]
    OldScenario {
        /// Path of the scenario.
        path: PathBuf,
        /// Why.
        faults: String,
    },
    /// A folder of a sweep is a link.
    #[error("`{}` is a link, and members are written only into folders of the sweep itself; remove it, or choose another folder with --out", path.display())]
    Link {
        /// Path of the link.
        path: PathBuf,
    },
    /// Members failed; the folder still contains the earlier run.
    #[error(
        "{failed} {} failed, so the earlier run stays in `{}`; run the same command again to simulate the missing members",
        if *failed == 1 { "member" } else { "members" },
        path.display()
    )]
    MembersFailed {
        /// Path of the folder.
        path: PathBuf,
        /// Their number.
        failed: usize,
    },
    /// The file belongs to a run.
    #[error("`{}` is a file of a run, so nothing else is written there; choose another file with --out", path.display())]
    OfARun {
        /// Path of the file.
        path: PathBuf,
    },
    /// A file could not be written.
    #[error("cannot write `{}`: {source}; {}", path.display(), remedy(source.kind()))]
    File {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A file could not be read.
    #[error("cannot read `{}`: {source}; `soleus check` on its folder shows what is missing or changed", path.display())]
    Unreadable {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A table could not be read.
    #[error("cannot read the table `{}`: {source}; `soleus check` on its folder shows what is missing or changed", path.display())]
    UnreadableTable {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: polars::error::PolarsError,
    },
    /// A file changed after it was written.
    #[error("`{}` changed after it was written, so the run was not finished; check the disk, then run the study again", path.display())]
    Damaged {
        /// Path of the file.
        path: PathBuf,
    },
    /// A table could not be encoded.
    #[error("cannot write the table `{}`: {source}; choose another place with --out", path.display())]
    Table {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: polars::error::PolarsError,
    },
    /// A finished run cannot be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// There is already a file, or a folder with files.
    #[error("`{}` exists already; use --force to replace its files, or choose another place with --out", path.display())]
    Exists {
        /// Path of the file or folder.
        path: PathBuf,
    },
    /// The place for exported tables is a file or a run.
    #[error("`{}` cannot hold exported tables, because it is a file or the folder of a run; choose another folder with --out", path.display())]
    NoExportFolder {
        /// Path of the file or folder.
        path: PathBuf,
    },
    /// There is no table with this name.
    #[error("there is no table `{name}`; this run has {known}")]
    UnknownTable {
        /// The unknown name.
        name: String,
        /// The tables of the run.
        known: String,
    },
    /// A table has more rows than a sheet of a workbook.
    #[error(
        "the table `{table}` has {rows} rows, but a sheet of a workbook holds {most}; use --format csv, or leave the table out"
    )]
    TooLong {
        /// Name of the table.
        table: &'static str,
        /// Number of its rows.
        rows: usize,
        /// Largest number of rows.
        most: usize,
    },
    /// A workbook could not be written.
    #[error("cannot write the workbook `{}`: {source}; choose another place with --out", path.display())]
    Workbook {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: rust_xlsxwriter::XlsxError,
    },
    /// Results that do not fit the study, which is an error of this program.
    #[error("internal fault while collecting results: {0}")]
    Sequence(String),
    /// The study has more people than the tables can number.
    #[error("{persons} people are more than a table can number ({}); lower `persons`", i32::MAX)]
    TooManyPeople {
        /// Number of people in the scenario.
        persons: u32,
    },
}

/// Advice on a file that cannot be written.
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
    /// Adds the file to an I/O error.
    pub(super) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::File { path, source }
    }

    /// Adds the file to an error of a table.
    pub(super) fn table(path: &Path) -> impl FnOnce(polars::error::PolarsError) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::Table { path, source }
    }

    /// Adds the file that could not be read to an I/O error.
    pub(super) fn unreadable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::Unreadable { path, source }
    }

    /// Adds the table that could not be read to its error.
    pub(super) fn unreadable_table(path: &Path) -> impl FnOnce(polars::error::PolarsError) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::UnreadableTable { path, source }
    }

    /// Adds the folder to an I/O error.
    pub(super) fn unwritable(path: &Path) -> impl FnOnce(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |source| OutputError::Unwritable { path, source }
    }
}
