//! Fits the copula: its scores are correlated so that the people have the rank correlations that the scenario asks for.
//!
//! Flags and classes have equal values, and attributes depend on others in the base population. Both change what a correlation of the scores
//! becomes, so it is measured in a pilot sample and corrected.

use thiserror::Error;

use super::copula::{Copula, score_of};
use super::sampling::Population;
use crate::probability::rank_correlation;
use crate::scenario::{Correlation, PopulationSpec, Variable};

/// Number of people in the pilot sample.
const PILOT: u32 = 4096;
/// Most corrections.
const CORRECTIONS: u32 = 16;
/// Difference at which the fit ends, and the largest one that counts as fitted: the error of the pilot sample.
const CLOSE: f64 = 0.002;
const ACCEPTED: f64 = 0.01;
/// Strongest correlation of scores.
const STRONGEST: f64 = 0.995;
/// Change of a score from which on its effect is larger than the steps of a sample.
const NOTICEABLE: f64 = 0.02;

/// An error: a rank correlation that the people cannot have.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum Unreachable {
    /// No correlation of scores gives it.
    #[error(
        "`{}` and `{}` cannot have the rank correlation {} in this population; possible is {low:.2} to {high:.2}",
        .asked.a.name(), .asked.b.name(), .asked.rho
    )]
    Range {
        /// The pair and its correlation.
        asked: Correlation,
        /// The lowest possible correlation, with the other pairs as they are.
        low: f64,
        /// The highest one.
        high: f64,
    },
    /// It is possible, but the sample is too small to fit it.
    #[error(
        "`{}` and `{}` cannot be fitted to the rank correlation {}: too few people differ in them; the closest is {got:.2}",
        .asked.a.name(), .asked.b.name(), .asked.rho
    )]
    Rare {
        /// The pair and its correlation.
        asked: Correlation,
        /// The closest correlation.
        got: f64,
    },
    /// A variable does not vary.
    #[error("`{}` is the same for all people and cannot be correlated with `{}`", .constant.name(), .other.name())]
    Constant {
        /// The variable that is the same for all people.
        constant: Variable,
        /// The other one.
        other: Variable,
    },
}

impl Unreachable {
    /// The names of the two variables.
    pub fn names(&self) -> [&'static str; 2] {
        match self {
            Self::Range { asked, .. } | Self::Rare { asked, .. } => [asked.a.name(), asked.b.name()],
            Self::Constant { constant, other } => [constant.name(), other.name()],
        }
    }
}

/// Whether people can have all correlations of the scenario; else the first that they cannot have.
pub fn check_correlations(spec: &PopulationSpec) -> Result<(), Unreachable> {
    let Some(mut pilot) = Pilot::new(spec) else { return Ok(()) };
    if let Some(constant) = pilot.constant() {
        return Err(constant);
    }
    pilot.fit();
    pilot.missed().map_or(Ok(()), |pair| Err(pilot.refusal(pair)))
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
        let none = vec![0.0; asked.len()];
        let mut pilot = Self { asked, population, scores: none.clone(), got: none };
        pilot.step_to(&asked.iter().map(|pair| score_of(pair.rho)).collect::<Vec<f64>>());
        Some(pilot)
    }

    /// Corrects the scores until the correlations are those asked for, and keeps the best.
    fn fit(&mut self) {
        let mut slopes = vec![1.0; self.asked.len()];
        let mut best = (self.worst(), self.scores.clone());
        for _ in 0..CORRECTIONS {
            if best.0 < CLOSE {
                break;
            }
            let (scores, got) = (self.scores.clone(), self.got.clone());
            let corrected = |pair: usize| {
                let step = (self.asked[pair].rho - got[pair]) / slopes[pair];
                (scores[pair] + step.clamp(-0.3, 0.3)).clamp(-STRONGEST, STRONGEST)
            };
            self.step_to(&(0..scores.len()).map(corrected).collect::<Vec<f64>>());
            for (pair, slope) in slopes.iter_mut().enumerate() {
                let moved = self.scores[pair] - scores[pair];
                if moved.abs() > NOTICEABLE {
                    *slope = ((self.got[pair] - got[pair]) / moved).clamp(0.1, 2.0);
                }
            }
            if self.worst() < best.0 {
                best = (self.worst(), self.scores.clone());
            }
        }
        self.step_to(&best.1);
    }

    fn worst(&self) -> f64 {
        let differences = self.asked.iter().zip(&self.got).map(|(pair, got)| (pair.rho - got).abs());
        differences.fold(0.0, f64::max)
    }

    /// A pair with a variable that does not vary.
    fn constant(&self) -> Option<Unreachable> {
        let people = self.people();
        let varies = |variable| people.iter().any(|person| person.get(variable) != people[0].get(variable));
        let of = |pair: &Correlation| match (varies(pair.a), varies(pair.b)) {
            (false, _) => Some(Unreachable::Constant { constant: pair.a, other: pair.b }),
            (_, false) => Some(Unreachable::Constant { constant: pair.b, other: pair.a }),
            _ => None,
        };
        self.asked.iter().find_map(of)
    }

    /// The pair that is farthest from what was asked for, if it is too far.
    fn missed(&self) -> Option<usize> {
        let difference = |pair: &usize| (self.asked[*pair].rho - self.got[*pair]).abs();
        let far = (0..self.asked.len()).filter(|pair| difference(pair) > ACCEPTED);
        far.max_by(|one, other| difference(one).total_cmp(&difference(other)))
    }

    fn refusal(&mut self, pair: usize) -> Unreachable {
        let (asked, got, scores) = (self.asked[pair], self.got[pair], self.scores.clone());
        let mut at = |score: f64| {
            self.step_to(&scores);
            let mut extreme = scores.clone();
            extreme[pair] = score;
            self.step_to(&extreme);
            self.got[pair]
        };
        let (low, high) = (at(-STRONGEST), at(STRONGEST));
        if (low..=high).contains(&asked.rho) {
            Unreachable::Rare { asked, got }
        } else {
            Unreachable::Range { asked, low, high }
        }
    }

    /// Takes these correlations of scores, or the farthest on the way to them that are possible together, and measures what they give.
    fn step_to(&mut self, wanted: &[f64]) {
        /// Halvings of the way.
        const HALVINGS: i32 = 10;
        let part = |share: f64| -> Vec<f64> {
            self.scores.iter().zip(wanted).map(|(from, to)| from + share * (to - from)).collect()
        };
        let all = part(1.0);
        let (mut scores, mut copula) = (all.clone(), Copula::with(self.asked, &all));
        if copula.is_none() {
            let (mut possible, mut width) = (0.0, 0.5);
            for _ in 0..HALVINGS {
                if Copula::with(self.asked, &part(possible + width)).is_some() {
                    possible += width;
                }
                width *= 0.5;
            }
            scores = part(possible);
            copula = Copula::with(self.asked, &scores);
        }
        if let Some(copula) = copula {
            self.population.copula = copula;
            self.scores = scores;
        }
        self.measure();
    }

    fn measure(&mut self) {
        let people = self.people();
        let column = |variable| people.iter().map(|person| person.get(variable)).collect::<Vec<f64>>();
        let got = |pair: &Correlation| rank_correlation(&column(pair.a), &column(pair.b)).unwrap_or(0.0);
        self.got = self.asked.iter().map(got).collect();
    }

    /// The people of the sample, on one thread: the number of threads is not set yet when a scenario is checked.
    fn people(&self) -> Vec<super::Person> {
        (0..PILOT).map(|id| self.population.person(id)).collect()
    }
}
