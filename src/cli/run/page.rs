//! The page about all scenarios of a call.

use std::path::PathBuf;

use super::RUNS;
use super::ledger::Ledger;
use crate::cli::Console;
use crate::cli::progress::utc;
use crate::output::{RunFile, batch_report, write_text};

/// Writes the page into the folder of the call, if a run has a page of its own. If that fails, the runs stay and the user is told.
pub(super) fn write(ledger: &Ledger, console: &Console) {
    let parts = ledger.parts();
    let has_page = |folder: &PathBuf| folder.join(&*RunFile::Report.name()).exists();
    if !parts.iter().filter_map(|part| part.folder.as_ref()).any(has_page) {
        return;
    }
    let (home, name) = match &console.shared().out {
        Some(root) => (root.clone(), RunFile::Report.name().into_owned()),
        None => (PathBuf::from(RUNS), format!("{}-{}-scenarios.html", utc("%Y%m%dT%H%M%SZ"), parts.len())),
    };
    let path = home.join(name);
    match batch_report(&parts, &home).and_then(|page| write_text(&path, &page)) {
        Ok(()) => console.say(&format!("\nThe page about all scenarios: {}", path.display())),
        Err(error) => console.warn(&format!("warning: the page about all scenarios is missing: {error}")),
    }
}
