//! `soleus calibrate` on the model itself, with few people.
#![allow(clippy::unwrap_used)]

mod support;

use std::fs;

use serde_json::Value;
use support::{soleus, utf8, varied, write};

/// A constant that refill depends on, and one that it does not.
const REFILL: [&str; 9] = [
    "calibrate",
    "--parameters",
    "leak_deep,hypoxia_from_min",
    "--targets",
    "C08",
    "--persons",
    "4",
    "--evaluations",
    "24",
];

fn fitted(threads: &str) -> Value {
    let output = soleus().args(REFILL).args(["--json", "-q", "--threads", threads]).output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_fit_comes_nearer_and_says_what_stays_open() {
    let fit = fitted("2");
    let target = &fit["targets"][0];
    let distance = |key: &str| target[key].as_f64().unwrap().abs();
    assert!(distance("residual_after") < 0.5 * distance("residual_before"), "{target}");
    assert!(fit["evaluations"].as_u64().unwrap() <= 24);
    assert_eq!(fit["parameters"][0]["undetermined"], false);
    assert_eq!(fit["parameters"][1]["undetermined"], true);
    assert_eq!(fitted("1"), fit, "threads change the fit");
}

#[test]
fn the_fitted_constants_are_a_section_that_scenarios_take() {
    let home = tempfile::tempdir().unwrap();
    soleus().args(REFILL).args(["-q", "-o"]).arg(home.path()).assert().success();
    let section = fs::read_to_string(home.path().join("parameters.toml")).unwrap();
    let report = fs::read_to_string(home.path().join("calibration.md")).unwrap();
    assert!(section.contains("leak_deep = { value = ") && report.contains("| C08 |"));
    let scenario = write(home.path(), "study.toml", &format!("{}\n{section}", varied(&[])));
    soleus().arg("check").arg(scenario).assert().success();
}

#[test]
fn a_wrong_name_is_told() {
    let output = soleus().args(["calibrate", "--parameters", "leak_deap"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(utf8(&output.stderr).contains("the model has no constant `leak_deap`"));
}
