#![allow(clippy::unwrap_used)]

mod devices;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use polars::prelude::{AnyValue, DataFrame};
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;

use super::*;
use crate::population::{Population, ineligible_arms};
use crate::probability::Bernoulli;
use crate::results::{ColumnType, CourseSums, Measure, Part, PartKey, Sink, Table};
use crate::scenario::{Draws, Sampler, Scenario, Variable};
use crate::stats::synthetic::{self, PUMPS, USUAL};

const PERSONS: u32 = 50_000;

fn identity() -> RunIdentity {
    RunIdentity::new("seed = 7\n".to_owned(), "0123".to_owned(), "0.1.0".to_owned())
}

fn facts(seconds: f64) -> ManifestFacts {
    ManifestFacts { device: "CPU".to_owned(), threads: 2, seconds, ..ManifestFacts::default() }
}

fn writer(path: &Path, scenario: &Scenario) -> RunWriter {
    let folder = RunFolder::create(&Place::Exactly(path.to_owned()), Existing::Keep).unwrap();
    let mut writer = RunWriter::create(folder, scenario, &identity(), Device::default()).unwrap();
    writer.begin(&synthetic::ticks()).unwrap();
    writer
}

fn finished(writer: RunWriter, seconds: f64) -> Finished {
    let Ended::Finished(finished) = writer.finish(&facts(seconds)).unwrap() else {
        panic!("no precision was asked for")
    };
    finished
}

fn hand_over(writer: &mut RunWriter, mut part: Part) {
    for (arm, block) in part.arms.iter_mut().enumerate() {
        writer.add_course(arm, block.people(), &std::mem::take(&mut block.course)).unwrap();
    }
    writer.take(part).unwrap();
}

/// Writes the synthetic study to `path`.
pub(super) fn write_run(path: &Path, scenario: &Scenario, seconds: f64) -> Finished {
    let mut writer = writer(path, scenario);
    synthetic::parts(scenario, 1).into_iter().for_each(|part| hand_over(&mut writer, part));
    finished(writer, seconds)
}

fn read(folder: &Path, table: &str) -> DataFrame {
    let file = File::open(folder.join(format!("{table}.parquet"))).unwrap();
    let mut frame = ParquetReader::new(file).finish().unwrap();
    frame.rechunk_mut();
    frame
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn number(frame: &DataFrame, column: &str, row: usize) -> Option<f64> {
    frame.column(column).unwrap().get(row).unwrap().extract()
}

fn text(frame: &DataFrame, column: &str, row: usize) -> Option<String> {
    frame.column(column).unwrap().get(row).unwrap().get_str().map(str::to_owned)
}

#[test]
fn a_run_holds_its_files_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    write_run(home.path(), &synthetic::scenario(100, Sampler::Sobol), 1.0);
    let expected = [
        "LIMITS.md",
        "arms.parquet",
        "contrasts.parquet",
        "datapackage.json",
        "dictionary.parquet",
        "eligibility.parquet",
        "manifest.json",
        "onset.parquet",
        "outcomes.parquet",
        "persons.parquet",
        "report.html",
        "scenario.resolved.toml",
        "summary.parquet",
        "sums.bin",
        "timeseries.parquet",
    ];
    assert_eq!(names(home.path()), expected);
}

#[test]
fn tables_have_the_described_columns() {
    let home = tempfile::tempdir().unwrap();
    let scenario = synthetic::scenario(100, Sampler::Sobol);
    write_run(home.path(), &scenario, 1.0);
    let mut described = 0;
    for table in all_tables(&scenario) {
        let name = table.table.name();
        assert_eq!(**read(home.path(), name).schema(), schema::schema(&table), "{name}");
        assert!(table.columns.iter().all(|column| !column.description.is_empty()));
        described += table.columns.len();
    }
    assert_eq!(read(home.path(), "dictionary").height(), described);
}

