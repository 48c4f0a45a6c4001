//! A Monte Carlo error that a study reaches by adding people.

use crate::results::Statistic;

/// The required precision of a statistic, and the largest number of people for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// The statistic: one of [`Precision::STATISTICS`].
    pub statistic: Statistic,
    /// The column of the outcomes.
    pub column: String,
    /// Its largest Monte Carlo standard error in any arm, in the unit of the statistic, above 0.
    pub mcse_max: f64,
    /// Largest number of people. It is at least the number with which the study begins.
    pub persons_max: u32,
}

impl Precision {
    /// Statistics for which a precision can be required. Each is about all people of an arm.
    pub const STATISTICS: [Statistic; 4] =
        [Statistic::Mean, Statistic::Risk, Statistic::MeanDifference, Statistic::RiskDifference];

    /// Statistic and column, as written in scenarios.
    pub fn of(&self) -> String {
        format!("{}.{}", self.statistic.name(), self.column)
    }
}
