//! `check` completes a replacement that was cut short, and does no harm beside a run.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::inject::{Fault, Work};
use crate::program::{Home, check, copy, manifest, shell_code, soleus, unless, whole};
use crate::replaced::{WITH_SEED_2, old_or_new};
use crate::rows::{Row, tries};
use crate::shim::Plan;

fn check_command(out: &Path) -> Command {
    let mut command = soleus(&["check"]);
    command.arg(out);
    command
}

/// A replacement that was killed when the new run was whole but not all of it in its place.
fn cut_short(home: &Home, finished: &Path) -> PathBuf {
    let command = |out: &Path| home.run("chair", out, &WITH_SEED_2);
    let work = Work { before: Some(finished), command: &command, judge: &|_, _| Ok(()) };
    for at in (1..work.calls().len()).rev().step_by(3) {
        let (place, _) = work.act(Plan::Kill(at));
        let out = place.path().join("out");
        let completion = Work { before: Some(&out), command: &check_command, judge: &|_, _| Ok(()) };
        if completion.calls().len() > 8 {
            let cut = home.path("cut");
            copy(&out, &cut);
            return cut;
        }
    }
    panic!("`check` never had anything to complete");
}

fn completion(fault: Fault) -> Row {
    let home = Home::new();
    let finished = home.finished("chair");
    let cut = cut_short(&home, &finished);
    let judge = |out: &Path, _: i32| {
        old_or_new(out, [1, 2], 0)?;
        let again = home.run("chair", out, &WITH_SEED_2).status().unwrap();
        unless(again.success(), || format!("a run exits with {again}"))
    };
    Work { before: Some(&cut), command: &check_command, judge: &judge }.disturb(fault, tries(6, 60))
}

pub(crate) fn completion_killed() -> Row {
    completion(Fault::Kill)
}

pub(crate) fn completion_failing() -> Row {
    completion(Fault::Fail)
}

/// A replacement was cut short, and before anybody checks a third run goes to the folder and is killed: the second one is still there.
pub(crate) fn replaced_again() -> Row {
    let home = Home::new();
    let finished = home.finished("chair");
    let cut = cut_short(&home, &finished);
    let command = |out: &Path| home.run("chair", out, &["--seed", "3", "--force"]);
    let judge = |out: &Path, code: i32| old_or_new(out, [2, 3], code);
    Work { before: Some(&cut), command: &command, judge: &judge }.disturb(Fault::Kill, tries(6, 60))
}

/// A finished run is replaced while it is checked again and again.
pub(crate) fn beside() -> Row {
    let home = Home::new();
    let finished = home.finished("chair");
    let mut row = Row::default();
    for index in 0..tries(6, 60) {
        let out = home.path(&format!("out-{index}"));
        copy(&finished, &out);
        row.count(checked_beside(&home, &out).map_err(|what| format!("try {index}: {what}")));
    }
    row
}

fn checked_beside(home: &Home, out: &Path) -> Result<(), String> {
    let mut running = home.run("chair", out, &WITH_SEED_2).spawn().unwrap();
    while running.try_wait().unwrap().is_none() {
        let code = check(out);
        unless([0, 1, 2].contains(&code), || format!("check exits with {code}"))?;
        std::thread::sleep(Duration::from_millis(1));
    }
    let code = shell_code(running.wait().unwrap());
    unless(code == 0, || format!("the run exits with {code}"))?;
    whole(out)?;
    unless(manifest(out)["seed"] == 2, || "the new run is not there".to_owned())
}
