//! What the tests share: the program, scenarios to vary, and reading back what a run left.
#![allow(clippy::unwrap_used, dead_code, reason = "each test file uses its own part")]

pub(crate) mod grown;
pub(crate) mod language;
pub(crate) mod shipped;
pub(crate) mod study;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use polars::prelude::DataFrame;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use serde_json::Value;

/// The shipped study.
pub(crate) const FLIGHT: &str = "scenarios/long-haul-flight.toml";
/// A study whose text the tests may count on.
const BASE: &str = include_str!("../scenario/base.toml");

/// The program, untouched by the environment of whoever runs the tests.
pub(crate) fn soleus() -> Command {
    let mut command = Command::cargo_bin("soleus").unwrap();
    command.env_remove("NO_COLOR").env_remove("COLUMNS").env_remove("SOLEUS_GPU_ORDINARY");
    // Mesa complains on stderr where this is missing.
    command.env("XDG_RUNTIME_DIR", std::env::temp_dir());
    command
}

/// The program on a machine without a graphics driver.
pub(crate) fn without_drivers() -> Command {
    let mut command = soleus();
    command.env("VK_DRIVER_FILES", "no such file").env("VK_ICD_FILENAMES", "no such file");
    command
}

/// Whether tests may count on a graphics adapter; where they may not, what is not checked is told past the test runner.
pub(crate) fn has_adapter(what: &str) -> bool {
    let without = std::env::var_os("SOLEUS_NO_GPU").is_some_and(|value| value == "1");
    if without {
        let _ = writeln!(std::io::stderr(), "SOLEUS_NO_GPU=1: NOT CHECKED: {what}");
    }
    !without
}

/// The base scenario with each text replaced by another; every one of them must occur.
pub(crate) fn varied(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "the base scenario has no `{from}`");
        text.replacen(from, to, 1)
    })
}

/// Writes a scenario and names the file.
pub(crate) fn write(home: &Path, name: &str, text: &str) -> PathBuf {
    let path = home.join(name);
    fs::write(&path, text).unwrap();
    path
}

/// Output bytes as text.
pub(crate) fn utf8(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Every file of a folder by name.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries.map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap())).collect()
}

/// Every file that equal runs have in common, byte by byte.
pub(crate) fn repeatable(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(folder);
    assert!(files.remove("manifest.json").is_some(), "{} is not finished", folder.display());
    files
}

/// What stands in a manifest about the occasion, and may differ between equal runs; its own hash with it.
const OCCASION: [&str; 9] = [
    "call",
    "started_utc",
    "finished_utc",
    "device",
    "threads",
    "seconds",
    "person_arms_per_s",
    "person_arms",
    "manifest_blake3",
];

/// Removes from a manifest what may differ between equal runs.
pub(crate) fn remove_occasion(manifest: &mut Value) {
    let facts = manifest.as_object_mut().unwrap();
    // The devices are removed in place, because the hashes of golden manifests depend on the order of the other keys.
    facts.shift_remove("computed_on");
    for key in OCCASION {
        facts.remove(key);
    }
    // Where the data file lies on this machine.
    if let Some(people) = manifest.get_mut("people").and_then(Value::as_object_mut) {
        people.shift_remove("found_at");
    }
    for member in manifest.get_mut("members").and_then(Value::as_array_mut).into_iter().flatten() {
        member.as_object_mut().unwrap().remove("manifest_blake3");
    }
}

/// One table of a run.
pub(crate) fn table(folder: &Path, name: &str) -> DataFrame {
    let file = File::open(folder.join(format!("{name}.parquet"))).unwrap();
    let mut frame = ParquetReader::new(file).finish().unwrap();
    frame.rechunk_mut();
    frame
}

/// A cell that holds text.
pub(crate) fn text(frame: &DataFrame, column: &str, row: usize) -> String {
    frame.column(column).unwrap().get(row).unwrap().get_str().unwrap().to_owned()
}

/// A cell that may hold a number.
pub(crate) fn number(frame: &DataFrame, column: &str, row: usize) -> Option<f64> {
    frame.column(column).unwrap().get(row).unwrap().extract()
}
