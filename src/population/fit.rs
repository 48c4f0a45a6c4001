//! Fits the copula: its scores are correlated so that the people have the rank correlations that the scenario asks for.
//!
//! Flags and classes have equal values, and attributes depend on others in the base population. Both change what a correlation of the scores
//! becomes, so it is measured in a pilot sample and corrected.

use thiserror::Error;

use super::copula::{Copula, score_of};
use super::sampling::Population;
use crate::probability::{rank_correlation, ranks};
use crate::scenario::{Correlation, PopulationSpec, Variable};

/// Number of people in the pilot sample.
const PILOT: u32 = 4096;
/// Most corrections.
const CORRECTIONS: u32 = 12;
/// Difference at which the fit ends, and the largest one that counts as fitted: the error of the pilot sample.
const CLOSE: f64 = 0.002;
const ACCEPTED: f64 = 0.01;
/// Strongest correlation of scores.
const STRONGEST: f64 = 0.995;

/// An error: a rank correlation that no correlation of scores gives.
#[derive(Clone, Debug, Error, PartialEq)]
#[error(
    "`{}` and `{}` cannot have the rank correlation {} in this population; possible is {low:.2} to {high:.2}",
    .asked.a.name(), .asked.b.name(), .asked.rho
)]
pub struct Unreachable {
    /// The pair and its correlation.
    pub asked: Correlation,
    /// The lowest possible correlation, with the other pairs as they are.
    pub low: f64,
    /// The highest one.
    pub high: f64,
}

/// Whether people can have all correlations of the scenario; else the first that they cannot have.
pub fn check_correlations(spec: &PopulationSpec) -> Result<(), Unreachable> {
    let Some(mut pilot) = Pilot::new(spec) else { return Ok(()) };
    pilot.fit();
    match pilot.missed() {
        None => Ok(()),
        Some(pair) => Err(pilot.unreachable(pair)),
    }
}

/// The copula whose people have the correlations of the scenario, or come closest.
pub(super) fn fitted(spec: &PopulationSpec) -> Copula {
    Pilot::new(spec).map_or_else(Copula::none, |mut pilot| {
        pilot.fit();
        pilot.population.copula
    })
}

/// A sample whose correlations are measured.
struct Pilot<'a> {
    asked: &'a [Correlation],
    population: Population,
    /// Correlation of the scores of each pair, and what it gives.
    scores: Vec<f64>,
    got: Vec<f64>,
}

impl<'a> Pilot<'a> {
    /// `None` if the scenario asks for no correlation.
    fn new(spec: &'a PopulationSpec) -> Option<Self> {
        let asked = spec.correlations.as_slice();
        let paired: Vec<Variable> = asked.iter().flat_map(|pair| [pair.a, pair.b]).collect();
        let population = (!asked.is_empty()).then(|| Population::pilot(spec, &paired))?;
        let mut pilot = Self { asked, population, scores: Vec::new(), got: Vec::new() };
        pilot.set(asked.iter().map(|pair| score_of(pair.rho)).collect());
        Some(pilot)
    }

    /// Corrects the scores until the correlations are those asked for, or do not come closer.
    fn fit(&mut self) {
        let mut slopes = vec![1.0; self.asked.len()];
        for _ in 0..CORRECTIONS {
            if self.worst() < CLOSE {
                return;
            }
            let (scores, got) = (self.scores.clone(), self.got.clone());
            let corrected = |pair: usize| {
                let step = (self.asked[pair].rho - got[pair]) / slopes[pair];
                (scores[pair] + step.clamp(-0.5, 0.5)).clamp(-STRONGEST, STRONGEST)
            };
            self.set((0..scores.len()).map(corrected).collect());
            for (pair, slope) in slopes.iter_mut().enumerate() {
                let moved = self.scores[pair] - scores[pair];
                if moved.abs() > 1e-3 {
                    *slope = ((self.got[pair] - got[pair]) / moved).clamp(0.05, 2.0);
                }
            }
        }
    }

    fn worst(&self) -> f64 {
        let differences = self.asked.iter().zip(&self.got).map(|(pair, got)| (pair.rho - got).abs());
        differences.fold(0.0, f64::max)
    }

    /// The pair that is farthest from what was asked for, if it is too far.
    fn missed(&self) -> Option<usize> {
        let difference = |pair: &usize| (self.asked[*pair].rho - self.got[*pair]).abs();
        let far = (0..self.asked.len()).filter(|pair| difference(pair) > ACCEPTED);
        far.max_by(|one, other| difference(one).total_cmp(&difference(other)))
    }

    fn unreachable(&mut self, pair: usize) -> Unreachable {
        let scores = self.scores.clone();
        let mut at = |score: f64| {
            let mut extreme = scores.clone();
            extreme[pair] = score;
            self.set(extreme);
            self.got[pair]
        };
        let (low, high) = (at(-STRONGEST), at(STRONGEST));
        Unreachable { asked: self.asked[pair], low, high }
    }

    /// Takes these correlations of scores and measures what they give.
    fn set(&mut self, scores: Vec<f64>) {
        self.population.copula = Copula::with(self.asked, &scores);
        // One thread: the number of threads is not set yet when a scenario is checked.
        let people: Vec<_> = (0..PILOT).map(|id| self.population.person(id)).collect();
        let ranks_of = |variable| ranks(&people.iter().map(|person| person.get(variable)).collect::<Vec<f64>>());
        let got = |pair: &Correlation| rank_correlation(&ranks_of(pair.a), &ranks_of(pair.b)).unwrap_or(0.0);
        self.got = self.asked.iter().map(got).collect();
        self.scores = scores;
    }
}
