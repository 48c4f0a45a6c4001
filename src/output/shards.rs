//! Finished shards: writes them, reads them back, and finds out whether they make up one run.

use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::examine::examine;
use super::folder::{SHARD_FORMAT, manifest_of};
use super::staging::entries;
use super::{OutputError, RunFile, Shard};

/// A finished shard, of which every file has been compared with its hash.
#[derive(Clone, Debug)]
pub struct SavedShard {
    /// Its folder.
    pub path: PathBuf,
    /// Its people.
    pub(super) ids: Range<u32>,
    persons: u32,
    shard: String,
    manifest: Value,
}

/// The shards of a whole run, in the order of their people.
#[derive(Clone, Debug)]
pub struct Shards(Vec<SavedShard>);

/// What the manifest of a shard contains about its people.
pub(super) fn fact(shard: Shard, persons: u32) -> Value {
    let ids = shard.ids(persons);
    json!({ "number": shard.number(), "of": shard.of(), "first_person": ids.start, "people": ids.end - ids.start })
}

/// Whether a folder contains a finished and unchanged shard of this run.
pub fn is_finished_shard(folder: &Path, run_id: &str, shard: Shard) -> bool {
    SavedShard::open(folder).is_ok_and(|saved| saved.fact("run_id") == run_id && saved.shard == shard.to_string())
}

/// The shards that are missing in a folder of shards: neither finished nor whole. The number of shards follows from the names of folders.
pub fn missing_shards(folder: &Path) -> Result<(u32, Vec<u32>), OutputError> {
    let found: Vec<Shard> = entries(folder)?.iter().filter_map(|name| Shard::of_folder(name)).collect();
    let of = found.first().map(|shard| shard.of()).ok_or_else(|| OutputError::NoShards { path: folder.to_owned() })?;
    if let Some(other) = found.iter().find(|shard| shard.of() != of) {
        let (one, other) = (of, other.of());
        return Err(OutputError::MixedShards { path: folder.to_owned(), one, other });
    }
    let numbered = (1..=of).filter_map(|number| Shard::new(number, of).ok());
    let missing = numbered.filter(|shard| SavedShard::open(&folder.join(shard.folder())).is_err());
    Ok((of, missing.map(Shard::number).collect()))
}

impl SavedShard {
    /// Opens a shard and compares its files with their hashes.
    fn open(path: &Path) -> Result<Self, OutputError> {
        let found = examine(path)?;
        if let Some(fault) = found.faults.first() {
            let what = format!("{}: {}", fault.path.display(), fault.what);
            return Err(OutputError::FaultyRun { path: path.to_owned(), what });
        }
        let manifest = manifest_of(path);
        let number = |value: &Value| value.as_u64().and_then(|number| u32::try_from(number).ok()).unwrap_or_default();
        let shard = &manifest["shard"];
        if manifest["format"] != SHARD_FORMAT {
            return Err(OutputError::NoShard { path: path.to_owned() });
        }
        let first = number(&shard["first_person"]);
        Ok(Self {
            path: path.to_owned(),
            ids: first..first + number(&shard["people"]),
            persons: number(&manifest["persons"]),
            shard: format!("{}/{}", shard["number"], shard["of"]),
            manifest,
        })
    }

    /// A text of the manifest.
    pub fn fact(&self, key: &str) -> String {
        match &self.manifest[key] {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for SavedShard {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "shard {} in `{}`", self.shard, self.path.display())
    }
}

impl Shards {
    /// Opens shards in any order. A folder of several shards stands for all of them.
    ///
    /// # Errors
    /// If one is damaged or unfinished, if they belong to different runs, or if people are missing or there twice.
    pub fn open(paths: &[PathBuf]) -> Result<Self, OutputError> {
        let mut shards = Vec::new();
        for path in expanded(paths)? {
            shards.push(SavedShard::open(&path)?);
        }
        shards.sort_by_key(|shard| shard.ids.start);
        let unfit = |what: String| Err(OutputError::UnfitShards { what });
        let Some(first) = shards.first().cloned() else { return unfit("no shard was named".to_owned()) };
        let words = [("version", "version"), ("model_hash", "model"), ("seed", "seed"), ("run_id", "scenario")];
        for (shard, (key, word)) in shards.iter().flat_map(|shard| words.map(|word| (shard, word))) {
            if shard.fact(key) != first.fact(key) {
                return unfit(format!("{shard} belongs to another {word} than {first}"));
            }
        }
        for pair in shards.windows(2) {
            let (one, next) = (&pair[0], &pair[1]);
            if next.ids.start < one.ids.end {
                return unfit(format!("{one} and {next} have the same people, from {} on", next.ids.start));
            }
        }
        let mut end = 0;
        for ids in shards.iter().map(|shard| shard.ids.clone()).chain(std::iter::once(first.persons..first.persons)) {
            if ids.start != end {
                let last = ids.start - 1;
                return unfit(format!(
                    "people {end} to {last} of {} are in none of the shards; `soleus status DIR --missing` prints the numbers of missing shards",
                    first.persons
                ));
            }
            end = ids.end;
        }
        Ok(Self(shards))
    }

    /// The shards, in the order of their people.
    pub fn all(&self) -> &[SavedShard] {
        &self.0
    }

    /// The folder of the first shard.
    pub fn first(&self) -> &Path {
        self.0.first().map_or(Path::new(""), |shard| &shard.path)
    }
}

/// The folders of shards: a folder without a manifest stands for the shards in it.
fn expanded(paths: &[PathBuf]) -> Result<Vec<PathBuf>, OutputError> {
    let mut all = Vec::new();
    for path in paths {
        if path.join(&*RunFile::Manifest.name()).exists() || !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let mut names: Vec<String> =
            entries(path)?.into_iter().filter(|name| Shard::of_folder(name).is_some()).collect();
        if names.is_empty() {
            return Err(OutputError::NoShards { path: path.clone() });
        }
        names.sort();
        all.extend(names.into_iter().map(|name| path.join(name)));
    }
    Ok(all)
}
