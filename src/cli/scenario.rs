//! Reads a scenario for a verb that needs a valid one.

use std::io;
use std::path::Path;

use super::args::Sample;
use super::{Console, Exit};
use crate::scenario::{Loaded, ScenarioError, load, render_problems};

/// The scenario, or the exit code after its problems have been shown.
pub(super) fn read(file: &Path, sample: Sample, console: &Console) -> io::Result<Result<Loaded, Exit>> {
    match load(file, &sample.into()) {
        Ok(loaded) => {
            if !loaded.warnings.is_empty() {
                let name = file.display().to_string();
                let (style, width) = (console.style(), console.width());
                console.say(&render_problems(&name, &loaded.source, &loaded.warnings, style, width))?;
            }
            Ok(Ok(loaded))
        }
        Err(ScenarioError::Invalid(faults)) => {
            console.warn(&faults.render(console.style(), console.width()))?;
            console.warn(&faults.to_string())?;
            Ok(Err(Exit::Unusable))
        }
        Err(error) => {
            console.warn(&format!("error: {error}"))?;
            Ok(Err(Exit::Unusable))
        }
    }
}
