//! Composed scenarios as people and programs meet them: `--set`, plans and runs of sweeps, their folders.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{FLIGHT, files, number, repeatable, soleus, table, text, utf8, write};
use polars::prelude::DataType;
use serde_json::Value;

/// A short stay in a chair: a few seconds of computing in all members.
fn chair() -> String {
    Study::seated(9, 20).pumps(5, "").text()
}

const SWEEP: &str = r#"
extends = "chair.toml"
[sweep]
zip = true
"interventions.pumps.every_min" = [5, 10]
"arms.pumps.adherence" = [1, 0.5]
"arms.pumps.label" = ["often", "seldom"]
"#;

/// A folder with the chair and its sweep; names the sweep.
fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "chair.toml", &chair());
    let sweep = write(home.path(), "sweep.toml", SWEEP);
    (home, sweep)
}

/// Runs on the CPU into a folder, and says what was said.
fn run(file: &Path, out: &Path, more: &[&str], code: i32) -> (String, String) {
    let mut command = soleus();
    command.env("RUST_MIN_STACK", "67108864");
    command.args(["run", "--device", "cpu"]).arg(file).arg("--out").arg(out).args(more);
    let output = command.assert().code(code).get_output().clone();
    (utf8(&output.stdout), utf8(&output.stderr))
}

fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

/// Folders of the members in order.
fn members(out: &Path) -> Vec<PathBuf> {
    let mut members: Vec<PathBuf> =
        fs::read_dir(out.join("members")).unwrap().map(|entry| entry.unwrap().path()).collect();
    members.sort();
    members
}

#[test]
fn a_sweep_is_a_run_folder_per_member_and_their_statistics_joined() {
    let (home, sweep) = home();
    let out = home.path().join("out");
    let (stdout, said) = run(&sweep, &out, &["--set", "design.seed=7"], 0);
    assert_eq!(stdout, format!("{}\n", out.display()));
    assert!(said.contains("a sweep of 2 members, 36 person-arms in all") && !said.contains("member 2 of 2"), "{said}");
    let rows: Vec<&str> = said.lines().filter(|line| line.ends_with(']') && line.starts_with(['5', '1'])).collect();
    assert!(rows.len() == 2 && rows[0].starts_with("5 ") && rows[1].starts_with("10 "), "{said}");
    assert!(rows[1].contains("seldom") && said.contains("Edema, mL: mean of \"Usual\""), "{said}");

    let runs = table(&out, "runs");
    assert_eq!(runs.height(), 2);
    let axes = ["interventions.pumps.every_min", "arms.pumps.adherence", "arms.pumps.label"];
    let columns = ["member", axes[0], axes[1], axes[2], "run_id", "folder", "status"];
    let names: Vec<&str> = runs.get_column_names().iter().map(|name| name.as_str()).collect();
    assert_eq!(names, columns);
    let kinds = [DataType::Int32, DataType::Int32, DataType::Float64, DataType::String];
    assert_eq!(runs.dtypes()[..4], kinds);
    assert_eq!((number(&runs, "member", 1), text(&runs, axes[2], 1)), (Some(2.0), "seldom".to_owned()));

    let folders = members(&out);
    let (mut rows, mut row) = (0, 0);
    let joined = table(&out, "contrasts");
    for (index, folder) in folders.iter().enumerate() {
        let run_id = text(&runs, "run_id", index);
        let name = format!("{:03}-{}", index + 1, &run_id[..4]);
        assert_eq!(
            (text(&runs, "folder", index), text(&runs, "status", index)),
            (format!("members/{name}"), "done".to_owned())
        );
        assert!(folder.ends_with(&name));
        let manifest = json(&folder.join("manifest.json"));
        assert_eq!((&manifest["run_id"], &manifest["set"][0]), (&run_id.clone().into(), &"design.seed=7".into()));
        assert_eq!(manifest["sweep"]["axes"][axes[0]], 5 * (index + 1));
        let resolved = fs::read_to_string(folder.join("scenario.resolved.toml")).unwrap();
        assert!(!resolved.contains("sweep") && !resolved.contains("extends") && resolved.contains("seed = 7"));

        let own = table(folder, "contrasts");
        rows += own.height();
        for at in 0..own.height() {
            assert_eq!(number(&joined, "member", row), Some((index + 1) as f64));
            assert_eq!(number(&joined, axes[0], row), Some(5.0 * (index + 1) as f64));
            assert_eq!(number(&joined, "estimate", row), number(&own, "estimate", at));
            row += 1;
        }
    }
    assert_eq!(joined.height(), rows);
    let summaries: usize = folders.iter().map(|folder| table(folder, "summary").height()).sum();
    assert_eq!(table(&out, "summary").height(), summaries);
    assert_eq!(json(&out.join("manifest.json"))["members"][1]["axes"][axes[1]], 0.5);
    let dictionary = table(&out, "dictionary");
    assert!((0..dictionary.height()).any(|row| text(&dictionary, "column", row) == axes[0]));
}

