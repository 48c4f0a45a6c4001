//! Runs a study: takes people, schedules and a backend, and hands on parts of results.

mod batch;
mod behavior;
mod fill;
mod fingerprint;
mod host;
mod nested;
mod pace;
mod personalize;
mod plan;
mod reference;
mod run;
mod simulate;
mod tile;
mod trace;

pub use fingerprint::{fingerprint, model_hash};
pub use host::HostColumns;
pub use nested::drawn_doses;
pub use personalize::personalize;
pub use plan::{Estimate, estimate};
pub use reference::Reference;
pub use run::{Monitor, StudyError, run};
pub use simulate::{simulate, simulate_people};
pub use tile::{Arms, Cohort};
pub use trace::{Trace, trace};
