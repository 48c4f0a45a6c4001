//! Who does what an arm asks, bout by bout or for good.

use super::Person;
use super::distribution::Quantile;
use super::streams::{Purpose, Streams};
use crate::scenario::{ArmAdherence, Scenario, Variable};

/// Adherence draws of a scenario. A bout's draw does not know the arm: whoever does the third walk in one arm does it in every arm
/// that asks for it and in which the person is as willing.
#[derive(Clone, Debug)]
pub struct Adherence {
    streams: Streams,
    arms: Vec<Willingness>,
    interventions: Vec<Purposes>,
}

/// Where an arm's propensity comes from.
#[derive(Clone, Debug)]
enum Willingness {
    Own,
    Given { purpose: Purpose, quantile: Quantile },
}

/// Purposes of the draws of one intervention.
#[derive(Clone, Copy, Debug)]
struct Purposes {
    bout: Purpose,
    habit: Purpose,
}

impl Adherence {
    /// Prepares the draws of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let arms = scenario.arms.iter().map(|arm| match &arm.adherence {
            ArmAdherence::Own => Willingness::Own,
            ArmAdherence::Given(distribution) => Willingness::Given {
                purpose: Purpose::named("adherence").of(&arm.id),
                quantile: Quantile::new(distribution),
            },
        });
        let interventions = scenario.interventions.iter().map(|intervention| Purposes {
            bout: Purpose::named("bout").of(&intervention.id),
            habit: Purpose::named("habit").of(&intervention.id),
        });
        Self {
            streams: Streams::new(scenario.design.seed),
            arms: arms.collect(),
            interventions: interventions.collect(),
        }
    }

    /// Probability that a person does a bout (or takes up a habit) in an arm.
    pub fn propensity(&self, arm: usize, person: &Person) -> f64 {
        match &self.arms[arm] {
            Willingness::Own => person.get(Variable::Adherence),
            Willingness::Given { purpose, quantile } => {
                let u = self.streams.uniform(*purpose, person.id, 0);
                quantile.value(u, &person.values).clamp(0.0, 1.0)
            }
        }
    }

    /// Whether a person does one bout of an intervention, counted from 0 over the whole timeline.
    pub fn bout_done(&self, intervention: usize, person: u32, bout: u32, propensity: f64) -> bool {
        self.streams.uniform(self.interventions[intervention].bout, person, bout) < propensity
    }

    /// Whether a person takes up a habit, such as wearing a stocking: all or nothing.
    pub fn habit_done(&self, intervention: usize, person: u32, propensity: f64) -> bool {
        self.streams.uniform(self.interventions[intervention].habit, person, 0) < propensity
    }
}
