//! Makes the report of a finished run from its folder, and puts it there.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::read::Files;
use super::{of_run, of_sweep};
use crate::output::examine::examine;
use crate::output::folder::{SHARD_FORMAT, SWEEP_FORMAT, measure};
use crate::output::{Existing, OutputError, Place, ReadError, RunFile, RunFolder, RunIdentity, seal};
use crate::scenario::{Overrides, Scenario, parse};

/// A report in its run folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebuilt {
    /// Path of the page.
    pub path: PathBuf,
    /// Whether the folder has changed.
    pub change: Change,
}

/// Whether a folder has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The folder had no report, or another one.
    Written,
    /// The folder had the same report.
    None,
}

/// The report of the finished run or sweep in a folder, which stays unchanged.
///
/// # Errors
/// If the folder contains no run, or files of it are missing or changed.
pub fn report_of(folder: &Path) -> Result<String, OutputError> {
    page(folder, &checked(folder)?)
}

/// Makes the report and writes it to the folder, unless the same report is already there.
///
/// # Errors
/// The same, and if the folder is a member of a sweep, whose manifest would then no longer fit.
pub fn rebuild_report(folder: &Path) -> Result<Rebuilt, OutputError> {
    let manifest = checked(folder)?;
    if !manifest["sweep"].is_null() {
        return Err(OutputError::Member { path: folder.to_owned() });
    }
    let text = page(folder, &manifest)?;
    let path = folder.join(&*RunFile::Report.name());
    let is_listed = files(&manifest).iter().any(|file| file["name"] == *RunFile::Report.name());
    if is_listed && fs::read_to_string(&path).is_ok_and(|old| old == text) {
        return Ok(Rebuilt { path, change: Change::None });
    }
    let run = RunFolder::create(&Place::Exactly(folder.to_owned()), Existing::Replace)?;
    run.write_text(RunFile::Report, &text)?;
    let (bytes, blake3) = measure(&run.path_of(RunFile::Report))?;
    let manifest = fs::read_to_string(folder.join(&*RunFile::Manifest.name()));
    let manifest = manifest.map_err(OutputError::unreadable(folder))?;
    run.finish(&listed(&manifest, &RunFile::Report.name(), bytes, &blake3))?;
    Ok(Rebuilt { path, change: Change::Written })
}

/// The manifest of a folder in which every file but the report is unchanged.
fn checked(folder: &Path) -> Result<Value, OutputError> {
    let found = examine(folder)?;
    let report = folder.join(&*RunFile::Report.name());
    if let Some(fault) = found.faults.iter().find(|fault| fault.path != report) {
        let what = format!("{}: {}", fault.path.display(), fault.what);
        return Err(OutputError::FaultyRun { path: folder.to_owned(), what });
    }
    let manifest = read_manifest(folder)?;
    match manifest["format"] == SHARD_FORMAT {
        true => Err(ReadError::Shard { path: folder.to_owned() }.into()),
        false => Ok(manifest),
    }
}

/// The scenario and the identity of a finished run or sweep.
pub(super) enum Opened {
    /// A run.
    Run(Box<Scenario>, RunIdentity),
    /// A sweep, with the scenario of its first member that is done.
    Sweep(Option<Box<Scenario>>, RunIdentity),
}

/// Reads them from a folder whose files are not checked.
pub(super) fn opened(folder: &Path) -> Result<Opened, OutputError> {
    open(folder, &read_manifest(folder)?)
}

fn read_manifest(folder: &Path) -> Result<Value, OutputError> {
    let path = folder.join(&*RunFile::Manifest.name());
    let text = fs::read_to_string(&path).map_err(OutputError::unreadable(&path))?;
    Ok(serde_json::from_str(&text).unwrap_or_default())
}

fn page(folder: &Path, manifest: &Value) -> Result<String, OutputError> {
    let place = |file: RunFile| folder.join(&*file.name());
    match open(folder, manifest)? {
        Opened::Run(scenario, identity) => of_run(Files(&place), &scenario, &identity),
        Opened::Sweep(scenario, identity) => of_sweep(Files(&place), scenario.as_deref(), &identity),
    }
}

