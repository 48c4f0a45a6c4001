//! `soleus plan`: shows what a run would do and cost.

mod errors;
mod sweep;

use serde_json::json;

use super::args::PlanArgs;
use super::engine::choose;
use super::progress::size;
use super::scenario::read;
use super::{Console, Exit};
use crate::scenario::{Member, Precision, Scenario};
use crate::study::{Estimate, estimate};

/// Plans every file.
pub(super) fn plan(args: &PlanArgs, console: &Console) -> Exit {
    let backend = match choose(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return exit,
    };
    let mut exit = Exit::Done;
    let mut reports = Vec::new();
    for file in &args.files {
        match read(file, &args.sample, console) {
            Err(fault) => exit = exit.worse(fault),
            Ok(members) if members.is_sweep() => reports.push(sweep::plan(&members, backend.as_ref(), console)),
            Ok(members) => {
                for Member { scenario, .. } in &members.members {
                    let cost = estimate(scenario, backend.as_ref());
                    if console.shared().json {
                        reports.push(describe(scenario, &backend.name(), &cost));
                    } else {
                        console.result(&text(scenario, &backend.name(), &cost));
                        console.result(&errors::text(scenario, &cost, console.width()));
                    }
                }
            }
        }
    }
    if console.shared().json {
        console.json(&json!({ "plans": reports }));
    }
    exit
}

fn describe(scenario: &Scenario, device: &str, cost: &Estimate) -> serde_json::Value {
    let steps = scenario.arms.iter().zip(&cost.steps).map(|(arm, steps)| (arm.id.clone(), json!(steps.round())));
    let precision = scenario.design.precision.as_ref().map(|precision| {
        json!({
            "of": precision.of(),
            "mcse_max": precision.mcse_max,
            "persons_max": precision.persons_max,
            "seconds_at_most": seconds_at_most(precision, cost),
        })
    });
    json!({
        "study": scenario.study.id,
        "device": device,
        "persons": cost.persons,
        "arms": cost.arms,
        "parameter_draws": cost.draws,
        "precision": precision,
        "steps_per_person": steps.collect::<serde_json::Map<_, _>>(),
        "seconds": cost.seconds,
        "seconds_of_draws": cost.draws_s,
        "memory_mib": cost.memory_mib,
        "disk_mib": cost.disk_mib,
        "work_mib": cost.work_mib,
        "monte_carlo_errors": errors::describe(scenario, cost),
    })
}

fn text(scenario: &Scenario, device: &str, cost: &Estimate) -> String {
    let mean = cost.steps.iter().sum::<f64>() / cost.steps.len().max(1) as f64;
    let work = (cost.persons * cost.draws) as f64 * cost.steps.iter().sum::<f64>();
    let mut text = format!("{}: {} x {mean:.0} steps = {work:.2e} person-steps\n", scenario.study.id, size(scenario));
    for (arm, steps) in scenario.arms.iter().zip(&cost.steps) {
        text.push_str(&format!("  {:<24} {steps:>8.0} steps\n", arm.id));
    }
    text.push_str(&totals(device, cost.seconds, cost.memory_mib, (cost.disk_mib, cost.work_mib)));
    if cost.draws_s > 0.0 {
        let draws_s = cost.draws_s;
        text.push_str(&format!(
            "draws   about {draws_s:.1} s of this time (`parameter_draws = 1` in [design] saves it)\n"
        ));
    }
    if let Some(precision) = &scenario.design.precision {
        text.push_str(&beginning(precision, cost));
    }
    text
}

/// Explains that the number of people is only that of the first attempt.
fn beginning(precision: &Precision, cost: &Estimate) -> String {
    format!(
        "the first attempt has {} people; more people are added until the Monte Carlo error of {} is at most {} in \
         every arm, up to {} people (about {:.0} s)\n",
        cost.persons,
        precision.of(),
        precision.mcse_max,
        precision.persons_max,
        seconds_at_most(precision, cost)
    )
}

/// Wall time of an attempt with the largest allowed number of people (s).
fn seconds_at_most(precision: &Precision, cost: &Estimate) -> f64 {
    cost.seconds * f64::from(precision.persons_max) / cost.persons as f64
}

fn totals(device: &str, seconds: f64, memory_mib: f64, (disk_mib, work_mib): (f64, f64)) -> String {
    format!(
        "device  {device}\ntime    about {seconds:.0} s\nmemory  about {memory_mib:.0} MiB\ndisk    about {disk_mib:.0} MiB, and {work_mib:.0} MiB of saved work until it is finished\n"
    )
}
