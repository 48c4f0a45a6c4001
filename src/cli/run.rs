//! `soleus run`: simulates scenarios and writes a run folder for each.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};

use super::args::RunArgs;
use super::engine::choose;
use super::progress::{Watch, utc};
use super::scenario::read;
use super::{Console, Exit};
use crate::engine::Backend;
use crate::output::{Existing, Finished, OutputError, Place, RunFolder, RunIdentity, headline};
use crate::scenario::{Loaded, resolved_toml};
use crate::study::{self, StudyError, fingerprint, model_hash};

/// Runs every file; one that fails does not stop the others.
pub(super) fn run(args: &RunArgs, console: &Console) -> io::Result<Exit> {
    let backend = match choose(&args.engine, console)? {
        Ok(backend) => backend,
        Err(exit) => return Ok(exit),
    };
    if console.shared().out.is_some() && args.files.len() > 1 {
        console.warn("error: --out names one run folder, but there are several scenarios; run them one by one")?;
        return Ok(Exit::Unusable);
    }
    let stop = super::progress::stop_on_interrupt();
    let mut reports = Vec::new();
    let mut exits = Vec::new();
    for file in &args.files {
        let exit = match read(file, &args.sample, console)?.map(|m| m.one(None)) {
            Err(exit) => exit,
            Ok(Err(_)) => Exit::Unusable,
            Ok(Ok(loaded)) => {
                let watch = Watch::new(console, &backend.name(), &loaded.scenario, stop.clone());
                let (exit, report) = one(file, &loaded, args, backend.as_ref(), &watch, console)?;
                reports.extend(report);
                exit
            }
        };
        exits.push(exit);
        if exit == Exit::Interrupted {
            break;
        }
    }
    if console.shared().json {
        console.json(&json!({ "runs": reports }))?;
    }
    Ok(verdict(&exits))
}

/// The exit code of a batch.
fn verdict(exits: &[Exit]) -> Exit {
    let worst = exits.iter().copied().fold(Exit::Done, Exit::worse);
    let some_done = exits.contains(&Exit::Done);
    if worst != Exit::Done && worst != Exit::Interrupted && some_done { Exit::Partial } else { worst }
}

/// Runs one scenario: its exit and, when it finished, what `--json` says of it.
fn one(
    file: &Path,
    loaded: &Loaded,
    args: &RunArgs,
    backend: &dyn Backend,
    watch: &Watch,
    console: &Console,
) -> io::Result<(Exit, Option<Value>)> {
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let identity = RunIdentity::new(resolved_toml(&loaded.scenario), model_hash(), version);
    let started = Instant::now();
    let finished = simulate(loaded, args, backend, &identity, watch, console);
    watch.clear();
    match finished {
        Ok(finished) => {
            let seconds = started.elapsed().as_secs_f64();
            report(loaded, &finished, watch, seconds, console)?;
            let exit = ended(args.engine.require_gpu, backend.intact());
            if exit == Exit::Device {
                console
                    .warn("error: the required GPU failed and the CPU computed the rest; the run folder is complete")?;
            }
            Ok((
                exit,
                Some(json!({
                    "scenario": file.display().to_string(),
                    "folder": finished.folder.display().to_string(),
                    "run_id": identity.run_id,
                    "persons": loaded.scenario.design.persons,
                    "arms": loaded.scenario.arms.len(),
                    "seconds": seconds,
                })),
            ))
        }
        Err(error) => {
            console.warn(&format!("error: {}: {error}", file.display()))?;
            let exit = match error {
                StudyError::Interrupted => Exit::Interrupted,
                StudyError::Output(OutputError::Sequence(_)) => Exit::Internal,
                StudyError::Output(_) | StudyError::Invalid { .. } => Exit::Unusable,
            };
            Ok((exit, None))
        }
    }
}

/// The exit of a run that finished: a GPU that was required must have computed all of it.
fn ended(require_gpu: bool, intact: bool) -> Exit {
    if require_gpu && !intact { Exit::Device } else { Exit::Done }
}

fn simulate(
    loaded: &Loaded,
    args: &RunArgs,
    backend: &dyn Backend,
    identity: &RunIdentity,
    watch: &Watch,
    console: &Console,
) -> Result<Finished, StudyError> {
    let place = match &console.shared().out {
        Some(path) => Place::Exactly(path.clone()),
        None => Place::Under {
            root: PathBuf::from("runs"),
            study: loaded.scenario.study.id.clone(),
            stamp: utc("%Y%m%dT%H%M%SZ"),
            run_id: identity.run_id.clone(),
        },
    };
    let existing = if args.force { Existing::Replace } else { Existing::Keep };
    let folder = RunFolder::create(&place, existing)?;
    folder.write_text("scenario.toml", loaded.sources.typed())?;
    let fingerprint = fingerprint(backend);
    if backend.exact() && fingerprint != identity.model_hash {
        let text = "warning: this device does not compute as the model is written, so results differ from those of other machines in the \
                    last digits or more; `soleus doctor` tells more, --device cpu avoids it";
        // Nobody to tell is no reason to stop.
        let _ = console.warn(text);
    }
    watch.identify(fingerprint);
    study::run(&loaded.scenario, backend, folder, identity, watch)
}

/// The headline for people, the folder for programs.
fn report(loaded: &Loaded, finished: &Finished, watch: &Watch, seconds: f64, console: &Console) -> io::Result<()> {
    let rate = watch.person_arms_per_s();
    console.say(&headline(&loaded.scenario, finished))?;
    console.say(&format!("{seconds:.1} s in all, {rate:.0} person-arms/s simulated"))?;
    if console.shared().json {
        return Ok(());
    }
    let path = fs::canonicalize(&finished.folder).unwrap_or_else(|_| finished.folder.clone());
    let shown = if console.shared().out.is_some() { finished.folder.clone() } else { path };
    console.result(&format!("{}\n", shown.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_required_gpu_must_last() {
        assert_eq!(ended(true, false), Exit::Device);
        assert_eq!([ended(true, true), ended(false, true), ended(false, false)], [Exit::Done; 3]);
    }
}
