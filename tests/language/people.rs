//! People of a data file: read, refused, drawn by their weights.

mod codes;
mod faults;
mod reading;
mod weights;

use std::fs;
use std::path::Path;

use soleus::population::{Person, Population};
use soleus::scenario::{Faults, Loaded, Overrides, Scenario, parse};

/// Forty-two made-up people; three rows lack something.
const SURVEY: &str = include_str!("people/survey.csv");
const STUDY: &str = include_str!("people/study.toml");

/// Loads the study from a folder that holds `survey` under the name that the study gives.
fn load(home: &Path, survey: &[u8], study: &str) -> Result<Loaded, Faults> {
    fs::write(home.join("survey.csv"), survey).unwrap();
    parse(&home.join("study.toml").display().to_string(), study, &Overrides::default())
}

fn scenario(survey: &str, study: &str) -> Scenario {
    let home = tempfile::tempdir().unwrap();
    load(home.path(), survey.as_bytes(), study).unwrap().scenario
}

fn people(scenario: &Scenario, count: u32) -> Vec<Person> {
    let population = Population::new(&scenario.population, &scenario.design);
    (0..count).map(|id| population.person(id)).collect()
}

/// The study with one piece replaced.
fn study(from: &str, to: &str) -> String {
    assert!(STUDY.contains(from), "the study no longer holds {from:?}");
    STUDY.replacen(from, to, 1)
}

/// Line, weight and cells of the complete rows of the survey.
fn complete_rows() -> Vec<(i32, f64, Vec<&'static str>)> {
    let rows = (2..).zip(SURVEY.lines().skip(1)).map(|(line, text)| (line, text.split(',').collect::<Vec<_>>()));
    let complete = rows.filter(|(_, cells)| cells.iter().all(|cell| !cell.is_empty() && *cell != "NA"));
    complete.map(|(line, cells)| (line, cells[6].parse().unwrap(), cells)).collect()
}
