//! Runs a study: people, schedules and backend in, tables out.

mod batch;
mod behavior;
mod block;
mod fill;
mod fingerprint;
mod link_draws;
mod parameter_draws;
mod personalize;
mod plan;
mod risk;
mod run;
mod simulate;
mod tile;
mod trace;

pub use block::{ArmBlock, TILE};
pub use fingerprint::{fingerprint, model_hash};
pub use link_draws::{LINK_DRAWS, link_draws};
pub use parameter_draws::ParameterDraws;
pub use personalize::personalize;
pub use plan::{Estimate, estimate};
pub use risk::RiskModel;
pub use run::{Monitor, StudyError, run};
pub use simulate::simulate;
pub use tile::Arms;
pub use trace::{Trace, trace};