#[test]
fn outcomes_are_ordered_and_hold_what_was_put_in() {
    let home = tempfile::tempdir().unwrap();
    write_run(home.path(), &synthetic::scenario(PERSONS, Sampler::Sobol), 1.0);
    let outcomes = read(home.path(), "outcomes");
    assert_eq!(outcomes.height(), 3 * PERSONS as usize);
    let arms = ["usual", "no_op", "pumps"];
    for row in (0..outcomes.height()).step_by(997).chain([outcomes.height() - 1, 2 * PERSONS as usize + 3]) {
        let (arm, id) = (row / PERSONS as usize, (row % PERSONS as usize) as u32);
        assert_eq!(text(&outcomes, "arm", row).unwrap(), arms[arm]);
        assert_eq!(number(&outcomes, "person_id", row), Some(f64::from(id)));
        assert_eq!(number(&outcomes, "adherent_share", row).unwrap() as f32, synthetic::scatter(id, 99) as f32);
        for measure in Measure::ALL {
            let expected = synthetic::valid(arm, id).then(|| f64::from(synthetic::outcome(arm, *measure, id)));
            assert_eq!(number(&outcomes, measure.name(), row), expected, "{} {arm} {id}", measure.name());
        }
        for (at, column) in ["calf_ml", "refill_s"].into_iter().enumerate() {
            let expected = f64::from(synthetic::measured(arm, at, id));
            let expected = (synthetic::valid(arm, id) && expected.is_finite()).then_some(expected);
            assert_eq!(number(&outcomes, column, row), expected, "{column} {arm} {id}");
        }
        let edema = synthetic::outcome(arm, Measure::EdemaMl, id);
        let flag = if synthetic::valid(arm, id) { AnyValue::Boolean(edema > 100.0) } else { AnyValue::Null };
        assert_eq!(outcomes.column("edema_over_100_ml").unwrap().get(row).unwrap(), flag);
        let eligible = outcomes.column("eligible").unwrap().get(row).unwrap();
        assert_eq!(eligible, AnyValue::Boolean(synthetic::eligible(arm, id)));
    }
}

#[test]
fn measurements_stand_between_measures_and_flags() {
    let spec = tables::spec(Table::Outcomes, &synthetic::scenario(1, Sampler::Sobol));
    let measured = spec.columns.iter().position(|column| column.name == "calf_ml").unwrap();
    let around: Vec<&str> = spec.columns[measured - 1..].iter().map(|column| column.name.as_str()).collect();
    let last = Measure::ALL[Measure::COUNT - 1].name();
    assert_eq!(around, [last, "calf_ml", "refill_s", "edema_over_100_ml", "flow_under_0"]);
    let column = &spec.columns[measured + 1];
    assert_eq!((column.kind, column.unit.as_str()), (ColumnType::Float32, "s"));
    assert!(column.description.starts_with("Time until calf_blood_ml in `flight`"));
}

#[test]
fn persons_hold_attributes_classes_and_reasons() {
    let home = tempfile::tempdir().unwrap();
    let mut scenario = synthetic::scenario(5000, Sampler::Sobol);
    scenario.population.overrides = vec![(Variable::RedFlagSymptoms, Bernoulli { p: 0.5 }.into())];
    write_run(home.path(), &scenario, 1.0);
    let persons = read(home.path(), "persons");
    assert_eq!(persons.height(), 5000);
    let population = Population::new(&scenario.population, &scenario.design);
    let mut reasons = 0;
    for id in [0u32, 1, 5, 4095, 4096, 4999] {
        let row = id as usize;
        let person = population.person(id);
        assert_eq!(text(&persons, "sex", row).unwrap(), ["female", "male"][person.get(Variable::Sex) as usize]);
        assert_eq!(number(&persons, "bmi", row).unwrap() as f32, person.bmi() as f32);
        let age = person.get(Variable::AgeYears);
        let band = if age < 40.0 { Some("[18, 40)") } else { (age < 65.0).then_some("[40, 65)") };
        assert_eq!(text(&persons, "age_band", row).as_deref(), band);
        let reason = ineligible_arms(&scenario, &person);
        reasons += usize::from(!reason.is_empty());
        assert_eq!(text(&persons, "ineligible_arms", row).unwrap(), reason);
    }
    assert!((1..6).contains(&reasons), "some of them may not pump");
}

