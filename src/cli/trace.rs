//! `soleus trace`: follows one leg in full detail.

use serde_json::json;

use super::args::TraceArgs;
use super::scenario::{read, refuse};
use super::{Console, Exit};
use crate::output::write_trace;
use crate::population::{Person, Population};
use crate::scenario::Scenario;
use crate::study;

/// Follows one person through one arm and writes the samples to `--out` (default `trace.parquet`).
pub(super) fn trace(args: &TraceArgs, console: &Console) -> Exit {
    let scenario = match read(&args.file, &args.sample, console).map(|members| members.one(args.member)) {
        Ok(Ok(loaded)) => loaded.scenario,
        Ok(Err(faults)) => return refuse(&faults, console),
        Err(exit) => return exit,
    };
    let Some(arm) = scenario.arms.iter().position(|arm| arm.id == args.arm) else {
        let known: Vec<&str> = scenario.arms.iter().map(|arm| arm.id.as_str()).collect();
        console.warn(&format!("error: no arm `{}`; this scenario has {}", args.arm, known.join(", ")));
        return Exit::Unusable;
    };
    let Some(person) = follow(args, &scenario) else {
        let last = scenario.design.persons - 1;
        console.warn(&format!("error: this scenario has people 0 to {last}; choose --person among them"));
        return Exit::Unusable;
    };
    let path = console.shared().out.clone().unwrap_or_else(|| "trace.parquet".into());
    if path.extension().is_some_and(|ending| ending != "parquet") {
        console.warn(&format!("error: {} would be a Parquet table: end its name in .parquet", path.display()));
        return Exit::Unusable;
    }
    let trace = study::trace(&scenario, arm, &person, f64::from(args.every));
    if let Err(error) = write_trace(&path, &scenario, &trace.samples) {
        console.warn(&format!("error: {error}"));
        return Exit::Unusable;
    }
    let who = args.who.person.map_or("the typical person".to_owned(), |id| format!("person {id}"));
    console.say(&format!("{} moments of {who} in arm {}", trace.samples.len(), args.arm));
    if console.shared().json {
        let file = path.display().to_string();
        let report = json!({ "file": file, "arm": args.arm, "person": args.who.person, "rows": trace.samples.len() });
        console.announce(&format!("{report:#}\n"));
    } else {
        console.announce(&format!("{}\n", path.display()));
    }
    Exit::Done
}

/// The person that the arguments select, if this person exists.
fn follow(args: &TraceArgs, scenario: &Scenario) -> Option<Person> {
    let population = Population::new(&scenario.population, &scenario.design);
    match args.who.person {
        Some(id) => (id < scenario.design.persons).then(|| population.person(id)),
        None => Some(population.typical()),
    }
}
