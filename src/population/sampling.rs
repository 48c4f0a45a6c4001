//! Draws people: uniform numbers, correlation, then one attribute after the other.

use std::sync::Arc;

use super::Person;
use super::attributes::Base;
use super::copula::Copula;
use super::distribution::Draw;
use super::order::draw_order;
use super::uniforms::Uniforms;
use crate::scenario::{Design, PeopleRows, PopulationSpec, Variable};

/// Everybody who could be in a study. Cheap to share between threads; people are drawn when asked for.
#[derive(Clone, Debug)]
pub struct Population {
    uniforms: Uniforms,
    copula: Copula,
    base: Base,
    /// People of a data file.
    rows: Option<Arc<PeopleRows>>,
    /// In drawing order; without a distribution of its own a variable is drawn from the base.
    draws: Vec<(Variable, Option<Draw>)>,
}

impl Population {
    /// Prepares the population of a scenario. Validation has refused distributions that look at each other in a circle
    /// ([`draw_order`]) and correlations that cannot hold together ([`super::is_positive_definite`]).
    pub fn new(spec: &PopulationSpec, design: &Design) -> Self {
        let given = |variable| spec.overrides.iter().find(|(overridden, _)| *overridden == variable);
        let draw = |variable| (variable, given(variable).map(|(_, distribution)| Draw::new(distribution)));
        let order = draw_order(spec).unwrap_or_else(|_| Variable::ALL.to_vec());
        Self {
            uniforms: Uniforms::new(design.seed, design.sampler),
            copula: Copula::new(&spec.correlations),
            base: Base::new(spec.base),
            rows: spec.file.as_ref().map(|file| Arc::clone(&file.rows)),
            draws: order.into_iter().map(draw).collect(),
        }
    }

    /// One person, the same whenever and wherever asked for.
    pub fn person(&self, id: u32) -> Person {
        let mut uniforms = std::array::from_fn(|i| self.uniforms.of(id, Variable::ALL[i]));
        self.copula.apply(&mut uniforms);
        let Some(rows) = &self.rows else { return self.draw(id, &uniforms, |_| None) };
        let row = rows.draw(self.uniforms.of_row(id));
        Person { source_row: Some(rows.line(row)), ..self.draw(id, &uniforms, |variable| rows.value(variable, row)) }
    }

    /// The person with the median of every attribute: that of the data file, or, given those drawn before it, that of the base. No
    /// member of the study: the id is the last.
    pub fn typical(&self) -> Person {
        let measured = |variable| self.rows.as_ref().and_then(|rows| rows.median(variable));
        self.draw(u32::MAX, &[0.5; Variable::COUNT], measured)
    }

    /// Draws what is not `known` already.
    fn draw(&self, id: u32, uniforms: &[f64; Variable::COUNT], known: impl Fn(Variable) -> Option<f64>) -> Person {
        let mut person = Person { id, source_row: None, values: [0.0; Variable::COUNT] };
        for (variable, given) in &self.draws {
            let u = uniforms[variable.index()];
            let value = match (given, known(*variable)) {
                (Some(draw), _) => draw.value(u, &person),
                (None, Some(value)) => value,
                (None, None) => self.unknown(*variable, u, &person, &known),
            };
            let (low, high) = variable.bounds();
            person.values[variable.index()] = value.clamp(low, high);
        }
        person
    }

    /// What the base says of a variable; stature, which it draws before weight, must follow a weight that is known.
    fn unknown(&self, variable: Variable, u: f64, person: &Person, known: impl Fn(Variable) -> Option<f64>) -> f64 {
        match known(Variable::WeightKg) {
            Some(weight_kg) if variable == Variable::HeightCm => self.base.height_of_weight_cm(u, weight_kg, person),
            _ => self.base.value(variable, u, person),
        }
    }
}
