//! A folder with one CSV file per table, their description, and the limits of the results.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use super::comma::{self, BYTE_ORDER_MARK, CommaError};
use super::{ExportPlan, Exported, check_free};
use crate::output::folder::has_manifest;
use crate::output::reread::SavedRun;
use crate::output::single::whole;
use crate::output::{Existing, OutputError, RunFile, datapackage, write_text};
use crate::results::Table;

/// Writes the tables. Files of other names in the folder stay.
pub(super) fn write(run: &SavedRun, plan: &ExportPlan, to: &Path, existing: Existing) -> Result<Exported, OutputError> {
    check_free(to, existing)?;
    if to.is_file() || has_manifest(to) {
        return Err(OutputError::NoExportFolder { path: to.to_owned() });
    }
    fs::create_dir_all(to).map_err(OutputError::unwritable(to))?;
    let (mut tables, mut marked) = (Vec::new(), Vec::new());
    for table in plan.tables() {
        let (rows, mark) = table_file(run, *table, &to.join(format!("{}.csv", table.name())))?;
        tables.push((table.name(), rows));
        marked.extend(mark.then(|| table.name()));
    }
    let names: Vec<&str> = tables.iter().map(|(name, _)| *name).collect();
    let package = datapackage::as_csv(&run.text(RunFile::DataPackage)?, &names, &marked);
    write_text(&to.join(&*RunFile::Limits.name()), &run.text(RunFile::Limits)?)?;
    write_text(&to.join(&*RunFile::DataPackage.name()), &package)?;
    Ok(Exported { path: to.to_owned(), tables })
}

/// Writes one table. Returns the number of its rows, and whether the file begins with a byte order mark.
fn table_file(run: &SavedRun, table: Table, path: &Path) -> Result<(usize, bool), OutputError> {
    let saved = run.table(table)?;
    let mark = comma::needs_mark(&saved, &saved.texts())?;
    whole(path, |file| {
        let mut to = BufWriter::with_capacity(1 << 20, file);
        if mark {
            to.write_all(BYTE_ORDER_MARK.as_bytes()).map_err(OutputError::file(path))?;
        }
        match comma::write(&saved, &mut to) {
            Ok(()) => to.flush().map_err(OutputError::file(path)),
            Err(CommaError::Read(error)) => Err(error.into()),
            Err(CommaError::Write(error)) => Err(OutputError::file(path)(error)),
        }
    })?;
    Ok((saved.rows(), mark))
}
