//! What the columns of statistics mean, which depends on whether constants were drawn.

use crate::stats::Method;

/// Descriptions for the data dictionary.
pub(super) struct StatWords {
    pub(super) estimate: &'static str,
    pub(super) std_error: &'static str,
    pub(super) ci_kind: &'static str,
    pub(super) ci_method: String,
    pub(super) mcse: &'static str,
    pub(super) n: &'static str,
    pub(super) n_events: &'static str,
    /// The column `n` of the time course.
    pub(super) course_n: &'static str,
}

impl StatWords {
    /// Those of a run with so many draws.
    pub(super) fn of(draws: u32) -> Self {
        if draws > 1 { Self::many_draws() } else { Self::one_draw() }
    }

    fn one_draw() -> Self {
        let methods: Vec<String> =
            Method::ALL.iter().map(|method| format!("{}: {}", method.name(), method.description())).collect();
        Self {
            estimate: "The statistic; null where it means nothing.",
            std_error: "Its standard error, of the kind that ci_kind says; null where unknown.",
            ci_kind: "What the interval is about: monte_carlo is the chance of the sample of people; parameter, for risks of clots \
only and in rows of their own, is what is not known of the link from stasis to clots.",
            ci_method: format!("How the interval was made. {}.", methods.join("; ")),
            mcse: "Monte Carlo standard error: std_error where ci_kind is not parameter.",
            n: "People who count.",
            n_events: "Those of them with the flag (in the arm); null for measures.",
            course_n: "People who count and are still in the phase.",
        }
    }

    fn many_draws() -> Self {
        Self {
            estimate: "The statistic: its mean over all draws; null where it means nothing in one of them.",
            std_error: "Its standard deviation over the draws.",
            ci_kind: "What the interval is about: parameter is what is not known of the constants in the table draws.",
            ci_method: "How the interval was made. parameter_draws: quantiles of the draws; for nnt, reciprocals of the interval of \
the risk difference."
                .to_owned(),
            mcse: "Monte Carlo standard error, the chance of the sample of people: mean of the errors of all draws, which the error of \
the mean does not exceed.",
            n: "People who count: the fewest of any draw.",
            n_events: "Null, because draws differ.",
            course_n: "People who count and are still in the phase, each of them once for every draw.",
        }
    }
}
