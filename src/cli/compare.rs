//! `soleus compare`: compares arms of finished runs.

use std::path::PathBuf;

use super::args::CompareArgs;
use super::{Console, Exit};
use crate::output::{Derived, DerivedError, Request, SavedRun, ShowFormat, compare as compared, write_text};

/// Compares the arms of all runs and prints the result, or writes it to the file of `--out`.
pub(super) fn compare(args: &CompareArgs, console: &Console) -> Exit {
    let request = args.derive.request(&args.reference);
    let form = args.derive.form(console.shared().json);
    finish(opened(&args.runs).and_then(|runs| derived(runs, &request, form)), form, console)
}

fn derived(runs: Vec<SavedRun>, request: &Request, form: ShowFormat) -> Result<(Derived, String), DerivedError> {
    let derived = compared(runs, request)?;
    let text = derived.shown(form)?;
    Ok((derived, text))
}

/// Opens all runs; a sweep gives its members.
fn opened(paths: &[PathBuf]) -> Result<Vec<SavedRun>, DerivedError> {
    let mut runs = Vec::new();
    for path in paths {
        runs.extend(SavedRun::open(path)?.members()?);
    }
    Ok(runs)
}

/// Prints a result. Forms without notes get them on stderr.
fn finish(result: Result<(Derived, String), DerivedError>, form: ShowFormat, console: &Console) -> Exit {
    let (derived, text) = match result {
        Ok(result) => result,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    show_notes(&derived, form, console);
    let Some(path) = &console.shared().out else {
        console.result(&text);
        return Exit::Done;
    };
    match write_text(path, &text) {
        Ok(()) => {
            console.announce(&format!("{}\n", path.display()));
            Exit::Done
        }
        Err(error) => {
            console.warn(&format!("error: {error}"));
            Exit::Unusable
        }
    }
}

/// Writes the notes to stderr where the form has no place for them.
pub(super) fn show_notes(derived: &Derived, form: ShowFormat, console: &Console) {
    if form == ShowFormat::Csv {
        let numbered = (1..).zip(&derived.runs);
        let runs = numbered
            .map(|(number, run)| format!("Run {number}: {} {}", run.path, run.member.clone().unwrap_or_default()));
        runs.chain(derived.notes.iter().cloned()).for_each(|note| console.say(note.trim_end()));
    }
}
