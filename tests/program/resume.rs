//! Interrupted and enlarged runs: what was saved is not simulated again, and the results are those of a run in one go.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::study::Study;
use crate::support::{repeatable, soleus, utf8, write};
use serde_json::Value;

const ARMS: u64 = 2;
/// A run of so many people has many batches of this size.
const BATCH: &str = "64";

/// The kinds of runs: one study, nested draws, repeated draws, a required precision.
fn studies(persons: u32) -> [(&'static str, Study); 4] {
    [
        ("plain", Study::in_two_arms(persons, "parameter_draws = 1")),
        ("nested", Study::in_two_arms(persons, "")),
        ("repeated", Study::drawn(persons, 3)),
        ("precise", Study::precise(persons, 7500)),
    ]
}

fn file(home: &Path, name: &str, study: &Study) -> PathBuf {
    write(home, &format!("{name}.toml"), &study.text())
}

fn run(file: &Path, out: &Path, more: &[&str]) {
    soleus().args(["run", "-q", "--device", "cpu"]).arg(file).arg("--out").arg(out).args(more).assert().code(0);
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// Person-arms that were computed, reused and redone.
fn amounts(folder: &Path) -> [u64; 3] {
    let manifest = manifest(folder);
    ["computed", "reused", "redone"].map(|name| manifest["person_arms"][name].as_u64().unwrap())
}

/// Whether the outcomes of people are saved, and not only the doses of the nested sample.
fn has_saved_people(out: &Path) -> bool {
    let bytes = std::fs::read(out.join("unfinished.partial/parts/sums.bin")).unwrap_or_default();
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let head: Value = serde_json::from_slice(head).unwrap_or_default();
    head["parts"].as_array().is_some_and(|parts| !parts.is_empty())
}

/// Starts a run and interrupts it as soon as some work is saved; returns what it said.
fn interrupted(file: &Path, out: &Path, signal: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soleus"));
    command.args(["run", "--device", "cpu"]).arg(file).arg("--out").arg(out);
    command.env("SOLEUS_BATCH", BATCH).env("XDG_RUNTIME_DIR", std::env::temp_dir());
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    while !has_saved_people(out) {
        assert!(child.try_wait().unwrap().is_none(), "the run ended before anything was saved");
        std::thread::sleep(Duration::from_millis(1));
    }
    let kill = Command::new("sh").arg("-c").arg(format!("kill -s {signal} {}", child.id())).status().unwrap();
    assert!(kill.success());
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success() && !out.join("manifest.json").exists(), "the run was too short");
    utf8(&output.stderr)
}

#[test]
fn an_interrupted_run_is_finished_as_if_nothing_had_happened() {
    let home = tempfile::tempdir().unwrap();
    for (at, (name, study)) in studies(6000).iter().enumerate() {
        let (file, out) = (file(home.path(), name, study), home.path().join(name));
        let expected = home.path().join(format!("{name}-expected"));
        run(&file, &expected, &[]);
        let said = interrupted(&file, &out, ["TERM", "KILL", "INT", "USR1"][at]);
        if at != 1 {
            assert!(said.contains(&format!("`soleus resume {}` continues it", out.display())), "{said}");
        }
        soleus().arg("resume").arg(&out).args(["-q", "--device", "cpu"]).assert().code(0);
        assert!(repeatable(&out) == repeatable(&expected), "{name}");
        let ([computed, reused, redone], [all, ..]) = (amounts(&out), amounts(&expected));
        assert!(reused > 0 && redone < 6000 * ARMS, "{name}: {reused} reused, {redone} redone");
        if name != &"precise" {
            assert_eq!(computed + reused, all, "{name}");
        }
        assert_eq!(std::fs::read_dir(&out).unwrap().count(), std::fs::read_dir(&expected).unwrap().count());
    }
}

#[test]
fn the_same_command_continues_and_another_scenario_does_not_discard() {
    let home = tempfile::tempdir().unwrap();
    let (file, out) = (file(home.path(), "seat", &Study::in_two_arms(6000, "")), home.path().join("out"));
    interrupted(&file, &out, "TERM");
    let other =
        soleus().args(["run", "--seed", "9"]).arg(&file).arg("--out").arg(&out).assert().code(2).get_output().clone();
    assert!(utf8(&other.stderr).contains("saved work of an interrupted run"), "{}", utf8(&other.stderr));
    run(&file, &out, &[]);
    assert!(amounts(&out)[1] > 0);
    let twice = soleus().arg("resume").arg(&out).assert().code(0).get_output().clone();
    assert!(utf8(&twice.stderr).contains("already finished"));
}

#[test]
fn damaged_work_is_noticed_and_a_changed_scenario_too() {
    let home = tempfile::tempdir().unwrap();
    let (file, out) = (file(home.path(), "seat", &Study::in_two_arms(6000, "")), home.path().join("out"));
    interrupted(&file, &out, "TERM");
    write(home.path(), "seat.toml", &Study::in_two_arms(6000, "").but("seed = 3", "seed = 4").text());
    let changed = soleus().arg("resume").arg(&out).assert().code(2).get_output().clone();
    assert!(utf8(&changed.stderr).contains("has changed since the run began"), "{}", utf8(&changed.stderr));
    write(home.path(), "seat.toml", &Study::in_two_arms(6000, "").text());
    let parts = out.join("unfinished.partial/parts");
    let part = std::fs::read_dir(&parts).unwrap().map(|entry| entry.unwrap().path());
    let part = part.filter(|path| path.extension().is_some_and(|ending| ending == "part")).min().unwrap();
    let mut bytes = std::fs::read(&part).unwrap();
    bytes[100] ^= 1;
    std::fs::write(&part, bytes).unwrap();
    let said = soleus().arg("resume").arg(&out).args(["--device", "cpu"]).assert().code(0).get_output().clone();
    assert!(utf8(&said.stderr).contains("is damaged, so the run starts anew"), "{}", utf8(&said.stderr));
    assert_eq!(amounts(&out)[..2], [6000 * ARMS, 0]);
}

#[test]
fn an_enlarged_run_is_the_larger_run() {
    let home = tempfile::tempdir().unwrap();
    for (name, study) in &studies(300)[..3] {
        let (file, out) = (file(home.path(), name, study), home.path().join(name));
        let (expected, elsewhere) = (home.path().join("expected"), home.path().join("elsewhere"));
        run(&file, &out, &["--seed", "5"]);
        run(&file, &expected, &["--seed", "5", "--persons", "1100", "--force"]);
        let before = repeatable(&out);
        let extend = |more: &[&str], code: i32| {
            let mut command = soleus();
            command.arg("extend").arg(&out).args(["-q", "--device", "cpu"]).args(more);
            utf8(&command.assert().code(code).get_output().stderr)
        };
        extend(&["--persons", "1100", "--out", elsewhere.to_str().unwrap()], 0);
        assert!(repeatable(&elsewhere) == repeatable(&expected), "{name}");
        assert!(repeatable(&out) == before, "the run itself stays");
        extend(&["--persons", "1100"], 0);
        assert!(repeatable(&out) == repeatable(&expected), "{name}");
        let ([computed, reused, _], [all, ..]) = (amounts(&out), amounts(&expected));
        assert_eq!((computed, reused), (all / 11 * 8, all / 11 * 3), "{name}");
        let said = extend(&["--persons", "200"], 2);
        assert!(said.contains("more people than are wanted"), "{said}");
        std::fs::remove_dir_all(elsewhere).unwrap();
    }
}

#[test]
fn without_a_folder_the_same_run_is_continued_or_found() {
    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), "seat", &Study::in_two_arms(40, ""));
    let run = |more: &[&str]| {
        let mut command = soleus();
        command.current_dir(home.path()).args(["run", "--device", "cpu"]).arg(&file).args(more);
        let output = command.assert().code(0).get_output().clone();
        (PathBuf::from(utf8(&output.stdout).trim()), utf8(&output.stderr))
    };
    let (first, _) = run(&[]);
    let (again, said) = run(&[]);
    assert!(again == first && said.contains("already finished"), "{said}");
    assert_ne!(run(&["--new"]).0, first);
    assert_ne!(run(&["--seed", "4"]).0, first);
    let larger = home.path().join("runs/seat/begun");
    let many = write(home.path(), "many.toml", &Study::in_two_arms(6000, "").text());
    interrupted(&many, &larger, "TERM");
    let listed = soleus().current_dir(home.path()).arg("ls").assert().code(0).get_output().clone();
    let listed = utf8(&listed.stdout);
    assert_eq!(listed.lines().count(), 5, "{listed}");
    assert!(listed.lines().any(|line| line.starts_with("unfinished") && line.contains("begun")), "{listed}");
    let mut command = soleus();
    command.current_dir(home.path()).args(["run", "--device", "cpu", "many.toml"]);
    let said = utf8(&command.assert().code(0).get_output().stderr);
    assert!(said.contains("continuing the interrupted run in runs/seat/begun"), "{said}");
    assert!(amounts(&larger)[1] > 0);
}

