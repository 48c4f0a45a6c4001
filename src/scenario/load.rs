//! Loads the scenarios of a file or a text.

use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::rc::Rc;

use super::compose::{self, Composed, Tally};
use super::members::describe_axes;
use super::problem::{Code, Problem, Problems};
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
    let unreadable = |source| ScenarioError::Unreadable { path: path.to_owned(), source };
    let bytes = bounded(std::fs::File::open(path).map_err(unreadable)?).map_err(unreadable)?;
    read_members(&path.display().to_string(), bytes, overrides)
}

/// Largest text of a scenario (bytes).
const MOST_BYTES: u64 = 16 << 20;

/// All bytes of a text. A text without end is an error.
pub fn bounded(text: impl io::Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    text.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MOST_BYTES {
        let words = format!("a scenario has at most {} MB", MOST_BYTES >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, words));
    }
    Ok(bytes)
}

/// Validates bytes and every member of their sweep. `name` is their name in messages; paths are relative to the folder of `name`.
pub fn read_members(name: &str, bytes: Vec<u8>, overrides: &Overrides) -> Result<Members, ScenarioError> {
    let source = read::text_of(bytes).map_err(|line| ScenarioError::NotText { path: name.into(), line })?;
    Ok(parse_members(name, &source, overrides)?)
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
            let twin = swept.clone().and_then(|place| twin(&members, place));
            let warnings = warnings.into_iter().chain(twin).collect();
            Ok(Members { axes, members, sources, warnings, swept })
        }
        _ => {
            errors.extend(warnings);
            Err(Faults { sources, problems: errors })
        }
    }
}

/// Largest sweep in which members are compared.
const MOST_COMPARED: usize = 200;

/// Warns of two members of a sweep that are the same study.
fn twin(members: &[Member], place: Range<usize>) -> Option<Problem> {
    let compared = &members[..members.len().min(MOST_COMPARED)];
    let same = compared.iter().enumerate().find_map(|(at, member)| {
        let first = compared[..at].iter().find(|first| first.scenario == member.scenario)?;
        Some((first.number, member.number))
    });
    let (first, second) = same?;
    let message = format!("members {first} and {second} of the sweep are the same study");
    let problem = Problem::new(Code::NoEffect, place, message).label("computed twice");
    Some(problem.hint("give each value once, and sweep keys that change the study"))
}

/// Every member, or `None` if one of them is faulty.
fn members(
    composed: &Composed<'_>,
    sources: &Sources,
    overrides: &Overrides,
    problems: &mut Problems,
) -> Option<Vec<Member>> {
    let (mut tally, once) = (Tally::default(), Rc::default());
    let scenarios: Vec<Option<Scenario>> = (0..composed.count())
        .map(|member| {
            let mut found = Problems::of(sources, &once);
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
