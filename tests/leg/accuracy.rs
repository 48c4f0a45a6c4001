//! What a study computes against the same model in double precision, with steps a tenth as long and nothing skipped.
//!
//! Two bounds hold for every outcome in every arm of the shipped flight: the mean over people is within 0.5 %, and no person is
//! off by more than a tenth of the standard deviation between people. `SOLEUS_LONG=1` judges more people, with more reflux.

use crate::shared::{mean, sd, shipped, travelers};
use rayon::prelude::*;
use soleus::engine::{Backend, Cpu, Inputs, Outputs, integrate};
use soleus::model::LegOutcomes;
use soleus::population::Person;
use soleus::results::Measure;
use soleus::scenario::{Scenario, Variable};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// Largest error of a mean, relative to the mean or to the standard deviation between people, whichever is larger.
const MEAN_BOUND: f64 = 0.005;
/// Largest error of a person, in standard deviations between people.
const PERSON_BOUND: f64 = 0.1;
/// People from whom the standard deviation is estimated.
const CROWD: u32 = 256;

/// The outcomes of people in an arm: one column per measure.
type Outcomes = Vec<Vec<f64>>;

fn long() -> bool {
    std::env::var_os("SOLEUS_LONG").is_some()
}

/// The people who are judged, first of all those with diseased valves.
fn judged(crowd: &[Person]) -> Vec<Person> {
    let count = if long() { 32 } else { 12 };
    let leaking = |person: &Person| {
        [Variable::RefluxSuperficial, Variable::RefluxDeep, Variable::RefluxPerforator]
            .iter()
            .map(|variable| person.get(*variable))
            .sum::<f64>()
    };
    let mut worst: Vec<&Person> = crowd.iter().collect();
    worst.sort_by(|a, b| leaking(b).total_cmp(&leaking(a)));
    let diseased = worst.into_iter().take(count / 3);
    diseased.chain(crowd.iter().take(count - count / 3)).cloned().collect()
}

/// Program and inputs of people in an arm.
fn prepared(scenario: &Scenario, arm: usize, resolution: Resolution, people: &[Person]) -> (Program, Inputs) {
    let arms = Arms::new(scenario, resolution);
    let (inputs, _) = arms.inputs(arm, people, &arms.legs(people));
    (arms.programs()[arm].clone(), inputs)
}

/// As a study computes them.
fn lanes(scenario: &Scenario, arm: usize, resolution: Resolution, people: &[Person]) -> (Outcomes, u64) {
    let (program, inputs) = prepared(scenario, arm, resolution, people);
    let measures = Cpu::default().run(&program, &inputs).measures;
    let measures = measures.iter().map(|column| column.iter().map(|value| f64::from(*value)).collect()).collect();
    (measures, program.blood_steps())
}

/// In double precision.
fn exact(scenario: &Scenario, arm: usize, resolution: Resolution, people: &[Person]) -> Outcomes {
    let (program, inputs) = prepared(scenario, arm, resolution, people);
    let alone = |person: usize| {
        let mut outputs = Outputs::new(&program, &inputs, 1);
        integrate::<f64>(&program, &inputs, (), person, &mut outputs);
        outputs.measures.iter().map(|column| column[0]).collect::<Vec<f64>>()
    };
    let rows: Vec<Vec<f64>> = (0..inputs.people).into_par_iter().map(alone).collect();
    (0..LegOutcomes::<f64>::COUNT).map(|measure| rows.iter().map(|row| row[measure]).collect()).collect()
}

/// How far an outcome is off.
struct Error {
    measure: Measure,
    /// Of the mean, relative.
    mean: f64,
    /// Of the worst person, in standard deviations between people, and who that is.
    worst: f64,
    person: usize,
}

