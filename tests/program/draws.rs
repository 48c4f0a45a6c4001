//! Draws of uncertain constants: each is a study of its own, and the tables are all of them together.

use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, write};
use polars::prelude::DataFrame;
use serde_json::Value;

/// A few minutes in two arms with these lines in `[design]` and `[parameters]`.
fn minutes(design: &str, constants: &str) -> String {
    seat(3, design, constants)
}

/// The same with more minutes.
fn seat(minutes: u32, design: &str, constants: &str) -> String {
    let seat = format!(r#"{{ name = "seat", posture = "sitting", seat = "vehicle", duration_min = {minutes} }}"#);
    Study::of(PERSONS as u32, &seat)
        .with("design", design)
        .pumps(2, "adherence = 0.5")
        .with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }")
        .with("analysis", "strata = [\"sex\"]")
        .with("outputs", "timeseries_every_min = 2")
        .with("parameters", constants)
        .text()
}

const PERSONS: usize = 40;
const DRAWS: usize = 3;
const UNCERTAIN: &str = r#"
wall_deep_firm_mmhg = { value = 21, uncertain = { dist = "triangular", min = 15, mode = 21, max = 40 } }
reflex_gain = { value = 0.38, uncertain = { dist = "uniform", min = 0.2, max = 0.55 } }
"#;

fn run(home: &Path, name: &str, design: &str, constants: &str) -> PathBuf {
    run_text(home, name, &minutes(design, constants))
}

fn run_text(home: &Path, name: &str, text: &str) -> PathBuf {
    let file = write(home, &format!("{name}.toml"), text);
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    out
}

/// The constants of a draw, as a scenario sets them.
fn constants(draws: &DataFrame, draw: usize) -> String {
    let rows = (0..draws.height()).filter(|row| number(draws, "draw", *row) == Some(draw as f64));
    let line = |row| format!("{} = {:?}\n", text(draws, "parameter", row), number(draws, "value", row).unwrap());
    rows.map(line).collect()
}

/// Rows of `from` that are those of `other` but for the run and the draw.
fn assert_rows(from: &DataFrame, first: usize, other: &DataFrame) {
    let part = from.slice(first as i64, other.height());
    for name in other.get_column_names().into_iter().filter(|name| !["run_id", "draw"].contains(&name.as_str())) {
        let [ours, theirs] = [&part, other].map(|frame| frame.column(name).unwrap());
        assert!(ours.equals_missing(theirs), "{name} from row {first} on");
    }
}

#[test]
fn every_draw_is_the_study_under_its_constants() {
    let home = tempfile::tempdir().unwrap();
    let all = run(home.path(), "all", "parameter_draws = 3", UNCERTAIN);
    let (draws, outcomes, persons) = (table(&all, "draws"), table(&all, "outcomes"), table(&all, "persons"));
    assert_eq!(draws.height(), DRAWS * (2 + 3 + 9), "two constants of the leg, three of the link, nine of stasis");
    assert_eq!((outcomes.height(), persons.height()), (DRAWS * 2 * PERSONS, DRAWS * PERSONS));
    for draw in 0..DRAWS {
        let one = run(home.path(), &format!("draw{draw}"), "", &constants(&draws, draw));
        assert_rows(&outcomes, draw * 2 * PERSONS, &table(&one, "outcomes"));
        assert_rows(&persons, draw * PERSONS, &table(&one, "persons"));
        for (frame, rows) in [(&outcomes, 2 * PERSONS), (&persons, PERSONS)] {
            for row in draw * rows..(draw + 1) * rows {
                assert_eq!(number(frame, "draw", row), Some(draw as f64));
            }
        }
    }
    assert_ne!(number(&outcomes, "edema_ml", 0), number(&outcomes, "edema_ml", 2 * PERSONS));
    assert_statistics(&all, &outcomes);
    let course = table(&all, "timeseries");
    assert_eq!(number(&course, "n", 0), Some((DRAWS * PERSONS) as f64), "all draws together");
}

/// Means of the arm that pumps and of the other, draw by draw, from the outcomes.
fn mean(outcomes: &DataFrame, draw: usize, arm: usize) -> f64 {
    let first = (2 * draw + arm) * PERSONS;
    (first..first + PERSONS).map(|row| number(outcomes, "edema_ml", row).unwrap()).sum::<f64>() / PERSONS as f64
}

fn assert_statistics(run: &Path, outcomes: &DataFrame) {
    let mut means: Vec<f64> = (0..DRAWS).map(|draw| mean(outcomes, draw, 0)).collect();
    means.sort_by(f64::total_cmp);
    assert_row(&table(run, "summary"), "usual", "mean", &means);
    let differences = (0..DRAWS).map(|draw| mean(outcomes, draw, 1) - mean(outcomes, draw, 0));
    let mut differences: Vec<f64> = differences.collect();
    differences.sort_by(f64::total_cmp);
    assert_row(&table(run, "contrasts"), "pumps", "mean_difference", &differences);
}

