//! `soleus run`: simulates scenarios and writes a run folder for each.

mod job;
mod ledger;
mod merge;
mod page;
mod precision;
mod shard;
mod sweep;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::RunArgs;
use super::engine::choose;
use super::progress::utc;
use super::scenario::{again, read};
use super::stop::Stop;
use super::{Console, Exit};
use crate::engine::Backend;
use crate::output::{
    Call, Composition, Device, Existing, PastState, Place, RunIdentity, arm_results, examine, headline, runs_of,
};
use crate::scenario::{Members, Scenario, resolved_toml};
use crate::study::{fingerprint, model_hash};
use job::{Done, Failed, Job, Source, contained};
use ledger::{Ledger, Outcome, object};
pub(super) use merge::merge;

/// What all runs of one call have in common.
struct Setup<'a> {
    args: &'a RunArgs,
    backend: &'a dyn Backend,
    stop: &'a Stop,
    console: &'a Console,
    ledger: &'a Ledger,
    /// The fingerprint of the engine, as soon as it is known.
    fingerprint: OnceCell<String>,
    /// Whether the call names several scenarios, each with a folder of its own below `--out`.
    several: bool,
}

/// Folder of runs without --out.
const RUNS: &str = "runs";

/// Where a run goes.
enum Located {
    /// It is already finished, in this folder.
    Finished(PathBuf),
    /// To a new, unfinished or named folder.
    At(Place),
}

/// Checks every file, then runs every file; one that fails does not stop the others.
pub(super) fn run(args: &RunArgs, console: &Console, stop: &Stop) -> Exit {
    let files = match files(args, console) {
        Ok(files) => files,
        Err(text) => {
            console.warn(&format!("error: {text}"));
            return Exit::Unusable;
        }
    };
    let (several, ledger) = (files.len() > 1, Ledger::new(&files));
    let only = match check(&files, args, &ledger, console) {
        Ok(only) => only,
        Err(exit) => return conclude(&ledger, several, console, exit),
    };
    let backend = match choose(&args.engine, console) {
        Ok(backend) => backend,
        Err(exit) => return conclude(&ledger, several, console, exit),
    };
    let words = (ledger.clone(), console.clone());
    stop.heed(move |exit| {
        let (ledger, console) = &words;
        ledger.stop(exit);
        conclude(ledger, several, console, exit);
    });
    let setup = Setup {
        args,
        backend: backend.as_ref(),
        stop,
        console,
        ledger: &ledger,
        fingerprint: OnceCell::new(),
        several,
    };
    perform(&files, only, &setup);
    if several && args.shard.is_none() && stop.requested().is_none() {
        page::write(&ledger, console);
    }
    let exit = stop.requested().unwrap_or_else(|| ledger.verdict());
    conclude(&ledger, several, console, exit)
}

/// The files, each once, or why they cannot be run together.
fn files(args: &RunArgs, console: &Console) -> Result<Vec<PathBuf>, String> {
    let out = console.shared().out.is_some();
    if args.force && !out {
        return Err(
            "--force replaces the run in the folder that --out names; without --out a run never replaces another"
                .to_owned(),
        );
    }
    let (mut files, mut known) = (Vec::new(), BTreeSet::new());
    for file in &args.files {
        if known.insert(fs::canonicalize(file).unwrap_or_else(|_| file.clone())) {
            files.push(file.clone());
        } else {
            console.say(&format!("{} is named twice and runs once", file.display()));
        }
    }
    let names: BTreeSet<_> = files.iter().map(|file| file.file_stem()).collect();
    if out && names.len() < files.len() {
        return Err("two scenarios of the same file name would go to the same folder below --out; run them one by one"
            .to_owned());
    }
    Ok(files)
}

/// Reads every file before the first one runs, and shows what is wrong with any. A single one is kept.
fn check(files: &[PathBuf], args: &RunArgs, ledger: &Ledger, console: &Console) -> Result<Option<Members>, Exit> {
    let (mut only, mut worst, mut faulty) = (None, Exit::Done, 0);
    for (number, file) in files.iter().enumerate() {
        match read(file, &args.sample, console) {
            Ok(members) => only = (files.len() == 1).then_some(members),
            Err(exit) => {
                ledger.refuse(number);
                worst = worst.worse(exit);
                faulty += 1;
            }
        }
    }
    if faulty == 0 {
        return Ok(only);
    }
    if files.len() > 1 {
        console.warn(&format!("error: nothing was run, because {faulty} of {} scenarios cannot be", files.len()));
    }
    Err(worst)
}

