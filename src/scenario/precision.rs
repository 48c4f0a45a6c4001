//! A Monte Carlo error that a study reaches by adding people.

/// How precisely a statistic is wanted, and how many people that may take.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// Which statistic.
    pub statistic: PreciseStatistic,
    /// Of which column of the outcomes.
    pub column: String,
    /// Its largest Monte Carlo standard error in any arm, in the unit of the statistic, above 0.
    pub mcse_max: f64,
    /// No more people than this, at least as many as the study begins with.
    pub persons_max: u32,
}

/// Statistics that can be asked for; each is about everybody in an arm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PreciseStatistic {
    /// Mean of a measure.
    Mean,
    /// Share of people with a flag.
    Risk,
    /// Difference of a mean to the reference arm.
    MeanDifference,
    /// Difference of a share to the reference arm.
    RiskDifference,
}

impl PreciseStatistic {
    /// All of them.
    pub const ALL: [PreciseStatistic; 4] = [Self::Mean, Self::Risk, Self::MeanDifference, Self::RiskDifference];

    /// Its name in scenarios and tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Risk => "risk",
            Self::MeanDifference => "mean_difference",
            Self::RiskDifference => "risk_difference",
        }
    }

    /// Whether it is about yes and no.
    pub fn is_of_flags(self) -> bool {
        matches!(self, Self::Risk | Self::RiskDifference)
    }

    /// Whether it compares arms with the reference.
    pub fn is_contrast(self) -> bool {
        matches!(self, Self::MeanDifference | Self::RiskDifference)
    }
}

impl Precision {
    /// The statistic of the column, as scenarios write it.
    pub fn of(&self) -> String {
        format!("{}.{}", self.statistic.name(), self.column)
    }
}