/// Errors of every measure that people differ in.
fn errors(found: &Outcomes, reference: &Outcomes, crowd: &Outcomes) -> Vec<Error> {
    let compare = |measure: Measure| {
        let [found, reference, crowd] = [found, reference, crowd].map(|outcomes| &outcomes[measure as usize]);
        // A measure in which nobody differs must be equal.
        let between = sd(crowd).max(1e-9);
        let off = found.iter().zip(reference).map(|(found, reference)| (found - reference).abs() / between);
        let (person, worst) = off.enumerate().max_by(|a, b| a.1.total_cmp(&b.1)).unwrap();
        Error { measure, mean: (mean(found) - mean(reference)) / mean(reference).abs().max(between), worst, person }
    };
    Measure::ALL.iter().take(LegOutcomes::<f64>::COUNT).map(|measure| compare(*measure)).collect()
}

#[test]
fn every_outcome_of_every_arm_is_within_its_budget() {
    let scenario = shipped();
    let crowd = travelers(CROWD);
    let people = judged(&crowd);
    let mut faults = Vec::new();
    for (arm, described) in scenario.arms.iter().enumerate() {
        let spread = lanes(&scenario, arm, Resolution::DEFAULT, &crowd).0;
        let reference = exact(&scenario, arm, Resolution::REFERENCE, &people);
        let found = lanes(&scenario, arm, Resolution::DEFAULT, &people).0;
        for error in errors(&found, &reference, &spread) {
            let (name, percent) = (error.measure.name(), 100.0 * error.mean);
            // Not a number is a fault, too.
            if !(error.mean.abs() <= MEAN_BOUND && error.worst <= PERSON_BOUND) {
                let who = people[error.person].id;
                faults.push(format!(
                    "{}: mean {name} {percent:+.2} %, person {who} off by {:.3} sd",
                    described.id, error.worst
                ));
            }
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

#[test]
fn single_precision_costs_little() {
    let scenario = shipped();
    let crowd = travelers(CROWD);
    let arm = scenario.arms.iter().position(|arm| arm.uses.len() > 1).unwrap();
    let spread = lanes(&scenario, arm, Resolution::DEFAULT, &crowd).0;
    let people = judged(&crowd);
    let single = lanes(&scenario, arm, Resolution::DEFAULT, &people).0;
    let double = exact(&scenario, arm, Resolution::DEFAULT, &people);
    for error in errors(&single, &double, &spread) {
        assert!(
            error.mean.abs() < 5e-4 && error.worst < 0.01,
            "{}: {:e} {}",
            error.measure.name(),
            error.mean,
            error.worst
        );
    }
}

/// Prints the rows of `docs/accuracy.md`: `SOLEUS_LONG=1 cargo test --release --test leg precision_table -- --nocapture`.
#[test]
#[allow(clippy::print_stdout, reason = "the table is for people")]
fn work_precision_table() {
    if !long() {
        return;
    }
    let scenario = shipped();
    let crowd = travelers(CROWD);
    let people = judged(&crowd);
    for (arm, described) in scenario.arms.iter().enumerate() {
        let spread = lanes(&scenario, arm, Resolution::DEFAULT, &crowd).0;
        let reference = exact(&scenario, arm, Resolution::REFERENCE, &people);
        for every_cycle in [false, true] {
            for refine in [1, 2, 4] {
                let (found, steps) = lanes(&scenario, arm, Resolution { refine, every_cycle }, &people);
                let errors = errors(&found, &reference, &spread);
                let of_mean = errors.iter().max_by(|a, b| a.mean.abs().total_cmp(&b.mean.abs())).unwrap();
                let of_person = errors.iter().max_by(|a, b| a.worst.total_cmp(&b.worst)).unwrap();
                println!(
                    "| {} | {refine} | {} | {steps} | {:.2} % | `{}` | {:.3} | `{}` |",
                    described.id,
                    if every_cycle { "no" } else { "yes" },
                    100.0 * of_mean.mean.abs(),
                    of_mean.measure.name(),
                    of_person.worst,
                    of_person.measure.name(),
                );
            }
        }
    }
}