/// One row, and no second one, holds the mean of three draws, and an interval wider than their quantiles 0.025 and 0.975.
fn assert_row(frame: &DataFrame, arm: &str, statistic: &str, draws: &[f64]) {
    let cell = |column, row| text(frame, column, row);
    let published = |row| frame.column("ci_kind").unwrap().get(row).unwrap().get_str() == Some("published");
    let rows: Vec<usize> = (0..frame.height())
        .filter(|row| cell("arm", *row) == arm && cell("stratum_by", *row) == "all")
        .filter(|row| cell("measure", *row) == "edema_ml" && cell("statistic", *row) == statistic && !published(*row))
        .collect();
    let [row] = rows[..] else { panic!("{} rows", rows.len()) };
    let near = |column, expected: f64| {
        let found = number(frame, column, row).unwrap();
        assert!((found - expected).abs() < 1e-5 * expected.abs(), "{statistic}, {column}: {found}, not {expected}");
    };
    near("estimate", draws.iter().sum::<f64>() / 3.0);
    let mean = draws.iter().sum::<f64>() / 3.0;
    near("constants_error", (draws.iter().map(|draw| (draw - mean) * (draw - mean)).sum::<f64>() / 2.0).sqrt());
    let end = |column| number(frame, column, row).unwrap();
    // The errors of the sample widen the interval of the draws.
    assert!(end("conf_low") < draws[0] + 0.05 * (draws[1] - draws[0]), "{statistic}");
    assert!(end("conf_high") > draws[2] - 0.05 * (draws[2] - draws[1]), "{statistic}");
    assert_eq!((cell("ci_kind", row).as_str(), cell("ci_method", row).as_str()), ("parameter", "parameter_draws"));
    let (constants, mcse) = (end("constants_error"), end("mcse"));
    assert!(
        mcse > 0.0 && (end("std_error") - (constants * constants + mcse * mcse).sqrt()).abs() < 1e-12,
        "{constants} {mcse}"
    );
}

/// The rows about the excess of clots of all people that have an interval of constants.
fn drawn_rows(frame: &DataFrame) -> Vec<usize> {
    let is = |column, row, word| frame.column(column).unwrap().get(row).unwrap().get_str() == Some(word);
    let wanted = [("measure", "vte_symptomatic_excess_risk"), ("ci_kind", "parameter"), ("stratum", "all")];
    (0..frame.height()).filter(|row| wanted.iter().all(|(column, word)| is(column, *row, word))).collect()
}

#[test]
fn clots_have_an_interval_of_constants_unless_it_is_switched_off() {
    let home = tempfile::tempdir().unwrap();
    let [drawn, off] = [("drawn", ""), ("off", "parameter_draws = 1")]
        .map(|(name, design)| run_text(home.path(), name, &seat(240, design, "")));
    let contrasts = table(&drawn, "contrasts");
    let rows = drawn_rows(&contrasts);
    let statistics: Vec<String> = rows.iter().map(|row| text(&contrasts, "statistic", *row)).collect();
    assert_eq!(statistics, ["mean_difference", "mean_ratio"]);
    for row in rows {
        let cell = |column| number(&contrasts, column, row).unwrap();
        assert!(cell("conf_low") < cell("estimate") && cell("estimate") < cell("conf_high"), "row {row}");
    }
    assert_eq!(table(&drawn, "draws").height(), 192 * (3 + 9));
    let ranking = table(&drawn, "ranking");
    for arm in ["usual", "pumps"] {
        let rows = (0..ranking.height()).filter(|row| text(&ranking, "arm", *row) == arm);
        let shares: f64 = rows.map(|row| number(&ranking, "share", row).unwrap()).sum();
        assert!((shares - 1.0).abs() < 1e-12, "{arm}: {shares}");
    }
    assert_eq!(drawn_rows(&table(&off, "contrasts")).len(), 0);
    assert!(!off.join("draws.parquet").exists() && !off.join("ranking.parquet").exists());
}

#[test]
fn a_plan_counts_draws() {
    let home = tempfile::tempdir().unwrap();
    let plans = [1, 7].map(|draws| {
        let text = minutes(&format!("parameter_draws = {draws}"), UNCERTAIN);
        let file = write(home.path(), "plan.toml", &text);
        let output = soleus().arg("plan").arg(&file).args(["--device", "cpu", "--json"]).output().unwrap();
        let plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(plan["plans"][0]["parameter_draws"], draws);
        plan["plans"][0]["disk_mib"].as_f64().unwrap()
    });
    assert!((plans[1] / plans[0] - 7.0).abs() < 1e-9, "{plans:?}");
}