/// Makes a finished run look as if it had been killed when its files were about to be renamed.
fn before_renaming(folder: &Path, file: &Path) {
    let staging = folder.join("unfinished.partial");
    let names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    let call = serde_json::json!({ "run_id": manifest(folder)["run_id"], "file": file, "set": [] });
    std::fs::create_dir(&staging).unwrap();
    for name in names.into_iter().map(|name| name.into_string().unwrap()) {
        let ending = if name == "manifest.json" { "" } else { ".partial" };
        std::fs::rename(folder.join(&name), staging.join(format!("{name}{ending}"))).unwrap();
    }
    std::fs::write(staging.join("call.json"), call.to_string()).unwrap();
}

#[test]
fn a_run_that_was_complete_before_its_files_had_their_names_is_found() {
    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), "seat", &Study::in_two_arms(40, "parameter_draws = 1"));
    let (named, usual) = (home.path().join("out"), home.path().join("runs/seat/one"));
    for (out, more) in [(&named, &["--out", "out"][..]), (&usual, &[])] {
        run(&file, out, &[]);
        before_renaming(out, &file);
        let mut command = soleus();
        command.current_dir(home.path()).args(["run", "--device", "cpu"]).arg(&file).args(more);
        let said = utf8(&command.assert().code(0).get_output().stderr);
        assert!(said.contains("already finished") && out.join("manifest.json").exists(), "{said}");
        assert!(!out.join("unfinished.partial").exists());
    }
}

#[test]
fn messages_are_events_for_programs() {
    let home = tempfile::tempdir().unwrap();
    let file = file(home.path(), "seat", &Study::in_two_arms(40, ""));
    let mut command = soleus();
    command
        .args(["run", "--log-format", "json", "--device", "cpu"])
        .arg(&file)
        .arg("--out")
        .arg(home.path().join("out"));
    let said = utf8(&command.assert().code(0).get_output().stderr);
    let events: Vec<Value> = said.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(
        events.iter().any(|event| event["level"] == "info" && event["message"].as_str().unwrap().contains("40 people"))
    );
}
