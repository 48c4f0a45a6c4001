//! Whether a person does the interventions of an arm. It is drawn for each bout, or once for a habit.

use super::Person;
use super::coins::Coins;
use super::distribution::Draw;
use super::streams::Purpose;
use crate::scenario::{ArmAdherence, Scenario, Variable};

/// Adherence draws of a scenario. The draw of a bout does not depend on the arm. A person who does the third walk in one arm therefore
/// does it in every arm that has it, as long as the person's propensity is the same.
#[derive(Clone, Debug)]
pub struct Adherence {
    coins: Coins,
    arms: Vec<Willingness>,
    interventions: Vec<Draws>,
    /// Shares of people who take part in each arm.
    arm_uptake: Vec<Option<Coin>>,
}

/// A draw that decides once whether a person takes part.
#[derive(Clone, Copy, Debug)]
struct Coin {
    purpose: Purpose,
    share: f64,
}

/// Source of an arm's propensity.
#[derive(Clone, Debug)]
enum Willingness {
    Own,
    Given { purpose: Purpose, draw: Draw },
}

/// Purposes of the draws of one intervention, and the intervention's own propensity if it has one.
#[derive(Clone, Debug)]
struct Draws {
    bout: Purpose,
    habit: Purpose,
    own: Option<(Purpose, Draw)>,
    uptake: Option<Coin>,
}

