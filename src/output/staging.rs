//! The staging folder of a run, and the renaming of the files of a complete run.
//!
//! The files of a run are written to the folder `unfinished.partial` of the run folder, with the extension `.partial`. When all of them are
//! complete and on the disk, the manifest is renamed inside this folder. From then on the new run is valid: its files are moved to the run
//! folder, where they replace those of an earlier run; the manifest is moved last. The next process finishes an interrupted renaming.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::cleanup::uninterrupted;
use super::lock::Lock;
use super::seal::is_intact;
use super::work::SUMS;
use super::{OutputError, RunFile};

/// Name of the staging folder.
pub(super) const STAGING: &str = "unfinished.partial";
/// Name of the lock file in the staging folder.
const LOCK: &str = "lock";
/// Name of the file in the staging folder with the call that began the run.
pub(super) const CALL: &str = "call.json";
/// Name of the folder with saved work in the staging folder.
const PARTS: &str = "parts";
/// Name of the folder with one run folder per member of a sweep.
pub(super) const MEMBERS: &str = "members";

/// Takes the lock of a run folder.
pub(super) fn lock(folder: &Path) -> Result<Lock, OutputError> {
    Lock::take(&folder.join(STAGING).join(LOCK), folder)
}

/// Path of the folder with saved work.
pub(super) fn parts(folder: &Path) -> PathBuf {
    folder.join(STAGING).join(PARTS)
}

/// Removes saved work, if there is any. Of a link, only the link itself is removed.
pub(super) fn remove_parts(folder: &Path) -> io::Result<()> {
    let path = parts(folder);
    let removed = if is_folder(&path) { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

/// Whether an interrupted run has saved work.
pub(super) fn has_saved_work(folder: &Path) -> bool {
    is_folder(&parts(folder)) && parts(folder).join(SUMS).exists()
}

/// Path of a file while the run is written.
pub(super) fn partial(folder: &Path, of: RunFile) -> PathBuf {
    folder.join(STAGING).join(format!("{}.partial", of.name()))
}

/// Path of the manifest while the files of a complete run are renamed.
fn pending(folder: &Path) -> PathBuf {
    folder.join(STAGING).join(&*RunFile::Manifest.name())
}

/// Whether a complete run waits for the renaming of its files.
pub(super) fn is_pending(folder: &Path) -> bool {
    pending(folder).exists()
}

/// Renames the files of a run; all of them must be written.
pub(super) fn commit(folder: &Path) -> Result<(), OutputError> {
    let whole = pending(folder);
    sync_folder(&folder.join(STAGING));
    fs::rename(partial(folder, RunFile::Manifest), &whole).map_err(OutputError::file(&whole))?;
    sync_folder(&folder.join(STAGING));
    complete(folder)
}

/// Finishes an interrupted renaming, unless another process is writing to the folder.
pub(super) fn recover(folder: &Path) -> Result<(), OutputError> {
    if !is_pending(folder) {
        return Ok(());
    }
    let _lock = lock(folder)?;
    uninterrupted(|| complete(folder))?;
    remove_staging(folder);
    Ok(())
}

/// Finishes an interrupted renaming, if there is one. The caller must hold the lock.
pub(super) fn complete(folder: &Path) -> Result<(), OutputError> {
    if !is_pending(folder) {
        return Ok(());
    }
    take_names(folder).map_err(|source| OutputError::Pending { path: folder.to_owned(), source: Box::new(source) })
}

fn take_names(folder: &Path) -> Result<(), OutputError> {
    let whole = pending(folder);
    let text = fs::read_to_string(&whole).map_err(OutputError::file(&whole))?;
    if !is_intact(&text) {
        return Err(OutputError::Damaged { path: whole });
    }
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    let files = names(&manifest, "files", "name");
    let place = |file: RunFile| folder.join(&*file.name());
    // The old manifest is removed first. Otherwise a mixture of the files of two runs would look like one run.
    remove(&place(RunFile::Manifest))?;
    for file in RunFile::all().filter(|file| *file != RunFile::Manifest) {
        if files.contains(&*file.name()) {
            move_into_place(&partial(folder, file), &place(file))?;
        } else {
            remove(&place(file))?;
        }
    }
    remove_members(folder, &names(&manifest, "members", "folder"))?;
    sync_folder(folder);
    move_into_place(&whole, &place(RunFile::Manifest))?;
    sync_folder(folder);
    Ok(())
}

/// The values of a key in all entries of a list of a manifest.
pub(super) fn names(manifest: &Value, list: &str, key: &str) -> BTreeSet<String> {
    let entries = manifest[list].as_array().into_iter().flatten();
    entries.filter_map(|entry| Some(entry[key].as_str()?.to_owned())).collect()
}

/// Moves a file to its place, unless it was already moved.
fn move_into_place(from: &Path, to: &Path) -> Result<(), OutputError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && to.exists() => Ok(()),
        moved => moved.map_err(OutputError::file(to)),
    }
}

