//! From a file or a text to a scenario.

use std::path::Path;

use super::problem::Problems;
use super::{Faults, Problem, Scenario, ScenarioError, check, read};

/// What the command line says in place of the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Number of people.
    pub persons: Option<u32>,
    /// Seed.
    pub seed: Option<u64>,
}

/// A scenario with the text that it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// What was meant.
    pub scenario: Scenario,
    /// What was typed.
    pub source: String,
    /// What is possible, but deserves a look; in the order of the file.
    pub warnings: Vec<Problem>,
}

/// Reads and validates a scenario file.
pub fn load(path: &Path, overrides: &Overrides) -> Result<Loaded, ScenarioError> {
    let bytes = std::fs::read(path).map_err(|source| ScenarioError::Unreadable { path: path.to_owned(), source })?;
    let source = String::from_utf8(bytes).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        let line = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
        ScenarioError::NotText { path: path.to_owned(), line }
    })?;
    Ok(parse(&path.display().to_string(), &source, overrides)?)
}

/// Validates the text of a scenario; `name` stands for it in messages. Paths in the text start from the folder of `name`.
pub fn parse(name: &str, source: &str, overrides: &Overrides) -> Result<Loaded, Faults> {
    let mut problems = Problems::of_text_in(Path::new(name).parent().unwrap_or(Path::new("")));
    let document = read::document(source, &mut problems);
    let scenario = document.and_then(|root| check::scenario(&root, overrides, &mut problems));
    let (mut errors, warnings) = problems.into_sorted();
    match scenario {
        Some(scenario) if errors.is_empty() => Ok(Loaded { scenario, source: source.to_owned(), warnings }),
        _ => {
            errors.extend(warnings);
            Err(Faults { name: name.to_owned(), source: source.to_owned(), problems: errors })
        }
    }
}
