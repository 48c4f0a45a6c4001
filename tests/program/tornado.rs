//! What an outcome depends on: each input moves from its 10th to its 90th percentile.

use serde_json::Value;

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};

const PERSONS: u32 = 48;

fn study() -> Study {
    Study::seated(PERSONS, 4).pumps(2, "")
}

#[test]
fn an_effect_is_the_difference_of_two_runs_with_this_input() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "study.toml", &study().text());
    let asked = ["--device", "cpu", "--json", "--persons", &PERSONS.to_string()];
    let found = soleus().arg("tornado").arg(&file).args(asked).assert().code(0);
    let found: Value = serde_json::from_str(&utf8(&found.get_output().stdout)).unwrap();
    let rows = found["rows"].as_array().unwrap();
    let of = |input: &str, arm: &str| {
        let is = |row: &&Value| row["input"] == input && row["arm"] == arm && row["measure"] == "edema_ml";
        rows.iter().find(is).unwrap_or_else(|| panic!("no row for {input}")).clone()
    };
    // Nothing else is drawn from fidgeting; a constant is a setting of the scenario.
    let moves = |row: &&Value| row["kind"] == "constant" && row["on"] == "reference" && row["measure"] == "edema_ml";
    let constant = rows.iter().filter(moves).find(|row| row["change"].as_f64().unwrap().abs() > 0.1).unwrap();
    let constant = constant["input"].as_str().unwrap();
    for (input, section) in [("fidget_per_h", "population.variables"), (constant, "parameters")] {
        let mean = |end: &str, arm: &str| {
            let value = of(input, "usual")[end].as_f64().unwrap();
            let study = study().with(section, &format!("{input} = {value:?}"));
            let file = write(home.path(), "moved.toml", &study.text());
            let out = home.path().join(format!("{input}-{end}-{arm}"));
            soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
            let outcomes = table(&out, "outcomes");
            let rows = (0..outcomes.height()).filter(|row| text(&outcomes, "arm", *row) == arm);
            rows.map(|row| number(&outcomes, "edema_ml", row).unwrap()).sum::<f64>() / f64::from(PERSONS)
        };
        let usual = mean("to", "usual") - mean("from", "usual");
        let pumps = mean("to", "pumps") - mean("from", "pumps");
        let near = |row: Value, expected: f64| {
            let change = row["change"].as_f64().unwrap();
            assert!((change - expected).abs() < 1e-4 * (1.0 + expected.abs()), "{input}: {row} for {expected}");
        };
        near(of(input, "usual"), usual);
        near(of(input, "pumps"), pumps - usual);
    }
}

#[test]
fn the_table_says_how_inputs_move_and_the_file_has_all_of_them() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "study.toml", &study().text());
    let out = home.path().join("tornado.parquet");
    let mut command = soleus();
    command.arg("tornado").arg(&file).args(["--device", "cpu", "--persons", "16", "-o"]).arg(&out);
    let shown = utf8(&command.assert().code(0).get_output().stdout);
    for words in [
        "Change of edema_ml (mL)",
        "Change of stasis_dose (h)",
        "while all others stay as they were drawn",
        "move together",
    ] {
        assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(words), "{words}: {shown}");
    }
    let all = table(home.path(), "tornado");
    let kinds: Vec<String> = (0..all.height()).map(|row| text(&all, "kind", row)).collect();
    assert!(kinds.iter().any(|kind| kind == "attribute") && kinds.iter().any(|kind| kind == "constant"));
    assert!(all.height() > 4 * 60, "two outcomes, two arms, all inputs: {}", all.height());
}
