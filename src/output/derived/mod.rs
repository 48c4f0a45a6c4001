//! Statistics that are derived from the tables of finished runs, with the methods of runs, without simulating: other groups, flags, quantiles
//! and references, and comparisons of arms of several runs.

mod compare;
mod differences;
mod error;
mod groups;
mod known;
mod regroup;
mod relations;
mod request;
mod selection;
mod show;

pub use compare::compare;
pub use error::DerivedError;
pub use regroup::{regroup, write_regrouped};
pub use request::Request;
pub use show::ShowFormat;

use crate::stats::StatRow;

/// Statistics that were derived from finished runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Derived {
    /// Descriptions of the runs; the first one has number 1.
    pub runs: Vec<RunLabel>,
    /// Statistics of arms.
    pub summary: Vec<Summary>,
    /// Statistics of arms against other arms.
    pub contrasts: Vec<Contrast>,
    /// What a reader must know about the numbers.
    pub notes: Vec<String>,
}

/// A run whose tables were read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RunLabel {
    /// Path of its folder.
    pub path: String,
    /// Id of the run.
    pub run_id: String,
    /// Id of the study.
    pub study: String,
    /// The member of a sweep.
    pub member: Option<String>,
}

/// A statistic of an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    /// Position of its run.
    pub run: usize,
    /// The statistic.
    pub row: StatRow,
}

/// A statistic of an arm against another arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Contrast {
    /// Position of the run of the arm.
    pub run: usize,
    /// Position of the run of the reference.
    pub reference_run: usize,
    /// The reference.
    pub reference: String,
    /// Whether both arms have the same people.
    pub people: People,
    /// The statistic.
    pub row: StatRow,
}

/// Whether two arms have the same people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum People {
    /// Each person is compared with itself.
    Same,
    /// The samples are independent.
    Different,
}

impl People {
    /// Its word in tables.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Different => "different",
        }
    }
}

/// What is said of intervals of constants that the tables do not contain.
const UNKNOWN_CONSTANTS: &str = "Risks of clots: the interval of constants is not available for some rows (ci_kind parameter). It needs both \
arms in one run that has kept its draws: all columns of outcomes, without persons_sample in [outputs]. Put the arms into one scenario and \
run the study to get it.";
