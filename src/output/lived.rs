//! How much of what an arm asks for its people did.

use rayon::prelude::*;

use crate::population::{Adherence, Person};
use crate::results::ArmBlock;
use crate::scenario::{Arm, InterventionKind, Scenario};

/// Adherence of an arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Share {
    /// Mean probability that a person does a bout or adopts a habit (0 to 1); 0 for those who do not take part (`uptake`). If the
    /// interventions of the arm have different probabilities, each of them counts once.
    pub asked: f64,
    /// Mean share of the arm's bouts and habits that a person did (0 to 1).
    pub lived: f64,
}

/// Adherence of each arm, summed person by person in the order of their ids.
#[derive(Clone, Debug, PartialEq)]
pub struct Lived {
    asked: Vec<(f64, u32)>,
    lived: Vec<(f64, u32)>,
}

impl Lived {
    /// Starts without people.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let none = vec![(0.0, 0); scenario.arms.len()];
        Self { asked: none.clone(), lived: none }
    }

    /// Counts what the arms ask of these people.
    pub(super) fn ask(&mut self, scenario: &Scenario, adherence: &Adherence, people: &[Person]) {
        for (at, arm) in scenario.arms.iter().enumerate() {
            let asks: Vec<usize> = asked(scenario, arm).collect();
            if asks.is_empty() {
                continue;
            }
            let of = |person: &Person| {
                let of_arm = adherence.propensity(at, person);
                let takes_part = |one: &&usize| adherence.takes_part(at, **one, person.id);
                let all = asks.iter().filter(takes_part).map(|one| adherence.propensity_for(*one, person, of_arm));
                all.sum::<f64>() / asks.len() as f64
            };
            let shares: Vec<f64> = people.par_iter().map(of).collect();
            add(&mut self.asked[at], shares.into_iter());
        }
    }

    /// Counts what these people did in an arm.
    pub(super) fn live(&mut self, arm: usize, block: &ArmBlock) {
        let valid = block.adherent_share.iter().zip(&block.valid).filter(|(_, valid)| **valid);
        add(&mut self.lived[arm], valid.map(|(share, _)| f64::from(*share)));
    }

    /// Adherence of an arm; `None` if it asks for nothing.
    pub fn of(&self, scenario: &Scenario, arm: &Arm) -> Option<Share> {
        let at = scenario.arms.iter().position(|other| other.id == arm.id)?;
        let mean = |(sum, people): (f64, u32)| (people > 0).then(|| sum / f64::from(people));
        Some(Share { asked: mean(self.asked[at])?, lived: mean(self.lived[at])? })
    }
}

fn add((sum, people): &mut (f64, u32), shares: impl Iterator<Item = f64>) {
    for share in shares {
        *sum += share;
        *people += 1;
    }
}

/// The interventions of an arm that ask people for something.
fn asked<'a>(scenario: &'a Scenario, arm: &'a Arm) -> impl Iterator<Item = usize> + 'a {
    arm.uses.iter().copied().filter(|at| scenario.interventions[*at].kind != InterventionKind::None)
}
