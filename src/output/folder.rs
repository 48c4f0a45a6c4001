//! The run folder: made once, never overwritten by accident, and never half-written.
//!
//! A marker file stands in the folder while it is being written, locked against a second writer. Each file is written as
//! `<name>.partial`, synced and renamed; `manifest.json` comes last, so that a folder without one is unfinished.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::{OutputError, RunFile, parts};

/// Opening words of a manifest of ours.
pub(super) const MANIFEST_FORMAT: &str = "soleus-run/1";
/// Opening words of the manifest of a sweep.
pub(super) const SWEEP_FORMAT: &str = "soleus-sweep/1";
/// Folder of a sweep that holds one run folder per member.
pub(super) const MEMBERS: &str = "members";
/// File that says the folder is ours and being written.
const MARKER: &str = "unfinished.partial";
const PARTIAL: &str = ".partial";
/// Where a run goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// This folder and no other.
    Exactly(PathBuf),
    /// `<root>/<study>/<stamp>-<first four digits of the run id>`.
    Under {
        /// Usually `runs`.
        root: PathBuf,
        /// Study id.
        study: String,
        /// UTC as `YYYYmmddTHHMMSSZ`.
        stamp: String,
        /// Run id.
        run_id: String,
    },
}

/// What happens to a finished run that is already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Existing {
    /// It stays, and the new run is refused.
    Keep,
    /// Its files are removed.
    Replace,
}

/// A folder that one run may write to.
#[derive(Debug)]
pub struct RunFolder {
    path: PathBuf,
    /// Keeps the lock until the folder is finished or dropped.
    marker: File,
}

impl Place {
    /// The folder.
    pub fn path(&self) -> PathBuf {
        match self {
            Place::Exactly(path) => path.clone(),
            Place::Under { root, study, stamp, run_id } => {
                let hash: String = run_id.chars().take(4).collect();
                root.join(study).join(format!("{stamp}-{hash}"))
            }
        }
    }
}

