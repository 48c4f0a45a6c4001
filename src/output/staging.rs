//! How a whole run takes its names.
//!
//! A run is written into the folder `unfinished.partial` of its run folder, every file with the ending `.partial`. Once all of them are
//! whole and on the disk, the manifest takes its name there. From then on the new run counts: its files are moved over those of an earlier
//! run, the manifest last, and whoever finds this cut in two goes on with it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::cleanup::uninterrupted;
use super::lock::Lock;
use super::seal::is_intact;
use super::{OutputError, RunFile};

/// Folder of a run folder that holds what is being written.
pub(super) const STAGING: &str = "unfinished.partial";
/// File in it that says who writes.
const LOCK: &str = "lock";
/// Folder of a sweep that holds one run folder per member.
pub(super) const MEMBERS: &str = "members";

/// The lock of a run folder.
pub(super) fn lock(folder: &Path) -> Result<Lock, OutputError> {
    Lock::take(&folder.join(STAGING).join(LOCK), folder)
}

/// Where a file stands while the run is written.
pub(super) fn partial(folder: &Path, of: RunFile) -> PathBuf {
    folder.join(STAGING).join(format!("{}.partial", of.name()))
}

/// Where the manifest stands while the files of a whole run take their names.
fn pending(folder: &Path) -> PathBuf {
    folder.join(STAGING).join(&*RunFile::Manifest.name())
}

/// Whether a whole run waits for its names.
pub(super) fn is_pending(folder: &Path) -> bool {
    pending(folder).exists()
}

/// Lets the run whose files are all written take its names.
pub(super) fn commit(folder: &Path) -> Result<(), OutputError> {
    let whole = pending(folder);
    sync_folder(&folder.join(STAGING));
    fs::rename(partial(folder, RunFile::Manifest), &whole).map_err(OutputError::file(&whole))?;
    sync_folder(&folder.join(STAGING));
    complete(folder)
}

/// Lets a run that was cut in two while it took its names go on, unless somebody is writing there.
pub(super) fn recover(folder: &Path) -> Result<(), OutputError> {
    if !is_pending(folder) {
        return Ok(());
    }
    let _lock = lock(folder)?;
    uninterrupted(|| complete(folder))?;
    remove_staging(folder);
    Ok(())
}

/// Goes on with a run that was cut in two while it took its names, if there is one. The lock has to be held.
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
    // First of all: nobody may take the files of two runs for one run.
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

/// What the entries of a list of a manifest have under a key.
pub(super) fn names(manifest: &Value, list: &str, key: &str) -> BTreeSet<String> {
    let entries = manifest[list].as_array().into_iter().flatten();
    entries.filter_map(|entry| Some(entry[key].as_str()?.to_owned())).collect()
}

/// Moves a file to its place, unless that was done before.
fn move_into_place(from: &Path, to: &Path) -> Result<(), OutputError> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::NotFound && to.exists() => Ok(()),
        moved => moved.map_err(OutputError::file(to)),
    }
}

/// Removes a file, or a link but not what it leads to, if it is there.
pub(super) fn remove(path: &Path) -> Result<(), OutputError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed.map_err(OutputError::file(path)),
    }
}

/// Removes the run folders of members that are not among `kept`; what else stands among or in them stays.
fn remove_members(folder: &Path, kept: &BTreeSet<String>) -> Result<(), OutputError> {
    for name in members(folder)?.into_iter().filter(|name| !kept.contains(name)) {
        let member = folder.join(&name);
        if member.join(STAGING).exists() && !clear_stale(&member) {
            // Somebody writes there.
            continue;
        }
        // The manifest goes last, so that a member of which some files are left is still known as one.
        RunFile::all().try_for_each(|file| remove(&member.join(&*file.name())))?;
        let _ = fs::remove_dir(&member);
    }
    let _ = fs::remove_dir(folder.join(MEMBERS));
    Ok(())
}

/// Removes what an earlier writer left in the staging folder; no where another one writes there.
pub(super) fn clear_stale(folder: &Path) -> bool {
    let lock = lock(folder);
    if lock.is_ok() {
        remove_staging(folder);
    }
    lock.is_ok()
}

/// Whether a sweep of these members is there, some of which failed.
pub(super) fn has_failed_members(folder: &Path, members: &[String]) -> bool {
    let text = fs::read_to_string(folder.join(&*RunFile::Manifest.name())).unwrap_or_default();
    let manifest: Value = serde_json::from_str(&text).unwrap_or_default();
    let failed = names(&manifest, "members", "status").contains("failed");
    failed && names(&manifest, "members", "folder").iter().eq(&BTreeSet::from_iter(members.iter().cloned()))
}

/// Run folders of members, finished or not, and what is left of them, as `members/<name>`; links are none.
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

/// Removes what stands in the staging folder, but the lock.
pub(super) fn clear(folder: &Path) -> Result<(), OutputError> {
    let staging = folder.join(STAGING);
    for name in entries(&staging)?.into_iter().filter(|name| name != LOCK) {
        let path = staging.join(name);
        let removed = if is_folder(&path) { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(OutputError::file(&path))?;
    }
    Ok(())
}

/// Removes the staging folder, the lock last: from then on others may write there. What cannot be removed is taken over by the next run.
pub(super) fn remove_staging(folder: &Path) {
    if clear(folder).is_ok() {
        let _ = fs::remove_file(folder.join(STAGING).join(LOCK));
        let _ = fs::remove_dir(folder.join(STAGING));
    }
}

/// Whether a folder stands there, and not a link to one.
pub(super) fn is_folder(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_dir())
}

/// Names of what stands in a folder.
pub(super) fn entries(path: &Path) -> Result<Vec<String>, OutputError> {
    let listed = fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let listed = listed.map_err(OutputError::unwritable(path))?;
    Ok(listed.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

/// Makes the renames durable. Not every system can sync a folder; the files themselves are safe already.
fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|folder| folder.sync_all());
}
