//! Finds the data file of a scenario, also from the folder of a run.

use std::path::{Path, PathBuf};

use super::FILE_HASH;
use crate::scenario::problem::Problems;
use crate::scenario::read::{Item, Section};

/// The file beside a resolved scenario that records where its data file was.
const MANIFEST: &str = "manifest.json";

/// The path of the data file: relative to the folder of the text that names it. If nothing is there and the scenario is a resolved one, the
/// path that the manifest beside it records. The hash in the scenario shows whether it is still the same file.
pub(super) fn path(population: &Section<'_>, file: &Item<'_>, name: &str, problems: &Problems) -> PathBuf {
    let folder = problems.folder(file.span().start);
    let path = folder.join(name);
    if path.exists() || population.get(FILE_HASH.name).is_none() {
        return path;
    }
    recorded(&folder.join(MANIFEST)).filter(|recorded| recorded.exists()).unwrap_or(path)
}

fn recorded(manifest: &Path) -> Option<PathBuf> {
    let text = std::fs::read_to_string(manifest).ok()?;
    let manifest: serde_json::Value = serde_json::from_str(&text).ok()?;
    manifest.pointer("/people/found_at")?.as_str().map(PathBuf::from)
}
