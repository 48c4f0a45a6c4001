//! Draws people: first uniform numbers, then correlations, then one attribute after the other.

use std::sync::Arc;

use super::Person;
use super::attributes::Base;
use super::copula::Copula;
use super::distribution::Draw;
use super::fit::fitted;
use super::order::{dependencies, draw_order};
use super::uniforms::Uniforms;
use crate::scenario::{Design, PeopleRows, PopulationSpec, Sampler, Variable};

/// All possible people of a study. It is cheap to share between threads, because people are drawn only on request.
#[derive(Clone, Debug)]
pub struct Population {
    uniforms: Uniforms,
    pub(super) copula: Copula,
    base: Base,
    /// People of the data file, if there is one.
    rows: Option<Arc<PeopleRows>>,
    /// In drawing order. A variable without a distribution of its own is drawn from the base population.
    draws: Vec<(Variable, Option<Draw>)>,
}

impl Population {
    /// Prepares the population of a scenario. Validation has already refused distributions that depend on each other in a circle
    /// ([`draw_order`]) and correlations that contradict each other; [`super::check_correlations`] refuses those that no people can have.
    pub fn new(spec: &PopulationSpec, design: &Design) -> Self {
        Self { copula: fitted(spec), ..Self::independent(spec, Uniforms::new(design.seed, design.sampler)) }
    }

    /// People of a fixed sample, for whom only these variables and those on which they depend are drawn, without correlations.
    pub(super) fn pilot(spec: &PopulationSpec, variables: &[Variable]) -> Self {
        /// Seed of the sample.
        const SEED: u64 = 1907;
        let mut all = Self::independent(spec, Uniforms::new(SEED, Sampler::Sobol));
        let mut needed = variables.to_vec();
        for (variable, _) in all.draws.iter().rev() {
            if needed.contains(variable) {
                needed.extend(dependencies(spec, *variable));
            }
        }
        all.draws.retain(|(variable, _)| needed.contains(variable));
        all
    }

    fn independent(spec: &PopulationSpec, uniforms: Uniforms) -> Self {
        let given = |variable| spec.overrides.iter().find(|(overridden, _)| *overridden == variable);
        let draw = |variable| (variable, given(variable).map(|(_, distribution)| Draw::new(distribution)));
        let order = draw_order(spec).unwrap_or_else(|_| Variable::ALL.to_vec());
        Self {
            uniforms,
            copula: Copula::none(),
            base: Base::new(spec.base),
            rows: spec.file.as_ref().map(|file| Arc::clone(&file.rows)),
            draws: order.into_iter().map(draw).collect(),
        }
    }

    /// One person; every call returns the same person.
    pub fn person(&self, id: u32) -> Person {
        let mut uniforms = std::array::from_fn(|i| self.uniforms.of(id, Variable::ALL[i]));
        self.copula.apply(&mut uniforms);
        let Some(rows) = &self.rows else { return self.draw(id, &uniforms, |_| None) };
        let row = rows.draw(self.uniforms.of_row(id));
        Person { source_row: Some(rows.line(row)), ..self.draw(id, &uniforms, |variable| rows.value(variable, row)) }
    }

    /// The person with the median of every attribute: the median of the data file, or that of the base population given the attributes
    /// drawn before. This person is not part of the study and has the last id.
    pub fn typical(&self) -> Person {
        let measured = |variable| self.rows.as_ref().and_then(|rows| rows.median(variable));
        self.draw(u32::MAX, &[0.5; Variable::COUNT], measured)
    }

    /// Draws the attributes that are not `known`.
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

    /// The base population's value of a variable. The base draws stature before weight; if the weight is already known, stature must fit
    /// it.
    fn unknown(&self, variable: Variable, u: f64, person: &Person, known: impl Fn(Variable) -> Option<f64>) -> f64 {
        match known(Variable::WeightKg) {
            Some(weight_kg) if variable == Variable::HeightCm => self.base.height_of_weight_cm(u, weight_kg, person),
            _ => self.base.value(variable, u, person),
        }
    }
}
