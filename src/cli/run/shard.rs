//! Runs one shard of a scenario.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::job::{Attempt, Failed, Job, Source};
use super::ledger::{Outcome, object};
use super::{RUNS, Setup};
use crate::cli::Exit;
use crate::output::{Composition, Existing, Place, RunIdentity, Shard, is_finished_shard};
use crate::scenario::{Members, Scenario};

/// Simulates the people of a shard, unless it is already finished and whole.
pub(super) fn run(
    file: &Path,
    (members, scenario): (&Members, &Scenario),
    asked: RunIdentity,
    shard: Shard,
    setup: &Setup<'_>,
) -> Result<Outcome, Failed> {
    let name = format!("{}, shard {shard}", file.display());
    check(scenario, shard).map_err(|error| setup.fail(&name, Exit::Unusable, &error))?;
    let folder = folder(file, &scenario.study.id, &asked.run_id, shard, setup);
    if is_finished_shard(&folder, &asked.run_id, shard) {
        return Ok(setup.already(&asked.run_id, folder));
    }
    // A shard that is already there and not whole is damaged, unless it belongs to another run.
    let damaged = crate::output::Call::of_finished(&folder).is_some_and(|call| call.run_id == asked.run_id);
    let job = Job {
        name: &name,
        typed: members.sources.typed(),
        scenario,
        place: Place::Exactly(folder),
        existing: if damaged { Existing::Replace } else { Existing::Keep },
        composition: Composition { call: setup.call(file, &asked.run_id), member: None },
        source: Source::Shard(shard),
        track: None,
        asked,
    };
    let Attempt::Shard { folder, seconds, exit } = job.attempt(scenario, job.folder(setup)?, setup)? else {
        return Err(setup.fail(&name, Exit::Internal, "a run instead of a shard"));
    };
    let ids = shard.ids(scenario.design.persons);
    setup.console.say(&format!(
        "shard {shard}: people {} to {} are done in {seconds:.1} s; join all shards with `soleus merge`",
        ids.start,
        ids.end - 1
    ));
    setup.announce(&folder);
    let facts =
        json!({ "run_id": job.asked.run_id, "shard": shard.to_string(), "persons": ids.len(), "seconds": seconds });
    Ok(Outcome { exit, folder: Some(folder), facts: object(facts) })
}

fn check(scenario: &Scenario, shard: Shard) -> Result<(), String> {
    let persons = scenario.design.persons;
    if scenario.design.precision.is_some() {
        return Err("a run with [design.precision] cannot be divided into shards, because its number of people follows from its \
                    results; remove that section and choose --persons"
            .to_owned());
    }
    if shard.of() > Shard::most(persons) {
        return Err(format!("{persons} people make at most {} shards", Shard::most(persons)));
    }
    Ok(())
}

/// The folder of a shard, beside those of the others.
fn folder(file: &Path, study: &str, run_id: &str, shard: Shard, setup: &Setup<'_>) -> PathBuf {
    let home = match &setup.console.shared().out {
        Some(root) if setup.several => root.join(file.file_stem().unwrap_or_default()),
        Some(root) => root.clone(),
        None => Path::new(RUNS).join(study).join(format!("shards-{run_id}")),
    };
    home.join(shard.folder())
}
