//! The lock of a folder: at most one process writes to it, with and without file locks.
//!
//! The lock is a file with the name of the writing process. On most file systems, this process also holds a file lock, which ends with the
//! process, so that the next one can take over. On network file systems without file locks, the existence of the file is the lock.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::OutputError;

/// Number of attempts to open a lock file that other processes create and remove at the same time.
const ATTEMPTS: usize = 100;

/// A lock. It is held until it is released or dropped.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

impl Lock {
    /// Takes the lock at `path`; creates its folder if necessary. `of` is the run folder, for messages.
    pub(super) fn take(path: &Path, of: &Path) -> Result<Self, OutputError> {
        let unwritable = |source| OutputError::Unwritable { path: of.to_owned(), source };
        for _ in 0..ATTEMPTS {
            let Some((file, made)) = open(path).map_err(unwritable)? else { continue };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(busy(path, of)),
                Err(TryLockError::Error(_)) if made => {}
                Err(TryLockError::Error(source)) => return Err(no_locks(path, of, source)),
            }
            let mut lock = Self { path: path.to_owned(), file };
            lock.file.set_len(0).and_then(|()| lock.file.write_all(note().as_bytes())).map_err(unwritable)?;
            if lock.is_held() {
                return Ok(lock);
            }
        }
        Err(busy(path, of))
    }

    /// Whether the lock file is still at the path. Another process may have removed it.
    pub(super) fn is_held(&self) -> bool {
        is_same(&self.file, &self.path)
    }
}

/// Opens or creates the lock file; also returns whether it was created. `None` if another process created or removed it at this moment.
fn open(path: &Path) -> io::Result<Option<(File, bool)>> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    match OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(file) => return Ok(Some((file, true))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(error),
    }
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => {
            return Err(io::Error::other(format!("{} is a link or no file", path.display())));
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    match OpenOptions::new().write(true).open(path) {
        Ok(file) => Ok(Some((file, false))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn busy(path: &Path, of: &Path) -> OutputError {
    OutputError::Busy { path: of.to_owned(), writer: writer(path) }
}

fn no_locks(path: &Path, of: &Path, source: io::Error) -> OutputError {
    OutputError::NoLocks { path: of.to_owned(), lock: path.to_owned(), writer: writer(path), source }
}

/// The writing process, from the first line of the lock file.
fn writer(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().next().filter(|line| !line.is_empty()).unwrap_or("another soleus").to_owned()
}

/// The text of a lock file.
fn note() -> String {
    format!(
        "soleus, process {} on {}\nwrites this folder, or was interrupted. The run is complete when manifest.json is beside this folder.\n",
        std::process::id(),
        computer()
    )
}

fn computer() -> String {
    let linux = || fs::read_to_string("/proc/sys/kernel/hostname").ok().map(|name| name.trim().to_owned());
    let other = || std::env::var("COMPUTERNAME").or_else(|_| std::env::var("HOSTNAME")).ok();
    linux().or_else(other).unwrap_or_else(|| "this computer".to_owned())
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    matches!((file.metadata().map(place), fs::symlink_metadata(path).map(place)), (Ok(a), Ok(b)) if a == b)
}

/// On systems on which an open file cannot be replaced, the file at the path is the same file.
#[cfg(not(unix))]
fn is_same(_: &File, path: &Path) -> bool {
    path.is_file()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_writer_at_a_time_and_the_next_takes_over() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("staging/lock");
        let first = Lock::take(&path, home.path()).unwrap();
        let Err(OutputError::Busy { writer, .. }) = Lock::take(&path, home.path()) else { panic!("two writers") };
        assert!(writer.starts_with(&format!("soleus, process {} on ", std::process::id())), "{writer}");
        drop(first);
        assert!(Lock::take(&path, home.path()).unwrap().is_held());
    }

    #[test]
    fn a_lock_whose_file_was_replaced_is_not_held() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("lock");
        let lock = Lock::take(&path, home.path()).unwrap();
        fs::remove_file(&path).unwrap();
        assert!(!lock.is_held());
        assert!(Lock::take(&path, home.path()).unwrap().is_held() && !lock.is_held());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_not_followed() {
        let home = tempfile::tempdir().unwrap();
        let (path, target) = (home.path().join("lock"), home.path().join("mine.txt"));
        fs::write(&target, "mine").unwrap();
        std::os::unix::fs::symlink(&target, &path).unwrap();
        assert!(matches!(Lock::take(&path, home.path()), Err(OutputError::Unwritable { .. })));
        assert_eq!(fs::read_to_string(&target).unwrap(), "mine");
    }
}
