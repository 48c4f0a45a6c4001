//! Statistics of outcomes, with their names in the tables.

use std::borrow::Cow;

/// A statistic of an outcome in an arm, or of an arm against the reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Statistic {
    /// Mean of a number.
    Mean,
    /// Standard deviation between people.
    Sd,
    /// Smallest value.
    Min,
    /// Largest value.
    Max,
    /// Quantile, given by the share of people below it.
    Quantile(f64),
    /// Share of people with a flag.
    Risk,
    /// Mean of the differences from the reference, person by person.
    MeanDifference,
    /// Ratio of the means.
    MeanRatio,
    /// Difference of the medians.
    QuantileDifference,
    /// Difference of the shares.
    RiskDifference,
    /// Ratio of the shares.
    RiskRatio,
    /// People to treat for one flag fewer.
    NumberNeededToTreat,
    /// Share of people whose difference from the reference is beyond the threshold of a responder.
    ResponderShare,
}

/// What a statistic is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A measure or a measurement of one arm.
    Number,
    /// A flag of one arm.
    Flag,
    /// A measure or a measurement, compared between arm and reference.
    NumberContrast,
    /// A flag, compared between arm and reference.
    FlagContrast,
}

/// How a statistic is combined over several draws of the constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// The mean over the draws.
    Mean,
    /// It is computed from the combined risk difference.
    FromRiskDifference,
}

impl Subject {
    /// Whether it is a statistic of flags.
    pub fn is_of_flags(self) -> bool {
        matches!(self, Self::Flag | Self::FlagContrast)
    }

    /// Whether it compares an arm with the reference.
    pub fn is_contrast(self) -> bool {
        matches!(self, Self::NumberContrast | Self::FlagContrast)
    }
}

impl Statistic {
    /// All statistics, in the order of the tables. One quantile stands for all quantiles.
    pub const ALL: [Statistic; 13] = [
        Self::Mean,
        Self::Sd,
        Self::Min,
        Self::Max,
        Self::Quantile(0.05),
        Self::Risk,
        Self::MeanDifference,
        Self::MeanRatio,
        Self::QuantileDifference,
        Self::RiskDifference,
        Self::RiskRatio,
        Self::NumberNeededToTreat,
        Self::ResponderShare,
    ];

    /// Name, additional explanation for the data dictionary, and subject.
    fn definition(self) -> (&'static str, &'static str, Subject) {
        match self {
            Self::Mean => ("mean", "", Subject::Number),
            Self::Sd => ("sd", "", Subject::Number),
            Self::Min => ("min", "", Subject::Number),
            Self::Max => ("max", "", Subject::Number),
            Self::Quantile(_) => ("quantiles", " (q05 is the 5th percentile)", Subject::Number),
            Self::Risk => ("risk", " (share of people)", Subject::Flag),
            Self::MeanDifference => ("mean_difference", "", Subject::NumberContrast),
            Self::MeanRatio => ("mean_ratio", "", Subject::NumberContrast),
            Self::QuantileDifference => ("quantile_difference", " (of the medians)", Subject::NumberContrast),
            Self::RiskDifference => ("risk_difference", "", Subject::FlagContrast),
            Self::RiskRatio => ("risk_ratio", "", Subject::FlagContrast),
            Self::NumberNeededToTreat => {
                let words = " (number of people to treat to prevent one flag; negative if the arm adds flags; null if the interval \
                             of the risk difference includes 0)";
                ("nnt", words, Subject::FlagContrast)
            }
            Self::ResponderShare => {
                let words =
                    " (of responders: share of people whose difference from the reference is beyond the threshold)";
                ("responder_share", words, Subject::FlagContrast)
            }
        }
    }

    /// Its meaning, in one sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::Mean => "Mean of an outcome over the people of a group in an arm.",
            Self::Sd => "Standard deviation of an outcome between people.",
            Self::Min => "Smallest value of an outcome.",
            Self::Max => "Largest value of an outcome.",
            Self::Quantile(_) => "Value below which this percentage of the people lies; q05 is the 5th percentile.",
            Self::Risk => "Share of people with a flag.",
            Self::MeanDifference => "Mean of the people's own differences between an arm and the reference.",
            Self::MeanRatio => "Mean in an arm divided by the mean in the reference.",
            Self::QuantileDifference => "Median in an arm minus the median in the reference.",
            Self::RiskDifference => "Share of people with a flag in an arm minus that in the reference.",
            Self::RiskRatio => "Share of people with a flag in an arm divided by that in the reference.",
            Self::NumberNeededToTreat => {
                "Number of people who must do what the arm asks so that one flag fewer occurs; negative if the arm adds flags."
            }
            Self::ResponderShare => {
                "Share of people whose own difference between an arm and the reference is beyond the threshold of a responder."
            }
        }
    }

    /// Name in the tables.
    pub fn name(self) -> Cow<'static, str> {
        match self {
            Self::Quantile(share) => Cow::Owned(quantile_name(share)),
            other => Cow::Borrowed(other.definition().0),
        }
    }

    /// What it is about.
    pub fn subject(self) -> Subject {
        self.definition().2
    }

    /// Unit of the statistic, given the unit of the outcome.
    pub fn unit(self, of_outcome: &'static str) -> &'static str {
        match self {
            Self::Mean | Self::Sd | Self::Min | Self::Max | Self::Quantile(_) | Self::Risk => of_outcome,
            Self::MeanDifference | Self::QuantileDifference | Self::RiskDifference => of_outcome,
            Self::MeanRatio | Self::RiskRatio | Self::ResponderShare => "1",
            Self::NumberNeededToTreat => "people",
        }
    }

    /// How it is combined over draws of the constants.
    pub fn pooling(self) -> Pooling {
        match self {
            Self::Mean | Self::Sd | Self::Min | Self::Max | Self::Quantile(_) | Self::Risk => Pooling::Mean,
            Self::MeanDifference | Self::QuantileDifference | Self::RiskDifference => Pooling::Mean,
            Self::MeanRatio | Self::RiskRatio | Self::ResponderShare => Pooling::Mean,
            Self::NumberNeededToTreat => Pooling::FromRiskDifference,
        }
    }

    /// Text about all statistics of a subject, for the data dictionary.
    pub fn list(subject: Subject) -> String {
        let of_subject = Self::ALL.iter().filter(|statistic| statistic.subject() == subject);
        let words = of_subject.map(|statistic| statistic.definition()).map(|(name, words, _)| format!("{name}{words}"));
        words.collect::<Vec<_>>().join(", ")
    }
}

/// Name of a quantile in column style: `q05` for 0.05, `q97_5` for 0.975.
fn quantile_name(quantile: f64) -> String {
    let percent = libm::round(quantile * 1e6) / 1e4;
    let whole = libm::floor(percent);
    let rest = format!("{:.4}", percent - whole);
    match rest.trim_start_matches("0.").trim_end_matches('0') {
        "" => format!("q{whole:02}"),
        digits => format!("q{whole:02}_{digits}"),
    }
}
