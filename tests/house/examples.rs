//! The examples do what they say.

use std::env::consts::EXE_SUFFIX;
use std::path::PathBuf;
use std::sync::LazyLock;

use assert_cmd::Command;
use soleus::study::model_hash;

use crate::support::{repeatable, soleus, utf8};

/// The folder of the examples. Cargo builds them together with all tests, but not where `--test` names some, so it is asked again.
static BUILT: LazyLock<PathBuf> = LazyLock::new(|| {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["build", "--release", "--locked", "--offline", "--quiet", "--examples", "--target-dir"]);
    cargo.arg(profile.parent().unwrap()).assert().success();
    profile.join("examples")
});

fn example(name: &str) -> Command {
    Command::new(BUILT.join(format!("{name}{EXE_SUFFIX}")))
}

#[test]
fn a_study_from_rust_is_the_run_of_the_program_and_can_be_read() {
    const DAY: &str = "scenarios/desk-day.toml";
    let home = tempfile::tempdir().unwrap();
    let [ours, programs] = ["ours", "programs"].map(|name| home.path().join(name));
    example("study").args([DAY, "20"]).arg(&ours).assert().success();
    soleus().args(["run", DAY, "--persons", "20", "--device", "cpu", "-q", "--out"]).arg(&programs).assert().success();
    assert!(repeatable(&ours) == repeatable(&programs));
    soleus().arg("check").arg(&ours).assert().success();
    let read = example("read_run").arg(&ours).arg("edema_ml").assert().success();
    let lines = utf8(&read.get_output().stdout);
    assert!(lines.lines().count() > 1 && lines.lines().all(|line| line.contains(" to ")), "{lines}");
}

#[test]
fn a_backend_of_ones_own_gives_the_fingerprint() {
    example("backend").assert().success().stdout(format!("{}\n", model_hash()));
}

#[test]
fn the_ensemble_of_the_model_is_the_one_that_the_example_makes() {
    let home = tempfile::tempdir().unwrap();
    example("calibrate").args(["--ensemble", "--persons", "2"]).assert().code(2);
    if std::env::var_os("SOLEUS_LONG").is_none_or(|value| value != "1") {
        return;
    }
    example("calibrate").args(["--ensemble", "--out"]).arg(home.path()).assert().success();
    let made = std::fs::read_to_string(home.path().join("ensemble.csv")).unwrap();
    assert!(made == include_str!("../../src/model/ensemble.csv"), "copy it to src/model/ensemble.csv");
}

#[test]
fn a_fit_leaves_constants_and_a_report() {
    let home = tempfile::tempdir().unwrap();
    let fit = |constant: &str| {
        let mut command = example("calibrate");
        command.args(["--persons", "1", "--evaluations", "4", "--targets", "C08", "--parameters", constant]);
        command.arg("--out").arg(home.path()).assert()
    };
    assert!(utf8(&fit("leak_deap").code(2).get_output().stderr).contains("no constant `leak_deap`"));
    assert!(utf8(&fit("leak_deep").success().get_output().stdout).contains("C08"));
    for name in ["parameters.toml", "calibration.md"] {
        assert!(home.path().join(name).exists(), "{name}");
    }
}
