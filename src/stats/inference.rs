//! Errors of estimates, either from the spread of randomized replicates or from the theory of independent draws.
//!
//! The error of a statistic is that of a mean: the mean of the influences of the people. The influence of a person is how much the
//! statistic follows this person (Hampel 1974). A replicate is too small for a statistic of its own, but not for a sum of influences.

use std::collections::BTreeMap;

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
pub(super) struct Inference<'a> {
    sampler: Sampler,
    /// For each person, the row of the data file from which the person comes; empty without a file.
    rows: &'a [i32],
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
    /// The part of it from the sample of people.
    pub(super) people: f64,
    /// The part of it from the rows of a data file, if there is one.
    pub(super) rows: Option<f64>,
    /// How many of them the interval reaches to either side.
    pub(super) reach: f64,
    /// The same for influences with the tails of a normal distribution.
    pub(super) least_reach: f64,
    /// How far the interval is moved up, in standard errors, because the influences are skewed.
    pub(super) shift: f64,
    /// Where the size comes from.
    pub(super) source: Source,
}

impl Error {
    /// No error.
    pub(super) const NONE: Self =
        Self { size: 0.0, people: 0.0, rows: None, reach: 0.0, least_reach: 0.0, shift: 0.0, source: Source::People };
}

impl<'a> Inference<'a> {
    /// Chooses the method that fits a design; `rows` are the rows of a data file from which people come.
    pub(super) fn new(design: &Design, rows: &'a [i32]) -> Self {
        let confidence = design.confidence;
        Self { sampler: design.sampler, rows, confidence, z: critical::normal(confidence) }
    }

    /// The error of a statistic, from the influence of each person; the influences have the mean 0. `None` for fewer than two people.
    ///
    /// Heavy tails make the size itself uncertain, which takes degrees of freedom from Student's t. Skewed influences move the interval:
    /// the terms are those of the Edgeworth expansion of a mean divided by its error (Hall 1992).
    pub(super) fn error(&self, ids: &[u32], influences: &[f64]) -> Option<Error> {
        let (source, people, sampled) = (self.source(ids.len()), ids.len() as f64, self.degrees(ids.len())?);
        let moments = Moments::of(ids, influences);
        let size = match source {
            Source::Replicates => spread(ids, influences),
            Source::People => libm::sqrt(moments.square / (people - 1.0)),
        };
        let plain = Error { size, people: size, rows: None, reach: 0.0, least_reach: 0.0, shift: 0.0, source };
        let error = self.with_rows(plain, ids, influences);
        let (count, moments, degrees) = match error {
            // Rows are far fewer than people, so they decide how certain the error is.
            (_, Some(totals)) if error.0.size > size => {
                (totals.len() as f64, Moments::of_all(&totals), (totals.len() as u32).saturating_sub(1).max(1))
            }
            _ => (people, moments, sampled),
        };
        let least_reach = critical::student(self.confidence, degrees);
        let error = Error { reach: least_reach, least_reach, ..error.0 };
        if error.size == 0.0 {
            return Some(error);
        }
        let left = 2.0 / (2.0 / f64::from(degrees) + moments.excess() / count);
        let reach = critical::student(self.confidence, degrees.min((libm::round(left) as u32).max(FEWEST_DEGREES)));
        let shift = moments.skewness() / libm::sqrt(count) * (2.0 * self.z * self.z + 1.0) / 6.0;
        Some(Error { reach, shift: shift.clamp(-FARTHEST, FARTHEST), ..error })
    }

