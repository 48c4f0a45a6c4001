//! Faults while a shard is made, while shards are joined, and while `status` completes a shard that was cut short.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::inject::{Fault, Work};
use crate::program::{Home, check, copy, ended, soleus, unless, whole};
use crate::resumed::content;
use crate::rows::{Row, tries};
use crate::shim::Plan;

/// The shard that is disturbed, the number that `status` prints if it is missing, and its folder.
const DISTURBED: (&str, &str, &str) = ("2/3", "2", "shard-0002-of-0003");
const OTHERS: [&str; 2] = ["1/3", "3/3"];

/// Simulates a shard into a folder of shards.
fn shard(home: &Home, which: &str, shards: &Path) -> Command {
    let mut command = home.run("chair", shards, &["--persons", "96", "--shard", which]);
    command.env("SOLEUS_BATCH", "16");
    command
}

fn merged(shards: &Path, out: &Path) -> Command {
    let mut command = soleus(&["merge", "-q"]);
    command.arg(shards).arg("--out").arg(out);
    command
}

fn status(shards: &Path) -> Command {
    let mut command = soleus(&["status", "--missing"]);
    command.arg(shards);
    command
}

/// A folder of the other shards, and the run without shards.
fn prepared(home: &Home) -> (PathBuf, PathBuf) {
    let [shards, expected] = ["shards", "expected"].map(|name| home.path(name));
    OTHERS.iter().for_each(|which| assert_eq!(ended(&mut shard(home, which, &shards)), 0));
    assert_eq!(ended(&mut home.run("chair", &expected, &["--persons", "96"])), 0);
    (shards, expected)
}

/// Whether `status` names the disturbed shard exactly if it is not whole, and whether it and the merge lead to the run without shards.
fn judge(home: &Home, shards: &Path, expected: &Path, code: i32) -> Result<(), String> {
    let told = String::from_utf8(status(shards).stdout(std::process::Stdio::piped()).output().unwrap().stdout).unwrap();
    let there = check(&shards.join(DISTURBED.2)) == 0;
    unless(there || code != 0, || "exit 0 without a whole shard".to_owned())?;
    unless((told.trim() == DISTURBED.1) != there && there == told.trim().is_empty(), || {
        format!("status says {told:?}")
    })?;
    let out = shards.with_extension("merged");
    if !there {
        let early = ended(&mut merged(shards, &out));
        unless(early == 2 && !out.exists(), || format!("a merge without the shard exits with {early}"))?;
    }
    let again = ended(&mut shard(home, DISTURBED.0, shards));
    unless(again == 0, || format!("the shard again exits with {again}"))?;
    let joined = ended(&mut merged(shards, &out));
    unless(joined == 0, || format!("the merge exits with {joined}"))?;
    whole(&out)?;
    unless(content(&out) == content(expected), || "other results than without shards".to_owned())
}

fn sharded(fault: Fault) -> Row {
    let home = Home::new();
    let (shards, expected) = prepared(&home);
    let command = |out: &Path| shard(&home, DISTURBED.0, out);
    let judge = |out: &Path, code: i32| judge(&home, out, &expected, code);
    Work { before: Some(&shards), command: &command, judge: &judge }.disturb(fault, tries(4, 60))
}

pub(crate) fn killed() -> Row {
    sharded(Fault::Kill)
}

pub(crate) fn failing() -> Row {
    sharded(Fault::Fail)
}

pub(crate) fn full() -> Row {
    sharded(Fault::Full)
}

/// The shards are joined; they stay as they are, and the merge can be repeated.
fn joined(fault: Fault) -> Row {
    let home = Home::new();
    let (shards, expected) = prepared(&home);
    assert_eq!(ended(&mut shard(&home, DISTURBED.0, &shards)), 0);
    let command = |out: &Path| merged(&shards, out);
    let judge = |out: &Path, code: i32| {
        if code != 0 && check(out) != 0 {
            let again = ended(&mut command(out));
            unless(again == 0, || format!("the merge again exits with {again}"))?;
        }
        whole(out)?;
        let gone = ended(&mut status(&shards));
        unless(gone == 0, || "shards are gone".to_owned())?;
        unless(content(out) == content(&expected), || "other results than without shards".to_owned())
    };
    Work { before: None, command: &command, judge: &judge }.disturb(fault, tries(4, 60))
}

pub(crate) fn joined_killed() -> Row {
    joined(Fault::Kill)
}

pub(crate) fn joined_failing() -> Row {
    joined(Fault::Fail)
}

pub(crate) fn joined_full() -> Row {
    joined(Fault::Full)
}

/// A shard that was killed when its files were being renamed: `status` completes it.
pub(crate) fn completed_by_status() -> Row {
    let home = Home::new();
    let (shards, expected) = prepared(&home);
    let command = |out: &Path| shard(&home, DISTURBED.0, out);
    let work = Work { before: Some(&shards), command: &command, judge: &|_, _| Ok(()) };
    let cut = home.path("cut");
    for at in (1..work.calls().len()).rev() {
        let (place, _) = work.act(Plan::Kill(at));
        let out = place.path().join("out");
        let completion = Work { before: Some(&out), command: &|out| status(out), judge: &|_, _| Ok(()) };
        if completion.calls().len() > 4 {
            copy(&out, &cut);
            break;
        }
    }
    assert!(fs::exists(&cut).unwrap(), "`status` never had anything to complete");
    let judge = |out: &Path, code: i32| {
        unless(code == 0, || format!("status exits with {code}"))?;
        judge(&home, out, &expected, 1)
    };
    Work { before: Some(&cut), command: &|out| status(out), judge: &judge }.disturb(Fault::Fail, tries(4, 30))
}
