//! What a study computes against the same model in double precision, with steps a tenth as long and nothing skipped.
//!
//! Two bounds hold for every outcome in every arm of the shipped flight: the mean over people is within 0.5 %, and no person is
//! off by more than a tenth of the standard deviation between people. `SOLEUS_LONG=1` judges more people, with more reflux.

use std::path::{Path, PathBuf};

use crate::shared::{mean, sd, shipped, travelers};
use rayon::prelude::*;
use soleus::engine::{Backend, Cpu, Inputs, Outputs, integrate};
use soleus::model::LegOutcomes;
use soleus::population::{Person, Population};
use soleus::results::Measure;
use soleus::scenario::{Overrides, Scenario, Variable, load};
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

/// Number of people who are judged in the shipped flight.
fn judged_count() -> usize {
    if long() { 32 } else { 12 }
}

/// The people who are judged, first of all those with diseased valves.
fn judged(crowd: &[Person], count: usize) -> Vec<Person> {
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
    let people = judged(&crowd, judged_count());
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

/// Outcomes that exceed the budget, by scenario; docs/accuracy.md explains them.
const EXCEPTIONS: [(&str, &str); 4] = [
    ("coach-ride", "edema_left_pct"),
    ("four-hour-flight", "edema_recovery_h"),
    ("standing-shift", "edema_recovery_h"),
    ("standing-shift", "swelling_chronic_ml"),
];

/// Shipped studies, and the flight with slow and fast pumps: the largest error of each, for `docs/accuracy.md`.
#[test]
#[allow(clippy::print_stdout, reason = "the table is for people")]
fn every_shipped_scenario_is_within_the_budget() {
    if !long() {
        return;
    }
    let mut faults = Vec::new();
    for (name, scenario) in scenarios_and_rhythms() {
        let population = Population::new(&scenario.population, &scenario.design);
        let crowd: Vec<Person> = (0..CROWD).map(|id| population.person(id)).collect();
        let people = judged(&crowd, 12);
        let mut found_errors = Vec::new();
        for arm in 0..scenario.arms.len() {
            let spread = lanes(&scenario, arm, Resolution::DEFAULT, &crowd).0;
            let reference = exact(&scenario, arm, Resolution::REFERENCE, &people);
            found_errors.extend(errors(&lanes(&scenario, arm, Resolution::DEFAULT, &people).0, &reference, &spread));
        }
        let excepted = |error: &&Error| EXCEPTIONS.contains(&(name.as_str(), error.measure.name()));
        let within = found_errors.iter().filter(|error| !excepted(error));
        faults.extend(
            within
                .filter(|error| !(error.mean.abs() <= MEAN_BOUND && error.worst <= PERSON_BOUND))
                .map(|error| format!("{name}: {} {} {}", error.measure.name(), error.mean, error.worst)),
        );
        println!("| `{name}` {}", row(&found_errors));
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// The largest error of a mean and of a person, as cells of a table.
fn row(errors: &[Error]) -> String {
    let of_mean = errors.iter().max_by(|a, b| a.mean.abs().total_cmp(&b.mean.abs())).unwrap();
    let of_person = errors.iter().max_by(|a, b| a.worst.total_cmp(&b.worst)).unwrap();
    format!(
        "| {:.2} % | `{}` | {:.3} | `{}` |",
        100.0 * of_mean.mean.abs(),
        of_mean.measure.name(),
        of_person.worst,
        of_person.measure.name(),
    )
}

/// The shipped scenarios, and the arm with pumps of the shipped flight at several rhythms.
fn scenarios_and_rhythms() -> Vec<(String, Scenario)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    let mut files: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    files.sort();
    let single = |path: &PathBuf| load(path, &Overrides::default()).ok().map(|loaded| loaded.scenario);
    let name = |path: &Path| path.file_stem().unwrap().to_string_lossy().into_owned();
    let shipped = files.iter().filter_map(|path| Some((name(path), single(path)?)));
    let rhythms = [3, 4, 6, 10, 20, 60, 120].map(|cadence| {
        let set = vec![format!("interventions.pumps.cadence_per_min={cadence}")];
        let overrides = Overrides { set, ..Overrides::default() };
        let mut scenario = load(&folder.join("long-haul-flight.toml"), &overrides).unwrap().scenario;
        scenario.arms.retain(|arm| arm.id == "pumps_30min");
        (format!("flight, {cadence} pumps a minute"), scenario)
    });
    shipped.chain(rhythms).collect()
}

#[test]
fn single_precision_costs_little() {
    let scenario = shipped();
    let crowd = travelers(CROWD);
    let arm = scenario.arms.iter().position(|arm| arm.uses.len() > 1).unwrap();
    let spread = lanes(&scenario, arm, Resolution::DEFAULT, &crowd).0;
    let people = judged(&crowd, judged_count());
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
    let people = judged(&crowd, judged_count());
    for (arm, described) in scenario.arms.iter().enumerate() {
        let spread = lanes(&scenario, arm, Resolution::DEFAULT, &crowd).0;
        let reference = exact(&scenario, arm, Resolution::REFERENCE, &people);
        for every_cycle in [false, true] {
            for refine in [1, 2, 4] {
                let (found, steps) = lanes(&scenario, arm, Resolution { refine, every_cycle }, &people);
                println!(
                    "| {} | {refine} | {} | {steps} {}",
                    described.id,
                    if every_cycle { "no" } else { "yes" },
                    row(&errors(&found, &reference, &spread)),
                );
            }
        }
    }
}
