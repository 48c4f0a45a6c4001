//! `soleus merge`: joins the shards of a run.

use std::cell::OnceCell;
use std::fs;
use std::path::{Path, PathBuf};

use super::job::{Failed, Job, Source, contained};
use super::ledger::{Ledger, Outcome};
use super::{Setup, carry_out, conclude, identity};
use crate::cli::args::{Changes, Device, Engine, MergeArgs, RunArgs, Sample};
use crate::cli::stop::Stop;
use crate::cli::{Console, Exit};
use crate::engine::Cpu;
use crate::output::{Call, Composition, Place, Shards, examine};
use crate::scenario::{Members, Overrides};

/// Joins shards. The result equals the run without shards.
pub(in crate::cli) fn merge(args: &MergeArgs, console: &Console, stop: &Stop) -> Exit {
    let Some(out) = console.shared().out.clone() else {
        console.warn("error: name the folder of the merged run with --out");
        return Exit::Unusable;
    };
    let changes = Changes { set: Vec::new() };
    let engine = Engine { device: Device::Cpu, require_gpu: false, threads: None };
    let sample = Sample { persons: None, seed: None, changes };
    let run = RunArgs { force: args.force, ..RunArgs::of(out.clone(), sample, engine) };
    let (backend, ledger) = (Cpu::default(), Ledger::new(std::slice::from_ref(&out)));
    let words = (ledger.clone(), console.clone());
    stop.heed(move |exit| {
        let (ledger, console) = &words;
        ledger.stop(exit);
        conclude(ledger, false, console, exit);
    });
    let setup = Setup {
        args: &run,
        backend: &backend,
        stop,
        console,
        ledger: &ledger,
        fingerprint: OnceCell::new(),
        several: false,
    };
    ledger.begin(0);
    let name = out.display().to_string();
    let outcome = contained(&name, &setup, || joined(&args.shards, &out, &setup));
    ledger.end(0, outcome.unwrap_or_else(|Failed { exit, error }| Outcome::failed(exit, &error)));
    let exit = stop.requested().unwrap_or_else(|| ledger.verdict());
    conclude(&ledger, false, console, exit)
}

fn joined(paths: &[PathBuf], out: &Path, setup: &Setup<'_>) -> Result<Outcome, Failed> {
    let name = out.display().to_string();
    let unusable = |error: String| setup.fail(&name, Exit::Unusable, &error);
    let shards = Shards::open(paths).map_err(|error| unusable(error.to_string()))?;
    let (first, run_id) = (shards.first(), shards.all().first().map(|shard| shard.fact("run_id")).unwrap_or_default());
    let done = examine(out).is_ok_and(|found| found.is_whole() && found.asked_run_id == run_id);
    if done && !setup.args.force {
        return Ok(setup.already(&run_id, out.to_owned()));
    }
    let members = scenario(first, &run_id).map_err(unusable)?;
    let member = members.members.first().ok_or_else(|| unusable("the shards have no scenario".to_owned()))?;
    let typed = fs::read_to_string(first.join("scenario.toml")).map_err(|error| unusable(error.to_string()))?;
    setup.console.say(&format!("joining {} shards of run {run_id}", shards.all().len()));
    let job = Job {
        name: &name,
        typed: &typed,
        scenario: &member.scenario,
        asked: identity(&member.scenario),
        place: Place::Exactly(out.to_owned()),
        existing: setup.existing(),
        composition: Composition {
            call: Call { shard: None, ..Call::of_finished(first).unwrap_or_default() },
            member: None,
        },
        source: Source::Shards(&shards),
        track: None,
    };
    carry_out(&job, setup)
}

/// The scenario of a shard: from its folder or, if its people come from a data file, from the file that the call named.
fn scenario(folder: &Path, run_id: &str) -> Result<Members, String> {
    let call = Call::of_finished(folder).unwrap_or_default();
    let overrides = Overrides { persons: call.persons, seed: call.seed, set: call.set };
    let resolved = folder.join("scenario.resolved.toml");
    let tries = [(resolved, Overrides::default()), (PathBuf::from(&call.file), overrides)];
    let loaded = tries.iter().filter_map(|(file, overrides)| crate::cli::scenario::load(file, overrides).ok());
    let same = |members: &Members| members.members.first().is_some_and(|one| identity(&one.scenario).run_id == run_id);
    loaded.into_iter().find(same).ok_or_else(|| {
        format!(
            "the scenario of the shards cannot be read again: `{}`, its data file or the version of soleus has changed",
            call.file
        )
    })
}
