//! Past runs below a folder, finished or not.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::folder::manifest_of;
use super::staging::{self, CALL, STAGING, entries, has_saved_work};
use super::{Call, OutputError};

/// A run folder.
#[derive(Clone, Debug, PartialEq)]
pub struct PastRun {
    /// Its path.
    pub path: PathBuf,
    /// Id of the run that the user requested.
    pub run_id: String,
    /// Id of the study.
    pub study: String,
    /// Whether it is finished.
    pub state: PastState,
    /// Number of people, if the manifest has one.
    pub persons: Option<u64>,
    /// When it was finished, UTC, ISO 8601.
    pub finished_utc: Option<String>,
}

/// The state of a run folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastState {
    /// A finished run.
    Finished,
    /// A finished sweep.
    Sweep,
    /// It was interrupted; `soleus resume` continues it.
    Unfinished,
    /// A process is writing it.
    Running,
}

impl PastState {
    /// Its word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Sweep => "sweep",
            Self::Unfinished => "unfinished",
            Self::Running => "running",
        }
    }
}

/// The runs in the folders `<root>/<study>/<run>`, by study and then by name.
pub fn past_runs(root: &Path) -> Result<Vec<PastRun>, OutputError> {
    let mut runs = Vec::new();
    for study in folders(root)? {
        runs.extend(runs_of(&study)?);
    }
    Ok(runs)
}

/// The runs of one study: those in the folders `<home>/<run>`, by name.
pub fn runs_of(home: &Path) -> Result<Vec<PastRun>, OutputError> {
    Ok(folders(home)?.iter().filter_map(|path| past_run(path)).collect())
}

fn folders(path: &Path) -> Result<Vec<PathBuf>, OutputError> {
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut all: Vec<PathBuf> = entries(path)?.into_iter().map(|name| path.join(name)).collect();
    all.retain(|path| path.is_dir());
    all.sort();
    Ok(all)
}

fn past_run(path: &Path) -> Option<PastRun> {
    let study = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    // A run that was interrupted when its files were renamed is finished. If the renaming fails, the run that continues it reports why.
    let _ = staging::recover(path);
    let call = Call::of_unfinished(path);
    let manifest = manifest_of(path);
    let text = |key: &str| manifest[key].as_str().map(str::to_owned);
    let state = if manifest["members"].is_array() { PastState::Sweep } else { PastState::Finished };
    if let (Some(run_id), true) = (text("asked_run_id").or(text("run_id")), manifest["shard"].is_null()) {
        let (study, finished_utc) = (text("study").unwrap_or(study), text("finished_utc"));
        let persons = manifest["persons"].as_u64();
        return Some(PastRun { path: path.to_owned(), run_id, study, state, persons, finished_utc });
    }
    if manifest != Value::Null {
        return None;
    }
    let begun = path.join(STAGING).join(CALL).exists() || has_saved_work(path);
    let call = call.filter(|call| begun && call.shard.is_none())?;
    let state = if staging::lock(path).is_ok() { PastState::Unfinished } else { PastState::Running };
    Some(PastRun { path: path.to_owned(), run_id: call.run_id, study, state, persons: None, finished_utc: None })
}
