//! The place of a run folder.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;

/// The place of a run folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// This folder.
    Exactly(PathBuf),
    /// A folder inside the folder of a sweep. It must not be a link.
    Member(PathBuf),
    /// A new folder `<root>/<study>/<stamp>-<first four digits of the run id>`; if it exists, with the suffix `-2`, `-3` and so on.
    Under {
        /// The root folder; usually `runs`.
        root: PathBuf,
        /// Id of the study.
        study: String,
        /// Time in UTC, as `YYYYmmddTHHMMSSZ`.
        stamp: String,
        /// Id of the run.
        run_id: String,
    },
}

impl Place {
    /// Creates the folder; also returns whether it is new. [`Place::Under`] never gives the same folder to two processes.
    pub(super) fn claim(&self) -> Result<(PathBuf, bool), OutputError> {
        match self {
            Self::Exactly(path) => {
                let made = !path.exists();
                fs::create_dir_all(path).map_err(OutputError::unwritable(path))?;
                Ok((path.clone(), made))
            }
            Self::Member(path) => {
                let home = path.parent().unwrap_or(path);
                if let Some(link) = [home, path].into_iter().find(|path| is_link(path)) {
                    return Err(OutputError::Link { path: link.to_owned() });
                }
                Self::Exactly(path.clone()).claim()
            }
            Self::Under { root, study, stamp, run_id } => {
                let home = root.join(study);
                fs::create_dir_all(&home).map_err(OutputError::unwritable(&home))?;
                Ok((claim(&home, &format!("{stamp}-{run_id:.4}"))?, true))
            }
        }
    }
}

fn is_link(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())
}

/// Creates the first of these folders that does not exist: `name`, `name-2`, `name-3` and so on.
fn claim(home: &Path, name: &str) -> Result<PathBuf, OutputError> {
    let mut number = 1;
    loop {
        let path = home.join(if number == 1 { name.to_owned() } else { format!("{name}-{number}") });
        match fs::create_dir(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
            made => return made.map(|()| path.clone()).map_err(OutputError::unwritable(&path)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn two_runs_never_get_the_same_folder() {
        let home = tempfile::tempdir().unwrap();
        let (root, study, stamp) = (home.path().to_owned(), "flight".to_owned(), "20260102T030405Z".to_owned());
        let place = Place::Under { root, study, stamp, run_id: "0123456789ab".to_owned() };
        let claimed: Vec<PathBuf> = std::thread::scope(|scope| {
            let claims: Vec<_> = (0..8).map(|_| scope.spawn(|| place.claim().unwrap().0)).collect();
            claims.into_iter().map(|claim| claim.join().unwrap()).collect()
        });
        let first = home.path().join("flight/20260102T030405Z-0123");
        assert!(claimed.contains(&first) && claimed.contains(&first.with_file_name("20260102T030405Z-0123-8")));
        let mut distinct = claimed.clone();
        distinct.sort();
        distinct.dedup();
        assert_eq!(distinct.len(), claimed.len());
    }
}
