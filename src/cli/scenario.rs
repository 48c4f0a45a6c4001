//! Reads a scenario for a verb that needs a valid one.

use std::io;
use std::path::Path;

use super::args::Sample;
use super::{Console, Exit};
use crate::population::{Doubt, check_correlations, doubts, draw_order};
use crate::scenario::{
    Code, Faults, Member, Members, Overrides, PopulationSpec, Provenance, Scenario, ScenarioError, bounded,
    load_members, read_members, render_problems,
};

/// Reads and validates a file and every member of its sweep, and whether people can be drawn as it asks.
pub(super) fn load(file: &Path, overrides: &Overrides) -> Result<Members, ScenarioError> {
    drawable(load_members(file, overrides)?)
}

/// The same for a scenario that is read from stdin. Its paths are relative to the working folder.
pub(super) fn load_stdin(overrides: &Overrides) -> Result<Members, ScenarioError> {
    let read = bounded(io::stdin().lock());
    let bytes = read.map_err(|source| ScenarioError::Unreadable { path: STDIN.into(), source })?;
    drawable(read_members(STDIN, bytes, overrides)?)
}

/// Name of stdin in messages.
const STDIN: &str = "<stdin>";

fn drawable(members: Members) -> Result<Members, ScenarioError> {
    let mut specs: Vec<&PopulationSpec> = Vec::new();
    for member in &members.members {
        if !specs.contains(&&member.scenario.population) {
            specs.push(&member.scenario.population);
        }
    }
    if let Some(circle) = specs.iter().map(|spec| draw_order(spec)).find_map(Result::err) {
        let message = circle.to_string();
        return Err(members.without_people(Code::Distribution, &[circle.0.name()], message).into());
    }
    match specs.into_iter().map(check_correlations).find_map(Result::err) {
        None => Ok(with_doubts(members)),
        Some(refused) => {
            let words = refused.names().map(|name| format!("\"{name}\""));
            Err(members.without_people(Code::Correlation, &[&words[0], &words[1]], refused.to_string()).into())
        }
    }
}

/// Warns of settings that no people of a scenario fit. Members of a sweep with the same people, groups and arms are tried once.
fn with_doubts(mut members: Members) -> Members {
    let mut tried: Vec<&Scenario> = Vec::new();
    let mut found: Vec<Doubt> = Vec::new();
    for Member { scenario, .. } in &members.members {
        let alike = |other: &&Scenario| {
            other.population == scenario.population
                && other.analysis == scenario.analysis
                && other.interventions == scenario.interventions
                && other.arms == scenario.arms
        };
        if tried.len() < TRIED && !tried.iter().any(alike) {
            tried.push(scenario);
            found.extend(doubts(scenario));
        }
    }
    for Doubt { words, message, hint } in found {
        members.doubt(&words.iter().map(String::as_str).collect::<Vec<_>>(), message, hint);
    }
    members
}

/// Largest number of members of a sweep whose people are tried.
const TRIED: usize = 16;

/// The scenarios of a file. If there are errors, shows them and returns the exit code.
pub(super) fn read(file: &Path, sample: &Sample, console: &Console) -> Result<Members, Exit> {
    match load(file, &sample.into()) {
        Ok(members) => {
            tell_people(&members, console);
            if !members.warnings.is_empty() {
                let (style, width) = (console.style(), console.width());
                console.warn(&render_problems(&members.sources, &members.warnings, style, width));
            }
            Ok(members)
        }
        Err(ScenarioError::Invalid(faults)) => Err(refuse(&faults, console)),
        Err(error) => {
            console.warn(&format!("error: {error}"));
            Err(Exit::Unusable)
        }
    }
}

/// Says where the people come from, if a data file is a part of it. Each sentence is said once for all members.
pub(super) fn tell_people(members: &Members, console: &Console) {
    let mut said: Vec<String> = Vec::new();
    for member in &members.members {
        for sentence in member.scenario.population.provenance().iter().flat_map(Provenance::sentences) {
            if !said.contains(&sentence) {
                console.say(&sentence);
                said.push(sentence);
            }
        }
    }
}

/// Reads a file again. Its warnings have been shown already, so they are not repeated.
pub(super) fn again(file: &Path, sample: &Sample, console: &Console) -> Result<Members, Exit> {
    load_members(file, &sample.into()).or_else(|_| read(file, sample, console))
}

/// Shows the faults.
pub(super) fn refuse(faults: &Faults, console: &Console) -> Exit {
    console.warn(&faults.render(console.style(), console.width()));
    console.warn(&faults.to_string());
    Exit::Unusable
}
