//! What a study writes: tables, columns and a sample of people, all of them parts of what it would write otherwise.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::language::{CLINIC, FLIGHT, expect, survive, warnings};
use crate::support::study::Study;
use crate::support::{files, number, soleus, table, text, write};
use polars::prelude::DataFrame;
use soleus::results::Table;
use soleus::scenario::{Code, Report};

/// The flight with these lines in `[outputs]`, which is its last section.
fn flight(lines: &str) -> String {
    format!("{FLIGHT}\n{lines}\n")
}

fn refused(lines: &str, code: Code, words: &[&str]) {
    expect(&flight(lines), code, "format =", "format =", words);
}

#[test]
fn outputs_are_read_in_the_order_of_the_tables() {
    let text =
        flight("tables = [\"dictionary\", \"summary\", \"outcomes\"]\ncolumns = [\"edema_over_100_ml\", \"edema_ml\"]");
    let text = text.replace("timeseries_every_min = 10", "persons_sample = 500\nreport = \"none\"");
    let outputs = survive(&text).unwrap().scenario.outputs;
    assert_eq!(outputs.tables, [Table::Outcomes, Table::Dictionary]);
    assert_eq!(outputs.columns.unwrap(), ["edema_ml", "edema_over_100_ml"]);
    assert_eq!((outputs.persons_sample, outputs.report), (Some(500), Report::None));
    assert_eq!(survive(FLIGHT).unwrap().scenario.outputs.report, Report::Html);
    let measured = survive(&format!("{CLINIC}\n[outputs]\ncolumns = [\"again\"]")).unwrap();
    assert_eq!(measured.scenario.outputs.columns.unwrap(), ["again"]);
}

#[test]
fn what_cannot_be_written_is_said() {
    refused("tables = [\"person\"]", Code::UnknownName, &["unknown table `person`", "did you mean `persons`?"]);
    refused("columns = [\"edema\"]", Code::UnknownName, &["unknown column of outcomes `edema`"]);
    refused("persons_sample = 20_001", Code::OutOfRange, &["a sample of 20001 people out of 20000"]);
    refused("persons_sample = 0", Code::OutOfRange, &["at least 1"]);
    refused("report = \"pdf\"", Code::UnknownName, &["`pdf`"]);
    let untimed = flight("tables = [\"timeseries\"]").replace("timeseries_every_min = 10", "");
    expect(&untimed, Code::MissingKey, "format =", "format =", &["needs `timeseries_every_min`"]);
}

#[test]
fn settings_of_tables_that_are_left_out_are_told() {
    for (lines, key) in [
        ("tables = [\"persons\"]\ncolumns = [\"edema_ml\"]", "columns"),
        ("tables = [\"arms\"]\npersons_sample = 5", "persons_sample"),
        ("tables = [\"outcomes\"]", "timeseries_every_min"),
    ] {
        let told = warnings(&flight(lines), "", "");
        assert!(told.iter().any(|(code, text)| *code == Code::NoEffect && text.contains(key)), "{told:?}");
    }
}

/// Files of a short run in two arms with these lines in `[outputs]`.
fn run(home: &Path, name: &str, lines: &str) -> BTreeMap<String, Vec<u8>> {
    let study = Study::seated(60, 2).stockings("15-20", "");
    let study = study.with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }");
    let study = study.with("measurements", "end_ml = { signal = \"calf_blood_ml\", phase = \"seat\", take = \"end\" }");
    let study = study.with("outputs", "timeseries_every_min = 1").with("outputs", lines);
    let file = write(home, &format!("{name}.toml"), &study.text());
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    files(&out)
}

/// Everything but the identity of the run.
fn values(frame: &DataFrame) -> DataFrame {
    if frame.column("run_id").is_ok() { frame.drop("run_id").unwrap() } else { frame.clone() }
}

