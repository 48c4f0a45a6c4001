//! Reads a scenario for a verb that needs a valid one.

use std::path::Path;

use super::args::Sample;
use super::{Console, Exit};
use crate::scenario::{Faults, Members, ScenarioError, load_members, render_problems};

/// The scenarios of a file. If there are errors, shows them and returns the exit code.
pub(super) fn read(file: &Path, sample: &Sample, console: &Console) -> Result<Members, Exit> {
    match load_members(file, &sample.into()) {
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
