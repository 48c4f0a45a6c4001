//! Runs of the program, and a line for everything that they leave.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cases::{Batch, Engine};
use crate::columns::Digest;
use crate::ledger::{Lines, digits};
use crate::support::{remove_occasion, soleus, utf8};

/// Runs all scenarios of a batch into folders of their names.
pub(crate) fn lines(batch: &Batch, engine: &Engine, home: &Path) -> Lines {
    let mut command = soleus();
    fs::create_dir_all(home).unwrap();
    command.current_dir(home).arg("run").args(&batch.files).args(["--quiet", "--json"]).args(engine.flags());
    if let Some(persons) = batch.persons {
        command.args(["--persons", &persons.to_string()]);
    }
    let output = command.output().unwrap();
    let (code, said) = (output.status.code(), utf8(&output.stderr));
    assert_eq!(code, Some(0), "{}, {}:\n{said}", batch.prefix(), engine.name());
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let runs = report["runs"].as_array().unwrap();
    assert_eq!(runs.len(), batch.files.len(), "{report:#}");
    let mut lines = Lines::new();
    for (file, run) in batch.files.iter().zip(runs) {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let folder = home.join(name);
        fs::rename(home.join(run["folder"].as_str().unwrap()), &folder).unwrap();
        add_folder(&format!("{}{name}", batch.prefix()), &folder, engine, &mut lines);
    }
    lines
}

/// Lines of a run folder, and of those of its members.
fn add_folder(key: &str, folder: &Path, engine: &Engine, lines: &mut Lines) {
    for path in entries(folder) {
        let name = path.file_name().unwrap().to_str().unwrap();
        if path.is_dir() {
            // Members are named after their number and run id; the id has a line of its own.
            let number = if name == "members" { name } else { name.split('-').next().unwrap() };
            add_folder(&format!("{key}/{number}"), &path, engine, lines);
        } else if let Some(table) = name.strip_suffix(".parquet") {
            let digest = Digest::read(&path, lines);
            lines.insert(format!("{key}/{table}"), digest.line());
        } else if name == "manifest.json" {
            lines.insert(format!("{key}/manifest"), manifest(&path, engine));
        }
    }
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    entries
}

/// Identity of the run, of the model and of the model as the device computes it, and a hash of the manifest but for the occasion and
/// the bytes of files.
fn manifest(path: &Path, engine: &Engine) -> String {
    let mut manifest: Value = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let place = path.display();
    let device = manifest["device"].as_str().unwrap();
    let as_asked = match engine {
        Engine::Threads(threads) => device.starts_with("CPU") && manifest["threads"] == *threads,
        Engine::Adapter(name) => device.contains(name) && !device.contains(", then the CPU"),
    };
    assert!(as_asked, "{place}: {} computed, and not {}", device, engine.name());
    remove_occasion(&mut manifest);
    let files = manifest["files"].as_array_mut().unwrap();
    // Saved sums serve only the enlargement of a run.
    files.retain(|file| file["name"] != "sums.bin");
    files.iter_mut().for_each(|file| *file = json!(file["name"]));
    let hash = digits(&blake3::hash(manifest.to_string().as_bytes()), 32);
    let word = |key: &str| manifest[key].as_str().unwrap().to_owned();
    let [run, model, device] = ["run_id", "model_hash", "fingerprint"].map(word);
    format!("run {run}, model {model}, device {device}, {hash}")
}
