//! Sweeps: a finished member is never made again nor lost, and a finished sweep is replaced by a whole one only.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::inject::{Fault, Work};
use crate::program::{Home, MEMBERS, check, copy, ended, manifest, members, names, unless, whole};
use crate::rows::{Row, tries};
use crate::shim::Plan;

/// A sweep that was killed when this many of its members were finished.
fn interrupted(home: &Home, finished: usize) -> PathBuf {
    let command = |out: &Path| home.run("sweep", out, &[]);
    let work = Work { before: None, command: &command, judge: &|_, _| Ok(()) };
    let (mut low, mut high) = (1_usize, work.calls().len());
    let out = home.path("interrupted");
    loop {
        let at = low.midpoint(high);
        let (place, _) = work.act(Plan::Kill(at));
        match members(&place.path().join("out")).len() {
            found if found == finished => break copy(&place.path().join("out"), &out),
            found if found < finished => low = at + 1,
            _ => high = at,
        }
        assert!(low < high, "no moment with {finished} members");
    }
    out
}

/// Manifests of members by folder; a member that is made again has a later date in it.
fn manifests(folders: &[PathBuf]) -> BTreeMap<PathBuf, Vec<u8>> {
    let manifest = |folder: &PathBuf| {
        let name = PathBuf::from(folder.file_name().unwrap());
        (name, fs::read(folder.join("manifest.json")).unwrap_or_default())
    };
    folders.iter().map(manifest).collect()
}

/// Whether members stand in a sweep as they were, and are whole.
fn kept(out: &Path, before: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), String> {
    for (name, manifest) in before {
        let folder = out.join("members").join(name);
        let now = fs::read(folder.join("manifest.json")).unwrap_or_default();
        unless(now == *manifest, || format!("member {} is gone or was made again", name.display()))?;
        whole(&folder).map_err(|what| format!("member {}: {what}", name.display()))?;
    }
    Ok(())
}

/// Disturbs what ends an unfinished or damaged sweep; these members are never touched.
fn completed(home: &Home, before: &Path, untouched: &BTreeMap<PathBuf, Vec<u8>>, more: &[&str], fault: Fault) -> Row {
    let command = |out: &Path| home.run("sweep", out, more);
    let judge = |out: &Path, code: i32| {
        kept(out, untouched)?;
        if code == 0 || check(out) == 0 {
            whole(out)?;
        } else {
            again(out, &command, untouched)?;
        }
        // Once more, when all is there: every member stays, and what the fault left is gone.
        let all = manifests(&members(out));
        unless(all.len() == MEMBERS, || "members are missing".to_owned())?;
        again(out, &|out| home.run("sweep", out, &["--force"]), &all).map_err(|what| format!("in the end, {what}"))?;
        let litter = names(out).into_iter().filter(|name| name.to_string_lossy().contains("partial"));
        let litter: Vec<PathBuf> = litter.collect();
        unless(litter.is_empty(), || format!("left over: {litter:?}"))
    };
    Work { before: Some(before), command: &command, judge: &judge }.disturb(fault, tries(6, 120))
}

/// Whether a command without a fault leads to a whole sweep and leaves these members as they are.
fn again(out: &Path, command: &dyn Fn(&Path) -> Command, kept_ones: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), String> {
    let code = ended(&mut command(out));
    unless(code == 0, || format!("the command without a fault exits with {code}"))?;
    kept(out, kept_ones)?;
    whole(out)
}

fn continued(fault: Fault) -> Row {
    let home = Home::new();
    let before = interrupted(&home, 4);
    completed(&home, &before, &manifests(&members(&before)), &[], fault)
}

pub(crate) fn continued_killed() -> Row {
    continued(Fault::Kill)
}

pub(crate) fn continued_failing() -> Row {
    continued(Fault::Fail)
}

/// One bit of one member is wrong; `--force` makes that member again and no other.
pub(crate) fn mended_killed() -> Row {
    let home = Home::new();
    let before = home.finished("sweep");
    let mut folders = members(&before);
    let table = folders.remove(2).join("summary.parquet");
    let mut bytes = fs::read(&table).unwrap();
    bytes[1000] ^= 1;
    fs::write(table, bytes).unwrap();
    completed(&home, &before, &manifests(&folders), &["--force"], Fault::Kill)
}

/// A finished sweep is replaced by one with another seed.
fn replaced(fault: Fault) -> Row {
    let home = Home::new();
    let finished = home.finished("sweep");
    let command = |out: &Path| home.run("sweep", out, &["--seed", "2", "--force"]);
    let judge = |out: &Path, code: i32| {
        old_or_new(out, code)?;
        let again = ended(&mut command(out));
        unless(again == 0, || format!("the same command again exits with {again}"))?;
        old_or_new(out, 0).map_err(|what| format!("after the same command again: {what}"))?;
        let count = (names(out).len(), names(&finished).len());
        unless(count.0 == count.1, || format!("{} files and folders where {} were: {:?}", count.0, count.1, names(out)))
    };
    Work { before: Some(&finished), command: &command, judge: &judge }.disturb(fault, tries(6, 120))
}

/// Whether a folder holds the sweep of seed 1 or 2, whole, and for sure the second where that was told.
fn old_or_new(out: &Path, code: i32) -> Result<(), String> {
    whole(out)?;
    let sweep = manifest(out);
    let listed = sweep["members"].as_array().unwrap();
    let seeds: Vec<Option<u64>> =
        listed.iter().map(|member| manifest(&out.join(member["folder"].as_str().unwrap()))["seed"].as_u64()).collect();
    let all = |seed: u64| seeds == [Some(seed); MEMBERS];
    unless(all(2) || all(1) && code != 0, || format!("members have the seeds {seeds:?}"))
}

pub(crate) fn replaced_killed() -> Row {
    replaced(Fault::Kill)
}

pub(crate) fn replaced_failing() -> Row {
    replaced(Fault::Fail)
}
