//! The run folder. It changes only when a run is complete.
//!
//! A run is first written to a staging folder inside the run folder, with a lock against other writers (`staging.rs`). Its files are moved
//! to the run folder when all of them are written. `manifest.json` is moved last: a folder without it is unfinished.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::cleanup::{CleanupGuard, uninterrupted};
use super::lock::Lock;
use super::seal::sealed;
use super::staging::{self, CALL, MEMBERS, STAGING, entries, is_folder, is_pending};
use super::{Call, OutputError, Place, RunFile};

/// The value of `format` in the manifest of a run.
pub(super) const MANIFEST_FORMAT: &str = "soleus-run/1";
/// The value of `format` in the manifest of a sweep.
pub(super) const SWEEP_FORMAT: &str = "soleus-sweep/1";
/// The value of `format` in the manifest of a shard.
pub(super) const SHARD_FORMAT: &str = "soleus-shard/1";

/// How a finished run that is already in the folder is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays; the new run is not started.
    Keep,
    /// It stays until the new run is complete; then the new run replaces it.
    Replace,
}

/// A folder to which one run is written. If it is dropped before the run is finished, the files of this run are removed, except saved work.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    existing: Existing,
    /// Fields are dropped in this order; the lock must be released last.
    undo: CleanupGuard,
    lock: Lock,
}

impl RunFolder {
    /// Creates the folder, or uses an empty or unfinished one; with [`Existing::Replace`] also a finished one.
    pub fn create(place: &Place, existing: Existing) -> Result<Self, OutputError> {
        Self::with_members(place, existing, &[])
    }

    /// The same for a sweep with these members (`members/<name>`). Members that are already there stay.
    pub(super) fn with_members(place: &Place, existing: Existing, members: &[String]) -> Result<Self, OutputError> {
        // This check creates no files. It is repeated with the lock, because another process may change the folder before that.
        if let Place::Exactly(path) | Place::Member(path) = place
            && path.exists()
            && !is_pending(path)
        {
            check_writable(path, existing, members)?;
        }
        let (path, made) = place.claim()?;
        let begun = path.join(STAGING).exists();
        let lock = staging::lock(&path)?;
        let looked = uninterrupted(|| staging::complete(&path)).and_then(|()| check_writable(&path, existing, members));
        if let Err(error) = looked {
            if !begun {
                staging::remove_staging(&path);
            }
            clean_up(&path, made);
            return Err(error);
        }
        let undo = CleanupGuard::new({
            let path = path.clone();
            move || clean_up(&path, made)
        });
        staging::clear(&path)?;
        Ok(Self { path, existing, undo, lock })
    }

    /// Path of the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How a finished run in the folder is treated.
    pub(super) fn existing(&self) -> Existing {
        self.existing
    }

    /// Path of a file of the run until the run is finished.
    pub(super) fn path_of(&self, file: RunFile) -> PathBuf {
        staging::partial(&self.path, file)
    }

    /// Writes down the call of this run, so that it can be resumed.
    pub(super) fn note_call(&self, call: &Call) -> Result<(), OutputError> {
        let path = self.path.join(STAGING).join(CALL);
        let text = serde_json::to_vec_pretty(call).unwrap_or_default();
        uninterrupted(|| fs::write(&path, text)).map_err(OutputError::file(&path))
    }

    /// Writes a text file.
    pub fn write_text(&self, of: RunFile, text: &str) -> Result<(), OutputError> {
        let mut file = self.begin(of)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
        written.map_err(OutputError::file(&self.path_of(of)))
    }

    /// Creates a file.
    pub(super) fn begin(&self, of: RunFile) -> Result<File, OutputError> {
        let path = self.path_of(of);
        let made = uninterrupted(|| OpenOptions::new().write(true).create_new(true).open(&path));
        made.map_err(OutputError::file(&path))
    }

    /// Removes all files that were written so far except saved work, so that the run can begin again.
    pub(super) fn clear(&self) -> Result<(), OutputError> {
        staging::clear(&self.path)
    }

    /// Writes the manifest, moves all files to the run folder, and releases the lock.
    pub(super) fn finish(self, manifest: &str) -> Result<PathBuf, OutputError> {
        self.finish_then(manifest, |_| {})
    }

