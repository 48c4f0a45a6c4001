//! Checks of the whole population: against the table, against people measured in the survey, and against the requests of scenarios.
#![allow(clippy::unwrap_used)]

mod illness;
mod plausibility;
mod reads;
mod reproducibility;
mod sampling_error;
mod scenarios;
mod survey;
mod table;

use super::Population;
use super::person::Person;
use super::uniforms::Uniforms;
use crate::probability::{Constant, TruncatedNormal, rank_correlation};
use crate::scenario::{BaseTable, Correlation, Design, Distribution, Draws, PopulationSpec, Sampler, Variable};

fn design(seed: u64, sampler: Sampler) -> Design {
    Design { seed, persons: 1, sampler, draws: Draws::Off, confidence: 0.95, precision: None }
}

fn spec(overrides: Vec<(Variable, Distribution)>, correlations: Vec<Correlation>) -> PopulationSpec {
    PopulationSpec { base: BaseTable::UsAdults, file: None, overrides, correlations }
}

fn adults(sampler: Sampler) -> Population {
    Population::new(&spec(Vec::new(), Vec::new()), &design(20_261_121, sampler))
}

fn people(population: &Population, count: u32) -> Vec<Person> {
    (0..count).map(|id| population.person(id)).collect()
}

fn mean(values: impl IntoIterator<Item = f64>) -> f64 {
    let (sum, count) = values.into_iter().fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
    sum / count
}

fn sd(values: &[f64]) -> f64 {
    let center = mean(values.iter().copied());
    mean(values.iter().map(|value| (value - center) * (value - center))).sqrt()
}

fn correlation(a: &[f64], b: &[f64]) -> f64 {
    let (center_a, center_b) = (mean(a.iter().copied()), mean(b.iter().copied()));
    mean(a.iter().zip(b).map(|(x, y)| (x - center_a) * (y - center_b))) / (sd(a) * sd(b))
}

fn spearman(a: &[f64], b: &[f64]) -> f64 {
    rank_correlation(a, b).unwrap()
}

fn column(people: &[Person], variable: Variable) -> Vec<f64> {
    people.iter().map(|person| person.get(variable)).collect()
}
