//! Errors of estimates, either from the spread of randomized replicates or from the theory of independent draws.
//!
//! The error of a statistic is that of a mean: the mean of the influences of the people. The influence of a person is how much the
//! statistic follows this person (Hampel 1974). A replicate is too small for a statistic of its own, but not for a sum of influences.

use super::sums::tiled_sum;
use crate::probability::critical;
use crate::scenario::{Design, Sampler};

/// Number of replicates.
const REPLICATES: usize = crate::results::REPLICATES as usize;
/// With fewer people than this, replicates are too small.
const LEAST_FOR_REPLICATES: usize = 2 * REPLICATES;
/// An interval is moved by at most so many standard errors, because the skewness of few people is uncertain.
const FARTHEST: f64 = 0.7;
/// Heavy tails leave at least so many degrees of freedom, because the kurtosis of few people is uncertain.
const FEWEST_DEGREES: u32 = 4;

/// How the errors of a study's estimates are computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Inference {
    sampler: Sampler,
    confidence: f64,
    /// Normal quantile of the confidence level, two-sided.
    pub(super) z: f64,
}

/// Where the size of an error comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    /// The spread of the replicates.
    Replicates,
    /// The spread of the people, who are independent.
    People,
}

/// The error of an estimate.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Error {
    /// The standard error.
    pub(super) size: f64,
    /// How many of them the interval reaches to either side.
    pub(super) reach: f64,
    /// The same for influences with the tails of a normal distribution.
    pub(super) least_reach: f64,
    /// How far the interval is moved up, in standard errors, because the influences are skewed.
    pub(super) shift: f64,
    /// Where the size comes from.
    pub(super) source: Source,
}

impl Inference {
    /// Chooses the method that fits a design.
    pub(super) fn new(design: &Design) -> Self {
        let confidence = design.confidence;
        Self { sampler: design.sampler, confidence, z: critical::normal(confidence) }
    }

    /// The error of a statistic, from the influence of each person; the influences have the mean 0. `None` for fewer than two people.
    ///
    /// Heavy tails make the size itself uncertain, which takes degrees of freedom from Student's t. Skewed influences move the interval:
    /// the terms are those of the Edgeworth expansion of a mean divided by its error (Hall 1992).
    pub(super) fn error(&self, ids: &[u32], influences: &[f64]) -> Option<Error> {
        let source = self.source(ids.len());
        let people = ids.len() as f64;
        let degrees = self.degrees(ids.len())?;
        let mean_of = |power: fn(f64) -> f64| tiled_sum(ids, influences.iter().map(|one| power(*one))) / people;
        let square = mean_of(|one| one * one);
        let size = match source {
            Source::Replicates => spread(ids, influences),
            Source::People => libm::sqrt(square / f64::from(degrees)),
        };
        let least_reach = critical::student(self.confidence, degrees);
        if size == 0.0 {
            return Some(Error { size, reach: least_reach, least_reach, shift: 0.0, source });
        }
        let skewness = mean_of(|one| one * one * one) / (square * libm::sqrt(square));
        let excess = (mean_of(|one| one * one * one * one) / (square * square) - 3.0).max(0.0);
        let left = 2.0 / (2.0 / f64::from(degrees) + excess / people);
        let reach = critical::student(self.confidence, degrees.min((left as u32).max(FEWEST_DEGREES)));
        let shift = skewness / libm::sqrt(people) * (2.0 * self.z * self.z + 1.0) / 6.0;
        Some(Error { size, reach, least_reach, shift: shift.clamp(-FARTHEST, FARTHEST), source })
    }

    /// Where the errors of so many people come from.
    pub(super) fn source(&self, people: usize) -> Source {
        match self.sampler {
            Sampler::Sobol if people >= LEAST_FOR_REPLICATES => Source::Replicates,
            _ => Source::People,
        }
    }

    /// How many standard errors an interval about so many people reaches, without heavy tails.
    pub(super) fn reach(&self, people: usize) -> f64 {
        self.degrees(people).map_or(self.z, |degrees| critical::student(self.confidence, degrees))
    }

    /// The same for independent people.
    pub(super) fn independent_reach(&self, people: usize) -> f64 {
        Self { sampler: Sampler::Random, ..*self }.reach(people)
    }

    fn degrees(&self, people: usize) -> Option<u32> {
        let values = if self.source(people) == Source::Replicates { REPLICATES } else { people };
        u32::try_from(values).ok()?.checked_sub(1).filter(|degrees| *degrees > 0)
    }
}

/// Standard error of the mean of the influences, from the sums over the replicates.
fn spread(ids: &[u32], influences: &[f64]) -> f64 {
    let mut sums = [0.0; REPLICATES];
    for (id, influence) in ids.iter().zip(influences) {
        sums[*id as usize % REPLICATES] += influence;
    }
    let count = REPLICATES as f64;
    let center = sums.iter().sum::<f64>() / count;
    let squares: f64 = sums.iter().map(|sum| (sum - center) * (sum - center)).sum();
    libm::sqrt(squares * count / (count - 1.0)) / ids.len() as f64
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Draws;

    fn inference(sampler: Sampler) -> Inference {
        Inference::new(&Design { seed: 1, persons: 64, sampler, draws: Draws::Off, confidence: 0.95, precision: None })
    }

    #[test]
    fn error_is_the_spread_of_the_replicates_over_four() {
        // Two people in each replicate; the means of the replicates are -7.5, -6.5, ... 7.5.
        let ids: Vec<u32> = (0..32).collect();
        let influences: Vec<f64> = ids.iter().map(|id| f64::from(id % 16) - 7.5).collect();
        let error = inference(Sampler::Sobol).error(&ids, &influences).unwrap();
        assert!((error.size - 4.760_952_285_695_233 / 4.0).abs() < 1e-14, "{error:?}");
        assert_eq!((error.source, error.shift), (Source::Replicates, 0.0));
        let error = inference(Sampler::Random).error(&ids, &influences).unwrap();
        // numpy.std(values, ddof=1) / sqrt(32)
        assert!((error.size - 0.827_939_533_400_683_6).abs() < 1e-14, "{error:?}");
        assert_eq!(error.source, Source::People);
    }

    #[test]
    fn replicates_need_sobol_points_and_thirty_two_people() {
        let source = |sampler, people| inference(sampler).source(people);
        assert_eq!(source(Sampler::Sobol, 31), Source::People);
        assert_eq!(source(Sampler::Sobol, 32), Source::Replicates);
        assert_eq!(source(Sampler::Random, 320), Source::People);
    }

    #[test]
    fn heavy_tails_widen_and_skewness_moves() {
        let ids: Vec<u32> = (0..100).collect();
        let flat: Vec<f64> = ids.iter().map(|id| f64::from(*id) - 49.5).collect();
        let one: Vec<f64> = ids.iter().map(|id| if *id == 0 { 99.0 } else { -1.0 }).collect();
        let of = |influences: &[f64]| inference(Sampler::Random).error(&ids, influences).unwrap();
        let (flat, one) = (of(&flat), of(&one));
        assert!(flat.shift.abs() < 1e-12 && flat.reach == flat.least_reach, "{flat:?}");
        assert!(one.shift == FARTHEST && one.reach > 1.3 * one.least_reach, "{one:?}");
        assert_eq!(inference(Sampler::Random).error(&[4], &[0.0]), None);
    }
}
