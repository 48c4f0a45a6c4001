//! Measurements of a scenario in a whole run: the shipped clinic tests, and variants of them.

use std::fs;
use std::path::Path;

use crate::support::{number, repeatable, soleus, table, text, utf8, write};
use polars::prelude::{DataFrame, DataType};
use soleus::engine::Cpu;
use soleus::model::PARAMETERS;
use soleus::population::{Person, Population};
use soleus::scenario::{Overrides, Scenario, parse};
use soleus::schedule::Resolution;
use soleus::study::{Arms, estimate};

const CLINIC: &str = include_str!("../../scenarios/clinic-tests.toml");
const PERSONS: usize = 48;
/// An arm that holds less blood, and a measurement that divides by nothing.
const VARIANT: &str = r#"
[arms.stockings]
label = "Stockings"
use = ["stockings"]
adherence = 1.0

[interventions.stockings]
kind = "compression"
class = "20-30"
during = ["legs_raised", "stand"]

[measurements.no_ml]
difference = ["calf_full_ml", "calf_full_ml"]

[measurements.nothing_ratio]
ratio = ["calf_full_ml", "no_ml"]
"#;

fn scenario(text: &str) -> Scenario {
    parse("clinic.toml", text, &Overrides::default()).unwrap().scenario
}

/// Runs a variant of the clinic tests and returns what it said.
fn run(text: &str, out: &Path, more: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "clinic.toml", text);
    let mut command = soleus();
    command.arg("run").arg(file).args(["--persons", &PERSONS.to_string(), "--out"]).arg(out).args(more);
    utf8(&command.assert().code(0).get_output().stderr)
}

/// The row of a long table about everyone.
fn row(frame: &DataFrame, arm: &str, measure: &str, statistic: &str) -> usize {
    let wanted = [("arm", arm), ("stratum_by", "all"), ("measure", measure), ("statistic", statistic)];
    let is = |row: &usize| wanted.iter().all(|(column, value)| text(frame, column, *row) == *value);
    (0..frame.height()).find(is).unwrap()
}

#[test]
fn the_clinic_tests_fill_a_column_per_measurement() {
    let home = tempfile::tempdir().unwrap();
    let said = run(CLINIC, home.path(), &[]);
    let outcomes = table(home.path(), "outcomes");
    let dictionary = table(home.path(), "dictionary");
    let scenario = scenario(CLINIC);
    assert_eq!(scenario.measurements.len(), 39);
    for measurement in &scenario.measurements {
        let id = measurement.id.as_str();
        assert_eq!(outcomes.column(id).unwrap().dtype(), &DataType::Float32, "{id}");
        assert_eq!(outcomes.column(id).unwrap().null_count(), 0, "{id}");
        assert!(said.contains(id), "{id} in:\n{said}");
        let described = (0..dictionary.height()).find(|row| text(&dictionary, "column", *row) == id).unwrap();
        let unit = text(&dictionary, "unit", described);
        assert!(!unit.is_empty() && unit == measurement.unit(), "{id}: {unit}");
    }
    let names: Vec<&str> = outcomes.get_column_names().iter().map(|name| name.as_str()).collect();
    let ids: Vec<&str> = scenario.measurements.iter().map(|measurement| measurement.id.as_str()).collect();
    assert_eq!(names[names.len() - ids.len()..], ids);
    let mut usual_volumes = 0;
    for person in 0..PERSONS {
        let of = |column| number(&outcomes, column, person).unwrap();
        let ejected_pct = of("tiptoe_ejection_fraction_pct");
        assert!((20.0..80.0).contains(&ejected_pct), "person {person}: {ejected_pct} %");
        let volume_ml = of("venous_volume_ml");
        assert!((20.0..500.0).contains(&volume_ml), "person {person}: {volume_ml} mL");
        usual_volumes += usize::from((40.0..250.0).contains(&volume_ml));
        assert!((100.0 * of("tiptoe_ejected_ml") / volume_ml - ejected_pct).abs() < 1e-3);
    }
    assert!(usual_volumes > PERSONS * 9 / 10, "{usual_volumes} of {PERSONS} legs fill with 40 to 250 mL");
}

#[test]
fn measurements_have_statistics_and_contrasts() {
    let home = tempfile::tempdir().unwrap();
    run(&format!("{CLINIC}{VARIANT}"), home.path(), &["-q"]);
    let [outcomes, summary, contrasts] = ["outcomes", "summary", "contrasts"].map(|name| table(home.path(), name));
    let volume = |row| number(&outcomes, "venous_volume_ml", row).unwrap();
    let mean = |first| (first..first + PERSONS).map(volume).sum::<f64>() / PERSONS as f64;
    let (usual, stockings) = (mean(0), mean(PERSONS));
    let told = row(&summary, "usual", "venous_volume_ml", "mean");
    assert!((number(&summary, "estimate", told).unwrap() - usual).abs() < 1e-9);
    assert_eq!(number(&summary, "n", told), Some(PERSONS as f64));
    assert_eq!(text(&summary, "unit", told), "mL");
    let told = row(&contrasts, "stockings", "venous_volume_ml", "mean_difference");
    assert!((number(&contrasts, "estimate", told).unwrap() - (stockings - usual)).abs() < 1e-9);
    assert!(stockings < 0.95 * usual, "{stockings} mL with and {usual} mL without stockings");
    assert!(number(&contrasts, "conf_high", told).unwrap() < 0.0);
}

