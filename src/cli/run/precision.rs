//! A run with a required precision: people are added until the precision is reached.

use super::Setup;
use super::job::{Attempt, Done, Failed, Job};
use crate::cli::Exit;
use crate::output::{Call, people_so_far};
use crate::stats::Reached;

/// Does a job. If the scenario requires a precision, people are added until it is reached. The folder stays locked all the time.
pub(super) fn carry_out(job: &Job<'_>, setup: &Setup<'_>) -> Result<Done, Failed> {
    let mut scenario = job.scenario.clone();
    let mut folder = job.folder(setup)?;
    let mut before_s = 0.0;
    let mine = Call::of_unfinished(folder.path()).is_none_or(|call| call.run_id == job.asked.run_id);
    // If the same run was interrupted in a later round, the people of the rounds before were too few.
    if scenario.design.precision.is_some()
        && mine
        && let Some(people) = people_so_far(&folder, &scenario, &setup.identity(&scenario))
    {
        scenario.design.persons = scenario.design.persons.max(people);
    }
    loop {
        match job.attempt(&scenario, folder, setup)? {
            Attempt::TooFew { folder: again, reached, persons, seconds } => {
                job.say(setup, &format!("{}: adding people, up to {persons}", words(&reached)));
                scenario.design.persons = persons;
                if let Some(track) = job.track {
                    track.add(scenario.person_arms());
                }
                folder = again;
                before_s += seconds;
            }
            Attempt::Shard { .. } => return Err(setup.fail(job.name, Exit::Internal, "a shard instead of a run")),
            Attempt::Done(done) => {
                if let Some(reached) = &done.finished.reached {
                    tell(reached, job, setup);
                }
                return Ok(Done { seconds: before_s + done.seconds, ..*done });
            }
        }
    }
}

/// Reports the precision of a finished run.
fn tell(reached: &Reached, job: &Job<'_>, setup: &Setup<'_>) {
    if reached.is_met() {
        return job.say(setup, &format!("{}, as required", words(reached)));
    }
    let enough = match reached.needed() {
        u32::MAX => "no possible number of people would be enough".to_owned(),
        people => format!("about {people} people would be enough"),
    };
    setup.console.warn(&format!(
        "warning: {}: {}; `persons_max` allows no more people, so the results are less precise than required; {enough}",
        job.name,
        words(reached)
    ))
}

/// The statistic with its error and the required error.
fn words(reached: &Reached) -> String {
    let Reached { asked, persons, mcse, unit } = reached;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let error = match mcse {
        Some(mcse) => format!("has a Monte Carlo error of {mcse:.3}{unit}"),
        None => "has no known Monte Carlo error in some arm".to_owned(),
    };
    let asked = format!("{} {error} with {persons} people ({}{unit} required)", asked.of(), asked.mcse_max);
    format!("precision: {asked}")
}
