//! `soleus ls`: lists past runs.

use serde_json::{Value, json};

use super::args::LsArgs;
use super::{Console, Exit};
use crate::output::{PastRun, past_runs};

/// Prints a line for every run below a folder.
pub(super) fn ls(args: &LsArgs, console: &Console) -> Exit {
    let runs = match past_runs(&args.root) {
        Ok(runs) => runs,
        Err(error) => {
            console.warn(&format!("error: {error}"));
            return Exit::Unusable;
        }
    };
    if console.shared().json {
        console.json(&json!({ "runs": runs.iter().map(entry).collect::<Vec<Value>>() }));
    } else if runs.is_empty() {
        console.say(&format!("no runs below {}", args.root.display()));
    } else {
        console.result(&table(&runs));
    }
    Exit::Done
}

fn entry(run: &PastRun) -> Value {
    json!({
        "folder": run.path.display().to_string(),
        "study": run.study,
        "run_id": run.run_id,
        "state": run.state.word(),
        "persons": run.persons,
        "finished_utc": run.finished_utc,
    })
}

/// One line per run, with columns below each other.
fn table(runs: &[PastRun]) -> String {
    let cells = |run: &PastRun| {
        let persons = run.persons.map_or("-".to_owned(), |persons| persons.to_string());
        let finished = run.finished_utc.clone().unwrap_or_else(|| "-".to_owned());
        [run.state.word().to_owned(), run.study.clone(), persons, finished, run.path.display().to_string()]
    };
    let head = ["state", "study", "people", "finished", "folder"].map(str::to_owned);
    let rows: Vec<[String; 5]> = std::iter::once(head).chain(runs.iter().map(cells)).collect();
    let wide = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or_default();
    let widths: Vec<usize> = (0..5).map(wide).collect();
    let line = |row: &[String; 5]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("{}\n", cells.collect::<Vec<_>>().join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}