#[test]
fn a_number_that_is_none_is_null_and_its_person_still_counts() {
    let home = tempfile::tempdir().unwrap();
    run(&format!("{CLINIC}{VARIANT}"), home.path(), &["-q"]);
    let [outcomes, summary, contrasts] = ["outcomes", "summary", "contrasts"].map(|name| table(home.path(), name));
    assert_eq!(outcomes.column("nothing_ratio").unwrap().null_count(), 2 * PERSONS);
    assert_eq!(outcomes.column("no_ml").unwrap().null_count(), 0);
    assert!((0..2 * PERSONS).all(|row| number(&outcomes, "no_ml", row) == Some(0.0)));
    let told = row(&summary, "usual", "nothing_ratio", "mean");
    assert_eq!((number(&summary, "estimate", told), number(&summary, "n", told)), (None, Some(0.0)));
    let told = row(&contrasts, "stockings", "nothing_ratio", "mean_difference");
    assert_eq!((number(&contrasts, "estimate", told), number(&contrasts, "n", told)), (None, Some(0.0)));
    let told = row(&summary, "usual", "edema_ml", "mean");
    assert_eq!(number(&summary, "n", told), Some(PERSONS as f64));
    let manifest = fs::read_to_string(home.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    assert!(manifest["invalid"].as_array().unwrap().iter().all(|arm| arm["count"] == 0));
}

#[test]
fn bytes_do_not_depend_on_threads() {
    let home = tempfile::tempdir().unwrap();
    let [one, two] = ["1", "2"].map(|threads| {
        let out = home.path().join(threads);
        run(CLINIC, &out, &["-q", "--threads", threads]);
        repeatable(&out)
    });
    assert!(one.len() > 5 && one == two);
}

/// Who stands beside a person in a tile changes no bit of what is measured.
#[test]
fn bits_do_not_depend_on_neighbors() {
    let scenario = scenario(CLINIC);
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..12).map(|id| population.person(id)).collect();
    let arms = Arms::new(&scenario, Resolution::DEFAULT);
    let measure = |people: &[Person]| {
        let (inputs, _) = arms.inputs(0, people, &arms.legs(people));
        let bits = |column: Vec<f32>| column.into_iter().map(f32::to_bits).collect::<Vec<_>>();
        arms.measure(0, &inputs).into_iter().map(bits).collect::<Vec<_>>()
    };
    let (all, few) = (measure(&people), measure(&people[5..8]));
    assert_eq!(all.len(), scenario.measurements.len());
    for (all, few) in all.iter().zip(&few) {
        assert_eq!(all[5..8], few[..]);
    }
}

#[test]
fn constants_make_another_run_of_other_measurements() {
    let home = tempfile::tempdir().unwrap();
    let (usual, changed) = (home.path().join("usual"), home.path().join("changed"));
    run(CLINIC, &usual, &["-q"]);
    let firm = PARAMETERS.iter().find(|parameter| parameter.name == "wall_deep_firm_mmhg").unwrap();
    let soft = format!("{CLINIC}\n[parameters]\n{} = {}\n", firm.name, 0.5 * firm.default);
    run(&soft, &changed, &["-q"]);
    let run_id = |folder| text(&table(folder, "outcomes"), "run_id", 0);
    assert_ne!(run_id(&usual), run_id(&changed));
    let full_ml = |folder| number(&table(folder, "outcomes"), "calf_full_ml", 0).unwrap();
    assert!(full_ml(&changed) > 1.1 * full_ml(&usual), "softer walls hold more");
}

#[test]
fn a_plan_counts_what_measurements_cost() {
    let measured = scenario(CLINIC);
    let bare = Scenario { measurements: Vec::new(), ..measured.clone() };
    // Other tests run at the same time, so the fastest of some estimates counts.
    let fastest = |scenario: Scenario| {
        let estimates = (0..5).map(|_| estimate(&scenario, &Cpu::default()));
        estimates.min_by(|one, other| one.seconds.total_cmp(&other.seconds)).unwrap()
    };
    let [measured, bare] = [measured, bare].map(fastest);
    assert!(measured.seconds > 2.0 * bare.seconds, "{} s and {} s", measured.seconds, bare.seconds);
    assert!(measured.memory_mib > bare.memory_mib && measured.disk_mib > bare.disk_mib);
}
