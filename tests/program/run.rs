//! Whole runs of the shipped scenario, as people and programs meet them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{FLIGHT, files, number, repeatable, soleus, table, text, utf8, varied, write};
use serde_json::Value;

const PERSONS: usize = 200;
const ARMS: usize = 6;
const FILES: [&str; 18] = [
    "LIMITS.md",
    "arms.parquet",
    "contrasts.parquet",
    "datapackage.json",
    "dictionary.parquet",
    "draws.parquet",
    "eligibility.parquet",
    "manifest.json",
    "onset.parquet",
    "outcomes.parquet",
    "persons.parquet",
    "ranking.parquet",
    "report.html",
    "scenario.resolved.toml",
    "scenario.toml",
    "summary.parquet",
    "sums.bin",
    "timeseries.parquet",
];

/// Runs a scenario with `persons` people into a folder, quietly.
fn run(scenario: &Path, persons: usize, out: &Path, more: &[&str]) {
    let mut command = soleus();
    command.arg("run").arg(scenario).args(["-q", "--persons", &persons.to_string(), "--out"]).arg(out).args(more);
    command.assert().code(0).stderr("");
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

#[test]
fn stdout_is_the_folder_and_the_folder_is_complete() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("run");
    let mut command = soleus();
    command.args(["run", FLIGHT, "--persons", &PERSONS.to_string(), "--out"]).arg(&out);
    let output = command.assert().code(0).get_output().clone();
    assert_eq!(utf8(&output.stdout), format!("{}\n", out.display()));
    let said = utf8(&output.stderr);
    for part in ["200 people x 6 arms on CPU", "Usual sitting", "edema_over_100_ml", "not medical advice"] {
        assert!(said.contains(part), "{part} in:\n{said}");
    }

    let files = files(&out);
    assert_eq!(files.keys().collect::<Vec<_>>(), FILES);
    assert_eq!(files["scenario.toml"], fs::read(FLIGHT).unwrap());
    assert_eq!(table(&out, "persons").height(), PERSONS);
    assert_eq!(table(&out, "outcomes").height(), PERSONS * ARMS);
    let listed = manifest(&out)["files"].clone();
    assert_eq!(listed.as_array().unwrap().len(), FILES.len() - 1, "all but the manifest itself");
    for file in listed.as_array().unwrap() {
        let content = &files[file["name"].as_str().unwrap()];
        assert_eq!(file["bytes"], content.len());
        assert_eq!(file["blake3"], blake3::hash(content).to_hex().as_str(), "{file}");
    }
}

#[test]
fn everybody_is_in_every_arm_and_valid() {
    let home = tempfile::tempdir().unwrap();
    run(FLIGHT.as_ref(), PERSONS, home.path(), &[]);
    let outcomes = table(home.path(), "outcomes");
    for row in 0..outcomes.height() {
        assert_eq!(number(&outcomes, "person_id", row), Some((row % PERSONS) as f64));
        let edema = number(&outcomes, "edema_ml", row).unwrap();
        // A stocking may take away what the morning has left.
        assert!((-400.0..1200.0).contains(&edema), "edema of {edema} mL in row {row}");
        assert!((0.0..=1.0).contains(&number(&outcomes, "adherent_share", row).unwrap()));
    }
    let arms = table(home.path(), "arms");
    for arm in 0..ARMS {
        assert_eq!(text(&outcomes, "arm", arm * PERSONS), text(&arms, "arm", arm));
    }
    assert!(manifest(home.path())["invalid"].as_array().unwrap().iter().all(|arm| arm["count"] == 0));
}

/// Two threads share the work otherwise than one. The long check goes beyond one tile of 4,096 people.
#[test]
fn bytes_do_not_depend_on_threads() {
    let long = std::env::var_os("SOLEUS_LONG").is_some_and(|value| value == "1");
    let persons = if long { 5_000 } else { PERSONS };
    let home = tempfile::tempdir().unwrap();
    let folders = ["1", "2"].map(|threads| {
        let out = home.path().join(threads);
        run(FLIGHT.as_ref(), persons, &out, &["--threads", threads]);
        assert_eq!(manifest(&out)["threads"].to_string(), threads);
        out
    });
    assert_same(&folders[0], &folders[1]);
}

#[test]
fn the_resolved_scenario_is_the_same_run() {
    let home = tempfile::tempdir().unwrap();
    let (first, again) = (home.path().join("first"), home.path().join("again"));
    run(FLIGHT.as_ref(), 40, &first, &["--seed", "5"]);
    let resolved = first.join("scenario.resolved.toml");
    soleus().arg("run").arg(&resolved).args(["-q", "--out"]).arg(&again).assert().code(0).stderr("");
    assert_eq!(manifest(&first)["run_id"], manifest(&again)["run_id"]);
    let (mut first, mut again) = (repeatable(&first), repeatable(&again));
    assert_ne!(first.remove("scenario.toml"), again.remove("scenario.toml"), "what was typed differs");
    assert!(first == again, "what came out does not");
}

