//! Every shipped scenario runs, and together they use every kind of intervention.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use soleus::scenario::{InterventionKind, Overrides, load_members};

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
    let mut found = BTreeSet::new();
    for file in files() {
        for member in load_members(&file, &Overrides::default()).unwrap().members {
            for intervention in &member.scenario.interventions {
                found.insert(match &intervention.kind {
                    InterventionKind::Bouts(bouts) => format!("{:?}", bouts.routine),
                    InterventionKind::Training(stages) => format!("{:?}", stages[0].focus),
                    InterventionKind::Habit(habit) => format!("{habit:?}").split('(').next().unwrap().to_owned(),
                    other => format!("{other:?}").split('(').next().unwrap().to_owned(),
                });
            }
        }
    }
    let expected = [
        "Activation",
        "AisleWalk",
        "AnkleCircles",
        "AnklePumps",
        "Anticoagulant",
        "BedtimeRoutine",
        "CalfCircuit",
        "Compression",
        "Eccentric",
        "Elevation",
        "Fidgeting",
        "FoamRolling",
        "Footwear",
        "HeelRaises",
        "Massage",
        "Plyometrics",
        "Resistance",
        "Salt",
        "SmokingCessation",
        "Stairs",
        "StandingBreak",
        "ToeRaises",
        "Walk",
        "Water",
        "WeightPct",
    ];
    let missing: Vec<&str> = expected.into_iter().filter(|kind| !found.contains(*kind)).collect();
    assert!(missing.is_empty(), "{missing:?} of {found:?}");
}
