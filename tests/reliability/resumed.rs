//! A run that saves its work after every batch is disturbed; `resume` then finishes it, with the results of an undisturbed run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::inject::{Fault, Work};
use crate::kills::saved;
use crate::program::{Home, ended, manifest, soleus, unless, whole};
use crate::rows::{Row, tries};

/// Six batches of 16 people in two arms.
const PEOPLE: [&str; 2] = ["--persons", "96"];
const BATCH: u64 = 16;
const PERSON_ARMS: u64 = 2 * 96;

fn batched(mut command: Command) -> Command {
    command.env("SOLEUS_BATCH", BATCH.to_string());
    command
}

/// All files but the manifest, which contains times, and but what a run that was killed at its very end leaves to be removed by the next one.
pub(crate) fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let named = entries.map(|entry| (entry.file_name().into_string().unwrap(), entry.path()));
    named
        .filter(|(name, _)| name != "manifest.json" && name != "unfinished.partial")
        .map(|(name, path)| (name, fs::read(path).unwrap_or_default()))
        .collect()
}

fn resumed(fault: Fault, what: &str) -> Row {
    let home = Home::new();
    let command = |out: &Path| batched(home.run("chair", out, &PEOPLE));
    let expected = home.path("expected");
    assert_eq!(ended(&mut command(&expected)), 0);
    let expected = content(&expected);
    let judge = |out: &Path, code: i32| {
        if code != 0 && manifest(out).is_null() {
            let saved = saved(out);
            let mut again = soleus(&["resume", "-q", "--device", "cpu"]);
            again.arg(out);
            // Without a call there is nothing to resume: the run had not begun.
            let mut again =
                if out.join("unfinished.partial/call.json").exists() { batched(again) } else { command(out) };
            let code = ended(&mut again);
            unless(code == 0, || format!("{again:?} exits with {code}"))?;
            let amounts =
                ["computed", "reused", "redone"].map(|name| manifest(out)["person_arms"][name].as_u64().unwrap());
            let [computed, reused, redone] = amounts;
            unless(computed + reused == PERSON_ARMS, || format!("{amounts:?} person-arms"))?;
            unless(reused >= saved, || format!("{reused} of {saved} saved person-arms were used"))?;
            unless(redone <= 2 * BATCH, || format!("{redone} person-arms were simulated twice"))?;
        }
        whole(out)?;
        unless(content(out) == expected, || format!("other results {what}"))
    };
    Work { before: None, command: &command, judge: &judge }.disturb(fault, tries(4, 60))
}

pub(crate) fn killed() -> Row {
    resumed(Fault::Kill, "after a kill")
}

pub(crate) fn failing() -> Row {
    resumed(Fault::Fail, "after a failed call")
}

pub(crate) fn full() -> Row {
    resumed(Fault::Full, "after a full disk")
}
