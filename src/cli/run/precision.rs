//! A run whose precision is asked for: again and again with more people until it is reached.

use super::Setup;
use super::job::{Attempt, Done, Failed, Job};
use crate::stats::Reached;

/// Carries a job out, from the start each time, until it is as precise as its scenario wants; without such a wish once. The folder is
/// held all the time.
pub(super) fn carry_out(job: &Job<'_>, setup: &Setup<'_>) -> Result<Done, Failed> {
    let mut scenario = job.scenario.clone();
    let mut folder = job.folder(setup)?;
    let mut before_s = 0.0;
    loop {
        match job.attempt(&scenario, folder, setup)? {
            Attempt::TooFew { folder: again, reached, persons, seconds } => {
                setup.console.say(&format!("{}: once more with {persons} people", words(&reached)));
                scenario.design.persons = persons;
                folder = again;
                before_s += seconds;
            }
            Attempt::Done(done) => {
                if let Some(reached) = &done.finished.reached {
                    tell(reached, setup);
                }
                return Ok(Done { seconds: before_s + done.seconds, ..*done });
            }
        }
    }
}

/// Tells how precise a finished run is.
fn tell(reached: &Reached, setup: &Setup<'_>) {
    if reached.is_met() {
        return setup.console.say(&format!("{}, as asked", words(reached)));
    }
    setup.console.warn(&format!(
        "warning: {}; `persons_max` allows no more: the results are less precise than asked; about {} people would do",
        words(reached),
        reached.needed()
    ))
}

/// The statistic with its error and what it should be.
fn words(reached: &Reached) -> String {
    let Reached { asked, persons, mcse, unit } = reached;
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let error = match mcse {
        Some(mcse) => format!("has a Monte Carlo error of {mcse:.3}{unit}"),
        None => "has no known Monte Carlo error in some arm".to_owned(),
    };
    let asked = format!("{} {error} with {persons} people ({}{unit} wanted)", asked.of(), asked.mcse_max);
    format!("precision: {asked}")
}
