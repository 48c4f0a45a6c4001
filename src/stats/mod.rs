//! Statistics of outcomes: estimates with Monte Carlo errors, paired contrasts, and time courses.
//!
//! Every sum of outcomes is an `f64` sum over tiles of [`crate::results::TILE`] consecutive ids, added in tile order, and every sum
//! of the time course is one of whole numbers, so that no result depends on threads or on how a run was cut.

mod contrast;
mod estimate;
mod groups;
mod histogram;
mod inference;
mod link;
mod outcome;
mod pooled;
mod pools;
mod precision;
mod ranks;
mod row;
mod sample;
mod sensitivity;
mod summary;
mod sums;
mod timecourse;

pub use contrast::contrast_arm;
pub use estimate::Estimate;
pub use groups::{Group, Strata};
pub use inference::Inference;
pub use link::LinkDraws;
pub use pooled::Pooled;
pub use precision::Reached;
pub use row::StatRow;
pub use sensitivity::{Attributes, PooledSensitivity, SensitivityRow, correlate_arm};
pub use summary::summarize_arm;
pub use timecourse::{CourseRow, TimeCourse};

use crate::scenario::{Flag, Threshold};

/// Whether a value lies on the side of the threshold that the flag counts.
pub fn is_flagged(flag: &Flag, value: f32) -> bool {
    match flag.threshold {
        Threshold::Above(threshold) => f64::from(value) > threshold,
        Threshold::Below(threshold) => f64::from(value) < threshold,
    }
}

#[cfg(test)]
pub(crate) mod synthetic;
#[cfg(test)]
mod tests;
