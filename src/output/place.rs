//! Where a run goes.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::OutputError;

/// Where a run goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// This folder and no other.
    Exactly(PathBuf),
    /// A folder in that of a sweep; a link is not followed.
    Member(PathBuf),
    /// A new folder `<root>/<study>/<stamp>-<first four digits of the run id>`, with `-2`, `-3` and so on after it where that is taken.
    Under {
        /// Usually `runs`.
        root: PathBuf,
        /// Study id.
        study: String,
        /// UTC as `YYYYmmddTHHMMSSZ`.
        stamp: String,
        /// Id of the run that is asked for.
        run_id: String,
    },
}

impl Place {
    /// Makes the folder, and says whether it was not there before. Nobody else gets the same folder from [`Place::Under`].
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

/// Makes the first folder of these that is not there: `name`, `name-2`, `name-3` and so on.
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
