//! Runs the members of a sweep one after the other, each with its own run folder. Members that are already complete in
//! the folder are kept.

use std::path::Path;
use std::time::Instant;

use serde_json::{Value, json};

use super::job::{Failed, Job, contained, unwritten};
use super::ledger::{Outcome, object, verdict};
use super::{Setup, precision};
use crate::cli::Exit;
use crate::cli::progress::{Track, utc};
use crate::output::{
    Composition, Existing, ManifestFacts, MemberOf, OutputError, Place, RunIdentity, SweepWriter, Swept, sweep_table,
};
use crate::scenario::{Member, Members, Scenario, describe_axes};
use crate::study::fingerprint;

/// Runs every member; the others run even if one fails. `number` is the position of the file in the ledger.
pub(super) fn run((number, file): (usize, &Path), sweep: &Members, setup: &Setup<'_>) -> Result<Outcome, Failed> {
    let (started, started_utc) = (Instant::now(), utc("%Y-%m-%dT%H:%M:%SZ"));
    let asked: Vec<RunIdentity> = sweep.members.iter().map(|member| setup.identity(&member.scenario)).collect();
    let failed = |error: OutputError| setup.fail(&file.display().to_string(), unwritten(&error), &error.to_string());
    let mut writer = begin(file, sweep, &asked, setup).map_err(failed)?;
    let track = begin_track(sweep, setup);
    let (mut exits, mut results, mut kept) = (Vec::new(), Vec::new(), 0);
    for (member, asked) in sweep.members.iter().zip(asked) {
        let place = writer.next_folder();
        let words = words(sweep, member);
        track.begin(&words);
        let ended = if writer.has_next() {
            setup.console.detail(&format!("{words} (already complete, kept)"));
            track.skip(member.scenario.person_arms());
            kept += 1;
            Ok(Exit::Done)
        } else {
            setup.console.detail(&words);
            one(file, sweep, (member, asked), &writer, (&track, setup))
        };
        let exit = match &ended {
            Ok(exit) => writer.done().map(|()| *exit).map_err(failed)?,
            Err(Failed { exit, error }) if exit.is_stop() => return Err(Failed { exit: *exit, error: error.clone() }),
            Err(Failed { exit, .. }) => {
                writer.failed();
                *exit
            }
        };
        results.push(result(member, &place, &ended));
        exits.push(exit);
        let complete = ended_well(&results);
        setup.ledger.keep_members(number, writer.folder(), complete, sweep.members.len());
    }
    drop(track);
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
    let swept = writer.finish(&facts).map_err(|error| match error {
        OutputError::MembersFailed { .. } => {
            setup.fail(&file.display().to_string(), verdict(&exits), &error.to_string())
        }
        error => failed(error),
    })?;
    let table = sweep_table(&swept.folder, sweep, setup.console.width()).map_err(failed)?;
    setup.console.say(&format!("\n{table}{}", closing(sweep, &swept, kept, facts.seconds)));
    setup.announce(&swept.folder);
    let facts = json!({
        "run_id": swept.run_id,
        "failed": swept.failed,
        "seconds": facts.seconds,
        "member_runs": results,
    });
    Ok(Outcome { exit: verdict(&exits), folder: Some(swept.folder), facts: object(facts) })
}

/// Says what will be simulated, and begins to show the progress of all members.
fn begin_track(sweep: &Members, setup: &Setup<'_>) -> Track {
    let scenarios = || sweep.members.iter().map(|member| &member.scenario);
    let person_arms = scenarios().map(Scenario::person_arms).sum();
    let study = scenarios().next().map_or("", |scenario| &scenario.study.id);
    let (members, device) = (sweep.members.len(), setup.backend.name());
    setup.console.say(&format!("{study}: a sweep of {members} members, {person_arms} person-arms in all, on {device}"));
    Track::new(setup.console, person_arms)
}

fn begin<'a>(
    file: &Path,
    sweep: &'a Members,
    asked: &[RunIdentity],
    setup: &Setup<'_>,
) -> Result<SweepWriter<'a>, OutputError> {
    let identity = RunIdentity::of_sweep(sweep.sources.typed(), asked);
    let study = sweep.members.first().map_or("", |member| &member.scenario.study.id);
    let place = setup.place(file, study, &identity.run_id);
    SweepWriter::create(&place, setup.existing(), sweep, asked)
}

/// Number and values of a member.
fn words(sweep: &Members, member: &Member) -> String {
    let Member { number, values, .. } = member;
    format!("member {number} of {}: {}", sweep.members.len(), describe_axes(&sweep.axes, values))
}

/// Simulates a member.
fn one(
    file: &Path,
    sweep: &Members,
    (member, asked): (&Member, RunIdentity),
    writer: &SweepWriter<'_>,
    (track, setup): (&Track, &Setup<'_>),
) -> Result<Exit, Failed> {
    let axes = sweep.axes.iter().cloned().zip(member.values.iter().cloned()).collect();
    let member_of = MemberOf { number: member.number, of: sweep.members.len(), axes };
    let name = format!("{}, member {}", file.display(), member.number);
    let job = Job {
        name: &name,
        typed: sweep.sources.typed(),
        scenario: &member.scenario,
        asked,
        place: Place::Member(writer.next_folder()),
        // A run that is already there is damaged.
        existing: Existing::Replace,
        composition: Composition { set: setup.args.sample.changes.set.clone(), member: Some(member_of) },
        track: Some(track),
    };
    contained(&name, setup, || precision::carry_out(&job, setup)).map(|done| done.exit)
}

/// The result of a member as JSON.
fn result(member: &Member, folder: &Path, ended: &Result<Exit, Failed>) -> Value {
    match ended {
        Ok(_) => json!({ "member": member.number, "status": "done", "folder": folder.display().to_string() }),
        Err(Failed { error, .. }) => json!({ "member": member.number, "status": "failed", "error": error }),
    }
}

fn ended_well(results: &[Value]) -> usize {
    results.iter().filter(|result| result["status"] == "done").count()
}

fn closing(sweep: &Members, swept: &Swept, kept: usize, seconds: f64) -> String {
    let all = sweep.members.len();
    let (page, summary) = (swept.folder.join("report.html"), swept.folder.join("summary.parquet"));
    let open = if page.exists() { format!("open {} in a browser, or ", page.display()) } else { String::new() };
    let kept = match kept {
        0 => String::new(),
        1 => " (1 of them was already complete and is kept)".to_owned(),
        kept => format!(" ({kept} of them were already complete and are kept)"),
    };
    format!(
        "\n{} of {all} members done{kept} in {seconds:.1} s\nNext: {open}read {}, which holds all of them (docs/results.md: how)\n",
        all - swept.failed,
        summary.display()
    )
}
