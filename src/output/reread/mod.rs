//! Reads finished runs back: their scenario, their people, their outcomes and their tables. Nothing is simulated.

mod blocks;
mod error;
mod people;
mod scenario;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::folder::{MANIFEST_FORMAT, SHARD_FORMAT, SWEEP_FORMAT};
use super::{RunFile, staging};
use crate::results::Table;
use crate::scenario::Scenario;

pub(super) use blocks::{Needs, Outcomes};
pub use error::ReadError;
pub(super) use people::{Attribute, Attributes};
pub(super) use scenario::Settings;
pub(super) use table::{SavedTable, cell, text_cell};

/// What a run folder contains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SavedKind {
    /// One run.
    Run,
    /// The members of a sweep.
    Sweep,
}

/// A finished run or sweep on disk.
#[derive(Clone, Debug)]
pub struct SavedRun {
    path: PathBuf,
    manifest: Value,
    kind: SavedKind,
}

impl SavedRun {
    /// Opens a run folder. If the renaming of a complete run was interrupted, it is finished first.
    ///
    /// # Errors
    /// If the folder contains no finished run.
    pub fn open(path: &Path) -> Result<Self, ReadError> {
        let none = || ReadError::NoRun { path: path.to_owned() };
        if path.is_dir() {
            staging::recover(path)
                .map_err(|error| ReadError::Unfinished { path: path.to_owned(), why: error.to_string() })?;
        }
        let file = path.join(&*RunFile::Manifest.name());
        let text = fs::read_to_string(&file).map_err(|_| none())?;
        let manifest: Value = serde_json::from_str(&text).map_err(|_| none())?;
        let kind = match manifest["format"].as_str() {
            Some(MANIFEST_FORMAT) => SavedKind::Run,
            Some(SWEEP_FORMAT) => SavedKind::Sweep,
            Some(SHARD_FORMAT) => return Err(ReadError::Shard { path: path.to_owned() }),
            _ => return Err(none()),
        };
        Ok(Self { path: path.to_owned(), manifest, kind })
    }

    /// Path of the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether it is one run or a sweep.
    pub fn kind(&self) -> SavedKind {
        self.kind
    }

    /// A text of the manifest; empty if the manifest has none.
    pub fn fact(&self, key: &str) -> &str {
        self.manifest[key].as_str().unwrap_or_default()
    }

    /// The complete members of a sweep, in its order; the run itself if it is no sweep.
    pub fn members(self) -> Result<Vec<Self>, ReadError> {
        match self.kind {
            SavedKind::Run => Ok(vec![self]),
            SavedKind::Sweep => {
                let members = self.manifest["members"].as_array().into_iter().flatten();
                let done = members.filter(|member| member["status"] == "done");
                done.map(|member| Self::open(&self.path.join(member["folder"].as_str().unwrap_or_default()))).collect()
            }
        }
    }

    /// The number and the values of the axes, if the run is a member of a sweep.
    pub fn member(&self) -> Option<String> {
        let sweep = self.manifest.get("sweep")?;
        let axes = sweep["axes"].as_object().into_iter().flatten();
        let values: Vec<String> = axes.map(|(path, value)| format!("{path} = {}", plain(value))).collect();
        Some(format!("member {} of {}: {}", sweep["member"], sweep["of"], values.join(", ")))
    }

    /// The scenario of a run, without the data file of its people.
    pub fn scenario(&self) -> Result<Scenario, ReadError> {
        Settings::read(self)?.scenario(self)
    }

    /// The tables that the folder has, in the order of the dictionary.
    pub(super) fn tables(&self) -> Vec<Table> {
        let listed = staging::names(&self.manifest, "files", "name");
        Table::ALL.into_iter().filter(|table| listed.contains(&table.file())).collect()
    }

    /// A table of the run.
    pub(super) fn table(&self, table: Table) -> Result<SavedTable, ReadError> {
        if !self.tables().contains(&table) {
            return Err(ReadError::NoTable { path: self.path.clone(), table });
        }
        SavedTable::open(self.path.join(table.file()), table)
    }

    /// The content of a text file of the run.
    pub(super) fn text(&self, file: RunFile) -> Result<String, ReadError> {
        let path = self.path.join(&*file.name());
        fs::read_to_string(&path).map_err(|source| ReadError::File { path, source })
    }
}

/// A value of an axis, without quotes.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