#[test]
fn less_is_written_and_statistics_are_the_same() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), "all", "");
    let few = run(
        home.path(),
        "few",
        "tables = [\"outcomes\", \"dictionary\"]\ncolumns = [\"end_ml\", \"edema_ml\", \"swollen\"]",
    );
    let tables: Vec<&str> = few.keys().filter_map(|name| name.strip_suffix(".parquet")).collect();
    assert_eq!(tables, ["contrasts", "dictionary", "outcomes", "summary"]);
    let [all, few] = ["all", "few"].map(|name| home.path().join(name));
    for name in ["summary", "contrasts"] {
        assert!(values(&table(&all, name)).equals_missing(&values(&table(&few, name))), "{name}");
    }
    let outcomes = table(&few, "outcomes");
    let names: Vec<&str> = outcomes.get_column_names().into_iter().map(|name| name.as_str()).collect();
    assert_eq!(names[..7], ["run_id", "draw", "person_id", "arm", "eligible", "adherent_share", "valid"]);
    assert_eq!(names[7..], ["edema_ml", "end_ml", "swollen"]);
    assert!(values(&table(&all, "outcomes").select(names).unwrap()).equals_missing(&values(&outcomes)));
    let described = table(&few, "dictionary");
    assert!(described.height() > 0 && described.height() < table(&all, "dictionary").height());
}

#[test]
fn a_sample_of_people_has_rows_and_everybody_counts() {
    let home = tempfile::tempdir().unwrap();
    run(home.path(), "all", "");
    run(home.path(), "few", "persons_sample = 7");
    let [all, few] = ["all", "few"].map(|name| home.path().join(name));
    let (persons, outcomes) = (table(&few, "persons"), table(&few, "outcomes"));
    assert_eq!((persons.height(), outcomes.height()), (7, 14));
    let (everybody, everything) = (values(&table(&all, "persons")), values(&table(&all, "outcomes")));
    let mut last = -1.0;
    for row in 0..7 {
        let id = number(&persons, "person_id", row).unwrap();
        assert!(id > last, "ascending");
        last = id;
        let same = |few: &DataFrame, row: usize, all: &DataFrame, place: usize| {
            assert!(values(few).slice(row as i64, 1).equals_missing(&all.slice(place as i64, 1)), "person {id}");
        };
        same(&persons, row, &everybody, id as usize);
        same(&outcomes, row, &everything, id as usize);
        same(&outcomes, 7 + row, &everything, 60 + id as usize);
    }
    for name in ["summary", "contrasts", "timeseries"] {
        assert!(values(&table(&all, name)).equals_missing(&values(&table(&few, name))), "{name}");
    }
}

/// Phase, time in it and time on the axis, of each time of the course of a run with these phases and people.
fn times(home: &Path, name: &str, phases: &str, people: &str) -> Vec<(String, f64, Option<f64>)> {
    let study = Study::of(32, phases).with("population.variables", people).with("outputs", "timeseries_every_min = 2");
    let file = write(home, &format!("{name}.toml"), &study.text());
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    let course = table(&out, "timeseries");
    let rows = (0..course.height()).filter(|row| text(&course, "measure", *row) == "edema_ml");
    let time = |row| number(&course, "time_in_phase_min", row).unwrap();
    rows.map(|row| (text(&course, "phase", row), time(row), number(&course, "time_min", row))).collect()
}

#[test]
fn phases_share_an_axis_of_time_until_their_lengths_differ() {
    let home = tempfile::tempdir().unwrap();
    let phases = r#"{ name = "rise", posture = "standing", duration_s = 90 },
        { name = "seat", posture = "sitting", duration_of = "sitting_time_h" },
        { name = "bed", posture = "lying", duration_min = 2 }"#;
    let row = |phase: &str, minute, at| (phase.to_owned(), minute, at);
    let same = times(home.path(), "same", phases, "sitting_time_h = 0.05");
    let begun = [row("rise", 0.0, Some(0.0)), row("seat", 0.0, Some(1.5)), row("seat", 2.0, Some(3.5))];
    assert_eq!(same[..3], begun);
    assert_eq!(same[3..], [row("bed", 0.0, Some(4.5)), row("bed", 2.0, Some(6.5))]);
    let differ = "sitting_time_h = { dist = \"uniform\", min = 0.05, max = 0.2 }";
    let differ = times(home.path(), "differ", phases, differ);
    assert_eq!(differ[..3], begun, "people begin the second phase together");
    assert_eq!(differ[differ.len() - 2..], [row("bed", 0.0, None), row("bed", 2.0, None)]);
}