#[test]
fn another_seed_is_another_sample() {
    let home = tempfile::tempdir().unwrap();
    let folders = ["1", "2"].map(|seed| {
        let out = home.path().join(seed);
        run(FLIGHT.as_ref(), 40, &out, &["--seed", seed]);
        out
    });
    assert_ne!(manifest(&folders[0])["run_id"], manifest(&folders[1])["run_id"]);
    for table in ["persons.parquet", "outcomes.parquet"] {
        assert!(files(&folders[0])[table] != files(&folders[1])[table], "{table}");
    }
}

#[test]
fn a_finished_run_is_replaced_only_when_forced() {
    let home = tempfile::tempdir().unwrap();
    let (out, fresh) = (home.path().join("run"), home.path().join("fresh"));
    run(FLIGHT.as_ref(), 40, &out, &[]);
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let before = files(&out);

    let mut again = soleus();
    again.args(["run", FLIGHT, "--persons", "60", "--out"]).arg(&out);
    let output = again.assert().code(2).stdout("").get_output().clone();
    let said = utf8(&output.stderr);
    assert!(said.contains(&out.display().to_string()) && said.contains("--force"), "{said}");
    assert!(files(&out) == before, "a refused run changes nothing");

    run(FLIGHT.as_ref(), 60, &out, &["--force"]);
    run(FLIGHT.as_ref(), 60, &fresh, &[]);
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    fs::remove_file(out.join("notes.txt")).unwrap();
    assert_same(&out, &fresh);
}

#[test]
fn without_a_place_a_run_finds_its_own() {
    let home = tempfile::tempdir().unwrap();
    let scenario = fs::canonicalize(FLIGHT).unwrap();
    let mut command = soleus();
    command.current_dir(home.path()).arg("run").arg(scenario).args(["-q", "--persons", "20"]);
    let output = command.assert().code(0).stderr("").get_output().clone();
    let folder = PathBuf::from(utf8(&output.stdout).strip_suffix('\n').unwrap());
    assert!(folder.starts_with(fs::canonicalize(home.path()).unwrap().join("runs/long-haul-flight")), "{folder:?}");
    assert_eq!(files(&folder).keys().collect::<Vec<_>>(), FILES);
    let run_id = manifest(&folder)["run_id"].as_str().unwrap().to_owned();
    assert!(folder.to_str().unwrap().ends_with(&format!("Z-{}", &run_id[..4])), "{folder:?}");
}

#[test]
fn json_is_one_object_and_quiet_is_quiet() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("run");
    let mut command = soleus();
    command.args(["run", FLIGHT, "-q", "--json", "--persons", "20", "--out"]).arg(&out);
    let output = command.assert().code(0).stderr("").get_output().clone();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let [run] = &report["runs"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!(run["folder"], out.display().to_string());
    assert_eq!(run["scenario"], FLIGHT);
    assert_eq!(run["run_id"], manifest(&out)["run_id"]);
    assert_eq!((&run["persons"], &run["arms"]), (&20.into(), &ARMS.into()));
}

/// A folder with three small scenarios of 20 people.
fn three(home: &Path) -> [PathBuf; 3] {
    ["one", "two", "three"].map(|name| {
        let text = varied(&[("id = \"long-haul-flight\"", &format!("id = \"study-{name}\""))]);
        write(home, &format!("{name}.toml"), &text)
    })
}

