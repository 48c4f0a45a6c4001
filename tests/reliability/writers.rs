//! Two writers at one folder, with file locks and without.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::inject::Work;
use crate::program::{Home, check, ended, manifest, shell_code, tree, unless, whole};
use crate::rows::{Row, tries};
use crate::shim::{Plan, without_locks};
use crate::support::{table, text};

/// Tables that carry the run's id.
const TABLES: [&str; 4] = ["persons", "outcomes", "summary", "contrasts"];

/// Pairs of runs of different seeds that begin at almost the same time.
fn pairs(locks: bool) -> Row {
    let home = Home::new();
    let mut row = Row::default();
    for pair in 0..tries(12, 150) as u64 {
        let out = home.path(&format!("out-{pair}"));
        row.count(race(&home, &out, [2 * pair + 1, 2 * pair + 2], Duration::from_millis(pair * 7 % 40), locks));
    }
    row
}

/// Exactly one of two runs is done, and what is in the folder is that one.
fn race(home: &Home, out: &Path, seeds: [u64; 2], apart: Duration, locks: bool) -> Result<(), String> {
    let [mut first, mut second] = seeds.map(|seed| {
        let mut command = home.run("chair", out, &["--seed", &seed.to_string()]);
        if !locks {
            without_locks(&mut command);
        }
        command
    });
    let mut running = first.spawn().unwrap();
    std::thread::sleep(apart);
    let second = ended(&mut second);
    let first = shell_code(running.wait().unwrap());
    let told = format!("{apart:?} apart, exits {first} and {second}");
    let winner = match (first, second) {
        (0, 2) => seeds[0],
        (2, 0) => seeds[1],
        _ => return Err(told),
    };
    whole(out).map_err(|what| format!("{told}: {what}"))?;
    let manifest = manifest(out);
    unless(manifest["seed"] == winner, || format!("{told}: the folder holds the seed {}", manifest["seed"]))?;
    for name in TABLES {
        let table = table(out, name);
        let one = (0..table.height()).all(|row| manifest["run_id"] == text(&table, "run_id", row));
        unless(one, || format!("{told}: rows of another run in {name}"))?;
    }
    Ok(())
}

pub(crate) fn with_locks() -> Row {
    pairs(true)
}

pub(crate) fn no_locks() -> Row {
    pairs(false)
}

/// Without locks nobody knows whether a killed writer still lives: the next one says what to delete.
pub(crate) fn leftover() -> Row {
    let home = Home::new();
    let command = |out: &Path| {
        let mut command = home.run("chair", out, &[]);
        without_locks(&mut command);
        command
    };
    let work = Work { before: None, command: &command, judge: &|_, _| Ok(()) };
    let (mut row, count, tries) = (Row::default(), work.calls().len(), tries(8, 90));
    for index in 0..tries {
        let (place, _) = work.act(Plan::Kill(1 + index * count / tries));
        row.count(taken_over(&place.path().join("out"), &command).map_err(|what| format!("try {index}: {what}")));
    }
    row
}

fn taken_over(out: &Path, command: &dyn Fn(&Path) -> Command) -> Result<(), String> {
    if check(out) == 0 {
        return whole(out);
    }
    let begun = tree(out).iter().any(|path| path.is_file());
    let again = command(out).stderr(Stdio::piped()).output().unwrap();
    let said = String::from_utf8(again.stderr).unwrap();
    if shell_code(again.status) == 0 {
        unless(!begun, || "the next writer did not ask whether the first one lives".to_owned())?;
        return whole(out);
    }
    let named = tree(out).into_iter().filter(|path| said.contains(path.to_str().unwrap()));
    let named = named.max_by_key(|path| path.as_os_str().len()).ok_or(format!("no file to delete is named: {said}"))?;
    fs::remove_file(&named).map_err(|error| format!("cannot delete {}: {error}", named.display()))?;
    // Where only names were missing, the run is finished now and not replaced.
    let code = if check(out) == 0 { 0 } else { ended(&mut command(out)) };
    unless(code == 0, || format!("exit {code} when {} is gone", named.display()))?;
    whole(out)
}