fn perform(files: &[PathBuf], mut only: Option<Members>, setup: &Setup<'_>) {
    for (number, file) in files.iter().enumerate() {
        if setup.stop.requested().is_some() {
            return;
        }
        setup.ledger.begin(number);
        let name = file.display().to_string();
        let outcome = contained(&name, setup, || {
            let members = only.take().map_or_else(|| again(file, &setup.args.sample, setup.console), Ok);
            let members =
                members.map_err(|exit| Failed { exit, error: "it changed after it was checked".to_owned() })?;
            if members.is_sweep() { sweep::run((number, file), &members, setup) } else { single(file, &members, setup) }
        });
        setup.ledger.end(number, outcome.unwrap_or_else(|Failed { exit, error }| Outcome::failed(exit, &error)));
    }
}

/// The end of a call: what became of every scenario.
fn conclude(ledger: &Ledger, several: bool, console: &Console, exit: Exit) -> Exit {
    ledger.kept().iter().for_each(|line| console.warn(line));
    if several {
        console.say(&format!("\n{}", ledger.table(console.width())));
    }
    if console.shared().json {
        console.announce(&format!("{:#}\n", ledger.json()));
    }
    exit
}

/// Runs a file without a sweep.
fn single(file: &Path, members: &Members, setup: &Setup<'_>) -> Result<Outcome, Failed> {
    let name = file.display().to_string();
    let Some(member) = members.members.first() else {
        return Err(setup.fail(&name, Exit::Internal, "a scenario without a member"));
    };
    let scenario = &member.scenario;
    let asked = setup.identity(scenario);
    if let Some(member) = setup.args.member {
        return Err(setup.fail(&name, Exit::Unusable, &format!("--member {member}: this scenario has no sweep")));
    }
    if let Some(shard) = setup.args.shard {
        return shard::run(file, (members, scenario), asked, shard, setup);
    }
    let place = match setup.locate(file, &scenario.study.id, &asked.run_id) {
        Located::Finished(folder) => return Ok(setup.already(&asked.run_id, folder)),
        Located::At(place) => place,
    };
    let job = Job {
        name: &name,
        typed: members.sources.typed(),
        scenario,
        place,
        composition: Composition { call: setup.call(file, &asked.run_id), member: None },
        asked,
        existing: setup.existing(),
        source: setup.args.extends.as_deref().map_or(Source::Simulated, Source::Run),
        track: None,
    };
    carry_out(&job, setup)
}

/// Does a job, shows its main results and names its folder.
fn carry_out(job: &Job<'_>, setup: &Setup<'_>) -> Result<Outcome, Failed> {
    let Done { scenario, identity, finished, seconds, person_arms_per_s, exit } = precision::carry_out(job, setup)?;
    match setup.several {
        true => setup.ledger.record(job.name, arm_results(&scenario, &finished)),
        false => setup.console.say(&headline(&scenario, &finished, setup.console.width())),
    }
    setup.console.say(&format!("{seconds:.1} s in total, {person_arms_per_s:.0} person-arms/s simulated"));
    setup.announce(&finished.folder);
    let facts = json!({
        "run_id": identity.run_id,
        "persons": scenario.design.persons,
        "arms": scenario.arms.len(),
        "seconds": seconds,
    });
    Ok(Outcome { exit, folder: Some(finished.folder), facts: object(facts) })
}

/// The identity of the run of a scenario.
pub(super) fn identity(scenario: &Scenario) -> RunIdentity {
    RunIdentity::new(resolved_toml(scenario), model_hash(), env!("CARGO_PKG_VERSION").to_owned())
}

