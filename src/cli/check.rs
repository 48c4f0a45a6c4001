//! `soleus check`: validates scenarios and shows every problem at once.

use std::io;
use std::path::Path;

use serde_json::{Value, json};

use super::args::CheckArgs;
use super::{Console, Exit};
use crate::scenario::{Loaded, Overrides, Problem, ScenarioError, Severity, load, position, render_problems};

/// Checks every file, whatever is wrong with the others.
pub(super) fn check(args: &CheckArgs, console: &Console) -> io::Result<Exit> {
    let mut exit = Exit::Done;
    let mut reports = Vec::new();
    for file in &args.files {
        let loaded = load(file, &Overrides::default());
        exit = exit.worse(verdict(&loaded));
        if console.shared().json {
            reports.push(report(file, &loaded));
        } else {
            tell(file, &loaded, console)?;
        }
    }
    if console.shared().json {
        console.json(&json!({ "ok": exit == Exit::Done, "files": reports }))?;
    }
    Ok(exit)
}

fn verdict(loaded: &Result<Loaded, ScenarioError>) -> Exit {
    match loaded {
        Ok(_) => Exit::Done,
        Err(ScenarioError::Invalid(_)) => Exit::Faults,
        Err(ScenarioError::Unreadable { .. } | ScenarioError::NotText { .. }) => Exit::Unusable,
    }
}

fn tell(file: &Path, loaded: &Result<Loaded, ScenarioError>, console: &Console) -> io::Result<()> {
    let name = file.display();
    match loaded {
        Ok(loaded) => {
            if !loaded.warnings.is_empty() {
                let (style, width) = (console.style(), console.width());
                console.warn(&render_problems(&name.to_string(), &loaded.source, &loaded.warnings, style, width))?;
            }
            let (persons, arms) = (loaded.scenario.design.persons, loaded.scenario.arms.len());
            console.say(&format!("{name}: valid ({persons} persons, {arms} arms)"))
        }
        Err(ScenarioError::Invalid(faults)) => {
            console.warn(&faults.render(console.style(), console.width()))?;
            console.warn(&faults.to_string())
        }
        Err(error) => console.warn(&format!("error: {error}")),
    }
}

fn report(file: &Path, loaded: &Result<Loaded, ScenarioError>) -> Value {
    let name = file.display().to_string();
    match loaded {
        Ok(loaded) => json!({ "file": name, "ok": true, "problems": describe_all(&loaded.warnings, &loaded.source) }),
        Err(ScenarioError::Invalid(faults)) => {
            json!({ "file": name, "ok": false, "problems": describe_all(&faults.problems, &faults.source) })
        }
        Err(error) => json!({ "file": name, "ok": false, "error": error.to_string(), "problems": [] }),
    }
}

fn describe_all(problems: &[Problem], source: &str) -> Vec<Value> {
    problems.iter().map(|problem| describe(problem, source)).collect()
}

fn describe(problem: &Problem, source: &str) -> Value {
    let (line, column) = position(source, problem.span.start);
    let (end_line, end_column) = position(source, problem.span.end);
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
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
    })
}
