//! Runs a study: people, schedules and backend in, tables out.

mod block;
mod fingerprint;
mod personalize;
mod plan;
mod run;
mod simulate;
mod tile;
mod trace;

pub use block::{ArmBlock, TILE};
pub use fingerprint::{fingerprint, model_hash};
pub use personalize::personalize;
pub use plan::{Estimate, estimate};
pub use run::{Monitor, StudyError, run};
pub use simulate::{Simulated, simulate};
pub use tile::Arms;
pub use trace::{Trace, trace};
