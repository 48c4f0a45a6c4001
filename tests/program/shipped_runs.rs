//! Every shipped scenario runs, and together they use every kind of intervention.

use std::fs;
use std::path::PathBuf;

use soleus::interventions::Kind;

fn files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir("scenarios").unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    files
}

#[test]
fn every_shipped_scenario_runs_with_a_few_people() {
    for file in files() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("run");
        let mut command = crate::support::soleus();
        command.arg("run").arg(&file).args(["--persons", "16", "--device", "cpu", "--quiet", "-o"]).arg(&folder);
        command.assert().success();
        let summary = crate::support::table(&folder, "summary");
        assert!(summary.height() > 0, "{}", file.display());
    }
}

#[test]
fn every_kind_of_intervention_is_shipped() {
    let shipped: String = files().iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    let missing: Vec<&str> = Kind::all()
        .filter(|kind| *kind != Kind::None)
        .map(|kind| kind.facts().word)
        .filter(|word| !shipped.contains(&format!("kind = \"{word}\"")))
        .collect();
    assert!(missing.is_empty(), "no file of scenarios/ uses {missing:?}");
}
