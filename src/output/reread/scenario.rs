//! The resolved scenario of a finished run, without the data file of its people: their values are in the tables.

use toml::{Table as Toml, Value};

use super::{ReadError, SavedKind, SavedRun};
use crate::output::RunFile;
use crate::scenario::{Overrides, Scenario, parse};

/// The section of the population, and its keys about a data file.
const POPULATION: &str = "population";
const OF_FILE: [&str; 5] = ["file", "file_hash", "columns", "weight", "missing"];
/// The key with the path of the data file, which may differ between runs of the same people.
const PATH: &str = OF_FILE[0];

/// The settings of a resolved scenario, by section.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::output) struct Settings(Toml);

impl Settings {
    /// Reads the settings of a run.
    pub(in crate::output) fn read(run: &SavedRun) -> Result<Self, ReadError> {
        if run.kind() == SavedKind::Sweep {
            return Err(ReadError::Sweep { path: run.path().to_owned() });
        }
        let text = run.text(RunFile::Resolved)?;
        text.parse().map(Self).map_err(|error| unfit(run, &error.to_string()))
    }

    /// The scenario, without a data file.
    pub(super) fn scenario(&self, run: &SavedRun) -> Result<Scenario, ReadError> {
        let mut settings = self.0.clone();
        if let Some(Value::Table(population)) = settings.get_mut(POPULATION) {
            OF_FILE.into_iter().for_each(|key| drop(population.remove(key)));
        }
        let text = toml::to_string(&settings).map_err(|error| unfit(run, &error.to_string()))?;
        let name = run.path().join(&*RunFile::Resolved.name());
        let loaded = parse(&name.display().to_string(), &text, &Overrides::default());
        loaded.map(|loaded| loaded.scenario).map_err(|faults| unfit(run, &faults.to_string()))
    }

    /// The value of a section or, after a dot, of one of its keys.
    pub(in crate::output) fn get(&self, path: &str) -> Option<&Value> {
        let mut parts = path.split('.');
        let first = self.0.get(parts.next()?)?;
        parts.try_fold(first, |value, part| value.get(part))
    }

    /// Whether people come from a data file.
    pub(in crate::output) fn has_file(&self) -> bool {
        self.get(POPULATION).is_some_and(|population| population.get(PATH).is_some())
    }

    /// The population, without the path of its data file: the hash of the file says whether the people are the same.
    pub(in crate::output) fn population(&self) -> Option<Toml> {
        let mut population = self.get(POPULATION)?.as_table()?.clone();
        population.remove(PATH);
        Some(population)
    }
}

fn unfit(run: &SavedRun, why: &str) -> ReadError {
    ReadError::Scenario { path: run.path().to_owned(), version: run.fact("version").to_owned(), why: why.to_owned() }
}