#[test]
fn row_groups_are_exact_and_files_carry_metadata() {
    let home = tempfile::tempdir().unwrap();
    write_run(home.path(), &synthetic::scenario(PERSONS, Sampler::Sobol), 1.0);
    let mut reader = ParquetReader::new(File::open(home.path().join("outcomes.parquet")).unwrap());
    let metadata = reader.get_metadata().unwrap();
    let rows: Vec<usize> = metadata.row_groups.iter().map(|group| group.num_rows()).collect();
    assert_eq!(rows, [ROW_GROUP, 3 * PERSONS as usize - ROW_GROUP]);
    let pairs = metadata.key_value_metadata().clone().unwrap();
    let value = |key: &str| pairs.iter().find(|pair| pair.key == key).and_then(|pair| pair.value.clone()).unwrap();
    assert_eq!(value("soleus.run_id"), identity().run_id);
    assert_eq!(value("soleus.scenario"), "seed = 7\n");
    assert_eq!(value("soleus.seed"), "7");
    assert_eq!(value("soleus.limits"), STATEMENT);
    assert_eq!(value("soleus.table"), "outcomes");
}

#[test]
fn equal_runs_are_equal_bytes_but_for_the_manifest() {
    let home = tempfile::tempdir().unwrap();
    let runs: [PathBuf; 2] = ["one", "two"].map(|name| home.path().join(name));
    let scenario = synthetic::scenario(PERSONS, Sampler::Sobol);
    for (run, seconds) in runs.iter().zip([1.0, 2.0]) {
        write_run(run, &scenario, seconds);
    }
    for name in names(&runs[0]) {
        let [one, two] = [0, 1].map(|run| fs::read(runs[run].join(&name)).unwrap());
        assert_eq!(one == two, name != "manifest.json", "{name}");
    }
}

