//! Kills and TERM at many moments, also while the engine computes: the work is then finished, with the results of undisturbed work.
#![allow(clippy::disallowed_methods, reason = "a test measures when to kill")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::program::{Home, ended, manifest, names, shell_code, soleus, unless, whole};
use crate::rows::{Row, tries};
use crate::signals::send;
use crate::support::study::Study;
use crate::support::{has_adapter, remove_occasion};

const SIGNALS: [(&str, i32); 2] = [("KILL", 137), ("TERM", 143)];
/// People of a batch. Every batch is saved.
const BATCH: u64 = 64;
const ARMS: u64 = 2;
/// Who is killed after the end is killed earlier the next time.
const EARLIER: f64 = 0.8;

/// Work that is killed and then finished.
struct Killed<'a> {
    home: &'a Home,
    /// Begins the work in a folder.
    begin: &'a dyn Fn(&Path) -> Command,
    /// The flags of `soleus resume`; none if the work is begun again instead.
    resume: Option<&'a [&'a str]>,
}

impl Killed<'_> {
    /// Kills the work this many times, at moments that are spread over its time.
    fn kill(&self, count: usize) -> Row {
        let (expected, began) = (self.home.path("expected"), Instant::now());
        assert_eq!(ended(&mut (self.begin)(&expected)), 0);
        let (mut took, mut row) = (began.elapsed().as_secs_f64(), Row::default());
        let expected = content(&expected);
        for index in 0..count {
            let out = self.home.path(&format!("out-{index}"));
            let signal = SIGNALS[index % SIGNALS.len()];
            let share = (index as f64 + 0.5) / count as f64;
            while let Err(kept) = self.killed(&out, signal, Duration::from_secs_f64(took * share)) {
                fs::remove_dir_all(kept).unwrap();
                took *= EARLIER;
            }
            let found = self.finish(&out, &expected);
            row.count(found.map_err(|what| format!("{} after {share:.2} of {took:.2} s: {what}", signal.0)));
            fs::remove_dir_all(out).unwrap();
        }
        row
    }

    /// Begins the work and kills it after a time; the folder if it had already ended.
    fn killed<'f>(&self, out: &'f Path, (name, code): (&str, i32), after: Duration) -> Result<(), &'f Path> {
        let mut child = (self.begin)(out).spawn().unwrap();
        std::thread::sleep(after);
        let sent = send(name, &child);
        let found = shell_code(child.wait().unwrap());
        if sent.is_err() || found == 0 {
            return Err(out);
        }
        assert_eq!(found, code, "{name}");
        fs::create_dir_all(out).unwrap();
        Ok(())
    }

    fn finish(&self, out: &Path, expected: &BTreeMap<PathBuf, Vec<u8>>) -> Result<(), String> {
        let (kept, saved) = (finished_members(out), saved(out));
        let begun = out.join("unfinished.partial/call.json").exists();
        let mut again = match self.resume {
            Some(flags) if begun => {
                let mut command = soleus(&[&["resume", "-q"], flags].concat());
                command.arg(out).env("SOLEUS_BATCH", BATCH.to_string());
                command
            }
            _ => (self.begin)(out),
        };
        if begun || manifest(out).is_null() {
            let code = ended(&mut again);
            unless(code == 0, || format!("{again:?} exits with {code}"))?;
        }
        whole(out)?;
        let (redone, reused) = (amount(out, "redone"), amount(out, "reused"));
        unless(!begun || reused >= saved, || format!("{reused} of {saved} saved person-arms were used"))?;
        unless(redone <= BATCH * ARMS, || format!("{redone} person-arms were simulated twice"))?;
        for (member, before) in kept {
            unless(fs::read(&member).unwrap_or_default() == before, || format!("{} was made again", member.display()))?;
        }
        let found = content(out);
        let wrong: Vec<&PathBuf> = expected.keys().filter(|name| found.get(*name) != expected.get(*name)).collect();
        unless(wrong.is_empty() && found.len() == expected.len(), || format!("other results: {wrong:?}"))
    }
}

