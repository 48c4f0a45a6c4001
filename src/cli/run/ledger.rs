//! The status of every scenario of a call, for the table at its end and for `--json`.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Map, Value, json};

use crate::cli::Exit;
use crate::output::{ArmResult, BatchPart, Call, ScreenTable, batch_table};

/// One entry per scenario file, in the order of the call. Clones share them.
#[derive(Clone)]
pub(super) struct Ledger(Arc<Mutex<Vec<Entry>>>);

/// The present status of a scenario.
#[derive(Clone)]
struct Entry {
    name: String,
    status: Status,
    /// Its run folder, as soon as the folder has complete results.
    folder: Option<PathBuf>,
    /// The folder that is being written.
    writes: Option<PathBuf>,
    /// More for `--json`.
    facts: Map<String, Value>,
    /// Its main results.
    arms: Vec<ArmResult>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Status {
    NotRun,
    Faulty,
    Running,
    Ended(Exit),
}

/// How a scenario ended.
pub(super) struct Outcome {
    pub(super) exit: Exit,
    /// Its run folder, if it is complete.
    pub(super) folder: Option<PathBuf>,
    /// More for `--json`.
    pub(super) facts: Map<String, Value>,
}

impl Outcome {
    /// A scenario without results.
    pub(super) fn failed(exit: Exit, error: &str) -> Self {
        Self { exit, folder: None, facts: object(json!({ "error": error })) }
    }
}

/// The entries of a JSON object.
pub(super) fn object(value: Value) -> Map<String, Value> {
    value.as_object().cloned().unwrap_or_default()
}

impl Ledger {
    /// The ledger before any scenario has begun.
    pub(super) fn new(files: &[PathBuf]) -> Self {
        let entry = |file: &PathBuf| Entry {
            name: file.display().to_string(),
            status: Status::NotRun,
            folder: None,
            writes: None,
            facts: Map::new(),
            arms: Vec::new(),
        };
        Self(Arc::new(Mutex::new(files.iter().map(entry).collect())))
    }

    fn entries(&self) -> MutexGuard<'_, Vec<Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Records that the scenario has errors.
    pub(super) fn refuse(&self, number: usize) {
        self.entries()[number].status = Status::Faulty;
    }

    /// Records that the scenario begins.
    pub(super) fn begin(&self, number: usize) {
        self.entries()[number].status = Status::Running;
    }

    /// Records the folder that the running scenario writes, unless it is known.
    pub(super) fn writes(&self, folder: &Path) {
        let running = |entry: &&mut Entry| entry.status == Status::Running && entry.writes.is_none();
        self.entries().iter_mut().filter(running).for_each(|entry| entry.writes = Some(folder.to_owned()));
    }

    /// Records that this many members of a sweep are complete; they stay in the folder in any case.
    pub(super) fn keep_members(&self, number: usize, folder: &Path, complete: usize, of: usize) {
        let entry = &mut self.entries()[number];
        entry.folder = (complete > 0).then(|| folder.to_owned());
        entry.facts.insert("members".to_owned(), of.into());
        entry.facts.insert("members_complete".to_owned(), complete.into());
    }

    /// Records the main results of a scenario.
    pub(super) fn record(&self, name: &str, arms: Vec<ArmResult>) {
        self.entries().iter_mut().filter(|entry| entry.name == name).for_each(|entry| entry.arms.clone_from(&arms));
    }

    /// Records how the scenario ended.
    pub(super) fn end(&self, number: usize, outcome: Outcome) {
        let entry = &mut self.entries()[number];
        entry.status = Status::Ended(outcome.exit);
        entry.folder = outcome.folder.or_else(|| entry.folder.take());
        entry.facts.extend(outcome.facts);
    }

    /// Records that the program ends, so that the running scenario is stopped.
    pub(super) fn stop(&self, exit: Exit) {
        let running = |entry: &&mut Entry| entry.status == Status::Running;
        self.entries().iter_mut().filter(running).for_each(|entry| entry.status = Status::Ended(exit));
    }

    /// The exit code of the call.
    pub(super) fn verdict(&self) -> Exit {
        let exits: Vec<Exit> = self.entries().iter().filter_map(Entry::exit).collect();
        verdict(&exits)
    }

    /// The main results of all scenarios, and a table with the status of each.
    pub(super) fn table(&self, width: usize) -> String {
        let entries = self.entries();
        let results: Vec<(String, Vec<ArmResult>)> =
            entries.iter().map(|entry| (entry.name.clone(), entry.arms.clone())).collect();
        let results = batch_table(&results, width);
        let folder =
            |entry: &Entry| entry.folder.as_ref().map_or("-".to_owned(), |folder| folder.display().to_string());
        let table = ScreenTable::new("scenario", entries.iter().map(|entry| entry.name.clone()))
            .label("status", entries.iter().map(Entry::words))
            .label("folder", entries.iter().map(folder));
        let between = if results.is_empty() { "" } else { "\n" };
        format!("{results}{between}{}", table.text(width))
    }

