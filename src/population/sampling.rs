//! Draws people: uniform numbers, correlation, then one attribute after the other.

use super::Person;
use super::attributes::Base;
use super::copula::Copula;
use super::distribution::Quantile;
use super::order::draw_order;
use super::uniforms::Uniforms;
use crate::scenario::{BaseTable, Design, PopulationSpec, Variable};

/// Everybody who could be in a study. Cheap to share between threads; people are drawn when asked for.
#[derive(Clone, Debug)]
pub struct Population {
    uniforms: Uniforms,
    copula: Copula,
    base: Base,
    /// In drawing order; without a distribution of its own a variable is drawn from the base.
    draws: Vec<(Variable, Option<Quantile>)>,
}

impl Population {
    /// Prepares the population of a scenario. Validation has refused distributions that look at each other in a circle
    /// ([`draw_order`]) and correlations that cannot hold together ([`super::is_positive_definite`]).
    pub fn new(spec: &PopulationSpec, design: &Design) -> Self {
        let given = |variable| spec.overrides.iter().find(|(overridden, _)| *overridden == variable);
        let draw = |variable| (variable, given(variable).map(|(_, distribution)| Quantile::new(distribution)));
        let order = draw_order(spec).unwrap_or_else(|_| Variable::ALL.to_vec());
        Self {
            uniforms: Uniforms::new(design.seed, design.sampler),
            copula: Copula::new(&spec.correlations),
            base: match spec.base {
                BaseTable::UsAdults => Base::us_adults(),
            },
            draws: order.into_iter().map(draw).collect(),
        }
    }

    /// One person, the same whenever and wherever asked for.
    pub fn person(&self, id: u32) -> Person {
        let mut uniforms = std::array::from_fn(|i| self.uniforms.of(id, Variable::ALL[i]));
        self.copula.apply(&mut uniforms);
        self.draw(id, &uniforms)
    }

    /// The person with the median of every attribute, given those drawn before it. No member of the study: the id is the last.
    pub fn typical(&self) -> Person {
        self.draw(u32::MAX, &[0.5; Variable::COUNT])
    }

    fn draw(&self, id: u32, uniforms: &[f64; Variable::COUNT]) -> Person {
        let mut person = Person { id, values: [0.0; Variable::COUNT] };
        for (variable, given) in &self.draws {
            let u = uniforms[variable.index()];
            let value = match given {
                Some(quantile) => quantile.value(u, &person.values),
                None => self.base.value(*variable, u, &person),
            };
            let (low, high) = variable.bounds();
            person.values[variable.index()] = value.clamp(low, high);
        }
        person
    }
}
