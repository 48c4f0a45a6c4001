//! A sweep: its members one after the other, each with a run folder of its own.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use super::job::{Failed, Job, unwritten};
use super::{Setup, precision};
use crate::cli::Exit;
use crate::cli::progress::utc;
use crate::output::{Composition, ManifestFacts, MemberOf, OutputError, RunIdentity, SweepWriter, Swept};
use crate::scenario::{Member, Members, describe_axes};
use crate::study::fingerprint;

/// Runs every member; one that fails does not stop the others. Gives the exit and what `--json` says of the sweep.
pub(super) fn run(file: &Path, sweep: &Members, setup: &Setup<'_>) -> (Exit, Option<Value>) {
    let (started, started_utc) = (Instant::now(), utc("%Y-%m-%dT%H:%M:%SZ"));
    let identities: Vec<RunIdentity> = sweep.members.iter().map(|member| setup.identity(&member.scenario)).collect();
    let mut writer = match begin(sweep, &identities, setup) {
        Ok(writer) => writer,
        Err(error) => return told(file, &error, setup),
    };
    let mut exits = Vec::new();
    for member in &sweep.members {
        let exit = match one(file, sweep, member, &mut writer, setup) {
            Ok(exit) => exit,
            Err(error) => return told(file, &error, setup),
        };
        if exit == Exit::Interrupted {
            setup.console.warn("the members before it are complete, but the sweep as a whole is not");
            return (exit, None);
        }
        exits.push(exit);
    }
    let facts = ManifestFacts {
        started_utc,
        finished_utc: utc("%Y-%m-%dT%H:%M:%SZ"),
        device: setup.backend.name(),
        threads: rayon::current_num_threads(),
        seconds: started.elapsed().as_secs_f64(),
        fingerprint: fingerprint(setup.backend),
        composition: Composition { set: setup.args.sample.changes.set.clone(), member: None },
        ..ManifestFacts::default()
    };
    let swept = match writer.finish(&facts) {
        Ok(swept) => swept,
        Err(error) => return told(file, &error, setup),
    };
    setup.console.say(&closing(sweep, &swept, facts.seconds));
    setup.announce(&swept.folder);
    (super::verdict(&exits), Some(report(file, sweep, &swept, facts.seconds)))
}

fn begin<'a>(
    sweep: &'a Members,
    identities: &[RunIdentity],
    setup: &Setup<'_>,
) -> Result<SweepWriter<'a>, OutputError> {
    let identity = RunIdentity::of_sweep(sweep.sources.typed(), identities);
    let study = sweep.members.first().map_or("", |member| &member.scenario.study.id);
    let place = setup.place(study, &identity.run_id);
    SweepWriter::create(&place, setup.existing(), sweep, identity)
}

/// Runs a member and hands it to the writer.
fn one(
    file: &Path,
    sweep: &Members,
    member: &Member,
    writer: &mut SweepWriter<'_>,
    setup: &Setup<'_>,
) -> Result<Exit, OutputError> {
    let axes = sweep.axes.iter().cloned().zip(member.values.iter().cloned()).collect();
    let member_of = MemberOf { number: member.number, of: sweep.members.len(), axes };
    let job = Job {
        name: &format!("{}, member {}", file.display(), member.number),
        typed: sweep.sources.typed(),
        scenario: &member.scenario,
        place: &|identity| writer.place(&identity.run_id),
        composition: Composition { set: setup.args.sample.changes.set.clone(), member: Some(member_of) },
    };
    setup.console.say(&format!(
        "member {} of {}: {}",
        member.number,
        sweep.members.len(),
        describe_axes(&sweep.axes, &member.values)
    ));
    match precision::carry_out(&job, setup) {
        Ok(done) => writer.done(&done.identity.run_id).map(|()| done.exit),
        Err(Failed { exit: Exit::Interrupted, .. }) => Ok(Exit::Interrupted),
        Err(Failed { run_id, exit }) => {
            writer.failed(&run_id);
            Ok(exit)
        }
    }
}

/// The sweep's own folder cannot be written.
fn told(file: &Path, error: &OutputError, setup: &Setup<'_>) -> (Exit, Option<Value>) {
    setup.console.warn(&format!("error: {}: {error}", file.display()));
    (unwritten(error), None)
}

fn closing(sweep: &Members, swept: &Swept, seconds: f64) -> String {
    let all = sweep.members.len();
    let summary = swept.folder.join("summary.parquet");
    format!(
        "\n{} of {all} members done in {seconds:.1} s\nNext: read {}, which holds all of them (docs/results.md: how)\n",
        all - swept.failed,
        summary.display()
    )
}

fn report(file: &Path, sweep: &Members, swept: &Swept, seconds: f64) -> Value {
    json!({
        "scenario": file.display().to_string(),
        "folder": swept.folder.display().to_string(),
        "run_id": swept.run_id,
        "members": sweep.members.len(),
        "failed": swept.failed,
        "seconds": seconds,
    })
}
