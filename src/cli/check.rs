//! `soleus check`: validates scenarios and shows all problems at once; verifies run folders.

mod folder;

use std::path::Path;

use serde_json::{Value, json};

use super::args::CheckArgs;
use super::{Console, Exit, scenario};
use crate::scenario::{Member, Members, Problem, ScenarioError, Severity, Sources, render_problems};

/// Checks every file and run folder, even if others have problems.
pub(super) fn check(args: &CheckArgs, console: &Console) -> Exit {
    let mut exit = Exit::Done;
    let mut reports = Vec::new();
    for file in &args.files {
        if file.is_dir() {
            let (found, report) = folder::check(file, console);
            exit = exit.worse(found);
            reports.push(report);
            continue;
        }
        let changes = (&args.changes).into();
        let loaded =
            if file.as_os_str() == "-" { scenario::load_stdin(&changes) } else { scenario::load(file, &changes) };
        exit = exit.worse(verdict(&loaded));
        if console.shared().json {
            reports.push(report(file, &loaded));
        } else {
            tell(file, &loaded, console);
        }
    }
    if console.shared().json {
        console.json(&json!({ "ok": exit == Exit::Done, "files": reports }));
    }
    exit
}

fn verdict(loaded: &Result<Members, ScenarioError>) -> Exit {
    match loaded {
        Ok(_) => Exit::Done,
        Err(ScenarioError::Invalid(_)) => Exit::Faults,
        Err(ScenarioError::Unreadable { .. } | ScenarioError::NotText { .. }) => Exit::Unusable,
    }
}

fn tell(file: &Path, loaded: &Result<Members, ScenarioError>, console: &Console) {
    let name = file.display();
    match loaded {
        Ok(loaded) => {
            if !loaded.warnings.is_empty() {
                let (style, width) = (console.style(), console.width());
                console.warn(&render_problems(&loaded.sources, &loaded.warnings, style, width));
            }
            scenario::tell_people(loaded, console);
            console.say(&format!("{name}: valid ({})", size(loaded)))
        }
        Err(ScenarioError::Invalid(faults)) => {
            console.warn(&faults.render(console.style(), console.width()));
            console.warn(&faults.to_string())
        }
        Err(error) => console.warn(&format!("error: {error}")),
    }
}

fn size(loaded: &Members) -> String {
    match loaded.members.as_slice() {
        [Member { scenario, .. }] => format!("{} persons, {} arms", scenario.design.persons, scenario.arms.len()),
        members => format!("a sweep of {} members", members.len()),
    }
}

fn report(file: &Path, loaded: &Result<Members, ScenarioError>) -> Value {
    let name = file.display().to_string();
    match loaded {
        Ok(loaded) => json!({
            "file": name,
            "ok": true,
            "members": loaded.members.len(),
            "problems": describe_all(&loaded.warnings, &loaded.sources),
        }),
        Err(ScenarioError::Invalid(faults)) => {
            json!({ "file": name, "ok": false, "problems": describe_all(&faults.problems, &faults.sources) })
        }
        Err(error) => json!({ "file": name, "ok": false, "error": error.to_string(), "problems": [] }),
    }
}

fn describe_all(problems: &[Problem], sources: &Sources) -> Vec<Value> {
    problems.iter().map(|problem| describe(problem, sources)).collect()
}

fn describe(problem: &Problem, sources: &Sources) -> Value {
    let (begin, end) = (sources.position(problem.span.start), sources.position(problem.span.end));
    let severity = match problem.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    json!({
        "code": problem.code.as_str(),
        "severity": severity,
        "message": problem.message,
        "label": problem.label,
        "hint": problem.hint,
        "file": begin.name,
        "line": begin.line,
        "column": begin.column,
        "end_line": end.line,
        "end_column": end.column,
    })
}
