//! What helps to start: `new`, `schema`, `explain` and `completions`.

use std::fs;

use crate::support::{files, soleus, utf8, write};
use serde_json::Value;
use soleus::results::Measure;
use soleus::scenario::Template;

/// Templates with an arm that changes ordinary days, so that people begin the timeline with different swelling.
const CHANGES_DAYS: [&str; 7] = [
    "travel-rules",
    "four-hour-flight",
    "coach-ride",
    "standing-shift",
    "bed-rest",
    "eight-week-training-then-flight",
    "eight-week-plan-at-the-desk",
];

#[test]
fn every_template_is_written_whole_and_valid_and_nothing_is_replaced() {
    for template in Template::names() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("study");
        let said = soleus().args(["new", template]).arg(&folder).assert().success().get_output().clone();
        let scenario = folder.join(format!("{template}.toml"));
        assert!(utf8(&said.stderr).contains(&format!("soleus run {template}.toml")), "{}", utf8(&said.stderr));
        assert!(utf8(&said.stdout).starts_with(&scenario.display().to_string()));
        soleus().arg("check").arg(&scenario).assert().success();
        let text = fs::read_to_string(&scenario).unwrap();
        assert!(text.starts_with("#:schema ./soleus-scenario-1.schema.json\n"));
        let notebook: Value = serde_json::from_slice(&fs::read(folder.join("results.ipynb")).unwrap()).unwrap();
        assert_eq!(notebook["nbformat"], 4);
        assert_eq!(notebook["cells"][0]["source"].as_str().unwrap().lines().next(), Some("# Figures of a run"));
        let outcome = if CHANGES_DAYS.contains(&template) { "swelling_ml" } else { "edema_ml" };
        let settings = notebook["cells"][1]["source"].as_str().unwrap();
        assert!(settings.ends_with(&format!("OUTCOME = \"{outcome}\"")), "{template}: {settings}");
        let script = fs::read_to_string(folder.join("results.R")).unwrap();
        assert!(script.contains(&format!("\noutcome <- \"{outcome}\"\n")), "{template}");
        fs::write(&scenario, "mine").unwrap();
        let before = files(&folder);
        let said = soleus().args(["new", template]).arg(&folder).assert().code(2).get_output().clone();
        assert!(utf8(&said.stderr).contains("is not replaced"), "{}", utf8(&said.stderr));
        assert_eq!(files(&folder), before);
    }
}

#[test]
fn the_long_haul_flight_is_meant_where_no_template_is_named() {
    let home = tempfile::tempdir().unwrap();
    soleus().arg("new").arg(home.path()).assert().success();
    assert!(home.path().join("long-haul-flight.toml").exists());
    soleus().args(["new", "clinic-tests"]).arg(home.path()).assert().success();
    let said = soleus().args(["new", "nowhere"]).arg(home.path()).assert().code(2).get_output().clone();
    assert!(utf8(&said.stderr).contains("desk-day"), "{}", utf8(&said.stderr));
}

#[test]
fn a_folder_that_cannot_be_made_is_told() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "plain", "a file, not a folder");
    let said = soleus().arg("new").arg(file.join("study")).assert().code(2).get_output().clone();
    assert!(utf8(&said.stderr).contains("cannot write"), "{}", utf8(&said.stderr));
}

#[test]
fn codes_and_names_are_explained_and_others_are_guessed() {
    let explain = |name: &str| utf8(&soleus().args(["explain", name]).assert().success().get_output().stdout);
    assert!(explain("e003").contains("Wrong:\n\n    samplr"));
    for (name, words) in [
        ("edema_ml", "outcome"),
        ("age_years", "variable of a person"),
        ("popliteal_velocity_cm_s", "signal"),
        ("creep_time_s", "constant of the model"),
        ("every_min", "key of [interventions.<id>]"),
        ("lognormal", "distribution"),
        ("mcse", "column of summary"),
        ("responder_share", "beyond the threshold"),
    ] {
        assert!(explain(name).contains(words), "{}", explain(name));
    }
    let edema = explain("edema_ml");
    assert!(
        ["in short: ", "typical: ", "trust: calibrated", "rests on: "].iter().all(|fact| edema.contains(fact)),
        "{edema}"
    );
    let said = soleus().args(["explain", "oedema_ml"]).assert().code(2).get_output().clone();
    assert!(utf8(&said.stderr).contains("did you mean `edema_ml`?"), "{}", utf8(&said.stderr));
    assert!(said.stdout.is_empty());
}

#[test]
fn all_outcomes_are_explained_at_any_width() {
    let explain = |width: &str, more: &[&str]| {
        let mut command = soleus();
        command.env("COLUMNS", width).args(["explain", "outcomes"]).args(more);
        utf8(&command.assert().success().get_output().stdout)
    };
    for (columns, width) in [("60", 60), ("80", 80), ("120", 120)] {
        let said = explain(columns, &[]);
        assert!(said.lines().all(|line| line.chars().count() <= width), "{said}");
        assert!(Measure::ALL.iter().all(|measure| said.contains(&measure.typical_words())), "{said}");
    }
    let all: Value = serde_json::from_str(&explain("80", &["--json"])).unwrap();
    assert_eq!(all["outcomes"].as_array().unwrap().len(), Measure::COUNT);
    assert!(all["outcomes"][0]["typical"]["p50"].as_f64().unwrap() > 50.0, "{all}");
}

#[test]
fn schemas_are_json_and_completions_name_every_verb() {
    let print = |args: &[&str]| soleus().args(args).assert().success().get_output().stdout.clone();
    let schema: Value = serde_json::from_slice(&print(&["schema", "scenario"])).unwrap();
    assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
    assert_eq!(schema["definitions"]["design"]["properties"]["persons"]["minimum"], 1);
    let tables: Value = serde_json::from_slice(&print(&["schema", "tables"])).unwrap();
    assert_eq!(tables["tables"][0]["name"], "persons");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(utf8(&print(&["completions", shell])).contains("verify"), "{shell}");
    }
}
