//! `soleus run`: simulates scenarios and writes a run folder for each.

mod job;
mod precision;
mod sweep;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU32;

use serde_json::{Value, json};

use super::args::RunArgs;
use super::engine::choose;
use super::progress::utc;
use super::scenario::read;
use super::{Console, Exit};
use crate::engine::Backend;
use crate::output::{Composition, Existing, Place, RunIdentity, headline};
use crate::scenario::{Members, Scenario, resolved_toml};
use crate::study::model_hash;
use job::{Done, Job};

/// What all runs of one call have in common.
struct Setup<'a> {
    args: &'a RunArgs,
    backend: &'a dyn Backend,
    /// Interrupts so far.
    stop: Arc<AtomicU32>,
    console: &'a Console,
}

/// Runs every file; one that fails does not stop the others.
pub(super) fn run(args: &RunArgs, console: &Console) -> Exit {
    let backend = match choose(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return exit,
    };
    if console.shared().out.is_some() && args.files.len() > 1 {
        console.warn("error: --out names one run folder, but there are several scenarios; run them one by one");
        return Exit::Unusable;
    }
    let setup = Setup { args, backend: backend.as_ref(), stop: super::progress::stop_on_interrupt(), console };
    let mut reports = Vec::new();
    let mut exits = Vec::new();
    for file in &args.files {
        let (exit, report) = match read(file, &args.sample, console) {
            Err(exit) => (exit, None),
            Ok(members) if members.is_sweep() => sweep::run(file, &members, &setup),
            Ok(members) => single(file, &members, &setup),
        };
        reports.extend(report);
        exits.push(exit);
        if exit == Exit::Interrupted {
            break;
        }
    }
    if console.shared().json {
        console.announce(&format!("{:#}\n", json!({ "runs": reports })));
    }
    verdict(&exits)
}

/// The exit code of a batch.
fn verdict(exits: &[Exit]) -> Exit {
    let worst = exits.iter().copied().fold(Exit::Done, Exit::worse);
    let some_done = exits.contains(&Exit::Done);
    if worst != Exit::Done && worst != Exit::Interrupted && some_done { Exit::Partial } else { worst }
}

/// Runs a file without a sweep: its exit and, when it finished, what `--json` says of it.
fn single(file: &Path, members: &Members, setup: &Setup<'_>) -> (Exit, Option<Value>) {
    let Some(member) = members.members.first() else { return (Exit::Internal, None) };
    let scenario = &member.scenario;
    let place = |identity: &RunIdentity| setup.place(&scenario.study.id, &identity.run_id);
    let composition = Composition { set: setup.args.sample.changes.set.clone(), member: None };
    let name = file.display().to_string();
    let job = Job { name: &name, typed: members.sources.typed(), scenario, place: &place, composition };
    let done = match precision::carry_out(&job, setup) {
        Ok(done) => done,
        Err(failed) => return (failed.exit, None),
    };
    let Done { scenario, identity, finished, seconds, person_arms_per_s, exit } = done;
    setup.console.say(&headline(&scenario, &finished));
    setup.console.say(&format!("{seconds:.1} s in all, {person_arms_per_s:.0} person-arms/s simulated"));
    setup.announce(&finished.folder);
    let report = json!({
        "scenario": name,
        "folder": finished.folder.display().to_string(),
        "run_id": identity.run_id,
        "persons": scenario.design.persons,
        "arms": scenario.arms.len(),
        "seconds": seconds,
    });
    (exit, Some(report))
}

impl Setup<'_> {
    fn identity(&self, scenario: &Scenario) -> RunIdentity {
        RunIdentity::new(resolved_toml(scenario), model_hash(), env!("CARGO_PKG_VERSION").to_owned())
    }

    /// Where a run goes.
    fn place(&self, study: &str, run_id: &str) -> Place {
        match &self.console.shared().out {
            Some(path) => Place::Exactly(path.clone()),
            None => Place::Under {
                root: PathBuf::from("runs"),
                study: study.to_owned(),
                stamp: utc("%Y%m%dT%H%M%SZ"),
                run_id: run_id.to_owned(),
            },
        }
    }

    fn existing(&self) -> Existing {
        if self.args.force { Existing::Replace } else { Existing::Keep }
    }

    /// The folder, for programs.
    fn announce(&self, folder: &Path) {
        if self.console.shared().json {
            return;
        }
        let path = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let shown = if self.console.shared().out.is_some() { folder.to_owned() } else { path };
        self.console.announce(&format!("{}\n", shown.display()));
    }
}
