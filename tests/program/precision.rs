//! A Monte Carlo error that is asked for: people are added until it is reached or no more are allowed.

use std::fs;
use std::path::Path;

use crate::support::language::{FLIGHT, expect, survive};
use crate::support::study::Study;
use crate::support::{number, repeatable, soleus, table, text, utf8, write};
use serde_json::Value;
use soleus::scenario::{Code, resolved_toml};

/// A minute of few people, to whom others are added.
fn alone() -> Study {
    let lines = "of = \"mean_difference.leg_volume_change_ml\"\nmcse_max = 1\npersons_max = 400";
    Study::seated(36, 1).with("design.precision", lines)
}

/// The same in two arms.
fn minute() -> String {
    alone().stockings("15-20", "").text()
}

/// Runs into a folder and says what was said.
fn run(file: &Path, out: &Path, more: &[&str]) -> String {
    let mut command = soleus();
    command.args(["run", "--device", "cpu"]).arg(file).arg("--out").arg(out).args(more);
    utf8(&command.assert().code(0).get_output().stderr)
}

fn manifest(folder: &Path) -> Value {
    serde_json::from_slice(&fs::read(folder.join("manifest.json")).unwrap()).unwrap()
}

/// The error that counts, as the tables have it.
fn mcse(folder: &Path) -> f64 {
    let rows = table(folder, "contrasts");
    let wanted = |row: &usize| {
        text(&rows, "measure", *row) == "leg_volume_change_ml" && text(&rows, "statistic", *row) == "mean_difference"
    };
    number(&rows, "mcse", (0..rows.height()).find(wanted).unwrap()).unwrap()
}

#[test]
fn people_are_added_until_it_is_reached_and_the_result_can_be_repeated() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "minute.toml", &minute());
    let [out, again, begun] = ["out", "again", "begun"].map(|name| home.path().join(name));
    let said = run(&file, &out, &[]);
    assert!(said.contains("with 36 people (1 mL required): adding people, up to"), "{said}");
    assert!(said.contains(", as required"), "{said}");

    let record = &manifest(&out)["precision"];
    let persons = record["persons"].as_u64().unwrap();
    assert!((37..400).contains(&persons), "{record}");
    assert_eq!((&record["of"], &record["met"]), (&"mean_difference.leg_volume_change_ml".into(), &true.into()));
    // The reader of JSON may miss the last bit.
    assert!((record["mcse"].as_f64().unwrap() / mcse(&out) - 1.0).abs() < 1e-14);
    assert!(mcse(&out) <= 1.0);
    assert_eq!(manifest(&out)["persons"], persons);
    assert_eq!(table(&out, "persons").height() as u64, persons);
    // The first 36 people, in two arms, are not simulated again.
    let amounts = &manifest(&out)["person_arms"];
    assert_eq!(amounts["reused"], 2 * 36, "{amounts}");
    assert_eq!(amounts["computed"].as_u64().unwrap(), 2 * (persons - 36), "{amounts}");

    let resolved =
        write(home.path(), "resolved.toml", &fs::read_to_string(out.join("scenario.resolved.toml")).unwrap());
    let told = run(&resolved, &again, &[]);
    assert!(!told.contains("adding people"), "{told}");
    run(&file, &begun, &["--persons", &persons.to_string()]);
    for other in [&again, &begun] {
        let [mut one, mut two] = [repeatable(&out), repeatable(other)];
        one.remove("scenario.toml");
        two.remove("scenario.toml");
        assert!(one == two, "{}", other.display());
    }
}

#[test]
fn where_no_more_people_are_allowed_it_is_said() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "minute.toml", &minute());
    let out = home.path().join("out");
    let changes = ["--set", "design.precision.mcse_max=1e-4", "--set", "design.precision.persons_max=40"];
    let said = run(&file, &out, &changes);
    assert!(said.contains(": precision: mean_difference") && said.contains("`persons_max` allows no more"), "{said}");
    let record = &manifest(&out)["precision"];
    assert_eq!((&record["persons"], &record["met"]), (&40.into(), &false.into()));
}

