//! Errors of estimates, either from the spread of randomized replicates or from the theory of independent draws.

use super::sample::Split;
use crate::probability::critical;
use crate::scenario::{Design, Sampler};

/// Number of replicates; each gives an estimate of its own.
pub(super) const REPLICATES: usize = crate::results::REPLICATES as usize;
/// With fewer people than this, replicates are too small for estimates of their own.
const LEAST_FOR_REPLICATES: usize = 2 * REPLICATES;

/// How the errors of a study's estimates are computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Inference {
    sampler: Sampler,
    /// Normal quantile of the confidence level, two-sided.
    pub(super) z: f64,
    /// Quantile of Student's t with 15 degrees of freedom, two-sided.
    pub(super) t: f64,
}

impl Inference {
    /// Chooses the method that fits a design.
    pub(super) fn new(design: &Design) -> Self {
        Self {
            sampler: design.sampler,
            z: critical::normal(design.confidence),
            t: critical::student_15(design.confidence),
        }
    }

    /// The replicates of a sample; empty where errors have to come from theory.
    pub(super) fn replicates<S: Split>(&self, sample: &S) -> Vec<S> {
        match self.sampler {
            Sampler::Sobol if sample.len() >= LEAST_FOR_REPLICATES => sample.split(),
            _ => Vec::new(),
        }
    }
}

/// Standard error of an estimate, computed from the estimates of its replicates; `None` unless every replicate has an estimate.
pub(super) fn replicate_error<S>(replicates: &[S], estimate: impl Fn(&S) -> Option<f64>) -> Option<f64> {
    let estimates: Vec<f64> = replicates.iter().map(estimate).collect::<Option<_>>()?;
    if estimates.len() != REPLICATES {
        return None;
    }
    let count = REPLICATES as f64;
    let mean = estimates.iter().sum::<f64>() / count;
    let squares: f64 = estimates.iter().map(|estimate| (estimate - mean) * (estimate - mean)).sum();
    Some(libm::sqrt(squares / (count - 1.0) / count))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sample::Sample;
    use super::*;
    use crate::scenario::Draws;

    fn inference(sampler: Sampler) -> Inference {
        Inference::new(&Design { seed: 1, persons: 64, sampler, draws: Draws::Off, confidence: 0.95, precision: None })
    }

    #[test]
    fn error_is_the_spread_of_replicates_over_four() {
        let replicates: Vec<f64> = (0..16).map(f64::from).collect();
        let error = replicate_error(&replicates, |&value| Some(value)).unwrap();
        assert!((error - 4.760_952_285_695_233 / 4.0).abs() < 1e-14, "{error}");
    }

    #[test]
    fn one_replicate_without_an_estimate_spoils_the_error() {
        let replicates: Vec<f64> = (0..16).map(f64::from).collect();
        assert_eq!(replicate_error(&replicates, |&value| (value > 0.0).then_some(value)), None);
        assert_eq!(replicate_error(&[] as &[f64], |&value| Some(value)), None);
    }

    #[test]
    fn replicates_need_sobol_points_and_thirty_two_people() {
        let sample = |n| Sample::collect(n, |i| Some(i as f64));
        assert_eq!(inference(Sampler::Sobol).replicates(&sample(31)).len(), 0);
        assert_eq!(inference(Sampler::Sobol).replicates(&sample(32)).len(), 16);
        assert_eq!(inference(Sampler::Random).replicates(&sample(320)).len(), 0);
    }
}
