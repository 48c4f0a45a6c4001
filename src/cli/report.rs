//! `soleus report`: makes the report of a finished run again from its tables.

use std::path::Path;

use serde_json::json;

use super::args::ReportArgs;
use super::{Console, Exit};
use crate::output::{Change, OutputError, Rebuilt, rebuild_report, report_of, write_text};

/// Writes the report into the run folder, or elsewhere with `--out`.
pub(super) fn report(args: &ReportArgs, console: &Console) -> Exit {
    let made = match &console.shared().out {
        Some(path) => elsewhere(&args.run, path),
        None => rebuild_report(&args.run),
    };
    let Rebuilt { path, change } = match made {
        Ok(made) => made,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    let shown = path.display().to_string();
    if console.shared().json {
        console.json(&json!({ "report": shown, "changed": change == Change::Written }));
    } else {
        let words = match change {
            Change::Written => "written",
            Change::None => "unchanged, because the folder has the same report",
        };
        console.say(&format!("report {words}"));
        console.announce(&format!("{shown}\n"));
    }
    Exit::Done
}

/// Writes the report to another file; the run folder stays as it is.
fn elsewhere(run: &Path, path: &Path) -> Result<Rebuilt, OutputError> {
    write_text(path, &report_of(run)?)?;
    Ok(Rebuilt { path: path.to_owned(), change: Change::Written })
}
