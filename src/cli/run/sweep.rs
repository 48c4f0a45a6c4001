//! Runs the members of a sweep one after the other, each with its own run folder. Members that are already complete in
//! the folder are kept.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Value, json};

use super::job::{Failed, Job, Source, contained, unwritten};
use super::ledger::{Outcome, object, verdict};
use super::{Located, Setup, precision};
use crate::cli::Exit;
use crate::cli::progress::{Track, utc};
use crate::output::{
    Composition, Existing, ManifestFacts, MemberOf, OutputError, Place, RunIdentity, SweepWriter, Swept, examine,
    member_folder, sweep_table,
};
use crate::scenario::{Member, Members, Scenario, describe_axes};

/// Runs every member; the others run even if one fails. `number` is the position of the file in the ledger.
pub(super) fn run((number, file): (usize, &Path), sweep: &Members, setup: &Setup<'_>) -> Result<Outcome, Failed> {
    let (started, started_utc) = (Instant::now(), utc("%Y-%m-%dT%H:%M:%SZ"));
    let asked: Vec<RunIdentity> = sweep.members.iter().map(|member| setup.identity(&member.scenario)).collect();
    let name = file.display().to_string();
    let failed = |error: OutputError| setup.fail(&name, unwritten(&error), &error.to_string());
    if let Some(refused) = refused(setup) {
        return Err(setup.fail(&name, Exit::Unusable, &refused));
    }
    if let Some(number) = setup.args.member {
        return only(file, sweep, &asked, number, setup);
    }
    let run_id = RunIdentity::of_sweep(sweep.sources.typed(), &asked).run_id;
    let study = sweep.members.first().map_or("", |member| &member.scenario.study.id);
    let place = match setup.locate(file, study, &run_id) {
        Located::Finished(folder) => return Ok(setup.already(&run_id, folder)),
        Located::At(place) => place,
    };
    let mut writer = SweepWriter::create(&place, setup.existing(), sweep, &asked).map_err(failed)?;
    writer.note_call(&setup.call(file, &run_id)).map_err(failed)?;
    setup.ledger.writes(writer.folder());
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
            one(file, sweep, (member, asked), place.clone(), (Some(&track), setup))
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
        composition: Composition { call: setup.call(file, &run_id), member: None },
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

/// Why this call cannot run a sweep.
fn refused(setup: &Setup<'_>) -> Option<String> {
    if let Some(shard) = setup.args.shard {
        return Some(format!(
            "--shard {shard}: a sweep is divided into its members; simulate one of them with --member"
        ));
    }
    let extends = setup.args.extends.is_some();
    extends.then(|| "a sweep cannot be enlarged; run its scenario with more people into another folder".to_owned())
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

/// Runs one member in the folder of the sweep, unless it is already complete there. The sweep itself is joined by a run without --member.
fn only(
    file: &Path,
    sweep: &Members,
    asked: &[RunIdentity],
    number: u32,
    setup: &Setup<'_>,
) -> Result<Outcome, Failed> {
    let refuse = |text: String| setup.fail(&file.display().to_string(), Exit::Unusable, &text);
    let at = number as usize - 1;
    let Some((member, run)) = sweep.members.get(at).zip(asked.get(at)) else {
        return Err(refuse(format!("--member {number}: the sweep has {} members", sweep.members.len())));
    };
    let Some(home) = &setup.console.shared().out else {
        return Err(refuse(format!("--member {number}: name the folder of the sweep with --out")));
    };
    let folder = member_folder(home, asked, at);
    let done = examine(&folder).is_ok_and(|found| found.is_whole() && found.asked_run_id == run.run_id);
    if done {
        return Ok(setup.already(&run.run_id, folder));
    }
    setup.console.say(&words(sweep, member));
    let exit = one(file, sweep, (member, run.clone()), folder.clone(), (None, setup))?;
    setup.announce(&folder);
    let facts = json!({ "run_id": run.run_id, "member": number });
    Ok(Outcome { exit, folder: Some(folder), facts: object(facts) })
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
    folder: PathBuf,
    (track, setup): (Option<&Track>, &Setup<'_>),
) -> Result<Exit, Failed> {
    let axes = sweep.axes.iter().cloned().zip(member.values.iter().cloned()).collect();
    let member_of = MemberOf { number: member.number, of: sweep.members.len(), axes };
    let name = format!("{}, member {}", file.display(), member.number);
    let job = Job {
        name: &name,
        typed: sweep.sources.typed(),
        scenario: &member.scenario,
        composition: Composition { call: setup.call(file, &asked.run_id), member: Some(member_of) },
        asked,
        source: Source::Simulated,
        place: Place::Member(folder),
        // A run that is already there is damaged.
        existing: Existing::Replace,
        track,
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