#[test]
fn a_member_is_the_run_that_its_values_alone_would_give() {
    let (home, sweep) = home();
    let (out, alone) = (home.path().join("out"), home.path().join("alone"));
    run(&sweep, &out, &["-q", "--persons", "5"], 0);
    let values = ["interventions.pumps.every_min=10", "arms.pumps.adherence=0.5", "arms.pumps.label=seldom"];
    let set: Vec<&str> = values.iter().flat_map(|value| ["--set", value]).collect();
    run(&home.path().join("chair.toml"), &alone, &[&["-q", "--persons", "5"], &set[..]].concat(), 0);
    assert_eq!(json(&alone.join("manifest.json"))["set"], serde_json::json!(values));
    let (mut member, mut alone) = (repeatable(&members(&out)[1]), repeatable(&alone));
    assert_ne!(member.remove("scenario.toml"), alone.remove("scenario.toml"), "what was typed differs");
    assert!(alone.remove("report.html").is_some(), "only the sweep as a whole has a report");
    assert!(member == alone, "but nothing else");
}

#[test]
fn a_member_that_fails_leaves_the_others() {
    let (home, sweep) = home();
    let out = home.path().join("out");
    run(&sweep, &out, &["-q"], 0);
    let first = members(&out)[0].clone();
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let (_, said) = run(&sweep, &out, &[], 2);
    assert!(said.contains("--force"), "{said}");

    // A file stands where the first member's folder wants to be.
    fs::remove_dir_all(&first).unwrap();
    fs::write(&first, "in the way").unwrap();
    let (stdout, said) = run(&sweep, &out, &["--force", "-v"], 5);
    assert_eq!(stdout, format!("{}\n", out.display()));
    assert!(said.contains("sweep.toml, member 1: cannot write") && said.contains("1 of 2 members done"), "{said}");
    assert!(said.contains("member 2 of 2") && said.contains("(already complete, kept)"), "{said}");
    let runs = table(&out, "runs");
    assert_eq!([0, 1].map(|row| text(&runs, "status", row)), ["failed", "done"]);
    assert_eq!(number(&table(&out, "summary"), "member", 0), Some(2.0));
    assert!(out.join("notes.txt").exists(), "files of other names stay");
    let checked = soleus().arg("check").arg(&out).assert().code(1).get_output().clone();
    assert!(utf8(&checked.stderr).contains("failed when the sweep ran"), "{checked:?}");

    // The same command goes on with the member that failed, without being forced to.
    fs::remove_file(&first).unwrap();
    run(&sweep, &out, &[], 0);
    soleus().arg("check").arg(&out).assert().code(0);
}

#[test]
fn a_whole_sweep_stays_until_no_member_of_the_new_one_fails() {
    let (home, sweep) = home();
    let out = home.path().join("out");
    run(&sweep, &out, &["-q", "--persons", "2"], 0);
    let before = fs::read(out.join("manifest.json")).unwrap();
    run(&sweep, &home.path().join("new"), &["-q", "--persons", "3"], 0);
    let name = members(&home.path().join("new"))[0].file_name().unwrap().to_owned();
    let blocked = out.join("members").join(name);
    fs::write(&blocked, "in the way").unwrap();
    let (_, said) = run(&sweep, &out, &["--persons", "3", "--force"], 5);
    assert!(said.contains("1 member failed, so the earlier run stays in"), "{said}");
    assert!(fs::read(out.join("manifest.json")).unwrap() == before);
    soleus().arg("check").arg(&out).assert().code(0);
    fs::remove_file(&blocked).unwrap();
    let (_, said) = run(&sweep, &out, &["--persons", "3", "--force"], 0);
    assert!(said.contains("2 of 2 members done (1 of them was already complete and is kept)"), "{said}");
    assert_eq!(members(&out).len(), 2);
}

/// Everything in the folders of the members.
fn contents(out: &Path) -> Vec<BTreeMap<String, Vec<u8>>> {
    members(out).iter().map(|folder| files(folder)).collect()
}

#[test]
fn members_that_are_complete_are_kept_and_damaged_ones_are_not() {
    let (home, sweep) = home();
    let out = home.path().join("out");
    run(&sweep, &out, &["-q"], 0);
    let before = contents(&out);
    let summary = fs::read(out.join("summary.parquet")).unwrap();
    // As if it had been interrupted before its end.
    fs::remove_file(out.join("manifest.json")).unwrap();
    fs::create_dir(out.join("unfinished.partial")).unwrap();
    let (_, said) = run(&sweep, &out, &["-v"], 0);
    assert_eq!(said.matches("(already complete, kept)").count(), 2, "{said}");
    assert!(contents(&out) == before && fs::read(out.join("summary.parquet")).unwrap() == summary);

    let damaged = members(&out)[1].join("outcomes.parquet");
    let mut bytes = fs::read(&damaged).unwrap();
    bytes[100] ^= 1;
    fs::write(&damaged, bytes).unwrap();
    soleus().arg("check").arg(&out).assert().code(1);
    let (_, said) = run(&sweep, &out, &["--force", "-v"], 0);
    assert_eq!(said.matches("(already complete, kept)").count(), 1, "{said}");
    assert!(contents(&out)[0] == before[0]);
    soleus().arg("check").arg(&out).assert().code(0);
}

