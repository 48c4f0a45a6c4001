//! A Monte Carlo error that a study reaches by adding people.

use crate::results::Statistic;

/// How precisely a statistic is wanted, and how many people that may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// Which statistic: one of [`Precision::STATISTICS`].
    pub statistic: Statistic,
    /// Of which column of the outcomes.
    pub column: String,
    /// Its largest Monte Carlo standard error in any arm, in the unit of the statistic, above 0.
    pub mcse_max: f64,
    /// No more people than this, at least as many as the study begins with.
    pub persons_max: u32,
}

impl Precision {
    /// Statistics that can be asked for; each is about everybody in an arm.
    pub const STATISTICS: [Statistic; 4] =
        [Statistic::Mean, Statistic::Risk, Statistic::MeanDifference, Statistic::RiskDifference];

    /// The statistic of the column, as scenarios write it.
    pub fn of(&self) -> String {
        format!("{}.{}", self.statistic.name(), self.column)
    }
}