    /// What the page about all scenarios tells.
    pub(super) fn parts(&self) -> Vec<BatchPart> {
        let part = |entry: &Entry| BatchPart {
            name: entry.name.clone(),
            status: entry.words(),
            folder: entry.folder.clone().filter(|_| matches!(entry.status, Status::Ended(exit) if !exit.is_stop())),
        };
        self.entries().iter().map(part).collect()
    }

    /// All entries as JSON.
    pub(super) fn json(&self) -> Value {
        json!({ "runs": self.entries().iter().map(Entry::json).collect::<Vec<Value>>() })
    }

    /// Lines about work that was stopped and is saved.
    pub(super) fn kept(&self) -> Vec<String> {
        self.entries().iter().filter_map(Entry::kept).collect()
    }
}

/// The most important exit code of several parts.
pub(super) fn verdict(exits: &[Exit]) -> Exit {
    let worst = exits.iter().copied().fold(Exit::Done, Exit::worse);
    if worst != Exit::Done && !worst.is_stop() && exits.contains(&Exit::Done) { Exit::Partial } else { worst }
}

impl Entry {
    fn exit(&self) -> Option<Exit> {
        match self.status {
            Status::NotRun | Status::Running => None,
            Status::Faulty => Some(Exit::Unusable),
            Status::Ended(exit) => Some(exit),
        }
    }

    fn status(&self) -> &'static str {
        match self.status {
            Status::NotRun => "not_run",
            Status::Faulty => "faulty",
            Status::Running => "running",
            Status::Ended(Exit::Done) => "done",
            Status::Ended(Exit::Partial) => "partial",
            Status::Ended(Exit::Device) if self.folder.is_some() => "done_on_cpu",
            Status::Ended(exit) if exit.is_stop() => "stopped",
            Status::Ended(_) => "failed",
        }
    }

    /// The status; for an incomplete sweep, also the number of its complete members.
    fn words(&self) -> String {
        let words = self.status().replace('_', " ");
        match (self.facts.get("members_complete"), self.facts.get("members")) {
            (Some(complete), Some(all)) if complete != all => format!("{words}, {complete} of {all} members"),
            _ => words,
        }
    }

    fn json(&self) -> Value {
        let mut entry = object(json!({
            "scenario": self.name,
            "status": self.status(),
            "exit_code": self.exit().map(|exit| exit as u8),
            "folder": self.folder.as_ref().map(|folder| folder.display().to_string()),
        }));
        entry.extend(self.facts.clone());
        Value::Object(entry)
    }

    fn kept(&self) -> Option<String> {
        self.exit().filter(|exit| exit.is_stop())?;
        let name = &self.name;
        if let (Some(folder), Some(complete), Some(all)) =
            (&self.folder, self.facts.get("members_complete"), self.facts.get("members"))
        {
            let shown = folder.display();
            return Some(format!(
                "{name}: {complete} of {all} members are complete and stay in {shown}; `soleus resume {shown}` goes on with the others"
            ));
        }
        let folder = self.writes.as_ref().filter(|folder| Call::of_unfinished(folder).is_some())?;
        let shown = folder.display();
        Some(format!("{name}: the work so far is saved in {shown}; `soleus resume {shown}` continues it"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger() -> Ledger {
        let ledger = Ledger::new(&["a.toml", "long-name.toml", "c.toml"].map(PathBuf::from));
        ledger.begin(0);
        ledger.end(0, Outcome { exit: Exit::Done, folder: Some("runs/a/1".into()), facts: Map::new() });
        ledger.begin(1);
        ledger.keep_members(1, Path::new("runs/b/1"), 4, 6);
        ledger
    }

    #[test]
    fn the_table_has_a_line_per_scenario() {
        let ledger = ledger();
        ledger.stop(Exit::Terminated);
        let expected = "scenario        status                  folder\n\
                        a.toml          done                    runs/a/1\n\
                        long-name.toml  stopped, 4 of 6 members  runs/b/1\n\
                        c.toml          not run                 -\n";
        let squeezed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(squeezed(&ledger.table(100)), squeezed(expected));
        let lines: Vec<Option<usize>> =
            ledger.table(100).lines().map(|line| line.find("runs/").or(line.find("folder"))).collect();
        assert!(lines[..3].iter().all(|place| *place == lines[0]), "columns stand below each other: {lines:?}");
        assert!(ledger.kept()[0].contains("4 of 6 members are complete and stay in runs/b/1"));
        assert_eq!(ledger.json()["runs"][1]["exit_code"], 143);
    }

    #[test]
    fn the_exit_code_is_done_only_where_everything_is() {
        let ledger = ledger();
        assert_eq!(ledger.verdict(), Exit::Done);
        ledger.end(1, Outcome::failed(Exit::Internal, "a fault"));
        assert_eq!(ledger.verdict(), Exit::Partial);
        assert_eq!(ledger.json()["runs"][1]["error"], "a fault");
        assert_eq!(verdict(&[Exit::Done, Exit::Interrupted]), Exit::Interrupted);
        assert_eq!(verdict(&[Exit::Internal, Exit::Unusable]), Exit::Internal);
    }
}
