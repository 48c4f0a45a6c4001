//! Where what was hashed is kept for those who want to see it.

use std::fs;
use std::path::{Path, PathBuf};

/// A folder that is gone afterwards, or stays where `SOLEUS_GOLDEN_KEEP` names one.
pub(crate) enum Keep {
    Nothing(tempfile::TempDir),
    Everything(PathBuf),
}

impl Keep {
    /// The folder of a group, empty.
    pub(crate) fn of(group: &str) -> Self {
        let Some(folder) = std::env::var_os("SOLEUS_GOLDEN_KEEP") else {
            return Self::Nothing(tempfile::tempdir().unwrap());
        };
        let folder = Path::new(&folder).join(group);
        assert!(!folder.exists(), "{} is there already: name another SOLEUS_GOLDEN_KEEP", folder.display());
        fs::create_dir_all(&folder).unwrap();
        Self::Everything(fs::canonicalize(folder).unwrap())
    }

    /// Where files may be put.
    pub(crate) fn path(&self) -> &Path {
        match self {
            Self::Nothing(folder) => folder.path(),
            Self::Everything(folder) => folder,
        }
    }

    /// Keeps a text, named after its key, if anything is kept.
    pub(crate) fn text(&self, key: &str, text: &str) {
        if let Self::Everything(folder) = self {
            let name: String =
                key.chars().map(|c| if c.is_alphanumeric() || "-.=".contains(c) { c } else { '_' }).collect();
            fs::write(folder.join(format!("{name}.txt")), text).unwrap();
        }
    }
}