/// The manifests of finished members of a sweep, which must stay.
fn finished_members(out: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let manifests = crate::program::members(out).into_iter().map(|member| member.join("manifest.json"));
    manifests.map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// Person-arms of this kind in the manifest of a run, or in those of all members of a sweep.
fn amount(out: &Path, kind: &str) -> u64 {
    let of = |folder: &Path| manifest(folder)["person_arms"][kind].as_u64().unwrap_or_default();
    of(out) + crate::program::members(out).iter().map(|member| of(member)).sum::<u64>()
}

/// Person-arms in two arms that are saved in the folder of an unfinished run, or of the unfinished member of a sweep.
pub(crate) fn saved(out: &Path) -> u64 {
    const SUMS: &str = "unfinished.partial/parts/sums.bin";
    let mut heads: Vec<PathBuf> =
        names(out).into_iter().filter(|name| name.ends_with(SUMS)).map(|name| out.join(name)).collect();
    // A run with a manifest was complete before it was killed.
    heads.retain(|head| !head.ancestors().any(|folder| folder.join("manifest.json").exists()));
    let people = |head: PathBuf| {
        let bytes = fs::read(head).unwrap();
        let head: Value = serde_json::from_slice(bytes.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
        head["parts"].as_array().unwrap().iter().map(|part| part["people"].as_u64().unwrap()).sum::<u64>()
    };
    ARMS * heads.into_iter().map(people).sum::<u64>()
}

/// Every file below a folder except leftovers, which the next run removes; manifests without what may differ between equal runs.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let left = |name: &PathBuf| name.iter().any(|part| part == "unfinished.partial");
    let files = names(folder).into_iter().filter(|name| folder.join(name).is_file() && !left(name));
    let read = |name: PathBuf| {
        let mut bytes = fs::read(folder.join(&name)).unwrap();
        if name.file_name().is_some_and(|file| file == "manifest.json") {
            let mut facts: Value = serde_json::from_slice(&bytes).unwrap();
            remove_occasion(&mut facts);
            bytes = facts.to_string().into_bytes();
        }
        (name, bytes)
    };
    files.map(read).collect()
}

/// Kills runs of a study on a device.
fn study(text: &str, flags: &[&str], count: usize) -> Row {
    let home = Home::new();
    let file = home.path("study.toml");
    fs::write(&file, text).unwrap();
    let begin = |out: &Path| {
        let mut command = soleus(&[&["run", "-q"], flags].concat());
        command.arg(&file).arg("--out").arg(out).env("SOLEUS_BATCH", BATCH.to_string());
        command
    };
    Killed { home: &home, begin: &begin, resume: Some(flags) }.kill(count)
}

const CPU: [&str; 2] = ["--device", "cpu"];

pub(crate) fn run() -> Row {
    study(&Study::in_two_arms(1500, "").text(), &CPU, tries(2, 40))
}

pub(crate) fn gpu() -> Row {
    if !has_adapter("kills of runs on a graphics adapter") {
        return Row::default();
    }
    study(&Study::in_two_arms(600, "").text(), &["--device", "gpu"], tries(2, 40))
}

pub(crate) fn draws() -> Row {
    study(&Study::drawn(500, 3).text(), &CPU, tries(2, 30))
}

pub(crate) fn precision() -> Row {
    study(&Study::precise(400, 1500).text(), &CPU, tries(2, 30))
}

pub(crate) fn sweep() -> Row {
    let text = Study::in_two_arms(500, "").but("adherence = 0.5", "").text();
    study(&format!("{text}[sweep]\n\"arms.pumps.adherence\" = [1.0, 0.7, 0.5]\n"), &CPU, tries(2, 30))
}

pub(crate) fn merge() -> Row {
    let home = Home::new();
    let (file, shards) = (home.path("study.toml"), home.path("shards"));
    fs::write(&file, Study::drawn(500, 3).text()).unwrap();
    for shard in ["1/3", "2/3", "3/3"] {
        let mut command = soleus(&["run", "-q", "--device", "cpu", "--shard", shard]);
        assert_eq!(ended(command.arg(&file).arg("--out").arg(&shards)), 0);
    }
    let begin = |out: &Path| {
        let mut command = soleus(&["merge", "-q"]);
        command.arg(&shards).arg("--out").arg(out);
        command
    };
    Killed { home: &home, begin: &begin, resume: None }.kill(tries(2, 30))
}
