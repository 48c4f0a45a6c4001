//! Finds out which of several parameter sets a table has.

use super::keys::Family;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;

/// Returns the set of parameters that is complete. The table must have no parameter of another set.
pub(super) fn chosen(family: &str, section: &Section<'_>, problems: &mut Problems) -> Option<&'static [&'static str]> {
    let sets = Family::named(family)?.sets;
    let mut given: Vec<&str> = Vec::new();
    for key in sets.iter().copied().flatten().copied() {
        if section.get(key).is_some() && !given.contains(&key) {
            given.push(key);
        }
    }
    let complete = |set: &&&[&str]| set.iter().all(|key| given.contains(key));
    let exact = sets.iter().filter(complete).find(|set| set.len() == given.len());
    if let Some(set) = exact {
        return Some(set);
    }
    let choices = sets.iter().map(|set| together(set)).collect::<Vec<_>>().join(", or ");
    let given_text = together(&given);
    let span = given.last().map_or(section.span.clone(), |key| section.key_span(key));
    if sets.iter().any(|set| complete(&set)) || given.len() > 1 {
        let message = format!("{family} has parameters that cannot be combined: {given_text}");
        let problem = Problem::new(Code::KeyConflict, span, message).label("one too many");
        return problems.fail(problem.hint(format!("give {choices}")));
    }
    let message = if given.is_empty() {
        format!("{family} lacks its parameters")
    } else {
        format!("{given_text} alone is not enough for {family}")
    };
    problems.fail(Problem::new(Code::MissingKey, span, message).label("incomplete").hint(format!("give {choices}")))
}

fn together(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(" and ")
}
