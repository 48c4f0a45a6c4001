//! Errors of reading finished runs.

use std::io;
use std::path::PathBuf;

use crate::results::Table;

/// Why a finished run cannot be read, or lacks what is needed.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The folder contains no finished run.
    #[error("`{}` contains no finished run; give the folder that contains the run's manifest.json", path.display())]
    NoRun {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The folder contains a shard.
    #[error("`{}` contains a shard of a run, which has no tables; join all shards with `soleus merge`", path.display())]
    Shard {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The files of a complete run could not be renamed.
    #[error("the run in `{}` cannot be read yet: {why}", path.display())]
    Unfinished {
        /// Path of the folder.
        path: PathBuf,
        /// The cause.
        why: String,
    },
    /// A sweep was given where one run is needed.
    #[error("`{}` contains a sweep; give the folder of one of its members (members/...)", path.display())]
    Sweep {
        /// Path of the folder.
        path: PathBuf,
    },
    /// The run has no such table.
    #[error(
        "the run in `{}` has no table `{}`; add \"{}\" to `tables` in [outputs] and run the study again",
        path.display(), table.name(), table.name()
    )]
    NoTable {
        /// Path of the folder.
        path: PathBuf,
        /// The missing table.
        table: Table,
    },
    /// The table has no such column.
    #[error(
        "the table `{}` of the run in `{}` has no column `{column}`; add it to `columns` in [outputs], or remove `columns`, and run \
         the study again",
        table.name(), path.display()
    )]
    NoColumn {
        /// Path of the folder.
        path: PathBuf,
        /// The table.
        table: Table,
        /// The missing column.
        column: String,
    },
    /// The tables hold only a sample of the people.
    #[error(
        "the tables of the run in `{}` hold only {rows} of {persons} people; remove `persons_sample` from [outputs] and run the study \
         again",
        path.display()
    )]
    Sampled {
        /// Path of the folder.
        path: PathBuf,
        /// Number of people with rows.
        rows: usize,
        /// Number of people of the run.
        persons: u32,
    },
    /// A file cannot be read.
    #[error("cannot read `{}`: {source}; `soleus check` shows whether the run is unchanged", path.display())]
    File {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: io::Error,
    },
    /// A table cannot be read.
    #[error("cannot read the table `{}`: {source}; `soleus check` shows whether the run is unchanged", path.display())]
    Table {
        /// Path of the file.
        path: PathBuf,
        /// The cause.
        source: polars::error::PolarsError,
    },
    /// The resolved scenario does not fit this version.
    #[error(
        "cannot read the scenario of the run in `{}`, which version {version} of soleus wrote: {why}; run the study again with this version",
        path.display()
    )]
    Scenario {
        /// Path of the folder.
        path: PathBuf,
        /// The version that wrote the run.
        version: String,
        /// The cause.
        why: String,
    },
}
