//! Tables of a run for spreadsheets and other programs.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{files, number, soleus, table, text, utf8, write};
use serde_json::Value;

const PERSONS: usize = 40;

/// A short run in two arms; one label has a letter that is not ASCII, and a title begins like a formula.
fn run(home: &Path, more: &[&str]) -> PathBuf {
    let study = Study::seated(PERSONS as u32, 2).stockings("15-20", "label = \"=Strümpfe\"");
    let study = study.with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }");
    let file = write(home, "seat.toml", &study.text());
    let out = home.join("run");
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).args(more).assert().code(0);
    out
}

/// Exports and returns the path that the program prints.
fn export(run: &Path, args: &[&str]) -> PathBuf {
    let output = soleus().arg("export").arg(run).args(args).assert().code(0).get_output().clone();
    utf8(&output.stdout).trim_end().into()
}

/// What is said when nothing can be exported.
fn refused(run: &Path, args: &[&str]) -> String {
    utf8(&soleus().arg("export").arg(run).args(args).assert().code(2).stdout("").get_output().stderr)
}

/// The records of a CSV file, without a byte order mark.
fn records(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|record| record.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn csv_files_hold_the_numbers_of_the_tables() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), &[]);
    let folder = export(&run, &["--format", "csv"]);
    assert_eq!(folder.file_name().unwrap(), "run-csv", "beside the run");
    let names: Vec<String> = files(&folder).into_keys().collect();
    assert!(names.contains(&"LIMITS.md".to_owned()) && names.contains(&"datapackage.json".to_owned()));
    assert!(!names.contains(&"outcomes.csv".to_owned()) && !names.contains(&"persons.csv".to_owned()), "{names:?}");
    let (rows, summary) = (records(&folder.join("summary.csv")), table(&run, "summary"));
    assert_eq!(rows.len(), 1 + summary.height());
    let place = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    for row in 0..summary.height() {
        for name in ["estimate", "std_error", "n", "n_events"] {
            let exported = rows[row + 1][place(name)].parse::<f64>().ok();
            assert_eq!(exported, number(&summary, name, row), "{name} in row {row}");
        }
        assert_eq!(rows[row + 1][place("measure")], text(&summary, "measure", row));
    }
    let exported: Value = serde_json::from_slice(&fs::read(folder.join("datapackage.json")).unwrap()).unwrap();
    for resource in exported["resources"].as_array().unwrap() {
        assert!(folder.join(resource["path"].as_str().unwrap()).exists(), "{resource}");
        assert_eq!(resource["schema"]["missingValues"], serde_json::json!([""]));
    }
}

#[test]
fn spreadsheets_see_letters_and_no_formulas() {
    let home = tempfile::tempdir().unwrap();
    let folder = export(&run(home.path(), &[]), &["--format", "csv"]);
    let arms = fs::read_to_string(folder.join("arms.csv")).unwrap();
    assert!(arms.starts_with("\u{feff}arm,label,reference,"), "{arms}");
    assert!(arms.contains("stockings,'=Strümpfe,FALSE,"), "{arms}");
    assert!(!fs::read_to_string(folder.join("summary.csv")).unwrap().starts_with('\u{feff}'), "R needs no mark here");
}

#[test]
fn people_are_exported_only_where_they_are_named() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), &[]);
    let folder = export(&run, &["--format", "csv", "--tables", "outcomes,arms"]);
    let names: Vec<String> = files(&folder).into_keys().collect();
    assert_eq!(names, ["LIMITS.md", "arms.csv", "datapackage.json", "outcomes.csv"]);
    assert_eq!(records(&folder.join("outcomes.csv")).len(), 1 + 2 * PERSONS);
}

#[test]
fn what_is_there_is_replaced_only_with_force() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), &[]);
    for format in ["csv", "xlsx"] {
        let first = export(&run, &["--format", format]);
        assert!(refused(&run, &["--format", format]).contains("use --force"), "{format}");
        assert_eq!(export(&run, &["--format", format, "--force"]), first);
    }
    let folder = run.display().to_string();
    assert!(refused(&run, &["--format", "csv", "--force", "-o", &folder]).contains("cannot hold exported tables"));
    soleus().arg("check").arg(&run).assert().success();
}

#[test]
fn what_is_missing_is_said() {
    let home = tempfile::tempdir().unwrap();
    assert!(refused(home.path(), &["--format", "csv"]).contains("contains no finished run"));
    let run = run(home.path(), &["--set", "outputs.tables=[\"arms\"]"]);
    let said = refused(&run, &["--format", "xlsx", "--tables", "outcomes"]);
    assert!(said.contains("no table `outcomes`") && said.contains("[outputs]"), "{said}");
    let said = refused(&run, &["--format", "xlsx", "--tables", "outcome"]);
    assert!(said.contains("there is no table `outcome`; this run has summary, contrasts, arms"), "{said}");
}

#[test]
fn a_workbook_has_a_sheet_for_each_table_and_equal_exports_are_equal() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), &[]);
    let output = soleus().arg("export").arg(&run).args(["--format", "xlsx", "--json"]).assert().code(0);
    let report: Value = serde_json::from_slice(&output.get_output().stdout).unwrap();
    let sheets: Vec<&String> = report["rows"].as_object().unwrap().keys().collect();
    assert_eq!(sheets, ["headline", "contrasts", "summary", "arms", "dictionary"]);
    // Six main outcomes and the flag, each in both arms.
    assert_eq!(report["rows"]["headline"], 14);
    let book = PathBuf::from(report["path"].as_str().unwrap());
    let first = fs::read(&book).unwrap();
    assert!(first.starts_with(b"PK"));
    export(&run, &["--format", "xlsx", "--force"]);
    assert!(fs::read(&book).unwrap() == first);
}

#[test]
fn a_sweep_is_exported_as_a_whole() {
    let home = tempfile::tempdir().unwrap();
    let study = Study::seated(20, 10).pumps(2, "").with("sweep", "\"interventions.pumps.every_min\" = [2, 3]");
    let file = write(home.path(), "sweep.toml", &study.text());
    let out = home.path().join("sweep");
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    let folder = export(&out, &["--format", "csv"]);
    let names: Vec<String> = files(&folder).into_keys().filter(|name| name.ends_with(".csv")).collect();
    assert_eq!(names, ["contrasts.csv", "dictionary.csv", "runs.csv", "summary.csv"]);
    export(&out, &["--format", "xlsx"]);
}