/// The identity of the run of a file, or of its sweep.
pub(super) fn identity_of(members: &Members) -> RunIdentity {
    let mut runs: Vec<RunIdentity> = members.members.iter().map(|member| identity(&member.scenario)).collect();
    match (members.is_sweep(), runs.pop()) {
        (false, Some(run)) => run,
        (_, last) => {
            runs.extend(last);
            RunIdentity::of_sweep(members.sources.typed(), &runs)
        }
    }
}

impl Setup<'_> {
    /// The device that computes. Its fingerprint is computed once for all runs of the call.
    fn device(&self) -> Device {
        let fingerprint = self.fingerprint.get_or_init(|| fingerprint(self.backend));
        Device { name: self.backend.name(), fingerprint: fingerprint.clone() }
    }

    fn identity(&self, scenario: &Scenario) -> RunIdentity {
        identity(scenario)
    }

    /// Where a run goes. Without --out, the same run is continued if it was interrupted, and found if it is finished.
    fn locate(&self, file: &Path, study: &str, run_id: &str) -> Located {
        if let Some(root) = &self.console.shared().out {
            let below = self.several.then(|| root.join(file.file_stem().unwrap_or_default()));
            let folder = below.unwrap_or_else(|| root.clone());
            return match self.was_complete(&folder, run_id) {
                true => Located::Finished(folder),
                false => Located::At(Place::Exactly(folder)),
            };
        }
        let new = || {
            let (root, study) = (PathBuf::from(RUNS), study.to_owned());
            Located::At(Place::Under { root, study, stamp: utc("%Y%m%dT%H%M%SZ"), run_id: run_id.to_owned() })
        };
        let same = || runs_of(&Path::new(RUNS).join(study)).unwrap_or_default();
        let mut same: Vec<_> = if self.args.new { Vec::new() } else { same() };
        same.retain(|run| run.run_id == run_id);
        for run in same.iter().rev().filter(|run| [PastState::Finished, PastState::Sweep].contains(&run.state)) {
            let shown = run.path.display();
            match examine(&run.path).is_ok_and(|found| found.is_whole()) {
                true => return Located::Finished(run.path.clone()),
                false => self.console.warn(&format!("warning: the same run in {shown} is damaged and is not used")),
            }
        }
        match same.iter().rev().find(|run| run.state == PastState::Unfinished) {
            Some(run) => {
                self.console
                    .say(&format!("continuing the interrupted run in {} (--new starts another)", run.path.display()));
                Located::At(Place::Exactly(run.path.clone()))
            }
            None => new(),
        }
    }

    /// Whether this run was interrupted in the folder when it was complete and its files were being renamed.
    fn was_complete(&self, folder: &Path, run_id: &str) -> bool {
        !self.args.force
            && Call::of_unfinished(folder).is_some_and(|call| call.run_id == run_id && call.shard.is_none())
            && examine(folder).is_ok_and(|found| found.is_whole() && found.asked_run_id == run_id)
    }

    /// The outcome of a run that was found finished.
    fn already(&self, run_id: &str, folder: PathBuf) -> Outcome {
        let how = if self.console.shared().out.is_none() { "; --new starts another run" } else { "" };
        self.console.say(&format!("already finished in {}, nothing is simulated{how}", folder.display()));
        self.announce(&folder);
        let facts = json!({ "run_id": run_id, "already_finished": true });
        Outcome { exit: Exit::Done, folder: Some(folder), facts: object(facts) }
    }

    /// The call that continues this run.
    fn call(&self, file: &Path, run_id: &str) -> Call {
        let sample = &self.args.sample;
        Call {
            run_id: run_id.to_owned(),
            file: std::path::absolute(file).unwrap_or_else(|_| file.to_owned()).display().to_string(),
            persons: sample.persons,
            seed: sample.seed,
            set: sample.changes.set.clone(),
            shard: self.args.shard.map(|shard| shard.to_string()),
        }
    }

    fn existing(&self) -> Existing {
        if self.args.force { Existing::Replace } else { Existing::Keep }
    }

    /// Says what failed.
    fn fail(&self, name: &str, exit: Exit, error: &str) -> Failed {
        self.console.warn(&format!("error: {name}: {error}"));
        Failed { exit, error: error.to_owned() }
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

#[cfg(test)]
mod tests;
