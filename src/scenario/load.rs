//! Loads the scenarios of a file or a text.

use std::path::Path;

use super::compose::{self, Composed, Tally};
use super::members::describe_axes;
use super::problem::Problems;
use super::{Faults, Loaded, Member, Members, Scenario, ScenarioError, Sources, read, sections};

/// Values of the command line that replace those of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Number of people.
    pub persons: Option<u32>,
    /// Seed.
    pub seed: Option<u64>,
    /// Values for dotted paths, such as `design.persons=500`, applied in this order. `persons` and `seed` take precedence over them.
    pub set: Vec<String>,
}

/// Reads and validates a file that describes one scenario.
pub fn load(path: &Path, overrides: &Overrides) -> Result<Loaded, ScenarioError> {
    Ok(load_members(path, overrides)?.one(None)?)
}

/// Reads and validates a file and every member of its sweep.
pub fn load_members(path: &Path, overrides: &Overrides) -> Result<Members, ScenarioError> {
    let bytes = std::fs::read(path).map_err(|source| ScenarioError::Unreadable { path: path.to_owned(), source })?;
    let source = read::text_of(bytes).map_err(|line| ScenarioError::NotText { path: path.to_owned(), line })?;
    Ok(parse_members(&path.display().to_string(), &source, overrides)?)
}

/// Validates the text of one scenario. `name` is its name in messages; the paths that it extends are relative to `name`.
pub fn parse(name: &str, source: &str, overrides: &Overrides) -> Result<Loaded, Faults> {
    parse_members(name, source, overrides)?.one(None)
}

/// Validates a text and every member of its sweep. `name` is its name in messages; the paths that it extends are relative to `name`.
pub fn parse_members(name: &str, source: &str, overrides: &Overrides) -> Result<Members, Faults> {
    let mut problems = Problems::default();
    let sources = compose::texts(name, source, overrides, &mut problems);
    let read = compose::compose(&sources, overrides, &mut problems)
        .map(|composed| (members(&composed, &sources, overrides, &mut problems), composed.axes(), composed.swept()));
    let (mut errors, warnings) = problems.into_sorted();
    match read {
        Some((Some(members), axes, swept)) if errors.is_empty() => {
            Ok(Members { axes, members, sources, warnings, swept })
        }
        _ => {
            errors.extend(warnings);
            Err(Faults { sources, problems: errors })
        }
    }
}

/// Every member, or `None` if one of them is faulty.
fn members(
    composed: &Composed<'_>,
    sources: &Sources,
    overrides: &Overrides,
    problems: &mut Problems,
) -> Option<Vec<Member>> {
    let mut tally = Tally::default();
    let scenarios: Vec<Option<Scenario>> = (0..composed.count())
        .map(|member| {
            let mut found = Problems::of(sources);
            let root = composed.member(member, &mut found);
            let scenario = sections::read(&root, overrides, &mut found);
            tally.add(member, found);
            scenario
        })
        .collect();
    let axes = composed.axes();
    let words = |member| format!("member {} ({})", member + 1, describe_axes(&axes, &composed.values(member, sources)));
    tally.tell(composed.count(), words, problems);
    let numbered = (1..).zip(scenarios).enumerate();
    let member = |(at, (number, scenario)): (usize, (u32, Option<Scenario>))| {
        Some(Member { number, values: composed.values(at, sources), scenario: scenario? })
    };
    numbered.map(member).collect()
}