#[test]
fn the_manifest_counts_the_invalid_and_lists_the_files() {
    let home = tempfile::tempdir().unwrap();
    write_run(home.path(), &synthetic::scenario(PERSONS, Sampler::Sobol), 2.5);
    let text = fs::read_to_string(home.path().join("manifest.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(manifest["seconds"], 2.5);
    assert_eq!(manifest["invalid"][0]["count"], 0);
    assert_eq!(manifest["invalid"][2]["arm"], "pumps");
    assert_eq!(manifest["invalid"][2]["count"], 50);
    let ids = manifest["invalid"][2]["first_person_ids"].as_array().unwrap();
    assert_eq!((ids.len(), ids[0].as_u64(), ids[19].as_u64()), (20, Some(3), Some(19_003)));
    let files = manifest["files"].as_array().unwrap();
    let limits = files.iter().find(|file| file["name"] == "LIMITS.md").unwrap();
    let bytes = fs::read(home.path().join("LIMITS.md")).unwrap();
    assert_eq!(limits["blake3"], blake3::hash(&bytes).to_hex().to_string());
    assert_eq!(limits["bytes"], bytes.len());
    assert_eq!(files.len(), 14);
}

#[test]
fn the_data_package_describes_every_table() {
    let home = tempfile::tempdir().unwrap();
    let scenario = synthetic::scenario(100, Sampler::Sobol);
    write_run(home.path(), &scenario, 1.0);
    let text = fs::read_to_string(home.path().join("datapackage.json")).unwrap();
    let package: serde_json::Value = serde_json::from_str(&text).unwrap();
    let resources = package["resources"].as_array().unwrap();
    assert_eq!(resources.len(), all_tables(&scenario).len());
    for resource in resources {
        assert!(home.path().join(resource["path"].as_str().unwrap()).exists());
    }
}

#[test]
fn parts_may_arrive_in_any_order_and_size() {
    let home = tempfile::tempdir().unwrap();
    let mut scenario = synthetic::scenario(PERSONS, Sampler::Sobol);
    scenario.design.draws = Draws::Repeated(2);
    type Order = (&'static str, u32, fn(&mut Vec<Part>));
    let orders: [Order; 3] = [
        ("in_order", 1, |_| ()),
        ("reversed", 1, |parts| parts.reverse()),
        ("in_threes", 3, |parts| parts.rotate_left(3)),
    ];
    for (name, tiles, arrange) in orders {
        let path = home.path().join(name);
        let mut writer = writer(&path, &scenario);
        for draw in 0..2 {
            let mut parts = synthetic::parts(&scenario, tiles);
            parts.retain(|part| part.key.draw == draw);
            arrange(&mut parts);
            parts.into_iter().for_each(|part| hand_over(&mut writer, part));
        }
        finished(writer, 1.0);
        assert!(!path.join("parts").exists(), "{name}");
    }
    for name in names(&home.path().join("in_order")).iter().filter(|name| *name != "manifest.json") {
        let of = |order: &str| fs::read(home.path().join(order).join(name)).unwrap();
        let expected = of("in_order");
        assert!(of("reversed") == expected && of("in_threes") == expected, "{name}");
    }
}

#[test]
fn parts_of_another_study_are_refused() {
    let home = tempfile::tempdir().unwrap();
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    let mut writer = writer(home.path(), &scenario);
    let part = |tile: u32| synthetic::part(&scenario, PartKey { draw: 0, first_person: tile * 4096 }, 1);
    let changed = |change: &dyn Fn(&mut Part)| {
        let mut part = part(0);
        change(&mut part);
        part
    };
    let refused = |result: Result<(), OutputError>| matches!(result, Err(OutputError::Sequence(_)));
    let ticks = synthetic::ticks().len();
    type Fault<'a> = (&'static str, &'a dyn Fn(&mut Part));
    let faults: [Fault; 7] = [
        ("every arm", &|part| part.arms.truncate(2)),
        ("no other draw", &|part| part.key.draw = 1),
        ("equal arms", &|part| part.arms[1] = synthetic::columns(USUAL, 100)),
        ("people of the study", &|part| part.key.first_person = 4096),
        ("whole blocks", &|part| part.arms[1].measures[1].truncate(9)),
        ("every measurement", &|part| part.arms[1].measured.truncate(1)),
        ("of everybody", &|part| part.arms[1].measured[1].truncate(9)),
    ];
    for (what, change) in faults {
        assert!(refused(writer.take(changed(change))), "{what}");
    }
    let course = part(0).arms.swap_remove(2).course;
    assert!(refused(writer.add_course(3, 4096, &course)), "a time course of an arm");
    assert!(refused(writer.add_course(2, 4096, &CourseSums::new(ticks, 1))), "of every cell");
    assert!(refused(writer.add_course(2, 4096, &CourseSums::new(1, course.cells))), "at every tick");
    writer.take(part(1)).unwrap();
    assert!(refused(writer.take(part(1))), "nobody twice");
    assert!(refused(writer.finish(&facts(1.0)).map(|_| ())), "everybody before the end");
    assert!(!home.path().join("manifest.json").exists());
    assert!(!home.path().join("parts").exists(), "a run that ends early leaves no parts");
}

#[test]
fn one_person_makes_a_run() {
    let home = tempfile::tempdir().unwrap();
    let finished = write_run(home.path(), &synthetic::scenario(1, Sampler::Random), 1.0);
    assert_eq!(read(home.path(), "outcomes").height(), 3);
    assert!(finished.summary.iter().any(|row| row.n == 1) && finished.summary.iter().any(|row| row.n == 0));
}

/// Writes a large run to the folder named by `SOLEUS_LARGE_RUN`, for the readers and for a look at speed and memory.
#[test]
fn a_large_run_needs_little_memory() {
    let Some(home) = std::env::var_os("SOLEUS_LARGE_RUN").map(PathBuf::from) else {
        eprintln!("SKIPPED: the large run, written where SOLEUS_LARGE_RUN says (tests/run.sh --all)");
        return;
    };
    let mut scenario = synthetic::scenario(200_000, Sampler::Sobol);
    for copy in ["a", "b", "c"] {
        let mut arm = scenario.arms[PUMPS].clone();
        arm.id = format!("pumps_{copy}");
        scenario.arms.push(arm);
    }
    write_run(&home, &scenario, 1.0);
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let kib: u64 = peak.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(kib < 300_000, "{kib} KiB at most in use");
}
