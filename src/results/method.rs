//! Methods for intervals.

/// The method of an interval; the column `ci_method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Spread of 16 randomized replicates, Student's t with 15 degrees of freedom.
    ReplicateT,
    /// The same on the logarithmic scale, for a ratio.
    ReplicateTLog,
    /// Spread of independent people, Student's t.
    StudentT,
    /// The same on the logarithmic scale.
    StudentTLog,
    /// Score interval of independent people, for a share or a difference of shares.
    Score,
    /// The same for a sample whose size follows from the spread of the replicates.
    ReplicateScore,
    /// Observed values at binomial ranks around the quantile.
    OrderStatistics,
    /// The same with the spread of the replicates in place of the binomial one.
    ReplicateOrder,
    /// Reciprocals of the limits of the risk difference.
    Reciprocal,
    /// Quantiles of the estimates under draws of uncertain constants.
    ParameterDraws,
    /// No interval: too few people are on one side of the quantile.
    FewPeople,
    /// Both samples are independent. Runs do not use it, because their arms have the same people.
    Independent,
}

impl Method {
    /// The methods of runs.
    pub const ALL: [Method; 11] = [
        Method::ReplicateT,
        Method::ReplicateTLog,
        Method::StudentT,
        Method::StudentTLog,
        Method::Score,
        Method::ReplicateScore,
        Method::OrderStatistics,
        Method::ReplicateOrder,
        Method::Reciprocal,
        Method::ParameterDraws,
        Method::FewPeople,
    ];

    /// Name and description.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Method::ReplicateT => {
                ("replicate_t15", "spread of 16 randomized replicates, with Student's t of 15 degrees of freedom")
            }
            Method::ReplicateTLog => ("replicate_t15_log", "the same, for the logarithm"),
            Method::StudentT => {
                ("student_t", "spread of independent people, with Student's t of n - 1 degrees of freedom")
            }
            Method::StudentTLog => ("student_t_log", "the same, for the logarithm"),
            Method::Score => {
                ("score", "score interval of a share (Wilson) or of a difference of shares in the same people (Tango)")
            }
            Method::ReplicateScore => {
                ("replicate_score", "the same for as many independent people as have the spread of the 16 replicates")
            }
            Method::OrderStatistics => (
                "order_statistics",
                "observed values whose ranks are z binomial standard errors below and above the quantile",
            ),
            Method::ReplicateOrder => (
                "replicate_order_statistics",
                "the same with the spread of the 16 replicates in place of the binomial one",
            ),
            Method::Reciprocal => ("reciprocal", "reciprocals of the limits of the risk difference"),
            Method::ParameterDraws => (
                "parameter_draws",
                "quantiles of the estimates under 192 draws of the constants of stasis and of its link to clots, together with the error \
of the sample (distances from the estimate squared and added)",
            ),
            Method::FewPeople => ("none_few_people", "no interval, because fewer than 5 people are on one side"),
            Method::Independent => (
                "independent",
                "distances of the limits of two independent samples, squared and added; for ratios, the delta method",
            ),
        }
    }

    /// Name in the tables.
    pub fn name(self) -> &'static str {
        self.words().0
    }

    /// Description for the data dictionary.
    pub fn description(self) -> &'static str {
        self.words().1
    }

    /// What the interval is about: the people or the constants; the column `ci_kind`.
    pub fn kind(self) -> &'static str {
        match self {
            Method::ParameterDraws => "parameter",
            _ => "monte_carlo",
        }
    }
}
