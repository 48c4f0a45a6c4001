//! The call that began a run, so that it can be continued or enlarged.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::folder::manifest_of;
use super::staging::{CALL, STAGING};

/// The call of `soleus run` that began a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Call {
    /// Id of the run or sweep.
    pub run_id: String,
    /// Absolute path of the scenario file.
    pub file: String,
    /// Number of people, if the command line named one.
    pub persons: Option<u32>,
    /// Seed, if the command line named one.
    pub seed: Option<u64>,
    /// Arguments of `--set`.
    pub set: Vec<String>,
    /// The shard, such as `3/10`, if the run is one.
    pub shard: Option<String>,
}

impl Call {
    /// The call of the unfinished run in a folder.
    pub fn of_unfinished(folder: &Path) -> Option<Self> {
        let text = fs::read(folder.join(STAGING).join(CALL)).ok()?;
        serde_json::from_slice(&text).ok()
    }

    /// The call of the finished run in a folder.
    pub fn of_finished(folder: &Path) -> Option<Self> {
        let manifest = manifest_of(folder);
        let call = Self::deserialize(&manifest["call"]).ok()?;
        let asked = manifest["asked_run_id"].as_str().or(manifest["run_id"].as_str())?;
        let set = Vec::deserialize(&manifest["set"]).unwrap_or_default();
        Some(Self { run_id: asked.to_owned(), set, ..call })
    }

    /// What a manifest contains of it beside `set` and the ids.
    pub(super) fn fact(&self) -> Value {
        serde_json::json!({ "file": self.file, "persons": self.persons, "seed": self.seed })
    }
}