#[test]
fn finished_members_of_another_sweep_are_not_replaced_unasked() {
    let (home, sweep) = home();
    let out = home.path().join("out");
    run(&sweep, &out, &["-q", "--persons", "2"], 0);
    fs::remove_file(out.join("manifest.json")).unwrap();
    fs::create_dir(out.join("unfinished.partial")).unwrap();
    let before = contents(&out);
    for file in [&sweep, &home.path().join("chair.toml")] {
        let (_, said) = run(file, &out, &["--persons", "3"], 2);
        assert!(said.contains("2 finished members of another sweep") && said.contains("--force"), "{said}");
    }
    assert!(contents(&out) == before);
}

#[test]
fn a_new_sweep_leaves_nothing_of_an_old_one() {
    let (home, sweep) = home();
    let out = home.path().join("out");
    run(&sweep, &out, &["-q", "--persons", "2"], 0);
    let old = members(&out);
    run(&sweep, &out, &["-q", "--persons", "3", "--force"], 0);
    assert_eq!(members(&out).len(), 2);
    assert!(old.iter().all(|folder| !folder.exists()), "the run ids differ");
    run(&home.path().join("chair.toml"), &out, &["-q", "--persons", "2", "--force"], 0);
    assert!(!out.join("members").exists() && !out.join("runs.parquet").exists());
}

#[test]
fn a_plan_of_a_sweep_adds_its_members_up() {
    let (home, sweep) = home();
    let _kept = home;
    let mut command = soleus();
    command.env("RUST_MIN_STACK", "67108864").args(["plan", "--device", "cpu", "--json"]).arg(&sweep);
    let report: Value = serde_json::from_slice(&command.assert().code(0).get_output().stdout).unwrap();
    let plan = &report["plans"][0];
    let members = plan["members"].as_array().unwrap();
    assert_eq!(members.len(), 2);
    let sum: f64 = members.iter().map(|member| member["seconds"].as_f64().unwrap()).sum();
    assert!((plan["seconds"].as_f64().unwrap() - sum).abs() < 1e-9);
    assert_eq!(members[1]["axes"]["arms.pumps.label"], "seldom");
}

#[test]
fn a_trace_follows_one_member() {
    let (home, sweep) = home();
    let out = home.path().join("trace.parquet");
    let trace = |more: &[&str], code: i32| {
        let mut command = soleus();
        command.env("RUST_MIN_STACK", "67108864").arg("trace").arg(&sweep).args([
            "--arm",
            "pumps",
            "--typical",
            "--out",
        ]);
        utf8(&command.arg(&out).args(more).assert().code(code).get_output().stderr)
    };
    let said = trace(&[], 2);
    assert!(said.contains("sweep.toml:3:2") && said.contains("--member, from 1 to 2"), "{said}");
    assert!(trace(&["--member", "3"], 2).contains("there is no member 3"));
    assert!(!out.exists());
    trace(&["--member", "2"], 0);
    assert!(out.exists());
}

#[test]
fn check_tells_of_all_members_and_files() {
    let (home, sweep) = home();
    let said = |command: &mut assert_cmd::Command, code: i32| command.assert().code(code).get_output().clone();
    let output = said(soleus().arg("check").arg(&sweep), 0);
    assert_eq!(utf8(&output.stderr), format!("{}: valid (a sweep of 2 members)\n", sweep.display()));
    let text = chair().replace("duration_min = 1\n", "duration_min = 7\n");
    let line = text.lines().position(|line| line == "duration_min = 7").unwrap() as i64 + 1;
    write(home.path(), "chair.toml", &text);
    let output = said(soleus().args(["check", "--json", "--set", "design.persons=many"]).arg(&sweep), 1);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let problems = report["files"][0]["problems"].as_array().unwrap();
    let places: Vec<(&str, i64)> = problems
        .iter()
        .map(|problem| (problem["file"].as_str().unwrap(), problem["line"].as_i64().unwrap()))
        .map(|(file, line)| (file.rsplit(['/', '\\']).next().unwrap(), line))
        .collect();
    assert_eq!(places, [("chair.toml", line), ("--set", 1)], "{report:#}");
    assert!(problems[0]["message"].as_str().unwrap().contains("this applies to member 1"), "{report:#}");
}

#[test]
fn a_valid_argument_changes_the_scenario_and_a_faulty_one_is_shown() {
    let args = ["check", FLIGHT, "--set", "design.persons=30"];
    soleus().args(args).assert().code(0).stderr(format!("{FLIGHT}: valid (30 persons, 6 arms)\n"));
    let output = soleus().args(["run", FLIGHT, "--set", "design.persns=30"]).assert().code(2).get_output().clone();
    let said = utf8(&output.stderr);
    assert!(said.contains("[--set:1:1]") && said.contains("did you mean `persons`?"), "{said}");
}