impl Adherence {
    /// Prepares the draws of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let arms: Vec<Willingness> = scenario
            .arms
            .iter()
            .map(|arm| match &arm.adherence {
                ArmAdherence::Own => Willingness::Own,
                ArmAdherence::Given(distribution) => Willingness::Given {
                    purpose: Purpose::named("adherence").of(arm.family()),
                    draw: Draw::new(distribution),
                },
            })
            .collect();
        let interventions: Vec<Draws> = scenario
            .interventions
            .iter()
            .map(|intervention| Draws {
                bout: Purpose::named("bout").of(&intervention.id),
                habit: Purpose::named("habit").of(&intervention.id),
                own: intervention.adherence.as_ref().map(|distribution| {
                    (Purpose::named("intervention adherence").of(&intervention.id), Draw::new(distribution))
                }),
                uptake: intervention
                    .uptake
                    .as_ref()
                    .map(|uptake| Coin { purpose: Purpose::named("uptake").of(&uptake.of), share: uptake.share }),
            })
            .collect();
        let own_of_arms = arms.iter().filter_map(|arm| match arm {
            Willingness::Own => None,
            Willingness::Given { purpose, .. } => Some(*purpose),
        });
        let own = interventions.iter().filter_map(|draws| draws.own.as_ref().map(|(purpose, _)| *purpose));
        let adopted = scenario.interventions.iter().zip(&interventions).filter(|(of, _)| of.kind.is_adopted());
        let coin = |share| Coin { purpose: Purpose::named("arm uptake"), share };
        let arm_uptake: Vec<Option<Coin>> = scenario.arms.iter().map(|arm| arm.uptake.map(coin)).collect();
        let uptake = interventions.iter().map(|draws| draws.uptake).chain(arm_uptake.iter().copied()).flatten();
        let adopted = adopted.map(|(_, draws)| draws.habit);
        let once = own_of_arms.chain(own).chain(adopted).chain(uptake.map(|coin| coin.purpose)).collect();
        let coins = Coins::new(scenario.design.seed, scenario.design.sampler, once);
        Self { coins, arms, interventions, arm_uptake }
    }

    /// Whether a person takes part in an arm and takes up an intervention of it. The draw for an arm is the same in all arms, that for an
    /// intervention is its own. Neither changes any other draw.
    pub fn takes_part(&self, arm: usize, intervention: usize, person: u32) -> bool {
        let coins = [self.arm_uptake[arm], self.interventions[intervention].uptake];
        coins.into_iter().flatten().all(|coin| self.coins.once(coin.purpose, person) < coin.share)
    }

    /// Probability that a person does a bout (or adopts a habit) in an arm, for interventions without a propensity of their own.
    pub fn propensity(&self, arm: usize, person: &Person) -> f64 {
        match &self.arms[arm] {
            Willingness::Own => person.get(Variable::Adherence),
            Willingness::Given { purpose, draw } => self.drawn(*purpose, draw, person),
        }
    }

    /// The same for one intervention; `propensity` is the propensity of the arm.
    pub fn propensity_for(&self, intervention: usize, person: &Person, propensity: f64) -> f64 {
        let own = self.interventions[intervention].own.as_ref();
        own.map_or(propensity, |(purpose, draw)| self.drawn(*purpose, draw, person))
    }

    fn drawn(&self, purpose: Purpose, draw: &Draw, person: &Person) -> f64 {
        draw.value(self.coins.once(purpose, person.id), person).clamp(0.0, 1.0)
    }

    /// Whether a person does one bout of an intervention. Bouts are counted from 0 over the whole timeline.
    pub fn bout_done(&self, intervention: usize, person: u32, bout: u32, propensity: f64) -> bool {
        self.coins.numbered(self.interventions[intervention].bout, person, bout) < propensity
    }

    /// Whether a person adopts a habit, such as wearing a stocking. This is decided once.
    pub fn habit_done(&self, intervention: usize, person: u32, propensity: f64) -> bool {
        self.coins.once(self.interventions[intervention].habit, person) < propensity
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::probability::{Constant, Uniform};
    use crate::scenario::*;

    fn arm(id: &str, adherence: ArmAdherence) -> Arm {
        Arm {
            id: id.to_owned(),
            label: id.to_owned(),
            uses: vec![0],
            adherence,
            reference: false,
            uptake: None,
            after_weeks: None,
            eligibility: Eligibility::ALL,
        }
    }

    fn intervention(id: &str) -> Intervention {
        let kind = InterventionKind::None;
        Intervention { id: id.to_owned(), kind, during: vec![0], adherence: None, uptake: None }
    }

    fn scenario(arms: Vec<Arm>) -> Scenario {
        Scenario {
            study: Study {
                id: String::new(),
                title: String::new(),
                question: String::new(),
                context_of_use: String::new(),
            },
            design: Design {
                seed: 4,
                persons: 1,
                sampler: Sampler::Sobol,
                draws: crate::scenario::Draws::Off,
                confidence: 0.95,
                precision: None,
            },
            population: PopulationSpec {
                base: BaseTable::UsAdults,
                file: None,
                overrides: Vec::new(),
                correlations: Vec::new(),
            },
            timeline: Timeline { temperature_c: 24.0, before: Before::UpAndAbout, phases: Vec::new() },
            interventions: vec![intervention("pumps"), intervention("walks")],
            arms,
            outcomes: Outcomes { assess: vec![0], flags: Vec::new() },
            measurements: Vec::new(),
            parameters: Vec::new(),
            analysis: Analysis {
                strata: Vec::new(),
                cross: Vec::new(),
                multiplicity: crate::scenario::Multiplicity::Unadjusted,
                quantiles: Vec::new(),
                responders: Vec::new(),
                sensitivity: false,
            },
            outputs: Outputs::all(None),
        }
    }

    fn willing(propensity: f64, id: u32) -> Person {
        let mut person = Person { id, source_row: None, values: [0.0; Variable::COUNT] };
        person.values[Variable::Adherence.index()] = propensity;
        person
    }

    #[test]
    fn arms_ask_the_person_or_draw() {
        let uniform = ArmAdherence::Given(Uniform { min: 0.2, max: 0.4 }.into());
        let certain = ArmAdherence::Given(Constant { value: 1.0 }.into());
        let arms =
            vec![arm("own", ArmAdherence::Own), arm("a", uniform.clone()), arm("b", uniform), arm("all", certain)];
        let adherence = Adherence::new(&scenario(arms));
        let person = willing(0.7, 11);
        assert_eq!(adherence.propensity(0, &person), 0.7);
        let drawn = adherence.propensity(1, &person);
        assert!((0.2..0.4).contains(&drawn) && drawn == adherence.propensity(1, &willing(0.1, 11)));
        assert_ne!(drawn, adherence.propensity(1, &willing(0.7, 12)), "people differ");
        assert_ne!(drawn, adherence.propensity(2, &person), "arms draw their own");
        assert_eq!(adherence.propensity(3, &person), 1.0);
    }

    #[test]
    fn an_intervention_may_know_better_than_the_arm() {
        let mut scenario = scenario(vec![arm("own", ArmAdherence::Own)]);
        scenario.interventions[1].adherence = Some(Constant { value: 0.25 }.into());
        let adherence = Adherence::new(&scenario);
        let person = willing(0.7, 3);
        assert_eq!(adherence.propensity_for(0, &person, 0.7), 0.7);
        assert_eq!(adherence.propensity_for(1, &person, 0.7), 0.25);
    }

    #[test]
    fn bouts_are_done_as_often_as_people_are_willing() {
        let adherence = Adherence::new(&scenario(Vec::new()));
        let done = |intervention, propensity| -> f64 {
            let bouts = (0..200).flat_map(|person| (0..100).map(move |bout| (person, bout)));
            bouts.filter(|&(person, bout)| adherence.bout_done(intervention, person, bout, propensity)).count() as f64
                / 2e4
        };
        assert!((done(0, 0.3) - 0.3).abs() < 0.01);
        assert_eq!((done(0, 0.0), done(0, 1.0)), (0.0, 1.0));
        let differs = |bout| adherence.bout_done(0, 5, bout, 0.5) != adherence.bout_done(1, 5, bout, 0.5);
        assert!((0..64).any(differs), "interventions draw their own");
        assert!((0..64).any(|bout| adherence.bout_done(0, 5, bout, 0.5)), "bouts draw their own");
    }

    #[test]
    fn a_share_of_people_takes_part_and_the_others_never() {
        let mut scenario = scenario(vec![arm("all", ArmAdherence::Own), arm("some", ArmAdherence::Own)]);
        scenario.arms[1].uptake = Some(0.4);
        scenario.interventions[1].uptake = Some(Uptake { share: 0.5, of: "walks".to_owned() });
        let adherence = Adherence::new(&scenario);
        let share = |arm, intervention| {
            (0..20_000).filter(|&person| adherence.takes_part(arm, intervention, person)).count() as f64 / 2e4
        };
        assert_eq!(share(0, 0), 1.0);
        assert!((share(1, 0) - 0.4).abs() < 0.012);
        assert!((share(0, 1) - 0.5).abs() < 0.012);
        assert!((share(1, 1) - 0.2).abs() < 0.012, "the two draws are independent");
        for person in 0..1000 {
            assert!(!adherence.takes_part(1, 1, person) || adherence.takes_part(0, 1, person));
        }
        let plain = Adherence::new(&self::scenario(vec![arm("all", ArmAdherence::Own)]));
        let same = |bout| adherence.bout_done(1, 5, bout, 0.5) == plain.bout_done(1, 5, bout, 0.5);
        assert!((0..64).all(same), "no other draw changes");
    }

    #[test]
    fn more_willing_people_do_all_that_less_willing_ones_do() {
        let adherence = Adherence::new(&scenario(Vec::new()));
        for bout in 0..1000 {
            assert!(adherence.bout_done(0, 3, bout, 0.8) || !adherence.bout_done(0, 3, bout, 0.4));
        }
    }

    #[test]
    fn habits_are_all_or_nothing_across_people() {
        let adherence = Adherence::new(&scenario(Vec::new()));
        let share = (0..20_000).filter(|&person| adherence.habit_done(0, person, 0.6)).count() as f64 / 2e4;
        assert!((share - 0.6).abs() < 0.012, "{share}");
    }
}
