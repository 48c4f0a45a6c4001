//! Reads a scenario for a verb that needs a valid one.

use std::path::Path;

use super::args::Sample;
use super::{Console, Exit};
use crate::population::{check_correlations, draw_order};
use crate::scenario::{Code, Faults, Members, Overrides, PopulationSpec, ScenarioError, load_members, render_problems};

/// Reads and validates a file and every member of its sweep, and whether people can be drawn as it asks.
pub(super) fn load(file: &Path, overrides: &Overrides) -> Result<Members, ScenarioError> {
    let members = load_members(file, overrides)?;
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
        None => Ok(members),
        Some(refused) => {
            let words = refused.names().map(|name| format!("\"{name}\""));
            Err(members.without_people(Code::Correlation, &[&words[0], &words[1]], refused.to_string()).into())
        }
    }
}

/// The scenarios of a file. If there are errors, shows them and returns the exit code.
pub(super) fn read(file: &Path, sample: &Sample, console: &Console) -> Result<Members, Exit> {
    match load(file, &sample.into()) {
        Ok(members) => {
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