#[test]
fn nothing_starts_before_all_scenarios_of_a_call_are_checked() {
    let home = tempfile::tempdir().unwrap();
    let [one, two, three] = three(home.path());
    fs::write(&two, varied(&[("persons =", "persns =")])).unwrap();
    let mut command = soleus();
    command.current_dir(home.path()).arg("run").args([&one, &two, &three]).args(["--persons", "20", "--json"]);
    let output = command.assert().code(2).get_output().clone();
    let said = utf8(&output.stderr);
    assert!(said.contains("two.toml:19:1") && said.contains("nothing was run, because 1 of 3 scenarios"), "{said}");
    assert!(said.contains("status") && said.contains("not run") && said.contains("faulty"), "{said}");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let statuses: Vec<&str> =
        report["runs"].as_array().unwrap().iter().map(|run| run["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["not_run", "faulty", "not_run"]);
    assert!(!home.path().join("runs").exists());
}

#[test]
fn several_scenarios_have_a_folder_each_below_the_one_that_is_named() {
    let home = tempfile::tempdir().unwrap();
    let [one, two, three] = three(home.path());
    let out = home.path().join("out");
    let again = one.parent().unwrap().join(".").join("one.toml");
    let batch = |code: i32, more: &[&str]| {
        let mut command = soleus();
        command
            .env("COLUMNS", "160")
            .arg("run")
            .args([&one, &two, &again, &three])
            .args(["--persons", "20", "--out"])
            .arg(&out)
            .args(more);
        command.assert().code(code).get_output().clone()
    };
    let output = batch(0, &[]);
    let folders = ["one", "two", "three"].map(|name| out.join(name));
    let said = utf8(&output.stderr);
    assert_eq!(utf8(&output.stdout), folders.each_ref().map(|folder| format!("{}\n", folder.display())).concat());
    assert!(said.contains("is named twice and runs once"), "{said}");
    let usual: Vec<&str> = said.lines().filter(|line| line.contains("Usual sitting")).collect();
    assert!(usual.len() == 3 && usual.iter().all(|line| line.matches("reference").count() == 2), "one table: {said}");
    assert!(said.contains("edema_ml") && said.replace('\n', " ").contains("Clots rest on assumptions"), "{said}");
    for folder in &folders {
        let undrawn = FILES.iter().filter(|file| !["draws.parquet", "ranking.parquet"].contains(file));
        assert!(files(folder).keys().eq(undrawn), "{}", folder.display());
        assert!(said.contains(&format!("done    {}", folder.display())), "{said}");
    }

    // The second folder is gone and the others are finished.
    fs::remove_dir_all(&folders[1]).unwrap();
    let before = files(&folders[0]);
    let report: Value = serde_json::from_slice(&batch(5, &["--json"]).stdout).unwrap();
    let exits: Vec<_> = report["runs"].as_array().unwrap().iter().map(|run| run["exit_code"].as_u64()).collect();
    assert_eq!(exits, [Some(2), Some(0), Some(2)], "{report:#}");
    assert!(report["runs"][0]["error"].as_str().unwrap().contains("--force"), "{report:#}");
    assert!(files(&folders[0]) == before && folders[1].join("manifest.json").exists());
    batch(0, &["--force"]);
}

#[test]
fn what_cannot_be_run_together_is_refused_before_anything_starts() {
    let home = tempfile::tempdir().unwrap();
    let [one, ..] = three(home.path());
    fs::create_dir(home.path().join("other")).unwrap();
    let other = home.path().join("other/one.toml");
    fs::copy(&one, &other).unwrap();
    let refused = |more: &[&str]| {
        let mut command = soleus();
        command.current_dir(home.path()).arg("run").args([&one, &other]).args(more);
        utf8(&command.assert().code(2).stdout("").get_output().stderr)
    };
    assert!(refused(&["--out", "out"]).contains("same file name"));
    assert!(refused(&["--force"]).contains("the folder that --out names"));
}

/// Same people, same day, nothing done: no difference at all, not even by rounding.
#[test]
fn an_arm_that_does_nothing_differs_by_exactly_nothing() {
    let home = tempfile::tempdir().unwrap();
    let nothing = "[interventions.nothing]\nkind = \"none\"\n[arms.idle]\nlabel = \"Idle\"\nuse = [\"nothing\"]\n";
    let scenario = varied(&[("[arms.pumps_30min]", &format!("{nothing}\n[arms.pumps_30min]"))]);
    let file = write(home.path(), "idle.toml", &scenario);
    let out = home.path().join("run");
    let ran =
        soleus().arg("run").arg(&file).args(["-q", "--persons", &PERSONS.to_string(), "--out"]).arg(&out).assert();
    assert!(utf8(&ran.code(0).get_output().stderr).contains("asks the same as arm `usual`"));

    let contrasts = table(&out, "contrasts");
    let (mut differences, mut ratios) = (0, 0);
    for row in (0..contrasts.height()).filter(|row| text(&contrasts, "arm", *row) == "idle") {
        let statistic = text(&contrasts, "statistic", row);
        let Some(estimate) = number(&contrasts, "estimate", row) else { continue };
        let expected = if statistic.ends_with("_ratio") { 1.0 } else { 0.0 };
        assert_eq!(estimate, expected, "{statistic} of {}", text(&contrasts, "measure", row));
        if expected == 1.0 { ratios += 1 } else { differences += 1 }
    }
    assert!(differences > 100 && ratios > 50, "{differences} differences and {ratios} ratios");
    let moved =
        (0..contrasts.height()).filter(|row| number(&contrasts, "estimate", *row).is_some_and(|e| e.abs() > 2.0));
    assert!(moved.count() > 20, "the other arms do differ");
}

#[test]
fn the_study_in_the_readme_runs_without_a_warning() {
    let home = tempfile::tempdir().unwrap();
    let readme = fs::read_to_string("README.md").unwrap();
    let (_, rest) = readme.split_once("```toml\n").unwrap();
    let (study, _) = rest.split_once("```").unwrap();
    let file = write(home.path(), "study.toml", study);
    run(&file, 20, &home.path().join("run"), &[]);
}

/// All files but the manifest are equal, by name and by byte.
fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (repeatable(one), repeatable(other));
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>());
    for (name, content) in &one {
        assert!(content == &other[name], "{name} differs");
    }
}