    /// The same for a run that was made from saved work, which is then removed.
    pub(super) fn finish_work(self, manifest: &str) -> Result<PathBuf, OutputError> {
        // What cannot be removed now is removed by the next run.
        self.finish_then(manifest, |path| drop(staging::remove_parts(path)))
    }

    fn finish_then(self, manifest: &str, last: impl FnOnce(&Path)) -> Result<PathBuf, OutputError> {
        self.write_text(RunFile::Manifest, &sealed(manifest))?;
        let Self { path, undo, lock, .. } = self;
        uninterrupted(|| {
            // Without file locks, a user may have deleted the lock file.
            if !lock.is_held() {
                return Err(OutputError::Taken { path: path.clone() });
            }
            staging::commit(&path)?;
            last(&path);
            Ok(())
        })?;
        drop((undo, lock));
        Ok(path)
    }

    /// Name, length in bytes and BLAKE3 hash of every file of the run so far, sorted by name.
    pub(super) fn inventory(&self) -> Result<Vec<(String, u64, String)>, OutputError> {
        let written = RunFile::all().filter(|file| self.path_of(*file).is_file());
        let mut files: Vec<(String, RunFile)> = written.map(|file| (file.name().into_owned(), file)).collect();
        files.sort_by(|one, other| one.0.cmp(&other.0));
        let measured = files.into_iter().map(|(name, file)| {
            let (bytes, hash) = measure(&self.path_of(file))?;
            Ok((name, bytes, hash))
        });
        measured.collect()
    }
}

/// Checks whether a run may be written to this folder.
fn check_writable(path: &Path, existing: Existing, members: &[String]) -> Result<(), OutputError> {
    let names = entries(path)?;
    let has = |wanted: &str| names.iter().any(|name| name == wanted);
    let finished = has_manifest(path);
    let begun = has(STAGING);
    // Members may have been written one by one before their sweep.
    let only_members = !members.is_empty() && names.iter().all(|name| name == MEMBERS);
    let foreign = if has(&RunFile::Manifest.name()) { !finished } else { !begun && !names.is_empty() && !only_members };
    if foreign || begun && !is_folder(&path.join(STAGING)) {
        return Err(OutputError::Foreign { path: path.to_owned() });
    }
    if existing == Existing::Replace {
        return Ok(());
    }
    if finished && !staging::has_failed_members(path, members) {
        return Err(OutputError::Finished { path: path.to_owned() });
    }
    let others = staging::members(path)?.into_iter().filter(|name| !members.contains(name));
    match others.filter(|name| has_manifest(&path.join(name))).count() {
        0 => Ok(()),
        count => Err(OutputError::FinishedMembers { path: path.to_owned(), count }),
    }
}

/// Removes the staging files of an ended run, unless they wait for renaming. Beside foreign files, members and saved work, the folder itself
/// stays.
fn clean_up(path: &Path, made: bool) {
    if is_pending(path) {
        return;
    }
    // Errors are ignored: the error that ended the run is reported elsewhere, and the next run removes the remaining files.
    let _ = staging::clear(path);
    let _ = fs::remove_dir(path.join(MEMBERS));
    if staging::has_saved_work(path) {
        return;
    }
    let others = entries(path).unwrap_or_default().into_iter().filter(|name| name != STAGING).count();
    if others == 0 || has_manifest(path) {
        staging::remove_staging(path);
    }
    if others == 0 && made {
        let _ = fs::remove_dir(path);
    }
}

/// Whether the folder contains a manifest of soleus.
pub(super) fn has_manifest(path: &Path) -> bool {
    let manifest = manifest_of(path);
    let format = manifest.get("format").and_then(|format| format.as_str());
    format.is_some_and(|format| [MANIFEST_FORMAT, SWEEP_FORMAT, SHARD_FORMAT].contains(&format))
}

/// The manifest of a folder; null if there is none.
pub(super) fn manifest_of(path: &Path) -> serde_json::Value {
    let text = fs::read_to_string(path.join(&*RunFile::Manifest.name())).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Length in bytes and BLAKE3 hash of a file.
pub(super) fn measure(path: &Path) -> Result<(u64, String), OutputError> {
    let mut hasher = blake3::Hasher::new();
    let hashed = File::open(path).and_then(|file| hasher.update_reader(file).map(|hasher| hasher.count()));
    let bytes = hashed.map_err(OutputError::file(path))?;
    Ok((bytes, hasher.finalize().to_hex().to_string()))
}

#[cfg(test)]
mod tests;
