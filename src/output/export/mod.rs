//! Tables of a finished run in forms that spreadsheets and other programs read: CSV files, or one workbook.

mod comma;
mod folder;
mod headline;
mod plan;
mod workbook;

use std::path::{Path, PathBuf};

pub use plan::{ExportFormat, ExportPlan};

pub(super) use comma::write_frame;

use super::reread::SavedRun;
use super::{Existing, OutputError};

/// What was exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// The folder or the workbook.
    pub path: PathBuf,
    /// The names of the tables and the numbers of their rows.
    pub tables: Vec<(&'static str, usize)>,
}

/// Writes tables of a finished run to `to`: a folder for CSV, a file for a workbook.
///
/// # Errors
/// If something is already there that may not be replaced, a table is missing or too long, or nothing can be written.
pub fn export(run: &SavedRun, plan: &ExportPlan, to: &Path, existing: Existing) -> Result<Exported, OutputError> {
    match plan.format() {
        ExportFormat::Csv => folder::write(run, plan, to, existing),
        ExportFormat::Xlsx => workbook::write(run, plan, to, existing),
    }
}

/// Refuses a file or a folder with files that may not be replaced.
fn check_free(path: &Path, existing: Existing) -> Result<(), OutputError> {
    let is_empty = || path.read_dir().is_ok_and(|mut entries| entries.next().is_none());
    if existing == Existing::Keep && path.exists() && !(path.is_dir() && is_empty()) {
        return Err(OutputError::Exists { path: path.to_owned() });
    }
    Ok(())
}
