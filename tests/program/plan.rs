//! `soleus plan` predicts the Monte Carlo errors of the run.

use std::path::Path;

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};
use serde_json::Value;

const PERSONS: u32 = 6000;

fn study(sampler: &str) -> String {
    let study = Study::seated(PERSONS, 60).pumps(15, "adherence = 0.7").stockings("15-20", "");
    let study = study.with("design", &format!("sampler = \"{sampler}\"\nparameter_draws = 1"));
    study.with("outcomes", "swollen = { from = \"edema_ml\", above = 20 }").text()
}

/// The error of a difference in the tables of a run.
fn error(run: &Path, row: &Value) -> f64 {
    let contrasts = table(run, "contrasts");
    let is = |at: &usize| {
        let same = ["arm", "measure", "statistic"].iter().all(|key| text(&contrasts, key, *at) == row[key]);
        same && text(&contrasts, "stratum_by", *at) == "all"
    };
    let at = (0..contrasts.height()).find(is).unwrap();
    number(&contrasts, "mcse", at).unwrap()
}

/// For each predicted error: its name, and the error of the run divided by it.
fn ratios(home: &Path, sampler: &str) -> Vec<(String, f64)> {
    let file = write(home, &format!("{sampler}.toml"), &study(sampler));
    let output = soleus().args(["plan", "--device", "cpu", "--json"]).arg(&file).output().unwrap();
    let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
    let errors = &plan["plans"][0]["monte_carlo_errors"];
    assert!(errors["pilot_persons"] == 512 && errors["persons"] == PERSONS, "{errors}");
    let run = home.join(sampler);
    soleus().args(["run", "-q", "--device", "cpu"]).arg(&file).arg("--out").arg(&run).assert().code(0);
    let rows = errors["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 6, "two outcomes and a flag in two arms: {errors}");
    let ratio = |row: &Value| (row.to_string(), error(&run, row) / row["mcse"].as_f64().unwrap());
    rows.iter().map(ratio).collect()
}

#[test]
fn the_errors_of_random_people_are_predicted() {
    let home = tempfile::tempdir().unwrap();
    for (row, ratio) in ratios(home.path(), "random") {
        assert!((0.5..2.0).contains(&ratio), "{ratio} times the prediction of {row}");
    }
}

#[test]
fn the_errors_of_sobol_points_are_not_far_above_the_predicted() {
    let home = tempfile::tempdir().unwrap();
    for (row, ratio) in ratios(home.path(), "sobol") {
        assert!((0.1..2.5).contains(&ratio), "{ratio} times the prediction of {row}");
    }
}

#[test]
fn the_text_says_how_many_people_smaller_errors_need() {
    let home = tempfile::tempdir().unwrap();
    let precise = "[design.precision]\nof = \"mean_difference.edema_ml\"\nmcse_max = 0.01\npersons_max = 1000000\n";
    let file = write(home.path(), "precise.toml", &format!("{}{precise}", study("random")));
    let output = soleus().args(["plan", "--device", "cpu"]).arg(&file).env("COLUMNS", "80").output().unwrap();
    let said = utf8(&output.stdout);
    let flat = said.replace('\n', " ");
    assert!(flat.contains("24000 people halve them") && flat.contains("an error of 0.01 of"), "{said}");
    assert!(flat.contains("Errors of clots are not predicted"), "{said}");
    let (_, errors) = said.split_once("\n\n").unwrap();
    assert!(errors.lines().all(|line| line.chars().count() <= 80), "{said}");
}
