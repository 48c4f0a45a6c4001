//! Checks whether a run folder is unchanged since it was written.

mod tables;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::folder::{MANIFEST_FORMAT, SHARD_FORMAT, SWEEP_FORMAT, measure};
use super::seal::is_intact;
use super::staging::{self, STAGING, names};
use super::{OutputError, RunFile, RunIdentity};

/// A fault of a run folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file or folder.
    pub path: PathBuf,
    /// Description of the fault.
    pub what: String,
}

/// The result of the check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// Id of the run in the folder.
    pub run_id: String,
    /// Id of the run that the user requested. It differs if people were added until the result was precise enough.
    pub asked_run_id: String,
    /// Number of members of a sweep.
    pub members: usize,
    /// Number of compared files, including those of members.
    pub files: usize,
    /// Their total size (bytes).
    pub bytes: u64,
    /// All faults; empty if the folder is unchanged.
    pub faults: Vec<Fault>,
    /// Folders that look like members but do not belong to this sweep.
    pub foreign_members: Vec<PathBuf>,
}

/// Compares a run folder with its manifest: the hash of every file and of the manifest itself, the columns of the tables with their
/// description, and the run id with the scenario, model and version. Members of a sweep are compared in the same way. If the renaming of
/// a complete run was interrupted, it is finished first.
///
/// # Errors
/// [`OutputError::NoRun`] if the folder contains no files of a run.
pub fn examine(folder: &Path) -> Result<Examined, OutputError> {
    let mut found = Examined::default();
    if let Err(error) = staging::recover(folder) {
        found.fault(folder, &error.to_string());
        return Ok(found);
    }
    let path = folder.join(&*RunFile::Manifest.name());
    let Some(manifest) = manifest(folder, &path, &mut found)? else { return Ok(found) };
    let text = |key: &str| manifest[key].as_str().unwrap_or_default().to_owned();
    found.run_id = text("run_id");
    found.asked_run_id = text("asked_run_id");
    found.compare_files(folder, &manifest);
    if found.faults.is_empty() {
        found.check_id(folder, &manifest);
        tables::check(folder, &names(&manifest, "files", "name"), &mut found);
    }
    if manifest["format"] == SWEEP_FORMAT {
        found.examine_members(folder, &manifest)?;
    }
    Ok(found)
}

/// The manifest of a folder. If it is missing or changed, adds a fault and returns `None`.
fn manifest(folder: &Path, path: &Path, found: &mut Examined) -> Result<Option<Value>, OutputError> {
    let no_run = || OutputError::NoRun { path: folder.to_owned() };
    let Ok(bytes) = fs::read(path) else {
        if folder.join(STAGING).exists() {
            found.fault(
                folder,
                "unfinished: the run was interrupted or is being written; `soleus resume` or the same command continues it",
            );
        } else if RunFile::all().any(|file| folder.join(&*file.name()).exists()) {
            found.fault(path, "missing or unreadable, so it is unknown which files belong to the run");
        } else {
            return Err(no_run());
        }
        return Ok(None);
    };
    let text = String::from_utf8_lossy(&bytes);
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    if manifest.is_object() && manifest["manifest_blake3"].is_null() && manifest["files"].is_null() {
        return Err(no_run());
    }
    let format = manifest["format"].as_str().unwrap_or_default();
    if !is_intact(&text) || ![MANIFEST_FORMAT, SWEEP_FORMAT, SHARD_FORMAT].contains(&format) {
        found.fault(path, "changed: the hash in its last line is not that of its text");
        return Ok(None);
    }
    Ok(Some(manifest))
}

impl Examined {
    /// Whether there are no faults.
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }

    fn fault(&mut self, path: &Path, what: &str) {
        self.faults.push(Fault { path: path.to_owned(), what: what.to_owned() });
    }

    /// Checks that every listed file is unchanged, and that no other file has the name of a file of a run.
    fn compare_files(&mut self, folder: &Path, manifest: &Value) {
        let listed = names(manifest, "files", "name");
        for file in manifest["files"].as_array().into_iter().flatten() {
            let path = folder.join(file["name"].as_str().unwrap_or_default());
            match measure(&path) {
                Err(_) if !path.exists() => self.fault(&path, "missing"),
                Err(error) => self.fault(&path, &format!("unreadable: {error}")),
                Ok((bytes, _)) if file["bytes"] != bytes => {
                    self.fault(&path, &format!("{bytes} bytes long, but {} were written", file["bytes"]));
                }
                Ok((_, hash)) if file["blake3"] != *hash => {
                    self.fault(&path, "changed: its hash is not that in the manifest")
                }
                Ok((bytes, _)) => {
                    self.files += 1;
                    self.bytes += bytes;
                }
            }
        }
        for file in RunFile::all().filter(|file| *file != RunFile::Manifest && !listed.contains(&*file.name())) {
            let path = folder.join(&*file.name());
            if path.exists() {
                self.fault(&path, "not part of this run: the manifest does not list it");
            }
        }
    }

    /// Checks that the run id belongs to the scenario, the model and the version.
    fn check_id(&mut self, folder: &Path, manifest: &Value) {
        let text = |key: &str| manifest[key].as_str().unwrap_or_default().to_owned();
        let read = |file: RunFile| fs::read_to_string(folder.join(&*file.name())).unwrap_or_default();
        let (hashed, resolved) = if manifest["format"] == SWEEP_FORMAT {
            let members = manifest["members"].as_array().into_iter().flatten();
            let ids: Vec<&str> = members.filter_map(|member| member["asked_run_id"].as_str()).collect();
            (read(RunFile::Scenario), ids.join("\n"))
        } else {
            (read(RunFile::Resolved), read(RunFile::Resolved))
        };
        let identity = RunIdentity::new(resolved, text("model_hash"), text("version"));
        let scenario_hash = blake3::hash(hashed.as_bytes()).to_hex();
        if (identity.run_id, scenario_hash.as_str()) != (text("run_id"), &text("scenario_hash")) {
            self.fault(folder, "its run_id does not belong to its scenario");
        }
    }

    fn examine_members(&mut self, folder: &Path, manifest: &Value) -> Result<(), OutputError> {
        let listed: BTreeSet<String> = names(manifest, "members", "folder");
        for member in manifest["members"].as_array().into_iter().flatten() {
            self.members += 1;
            self.examine_member(&folder.join(member["folder"].as_str().unwrap_or_default()), member);
        }
        let foreign_members = staging::members(folder)?.into_iter().filter(|name| !listed.contains(name));
        self.foreign_members.extend(foreign_members.map(|name| folder.join(name)));
        Ok(())
    }

    fn examine_member(&mut self, path: &Path, member: &Value) {
        if member["status"] != "done" {
            return self.fault(path, "failed when the sweep ran, and has no results");
        }
        let own = match examine(path) {
            Ok(own) => own,
            Err(error) => return self.fault(path, &error.to_string()),
        };
        self.files += own.files;
        self.bytes += own.bytes;
        let whole = own.is_whole();
        self.faults.extend(own.faults);
        let manifest = path.join(&*RunFile::Manifest.name());
        let hash = measure(&manifest).map(|(_, hash)| hash).unwrap_or_default();
        if whole && (member["run_id"] != *own.run_id || member["manifest_blake3"] != *hash) {
            self.fault(path, "not the run whose statistics are in the tables of the sweep");
        }
    }
}