/// Removes a file if it exists. Of a link, only the link itself is removed.
pub(super) fn remove(path: &Path) -> Result<(), OutputError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(OutputError::file(path)),
    }
}

/// Removes the run folders of members that are not in `kept`. Other files beside them or inside them stay.
fn remove_members(folder: &Path, kept: &BTreeSet<String>) -> Result<(), OutputError> {
    for name in members(folder)?.into_iter().filter(|name| !kept.contains(name)) {
        let member = folder.join(&name);
        if member.join(STAGING).exists() && !clear_stale(&member) {
            // Another process is writing to this folder.
            continue;
        }
        // The manifest is removed last, so that a folder with remaining files is still recognized as a member.
        RunFile::all().try_for_each(|file| remove(&member.join(&*file.name())))?;
        let _ = fs::remove_dir(&member);
    }
    let _ = fs::remove_dir(folder.join(MEMBERS));
    Ok(())
}

/// Removes the files of an earlier process from the staging folder. Returns false if another process is writing there.
pub(super) fn clear_stale(folder: &Path) -> bool {
    let lock = lock(folder);
    if lock.is_ok() {
        remove_staging(folder);
    }
    lock.is_ok()
}

/// Whether the folder contains a sweep with these members, of which some failed.
pub(super) fn has_failed_members(folder: &Path, members: &[String]) -> bool {
    let text = fs::read_to_string(folder.join(&*RunFile::Manifest.name())).unwrap_or_default();
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    let failed = names(&manifest, "members", "status").contains("failed");
    failed && names(&manifest, "members", "folder").iter().eq(&BTreeSet::from_iter(members.iter().cloned()))
}

/// The run folders of members, finished or not, as `members/<name>`; remains of removed members are included, links are not.
pub(super) fn members(folder: &Path) -> Result<Vec<String>, OutputError> {
    let home = folder.join(MEMBERS);
    if !is_folder(&home) {
        return Ok(Vec::new());
    }
    let is_run = |name: &String| {
        let member = home.join(name);
        let left = || entries(&member).is_ok_and(|entries| entries.is_empty());
        is_folder(&member) && (member.join(STAGING).exists() || super::folder::has_manifest(&member) || left())
    };
    Ok(entries(&home)?.into_iter().filter(is_run).map(|name| format!("{MEMBERS}/{name}")).collect())
}

/// Removes the files in the staging folder, except the lock, saved work, and the call that continues it.
pub(super) fn clear(folder: &Path) -> Result<(), OutputError> {
    let staging = folder.join(STAGING);
    let saved = has_saved_work(folder);
    let continues = saved || !members(folder)?.is_empty();
    let stays = |name: &str| name == LOCK || saved && name == PARTS || continues && name == CALL;
    for name in entries(&staging)?.into_iter().filter(|name| !stays(name)) {
        let path = staging.join(name);
        let removed = if is_folder(&path) { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(OutputError::file(&path))?;
    }
    Ok(())
}

/// Removes the staging folder with everything in it; the lock is removed last. Errors are ignored, because the next run removes the
/// remaining files.
pub(super) fn remove_staging(folder: &Path) {
    if remove_parts(folder).is_ok() && clear(folder).is_ok() {
        let _ = fs::remove_file(folder.join(STAGING).join(CALL));
        let _ = fs::remove_file(folder.join(STAGING).join(LOCK));
        let _ = fs::remove_dir(folder.join(STAGING));
    }
}

/// Whether the path is a folder and not a link.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// The names of the entries of a folder.
pub(super) fn entries(path: &Path) -> Result<Vec<String>, OutputError> {
    let listed = fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let listed = listed.map_err(OutputError::unwritable(path))?;
    Ok(listed.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

/// Writes renames in a folder to the disk. Errors are ignored: some systems cannot do this, and the files are already on the disk.
pub(super) fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|folder| folder.sync_all());
}
