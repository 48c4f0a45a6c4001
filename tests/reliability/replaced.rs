//! A finished run is replaced by another: at every moment one of the two is there.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::inject::{Fault, Work};
use crate::program::{Home, NOTES, copy, ended, manifest, names, unless, whole};
use crate::rows::{Row, tries};

pub(crate) const WITH_SEED_2: [&str; 3] = ["--seed", "2", "--force"];

/// Disturbs the replacement of the chair by this scenario with another seed.
fn replaced(scenario: &str, fault: Fault) -> Row {
    let home = Home::new();
    let finished = home.finished("chair");
    let command = |out: &Path| home.run(scenario, out, &WITH_SEED_2);
    let judge = |out: &Path, code: i32| {
        // Whoever runs again need not have checked before.
        let unchecked = out.with_extension("unchecked");
        copy(out, &unchecked);
        completed(&unchecked, &command, &finished).map_err(|what| format!("unchecked: {what}"))?;
        old_or_new(out, [1, 2], code)?;
        completed(out, &command, &finished)
    };
    Work { before: Some(&finished), command: &command, judge: &judge }.disturb(fault, tries(12, 120))
}

/// Whether the same command again does its work and leaves the files of a finished run, no more.
fn completed(out: &Path, command: &dyn Fn(&Path) -> Command, finished: &Path) -> Result<(), String> {
    let again = ended(&mut command(out));
    unless(again == 0, || format!("the same command again exits with {again}"))?;
    old_or_new(out, [1, 2], 0).map_err(|what| format!("after the same command again: {what}"))?;
    unless(names(out) == names(finished), || format!("other files than before: {:?}", names(out)))
}

/// Whether a folder holds the run of the old seed or the new, whole, and for sure the new one where that was told.
pub(crate) fn old_or_new(out: &Path, [old, new]: [u64; 2], code: i32) -> Result<(), String> {
    whole(out)?;
    let seed = manifest(out)["seed"].as_u64();
    unless(seed == Some(new) || seed == Some(old) && code != 0, || format!("seed {seed:?} is there"))?;
    let kept = fs::read_to_string(out.join(NOTES)).unwrap_or_default();
    unless(kept == "mine", || "the file beside the run is gone".to_owned())
}

pub(crate) fn killed() -> Row {
    replaced("chair", Fault::Kill)
}

pub(crate) fn failing() -> Row {
    replaced("chair", Fault::Fail)
}

pub(crate) fn full() -> Row {
    replaced("chair", Fault::Full)
}

pub(crate) fn precise_killed() -> Row {
    replaced("precise", Fault::Kill)
}

pub(crate) fn precise_failing() -> Row {
    replaced("precise", Fault::Fail)
}