    /// The error with that of the rows, and the influence of each row, if people come from the rows of a file. The spread of the influences
    /// of whole rows has the errors of both stages (the ultimate clusters of survey statistics).
    fn with_rows(&self, error: Error, ids: &[u32], influences: &[f64]) -> (Error, Option<Vec<f64>>) {
        if self.rows.is_empty() {
            return (error, None);
        }
        let mut totals = BTreeMap::new();
        for (id, influence) in ids.iter().zip(influences) {
            *totals.entry(self.rows[*id as usize]).or_insert(0.0) += influence / ids.len() as f64;
        }
        let totals: Vec<f64> = totals.into_values().collect();
        let count = totals.len() as f64;
        let squares: f64 = totals.iter().map(|total| total * total).sum();
        let both = match (squares > 0.0, totals.len() > 1) {
            (false, _) => 0.0,
            (true, true) => libm::sqrt(squares * count / (count - 1.0)),
            (true, false) => f64::INFINITY,
        };
        let size = both.max(error.people);
        let rows = libm::sqrt((size - error.people) * (size + error.people));
        (Error { size, rows: Some(rows), ..error }, Some(totals))
    }

    /// Whether people come from the rows of a data file.
    pub(super) fn has_rows(&self) -> bool {
        !self.rows.is_empty()
    }

    /// Number of people, or the effective number of rows from which these people come, if that is smaller.
    pub(super) fn independent(&self, ids: &[u32]) -> f64 {
        let people = ids.len() as f64;
        if self.rows.is_empty() {
            return people;
        }
        let mut counts = BTreeMap::new();
        ids.iter().for_each(|id| *counts.entry(self.rows[*id as usize]).or_insert(0.0) += 1.0);
        people.min(people * people / counts.values().map(|count| count * count).sum::<f64>())
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

/// Means of powers of influences, whose mean is 0.
#[derive(Clone, Copy, Debug)]
struct Moments {
    square: f64,
    cube: f64,
    fourth: f64,
}

impl Moments {
    fn of(ids: &[u32], influences: &[f64]) -> Self {
        let mean_of =
            |power: fn(f64) -> f64| tiled_sum(ids, influences.iter().map(|one| power(*one))) / influences.len() as f64;
        Self {
            square: mean_of(|one| one * one),
            cube: mean_of(|one| one * one * one),
            fourth: mean_of(|one| one * one * one * one),
        }
    }

    fn of_all(influences: &[f64]) -> Self {
        Self::of(&vec![0; influences.len()], influences)
    }

    fn skewness(&self) -> f64 {
        self.cube / (self.square * libm::sqrt(self.square))
    }

    /// How much heavier the tails are than those of a normal distribution.
    fn excess(&self) -> f64 {
        (self.fourth / (self.square * self.square) - 3.0).max(0.0)
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

    fn inference(sampler: Sampler) -> Inference<'static> {
        let design = Design { seed: 1, persons: 64, sampler, draws: Draws::Off, confidence: 0.95, precision: None };
        Inference::new(&design, &[])
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

    #[test]
    fn rows_count_as_often_as_they_are_different() {
        // Four rows with 1, 2, 3 and 4 people each, whose values are 3, 1, 4 and 1.
        let rows = [0, 1, 1, 2, 2, 2, 3, 3, 3, 3];
        let values = [3.0, 1.0, 4.0, 1.0];
        let mean = 2.1;
        let influences: Vec<f64> = rows.iter().map(|row| values[*row as usize] - mean).collect();
        let ids: Vec<u32> = (0..10).collect();
        let design = Design {
            seed: 1,
            persons: 10,
            sampler: Sampler::Random,
            draws: Draws::Off,
            confidence: 0.95,
            precision: None,
        };
        let error = Inference::new(&design, &rows).error(&ids, &influences).unwrap();
        // The linearized error of a weighted mean with rows as clusters, as survey::svymean(~y, svydesign(~1, weights = ~w)) defines it:
        // w = numpy.array([1, 2, 3, 4]); y = numpy.array([3, 1, 4, 1]); e = w * (y - 2.1) / 10; numpy.sqrt(4 / 3 * (e ** 2).sum())
        assert!((error.size - 0.8755950357709131).abs() < 1e-14, "{error:?}");
        assert!((libm::hypot(error.people, error.rows.unwrap()) - error.size).abs() < 1e-14, "{error:?}");
        assert!((error.least_reach - 3.182_446_305_283_707_8).abs() < 1e-8, "three degrees of freedom: {error:?}");
        assert!((Inference::new(&design, &rows).independent(&ids) - 100.0 / 30.0).abs() < 1e-12);
    }
}