#[test]
fn every_member_of_a_sweep_has_its_own_number_of_people() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "minute.toml", &minute());
    let text = "extends = \"minute.toml\"\n[sweep]\n\"design.precision.mcse_max\" = [100, 1]";
    let (file, out) = (write(home.path(), "sweep.toml", text), home.path().join("out"));
    run(&file, &out, &[]);
    let runs = table(&out, "runs");
    let persons = [0, 1].map(|row| {
        let folder = out.join(crate::support::text(&runs, "folder", row));
        assert_eq!(manifest(&folder)["run_id"], crate::support::text(&runs, "run_id", row));
        manifest(&folder)["persons"].as_u64().unwrap()
    });
    assert!(persons[0] == 36 && persons[1] > 36, "{persons:?}");
    assert_eq!(fs::read_dir(out.join("members")).unwrap().count(), 2, "nothing is left of earlier attempts");
    let said = run(&file, &out, &["--force"]);
    assert!(said.contains("2 of 2 members done (2 of them were already complete and are kept)"), "{said}");
}

#[test]
fn a_file_of_the_users_does_not_end_a_run_between_its_attempts() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "minute.toml", &minute());
    let out = home.path().join("out");
    run(&file, &out, &[]);
    fs::write(out.join("notes.txt"), "mine").unwrap();
    let said = run(&file, &out, &["--force", "--seed", "4"]);
    assert!(said.contains("adding people, up to") && out.join("notes.txt").exists(), "{said}");
    assert_eq!(manifest(&out)["seed"], 4);
}

#[test]
fn a_plan_says_that_more_people_may_come() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "minute.toml", &minute());
    let mut command = soleus();
    command.args(["plan", "--device", "cpu"]).arg(&file);
    let said = utf8(&command.assert().code(0).get_output().stdout);
    assert!(said.contains("the first attempt has 36 people") && said.contains("up to 400"), "{said}");
}

fn precision(lines: &str) -> String {
    FLIGHT.replace("[population]\n", &format!("[design.precision]\n{lines}\n[population]\n"))
}

fn refused(lines: &str, code: Code, words: &[&str]) {
    expect(&precision(lines), code, "format =", "format =", words);
}

#[test]
fn what_cannot_be_asked_for_is_said() {
    let rest = "mcse_max = 0.5\npersons_max = 50_000";
    let of = |of: &str, code, words: &[&str]| refused(&format!("of = \"{of}\"\n{rest}"), code, words);
    of("edema_ml", Code::UnknownName, &["not a statistic of an outcome", "`mean_difference`"]);
    of("meen.edema_ml", Code::UnknownName, &["unknown statistic `meen`", "did you mean `mean`?"]);
    of("mean.edema", Code::UnknownName, &["unknown outcome `edema`", "did you mean `edema_ml`?"]);
    of("risk.edema_over_100", Code::UnknownName, &["unknown flag", "did you mean `edema_over_100_ml`?"]);
    of("mean.edema_over_100_ml", Code::UnknownName, &["is a flag", "risk.edema_over_100_ml"]);
    of("risk_difference.edema_ml", Code::UnknownName, &["is a number", "mean_difference.edema_ml"]);
    refused("of = \"mean.edema_ml\"\nmcse_max = 0\npersons_max = 50_000", Code::OutOfRange, &["must be above 0"]);
    refused(
        "of = \"mean.edema_ml\"\nmcse_max = 1\npersons_max = 9",
        Code::KeyConflict,
        &["`persons_max` = 9 is less than the 20000 people with which the run begins"],
    );
    refused("of = \"mean.edema_ml\"\nmcse_max = 1", Code::MissingKey, &["needs `persons_max`"]);
    expect(&alone().text(), Code::Reference, "format =", "format =", &["the study has only one arm"]);
}

#[test]
fn the_request_survives_in_the_resolved_scenario() {
    let text = precision("of = \"risk.edema_over_100_ml\"\nmcse_max = 0.005\npersons_max = 50_000");
    let scenario = survive(&text).unwrap().scenario;
    let asked = scenario.design.precision.clone().unwrap();
    assert_eq!((asked.of().as_str(), asked.persons_max), ("risk.edema_over_100_ml", 50_000));
    assert_eq!(survive(&resolved_toml(&scenario)).unwrap().scenario, scenario);
}
