//! Methods for intervals.

/// The method of an interval; the column `ci_method`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Spread of 16 randomized replicates, Student's t with 15 degrees of freedom.
    ReplicateT,
    /// The same on the logarithmic scale, for a ratio.
    ReplicateTLog,
    /// Standard error of independent people, normal quantile.
    Normal,
    /// The same on the logarithmic scale, for a ratio.
    NormalLog,
    /// Wilson's score interval, for a share.
    Wilson,
    /// Observed values at binomial ranks around the quantile.
    OrderStatistics,
    /// Reciprocals of the limits of the risk difference.
    Reciprocal,
    /// Quantiles of the estimates under draws of uncertain constants.
    ParameterDraws,
    /// Both samples are independent. Runs do not use it, because their arms have the same people.
    Independent,
}

impl Method {
    /// The methods of runs.
    pub const ALL: [Method; 8] = [
        Method::ReplicateT,
        Method::ReplicateTLog,
        Method::Normal,
        Method::NormalLog,
        Method::Wilson,
        Method::OrderStatistics,
        Method::Reciprocal,
        Method::ParameterDraws,
    ];

    /// Name and description.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Method::ReplicateT => {
                ("replicate_t15", "spread of 16 randomized replicates, with Student's t of 15 degrees of freedom")
            }
            Method::ReplicateTLog => ("replicate_t15_log", "the same, for the logarithm of the ratio"),
            Method::Normal => ("normal", "standard error of independent people, with a normal quantile"),
            Method::NormalLog => ("normal_log", "the same, for the logarithm of the ratio"),
            Method::Wilson => ("wilson", "Wilson's score interval of a share"),
            Method::OrderStatistics => (
                "order_statistics",
                "observed values whose ranks are z binomial standard errors below and above the quantile",
            ),
            Method::Reciprocal => ("reciprocal", "reciprocals of the limits of the risk difference"),
            Method::ParameterDraws => (
                "parameter_draws",
                "quantiles of the estimates under 192 draws of the constants of stasis and of its link to clots",
            ),
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
            Method::ReplicateT | Method::ReplicateTLog | Method::Normal | Method::NormalLog => "monte_carlo",
            Method::Wilson | Method::OrderStatistics | Method::Reciprocal | Method::Independent => "monte_carlo",
        }
    }
}
