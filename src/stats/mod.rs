//! Statistics of outcomes: estimates with Monte Carlo errors, paired contrasts, and time courses.
//!
//! Sums of outcomes are `f64` sums over tiles of [`crate::results::TILE`] consecutive ids; the tiles are added in order. Sums of the time
//! course are sums of whole numbers. Results therefore depend neither on the number of threads nor on how a run was divided.

mod contrast;
mod drawn;
mod estimate;
mod forecast;
mod groups;
mod histogram;
mod inference;
mod means;
mod multiplicity;
mod outcome;
mod partial;
mod pooled;
mod precision;
mod quantiles;
mod ranking;
mod risk_draws;
mod row;
mod sample;
mod sensitivity;
mod shares;
mod size;
mod summary;
mod sums;
mod tails;
mod timecourse;
mod tornado;
mod unpaired;

pub use crate::probability::rank_correlation;
pub use contrast::{contrast_arm, number_needed_to_treat};
pub use estimate::Estimate;
pub use forecast::{Forecast, PredictedError, forecast};
pub use groups::{Group, Grouping, Strata};
pub use multiplicity::holm;
pub use partial::Partial;
pub use pooled::Pooled;
pub use precision::Reached;
pub use ranking::{RankRow, Ranking};
pub use risk_draws::{DrawnArm, RANKED, RiskDraws, unknown_intervals, with_people};
pub use row::StatRow;
pub use sensitivity::{Attributes, PooledSensitivity, SensitivityRow, correlate_arm};
pub use size::GroupSize;
pub use summary::summarize_arm;
pub use timecourse::{CourseRow, TimeCourse};
pub use tornado::{Effect, End, Input, effects};
pub use unpaired::{Side, contrast_unpaired};

#[cfg(test)]
pub(crate) mod synthetic;
#[cfg(test)]
mod tests;
