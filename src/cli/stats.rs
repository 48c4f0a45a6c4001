//! `soleus stats`: statistics of a finished run for other groups, flags, quantiles or another reference.

use serde_json::json;

use super::args::StatsArgs;
use super::compare::show_notes;
use super::{Console, Exit};
use crate::output::{Derived, DerivedError, Existing, Request, SavedRun, regroup, write_regrouped};

/// Computes the statistics and prints them, or writes them as Parquet tables to the folder of `--out`.
pub(super) fn stats(args: &StatsArgs, console: &Console) -> Exit {
    let request = Request {
        flags: args.flag.clone(),
        responders: args.responder.clone(),
        quantiles: args.quantiles.clone(),
        ..args.derive.request(&args.reference)
    };
    let run = SavedRun::open(&args.run).map_err(DerivedError::from);
    let done = run.and_then(|run| regroup(run, &request)).and_then(|derived| match &console.shared().out {
        None => print(&derived, args, console),
        Some(_) => write(&derived, args, console),
    });
    match done {
        Ok(()) => Exit::Done,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            Exit::Unusable
        }
    }
}

fn print(derived: &Derived, args: &StatsArgs, console: &Console) -> Result<(), DerivedError> {
    let form = args.derive.form(console.shared().json);
    show_notes(derived, form, console);
    console.result(&derived.shown(form)?);
    Ok(())
}

fn write(derived: &Derived, args: &StatsArgs, console: &Console) -> Result<(), DerivedError> {
    let Some(folder) = &console.shared().out else { return Ok(()) };
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    write_regrouped(derived, folder, existing)?;
    derived.notes.iter().for_each(|note| console.say(note));
    if console.shared().json {
        let report = json!({
            "path": folder.display().to_string(),
            "summary_rows": derived.summary.len(),
            "contrasts_rows": derived.contrasts.len(),
            "notes": derived.notes,
        });
        console.announce(&format!("{report:#}\n"));
    } else {
        console.announce(&format!("{}\n", folder.display()));
    }
    Ok(())
}
