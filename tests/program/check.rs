//! `soleus check` and `soleus devices` as people and programs meet them.

use std::fs;

use assert_cmd::Command;
use serde_json::Value;

const SHIPPED: &str = "scenarios/long-haul-flight.toml";

fn soleus() -> Command {
    let mut command = Command::cargo_bin("soleus").unwrap();
    command.env_remove("NO_COLOR").env_remove("COLUMNS");
    command
}

/// A broken copy of the shipped scenario; the folder lives as long as the first part is held.
fn broken() -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("broken.toml");
    let text = fs::read_to_string(SHIPPED).unwrap().replace("persons = 20_000", "persns = 20_000");
    fs::write(&path, text).unwrap();
    (folder, path)
}

fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn the_shipped_scenario_is_valid_and_stdout_stays_empty() {
    let output = soleus().args(["check", SHIPPED]).assert().code(0).get_output().clone();
    assert!(output.stdout.is_empty());
    assert_eq!(utf8(&output.stderr), format!("{SHIPPED}: valid (20000 persons, 6 arms)\n"));
    soleus().args(["check", "-q", SHIPPED]).assert().code(0).stdout("").stderr("");
}

#[test]
fn faults_show_file_line_and_column_and_exit_1() {
    let (_folder, path) = broken();
    let output = soleus().arg("check").arg(&path).assert().code(1).get_output().clone();
    assert!(output.stdout.is_empty());
    let text = utf8(&output.stderr);
    assert!(text.contains("broken.toml:19:1"), "{text}");
    assert!(text.contains("E003") && text.contains("did you mean `persons`?"), "{text}");
    assert!(text.ends_with("2 errors\n"), "{text}");
}

#[test]
fn an_unreadable_file_exits_2_and_the_others_are_still_checked() {
    let (_folder, path) = broken();
    let output = soleus().args(["check", "no-such-file.toml"]).arg(&path).assert().code(2).get_output().clone();
    let text = utf8(&output.stderr);
    assert!(text.contains("cannot read no-such-file.toml"), "{text}");
    assert!(text.contains("E003"), "{text}");
}

#[test]
fn a_file_that_is_no_text_is_refused_with_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("latin1.toml");
    fs::write(&path, b"format = \"soleus-scenario/1\"\n# \xb5\n").unwrap();
    let output = soleus().arg("check").arg(&path).assert().code(2).get_output().clone();
    assert!(utf8(&output.stderr).contains("line 2 is not UTF-8"));
}

#[test]
fn json_is_one_object_with_places() {
    let (_folder, path) = broken();
    let output =
        soleus().args(["check", "--json", SHIPPED]).arg(&path).assert().code(1).stderr("").get_output().clone();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["ok"], false);
    assert_eq!(report["files"][0]["ok"], true);
    let problem = &report["files"][1]["problems"][1];
    assert_eq!(problem["code"], "E003");
    assert_eq!((&problem["line"], &problem["column"], &problem["end_column"]), (&19.into(), &1.into(), &7.into()));
}

#[test]
fn color_follows_the_flag_and_the_environment() {
    let (_folder, path) = broken();
    let colored = |args: &[&str], no_color: &str| {
        let output = soleus().env("NO_COLOR", no_color).arg("check").args(args).arg(&path).output().unwrap();
        utf8(&output.stderr).contains('\u{1b}')
    };
    assert!(!colored(&[], ""), "stderr is no terminal");
    assert!(colored(&["--color", "always"], ""));
    assert!(colored(&["--color", "always"], "1"), "an explicit wish wins");
    assert!(!colored(&["--color", "never"], ""));
}

#[test]
fn bad_arguments_exit_2_and_help_exits_0() {
    soleus().args(["check"]).assert().code(2);
    soleus().args(["chek", SHIPPED]).assert().code(2);
    soleus().args(["run", SHIPPED, "--persons", "0"]).assert().code(2);
    soleus().args(["--help"]).assert().code(0).stderr("");
}

#[test]
fn devices_are_listed_and_none_is_no_fault() {
    let output = soleus().args(["devices", "--json"]).assert().code(0).get_output().clone();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let adapters = report["adapters"].as_array().unwrap().len();
    let output = soleus().arg("devices").assert().code(0).get_output().clone();
    if adapters == 0 {
        assert!(output.stdout.is_empty());
        assert!(utf8(&output.stderr).contains("no graphics adapter found"));
    } else {
        assert_eq!(utf8(&output.stdout).lines().count(), adapters + 1);
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_fault() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("soleus"))
        .args(["check", "--json", SHIPPED])
        .stdout(writer)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

/// A list of 12,000 values on one line.
#[test]
fn a_problem_far_to_the_right_is_shown_like_any_other() {
    let home = tempfile::tempdir().unwrap();
    let breaks: Vec<String> = (1..12_000).map(|value| (10 * value).to_string()).collect();
    let strata =
        format!("strata = [{{ name = \"band\", of = \"age_years\", breaks = [{}], typo = 1 }}]", breaks.join(", "));
    let text = fs::read_to_string(SHIPPED).unwrap();
    assert!(text.contains("\nstrata ="));
    let file = home.path().join("wide.toml");
    fs::write(&file, text.replace("\nstrata =", &format!("\n{strata} #"))).unwrap();
    let output = soleus().arg("check").arg(&file).assert().code(1).get_output().clone();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("unknown key `typo`") && said.len() < 5_000, "{said}");
}
