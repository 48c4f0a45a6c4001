//! Rank correlations of outcomes with attributes of people, as a run writes them.

use std::path::Path;

use crate::support::language::{FLIGHT, expect, survive, warnings};
use crate::support::study::Study;
use crate::support::{files, number, soleus, table, text, utf8, write};
use polars::prelude::DataFrame;
use soleus::scenario::{Code, resolved_toml};

/// A minute in two arms.
fn minute(persons: u32) -> Study {
    Study::seated(persons, 1)
        .with("population.variables", "salt_g_day = 8")
        .stockings("15-20", "")
        .with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }")
}

/// The same with rank correlations.
fn correlated(persons: u32) -> Study {
    minute(persons).with("analysis", "sensitivity = true")
}

fn run(home: &Path, name: &str, study: &Study) -> std::path::PathBuf {
    let (file, out) = (write(home, &format!("{name}.toml"), &study.text()), home.join(name));
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    out
}

fn column(frame: &DataFrame, name: &str, rows: std::ops::Range<usize>) -> Vec<f64> {
    rows.map(|row| number(frame, name, row).unwrap()).collect()
}

/// Spearman's coefficient by its definition: each rank is counted.
fn spearman(a: &[f64], b: &[f64]) -> f64 {
    let ranks = |values: &[f64]| -> Vec<f64> {
        let below = |value: f64| values.iter().filter(|other| **other < value).count() as f64;
        let equal = |value: f64| values.iter().filter(|other| **other == value).count() as f64;
        values.iter().map(|value| below(*value) + (equal(*value) - 1.0) / 2.0).collect()
    };
    let (a, b) = (ranks(a), ranks(b));
    let middle = (a.len() - 1) as f64 / 2.0;
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a - middle) * (b - middle)).sum::<f64>();
    product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
}

#[test]
fn correlations_are_those_of_the_people_of_the_run() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "out", &correlated(40));
    let (rows, persons, outcomes) = (table(&out, "sensitivity"), table(&out, "persons"), table(&out, "outcomes"));
    let usual = column(&outcomes, "leg_volume_change_ml", 0..40);
    let stockings = column(&outcomes, "leg_volume_change_ml", 40..80);
    let saved: Vec<f64> = stockings.iter().zip(&usual).map(|(arm, usual)| arm - usual).collect();
    let height = column(&persons, "height_cm", 0..40);
    let found = |arm: &str, reference: Option<&str>| {
        let wanted = |row: &usize| {
            let compared = rows.column("reference").unwrap().get(*row).unwrap();
            text(&rows, "arm", *row) == arm
                && compared.get_str() == reference
                && text(&rows, "measure", *row) == "leg_volume_change_ml"
        };
        let of: Vec<usize> = (0..rows.height()).filter(wanted).collect();
        let sizes: Vec<f64> = of.iter().map(|row| number(&rows, "rank_correlation", *row).unwrap().abs()).collect();
        assert!(sizes.is_sorted_by(|a, b| a >= b), "the largest first: {sizes:?}");
        let row = of.into_iter().find(|row| text(&rows, "variable", *row) == "height_cm").unwrap();
        assert_eq!(number(&rows, "n", row), Some(40.0));
        number(&rows, "rank_correlation", row).unwrap()
    };
    for (found, expected) in [
        (found("usual", None), spearman(&usual, &height)),
        (found("stockings", None), spearman(&stockings, &height)),
        (found("stockings", Some("usual")), spearman(&saved, &height)),
    ] {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
    let variables: Vec<String> = (0..rows.height()).map(|row| text(&rows, "variable", row)).collect();
    assert!(!variables.contains(&"salt_g_day".to_owned()), "the same for everybody");
    assert!((0..rows.height()).any(|row| text(&rows, "measure", row) == "swollen"));
}

#[test]
fn the_table_is_described_and_nothing_else_changes() {
    let home = tempfile::tempdir().unwrap();
    let with = run(home.path(), "with", &correlated(5));
    let without = run(home.path(), "without", &minute(5));
    assert!(!without.join("sensitivity.parquet").exists());
    for name in ["summary", "contrasts", "outcomes"] {
        let [with, without] = [&with, &without].map(|folder| table(folder, name).drop("run_id").unwrap());
        assert!(with.equals_missing(&without), "{name}");
    }
    let (rows, dictionary) = (table(&with, "sensitivity"), table(&with, "dictionary"));
    let described = (0..dictionary.height()).filter(|row| text(&dictionary, "table", *row) == "sensitivity");
    let described: Vec<String> = described.map(|row| text(&dictionary, "column", row)).collect();
    assert_eq!(described, rows.get_column_names().iter().map(|name| name.to_string()).collect::<Vec<String>>());
    assert!(utf8(&files(&with)["datapackage.json"]).contains("sensitivity.parquet"));
}

#[test]
fn it_is_asked_for_where_groups_are_and_survives() {
    let text = FLIGHT.replace("[analysis]", "[analysis]\nsensitivity = true");
    let scenario = survive(&text).unwrap().scenario;
    assert!(scenario.analysis.sensitivity);
    assert_eq!(survive(&resolved_toml(&scenario)).unwrap().scenario, scenario);
    let wrong = "[analysis]\nsensitivity = \"spearman\"";
    expect(FLIGHT, Code::WrongType, "[analysis]", wrong, &["must be true or false"]);
    let tables = format!("{FLIGHT}\ntables = [\"timeseries\", \"sensitivity\"]");
    expect(&tables, Code::MissingKey, "format =", "format =", &["needs `sensitivity = true`", "[analysis]"]);
    let told = warnings(&format!("{text}\ntables = [\"timeseries\"]"), "", "");
    assert!(
        told.iter().any(|(code, text)| *code == Code::NoEffect && text.contains("`sensitivity = true`")),
        "{told:?}"
    );
}
