//! The arguments of the verbs about finished runs.

use std::path::PathBuf;

use clap::Args;

use crate::output::ExportFormat;

/// Arguments of `export`.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// Folder of a finished run or sweep
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Form of the tables; --out names the folder of the CSV files or the workbook [default of --out: beside the run]
    #[arg(long, value_enum, value_name = "FORM")]
    pub format: ExportFormat,
    /// Tables to write, in place of the usual ones; persons and outcomes are written only if they are named here
    #[arg(long, value_name = "TABLE,...", value_delimiter = ',')]
    pub tables: Vec<String>,
    /// Replace the files of an earlier export
    #[arg(long)]
    pub force: bool,
}
