//! The report of a run: one page that needs neither scripts nor a network. It is made from the files of the run only.

mod adherence;
mod batch;
mod chart;
mod heat;
mod page;
mod pair;
mod quantiles;
mod read;
mod rebuild;
mod run;
mod sections;
mod shown;
mod sweep;
mod table;
mod timeline;
mod words;

use super::{OutputError, RunIdentity};
use crate::scenario::Scenario;
pub use batch::{BatchPart, batch_report};
pub(super) use read::Files;
pub use rebuild::{Change, Rebuilt, rebuild_report, report_of};
use run::Run;
pub use shown::main_outcome;
pub(super) use sweep::of_sweep;
pub use sweep::sweep_table;

/// The report of a run whose tables are written. Of the scenario, everything but the population is used.
pub(super) fn of_run(files: Files<'_>, scenario: &Scenario, identity: &RunIdentity) -> Result<String, OutputError> {
    let run = Run::read(files, scenario, identity)?;
    Ok(page::page(&scenario.study.title, &sections::all(&run)?))
}