impl RunFolder {
    /// Makes the folder, or takes over an empty or unfinished one; with [`Existing::Replace`] also a finished one.
    pub fn create(place: &Place, existing: Existing) -> Result<Self, OutputError> {
        let path = place.path();
        fs::create_dir_all(&path).map_err(OutputError::unwritable(&path))?;
        let names = entries(&path)?;
        let finished = names.iter().any(|name| *name == RunFile::Manifest.name());
        if finished && !is_our_manifest(&path) || !finished && !names.is_empty() && !names.iter().any(|n| n == MARKER) {
            return Err(OutputError::Foreign { path });
        }
        if finished && existing == Existing::Keep {
            return Err(OutputError::Finished { path });
        }
        let marker = lock_marker(&path)?;
        let folder = Self { path, marker };
        folder.clear()?;
        Ok(folder)
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Where a file of the run stands once it is whole.
    pub(super) fn path_of(&self, file: RunFile) -> PathBuf {
        self.path.join(&*file.name())
    }

    /// Writes a whole text file.
    pub fn write_text(&self, of: RunFile, text: &str) -> Result<(), OutputError> {
        let mut file = self.begin(of)?;
        let written = file.write_all(text.as_bytes());
        written.map_err(OutputError::file(&self.path_of(of)))?;
        self.commit(of, &file)
    }

    /// Opens `<name>.partial`.
    pub(super) fn begin(&self, of: RunFile) -> Result<File, OutputError> {
        let partial = self.partial(of);
        File::create(&partial).map_err(OutputError::file(&partial))
    }

    /// Syncs `<name>.partial` and gives it its name.
    pub(super) fn commit(&self, of: RunFile, file: &File) -> Result<(), OutputError> {
        let path = self.path_of(of);
        let done = file.sync_all().and_then(|()| fs::rename(self.partial(of), &path));
        done.map_err(OutputError::file(&path))
    }

    /// Writes the manifest, which makes the folder a finished one, and gives up the lock.
    pub(super) fn finish(self, manifest: &str) -> Result<PathBuf, OutputError> {
        self.write_text(RunFile::Manifest, manifest)?;
        let marker = self.path.join(MARKER);
        drop(self.marker);
        fs::remove_file(&marker).map_err(OutputError::file(&marker))?;
        sync_folder(&self.path);
        Ok(self.path)
    }

    /// Name, length in bytes and BLAKE3 hash of every file of the run so far, by name.
    pub(super) fn inventory(&self) -> Result<Vec<(String, u64, String)>, OutputError> {
        let written = RunFile::all().filter(|file| self.path_of(*file).is_file());
        let mut names: Vec<String> = written.map(|file| file.name().into_owned()).collect();
        names.sort();
        names.into_iter().map(|name| measure(&self.path.join(&name)).map(|(bytes, hash)| (name, bytes, hash))).collect()
    }

    /// Removes everything that the run wrote, and the folder unless files of other names are in it.
    pub(super) fn abandon(self) -> Result<(), OutputError> {
        self.clear()?;
        // With files of other names in it, the folder stays, and its marker says that a run may go there.
        if entries(&self.path)? == [MARKER] {
            drop(self.marker);
            let marker = self.path.join(MARKER);
            fs::remove_file(&marker).map_err(OutputError::file(&marker))?;
            fs::remove_dir(&self.path).map_err(OutputError::unwritable(&self.path))?;
        }
        Ok(())
    }

    fn partial(&self, of: RunFile) -> PathBuf {
        self.path.join(format!("{}{PARTIAL}", of.name()))
    }

    /// Removes what earlier runs left, the manifest first; files of other names stay.
    fn clear(&self) -> Result<(), OutputError> {
        for file in RunFile::all().rev() {
            for path in [self.path_of(file), self.partial(file)] {
                if path.exists() {
                    fs::remove_file(&path).map_err(OutputError::file(&path))?;
                }
            }
        }
        parts::remove_all(&self.path)?;
        self.clear_members()
    }

    /// Removes the run folders of an earlier sweep; what else stands among or in them stays.
    fn clear_members(&self) -> Result<(), OutputError> {
        let home = self.path.join(MEMBERS);
        if !home.is_dir() {
            return Ok(());
        }
        for name in entries(&home)?.into_iter().filter(|name| home.join(name).is_dir()) {
            match Self::create(&Place::Exactly(home.join(name)), Existing::Replace) {
                Ok(member) => member.abandon()?,
                Err(OutputError::Foreign { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        let _ = fs::remove_dir(&home);
        Ok(())
    }
}

fn entries(path: &Path) -> Result<Vec<String>, OutputError> {
    let listed = fs::read_dir(path).and_then(|entries| entries.collect::<Result<Vec<_>, _>>());
    let listed = listed.map_err(OutputError::unwritable(path))?;
    Ok(listed.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

fn is_our_manifest(path: &Path) -> bool {
    let text = fs::read_to_string(path.join(&*RunFile::Manifest.name())).unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
    let format = manifest.get("format").and_then(|format| format.as_str());
    format.is_some_and(|format| [MANIFEST_FORMAT, SWEEP_FORMAT].contains(&format))
}

fn lock_marker(path: &Path) -> Result<File, OutputError> {
    let opened = OpenOptions::new().create(true).write(true).truncate(false).open(path.join(MARKER));
    let mut marker = opened.map_err(OutputError::unwritable(path))?;
    // Some network file systems know no locks; the run goes on without one there.
    if let Err(TryLockError::WouldBlock) = marker.try_lock() {
        return Err(OutputError::Busy { path: path.to_owned() });
    }
    let note = b"soleus is writing this folder, or was interrupted. It is complete once manifest.json exists.\n";
    marker.write_all(note).map_err(OutputError::unwritable(path))?;
    Ok(marker)
}

fn measure(path: &Path) -> Result<(u64, String), OutputError> {
    let mut hasher = blake3::Hasher::new();
    let hashed = File::open(path).and_then(|file| hasher.update_reader(file).map(|hasher| hasher.count()));
    let bytes = hashed.map_err(OutputError::file(path))?;
    Ok((bytes, hasher.finalize().to_hex().to_string()))
}

/// Makes the renames durable. Not every system can sync a folder; the files themselves are safe already.
fn sync_folder(path: &Path) {
    let _ = File::open(path).and_then(|folder| folder.sync_all());
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn at(path: &Path) -> Place {
        Place::Exactly(path.to_owned())
    }

    #[test]
    fn the_default_place_is_named_after_study_time_and_run() {
        let (root, study, stamp) = (PathBuf::from("runs"), "flight".to_owned(), "20260102T030405Z".to_owned());
        let place = Place::Under { root, study, stamp, run_id: "0123456789ab".to_owned() };
        assert_eq!(place.path(), Path::new("runs/flight/20260102T030405Z-0123"));
    }

    #[test]
    fn a_finished_run_is_replaced_only_when_asked() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("run");
        let folder = RunFolder::create(&at(&path), Existing::Keep).unwrap();
        folder.write_text(RunFile::Limits, "old").unwrap();
        folder.finish(&format!("{{\"format\": \"{MANIFEST_FORMAT}\"}}")).unwrap();
        fs::write(path.join("notes.txt"), "mine").unwrap();

        assert!(matches!(RunFolder::create(&at(&path), Existing::Keep), Err(OutputError::Finished { .. })));
        assert!(path.join("LIMITS.md").exists());
        RunFolder::create(&at(&path), Existing::Replace).unwrap();
        assert!(!path.join("LIMITS.md").exists() && !path.join("manifest.json").exists());
        assert!(path.join("notes.txt").exists(), "files of other names stay");
    }

    #[test]
    fn an_interrupted_run_is_taken_over() {
        let home = tempfile::tempdir().unwrap();
        drop(RunFolder::create(&at(home.path()), Existing::Keep).unwrap());
        fs::write(home.path().join("persons.parquet.partial"), "half").unwrap();
        RunFolder::create(&at(home.path()), Existing::Keep).unwrap();
        assert!(!home.path().join("persons.parquet.partial").exists());
    }

    #[test]
    fn foreign_folders_are_left_alone() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("thesis.tex"), "mine").unwrap();
        let refused =
            |existing| matches!(RunFolder::create(&at(home.path()), existing), Err(OutputError::Foreign { .. }));
        assert!(refused(Existing::Keep) && refused(Existing::Replace));
        fs::write(home.path().join("manifest.json"), "{\"name\": \"a web extension\"}").unwrap();
        assert!(refused(Existing::Keep) && refused(Existing::Replace));
        assert!(home.path().join("thesis.tex").exists());
    }

    #[test]
    fn two_writers_do_not_share_a_folder() {
        let home = tempfile::tempdir().unwrap();
        let _first = RunFolder::create(&at(home.path()), Existing::Keep).unwrap();
        assert!(matches!(RunFolder::create(&at(home.path()), Existing::Replace), Err(OutputError::Busy { .. })));
    }

    #[test]
    fn an_unwritable_place_is_named_with_a_remedy() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("file"), "").unwrap();
        let path = home.path().join("file/run");
        let message = RunFolder::create(&at(&path), Existing::Keep).unwrap_err().to_string();
        assert!(message.contains(&path.display().to_string()) && message.contains("--out"), "{message}");
    }

    #[cfg(unix)]
    #[test]
    fn files_can_be_shared() {
        use std::os::unix::fs::PermissionsExt;
        let home = tempfile::tempdir().unwrap();
        let folder = RunFolder::create(&at(home.path()), Existing::Keep).unwrap();
        folder.write_text(RunFile::Limits, "text").unwrap();
        let plain = home.path().join("plain");
        fs::write(&plain, "").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&home.path().join("LIMITS.md")), mode(&plain), "the user's own umask decides");
    }
}