fn open(folder: &Path, manifest: &Value) -> Result<Opened, OutputError> {
    let text = |key: &str| manifest[key].as_str().unwrap_or_default().to_owned();
    let place = |file: RunFile| folder.join(&*file.name());
    let files = Files(&place);
    if manifest["format"] == SWEEP_FORMAT {
        let typed = files.text(RunFile::Scenario)?;
        let identity = RunIdentity {
            run_id: text("run_id"),
            scenario_hash: text("scenario_hash"),
            resolved: typed,
            model_hash: text("model_hash"),
            version: text("version"),
        };
        let members = manifest["members"].as_array().into_iter().flatten();
        let first = members.into_iter().find(|member| member["status"] == "done");
        let home = first.and_then(|member| member["folder"].as_str()).map(|member| folder.join(member));
        let scenario = home.map(|home| scenario(&home)).transpose()?;
        return Ok(Opened::Sweep(scenario.map(Box::new), identity));
    }
    let identity = RunIdentity::new(files.text(RunFile::Resolved)?, text("model_hash"), text("version"));
    Ok(Opened::Run(Box::new(scenario(folder)?), identity))
}

/// The scenario of a run. Its people may come from a data file that is no longer there; then it gets other people, which no report shows.
fn scenario(folder: &Path) -> Result<Scenario, OutputError> {
    let path = folder.join(&*RunFile::Resolved.name());
    let text = fs::read_to_string(&path).map_err(OutputError::unreadable(&path))?;
    let name = path.display().to_string();
    let whole = parse(&name, &text, &Overrides::default());
    let read = whole.or_else(|faults| match with_usual_people(&text) {
        Some(text) => parse(&name, &text, &Overrides::default()),
        None => Err(faults),
    });
    read.map(|loaded| loaded.scenario).map_err(|faults| OutputError::OldScenario { path, faults: faults.to_string() })
}

/// The same scenario with the built-in population.
fn with_usual_people(text: &str) -> Option<String> {
    let mut scenario: toml::Table = text.parse().ok()?;
    let usual = toml::Table::from_iter([("base".to_owned(), toml::Value::String("us-adults".to_owned()))]);
    scenario.insert("population".to_owned(), toml::Value::Table(usual));
    toml::to_string(&scenario).ok()
}

fn files(manifest: &Value) -> &[Value] {
    manifest["files"].as_array().map_or(&[], Vec::as_slice)
}

/// The list of files in a manifest.
const FILES: &str = "  \"files\": [";
const END: &str = "\n  ]";

/// The text of a manifest without its seal, in which a file has this length and this hash. All other parts keep their bytes.
fn listed(manifest: &str, name: &str, bytes: u64, blake3: &str) -> String {
    let text = seal::unsealed(manifest);
    let Some((before, rest)) = text.split_once(FILES) else { return text };
    let Some((list, after)) = rest.split_once(END) else { return text };
    let mut files: Vec<Value> = serde_json::from_str(&format!("[{list}]")).unwrap_or_default();
    files.retain(|file| file["name"] != name);
    files.push(json!({ "name": name, "bytes": bytes, "blake3": blake3 }));
    files.sort_by(|one, other| one["name"].as_str().cmp(&other["name"].as_str()));
    let list = serde_json::to_string_pretty(&files).unwrap_or_default().replace('\n', "\n  ");
    format!("{before}{}{list}{after}", FILES.trim_end_matches('['))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_gets_a_file_and_keeps_the_rest() {
        let text = "{\n  \"a\": 0.30000000000000004,\n  \"files\": [\n    {\n      \"name\": \"a\",\n      \"bytes\": 1,\n      \
                    \"blake3\": \"x\"\n    }\n  ],\n  \"z\": 1\n}\n";
        let added = listed(&seal::sealed(text), "report.html", 7, "y");
        let entry =
            ",\n    {\n      \"name\": \"report.html\",\n      \"bytes\": 7,\n      \"blake3\": \"y\"\n    }\n  ],";
        assert_eq!(added, text.replace("\n  ],", entry));
        assert_eq!(listed(&seal::sealed(&added), "report.html", 8, "y"), added.replace(": 7", ": 8"));
    }
}
