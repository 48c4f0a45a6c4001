//! `soleus export`: writes the tables of a finished run for spreadsheets and other programs.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::ExportArgs;
use super::{Console, Exit};
use crate::output::{Existing, ExportFormat, ExportPlan, Exported, OutputError, SavedRun, export as write};

/// Exports the tables of a run and prints the path of the folder or workbook.
pub(super) fn export(args: &ExportArgs, console: &Console) -> Exit {
    let to = console.shared().out.clone().unwrap_or_else(|| beside(&args.run, args.format));
    match exported(args, &to) {
        Ok(exported) => {
            tell(args, &exported, console);
            Exit::Done
        }
        Err(error) => {
            console.warn(&format!("error: {error}"));
            Exit::Unusable
        }
    }
}

fn exported(args: &ExportArgs, to: &Path) -> Result<Exported, OutputError> {
    let run = SavedRun::open(&args.run)?;
    let plan = ExportPlan::new(&run, args.format, &args.tables)?;
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    write(&run, &plan, to, existing)
}

/// The default place: beside the run folder, with its name.
fn beside(run: &Path, format: ExportFormat) -> PathBuf {
    let run = run.canonicalize().unwrap_or_else(|_| run.to_owned());
    let mut name = run.file_name().map_or_else(|| OsString::from("run"), OsString::from);
    name.push(match format {
        ExportFormat::Csv => "-csv",
        ExportFormat::Xlsx => ".xlsx",
    });
    run.with_file_name(name)
}

fn tell(args: &ExportArgs, exported: &Exported, console: &Console) {
    let Exported { path, tables } = exported;
    let rows: Vec<String> = tables.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
    console.say(&format!("rows of the tables: {}", rows.join(", ")));
    if console.shared().json {
        let tables: serde_json::Map<_, _> =
            tables.iter().map(|(table, rows)| ((*table).to_owned(), json!(rows))).collect();
        let path = path.display().to_string();
        console.announce(&format!("{:#}\n", json!({ "path": path, "format": args.format.word(), "rows": tables })));
    } else {
        console.announce(&format!("{}\n", path.display()));
    }
}
