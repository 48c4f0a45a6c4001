//! Statistics of outcomes: estimates with Monte Carlo errors, paired contrasts, and time courses.
//!
//! Every sum of outcomes is an `f64` sum over tiles of [`crate::study::TILE`] consecutive ids, added in tile order, and every sum
//! of the time course is one of whole numbers, so that no result depends on threads or on how a run was cut.

mod cells;
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

pub use cells::Cells;
pub use contrast::contrast_arm;
pub use estimate::{Estimate, Method};
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

/// Results of one arm for all people, in id order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArmColumns {
    /// One column per [`crate::model::Measure`], in its order.
    pub measures: Vec<Vec<f32>>,
    /// One column per measurement of the scenario, in its order.
    pub measured: Vec<Vec<f32>>,
    /// Whether the person may take the arm's interventions.
    pub eligible: Vec<bool>,
    /// Whether the person counts.
    pub valid: Vec<bool>,
}

/// Whether a value lies on the side of the threshold that the flag counts.
pub fn is_flagged(flag: &Flag, value: f32) -> bool {
    match flag.threshold {
        Threshold::Above(threshold) => f64::from(value) > threshold,
        Threshold::Below(threshold) => f64::from(value) < threshold,
    }
}

/// Column-like name of a quantile: `q05` for 0.05, `q97_5` for 0.975.
pub fn quantile_name(quantile: f64) -> String {
    let percent = libm::round(quantile * 1e6) / 1e4;
    let whole = libm::floor(percent);
    let rest = format!("{:.4}", percent - whole);
    match rest.trim_start_matches("0.").trim_end_matches('0') {
        "" => format!("q{whole:02}"),
        digits => format!("q{whole:02}_{digits}"),
    }
}

#[cfg(test)]
pub(crate) mod synthetic;
#[cfg(test)]
mod tests;
