//! The program as these tests call it, the studies that they run, and what a folder must be to count as a whole run.

use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use serde_json::Value;

/// A short stay in a chair.
const CHAIR: &str = r#"
format = "soleus-scenario/1"
[study]
id = "chair"
title = "A stay in a chair"
[design]
seed = 1
persons = 9
[population]
base = "us-adults"
[timeline]
phases = [{ name = "chair", posture = "sitting", duration_min = 6 }]
[interventions.pumps]
kind = "ankle_pumps"
every_min = 3
duration_min = 1
[arms.still]
use = []
reference = true
[arms.pumps]
use = ["pumps"]
"#;

/// The same with six shares of bouts that are done.
const SWEEP: &str = "extends = \"chair.toml\"
[sweep]
\"arms.pumps.adherence\" = [1.0, 0.9, 0.8, 0.7, 0.6, 0.5]
";

/// Two small members and one that takes a minute.
const LONG_SWEEP: &str = "extends = \"chair.toml\"\n[sweep]\n\"design.persons\" = [9, 10, 2_000_000]\n";

/// The same as the chair, with more people in a second round.
const PRECISE: &str = "extends = \"chair.toml\"\n[design.precision]\nof = \"mean_difference.leg_volume_change_ml\"\n\
    mcse_max = 1\npersons_max = 40\n";

/// Members of the sweep.
pub(crate) const MEMBERS: usize = 6;

/// A folder for one experiment, with the scenarios in it.
pub(crate) struct Home {
    folder: tempfile::TempDir,
}

impl Home {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let texts = [("chair", CHAIR), ("sweep", SWEEP), ("long_sweep", LONG_SWEEP), ("precise", PRECISE)];
        for (name, text) in texts {
            fs::write(folder.path().join(format!("{name}.toml")), text).unwrap();
        }
        Self { folder }
    }

    /// A path in the folder, without links.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        fs::canonicalize(self.folder.path()).unwrap().join(name)
    }

    /// A command that runs one of the scenarios into a folder.
    pub(crate) fn run(&self, scenario: &str, out: &Path, more: &[&str]) -> Command {
        let mut command = soleus(&["run", "-q", "--device", "cpu"]);
        command.arg(self.path(&format!("{scenario}.toml"))).arg("--out").arg(out).args(more);
        command
    }

    /// A finished run of one of the scenarios with a file of the user's in it; made once.
    pub(crate) fn finished(&self, scenario: &str) -> PathBuf {
        let out = self.path(&format!("finished-{scenario}"));
        if out.exists() {
            return out;
        }
        assert_eq!(ended(&mut self.run(scenario, &out, &[])), 0, "{scenario}");
        fs::write(out.join(NOTES), "mine").unwrap();
        out
    }
}

/// A file that no run writes.
pub(crate) const NOTES: &str = "notes.txt";

/// The program with some arguments.
pub(crate) fn soleus(words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_soleus"));
    command.args(words).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    // Mesa complains on stderr where this is missing.
    command.env("XDG_RUNTIME_DIR", std::env::temp_dir());
    command
}

/// The exit code of a command as a shell tells it: 128 and the signal where one ended it.
pub(crate) fn ended(command: &mut Command) -> i32 {
    shell_code(command.status().unwrap())
}

pub(crate) fn shell_code(status: ExitStatus) -> i32 {
    status.code().unwrap_or_else(|| 128 + status.signal().unwrap())
}

/// The exit code of `soleus check` for a run folder.
pub(crate) fn check(folder: &Path) -> i32 {
    ended(soleus(&["check"]).arg(folder))
}

/// Whether a folder is a whole run: `soleus check` says so, and so does a look at every hash that does not trust it.
pub(crate) fn whole(folder: &Path) -> Result<(), String> {
    match check(folder) {
        0 => hashes_hold(folder),
        code => Err(format!("check exits with {code}")),
    }
}

/// What `wrong` says of a test's finding, where it is true.
pub(crate) fn unless(holds: bool, wrong: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(wrong()) }
}

/// The manifest of a folder, empty where there is none.
pub(crate) fn manifest(folder: &Path) -> Value {
    let bytes = fs::read(folder.join("manifest.json")).unwrap_or_default();
    serde_json::from_slice(&bytes).unwrap_or_default()
}

/// Whether every file of a run, and of every member, has the hash that the manifest gives it.
fn hashes_hold(folder: &Path) -> Result<(), String> {
    let manifest = manifest(folder);
    let listed = manifest["files"].as_array().ok_or_else(|| format!("{} has no manifest", folder.display()))?;
    for file in listed {
        let path = folder.join(file["name"].as_str().unwrap());
        let hash = blake3::hash(&fs::read(&path).unwrap_or_default()).to_hex();
        unless(file["blake3"] == hash.as_str(), || format!("check is content, but {} has changed", path.display()))?;
    }
    let mut members = manifest["members"].as_array().into_iter().flatten();
    members.try_for_each(|member| hashes_hold(&folder.join(member["folder"].as_str().unwrap())))
}

/// Folders of finished members, in order.
pub(crate) fn members(out: &Path) -> Vec<PathBuf> {
    let listed = fs::read_dir(out.join("members")).into_iter().flatten();
    let mut folders: Vec<PathBuf> = listed.map(|entry| entry.unwrap().path()).collect();
    folders.retain(|folder| folder.join("manifest.json").exists());
    folders.sort();
    folders
}

/// Every path below a folder; links are not followed.
pub(crate) fn tree(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            found.extend(tree(&entry.path()));
        }
        found.push(entry.path());
    }
    found.sort();
    found
}

/// Paths below a folder, seen from there.
pub(crate) fn names(folder: &Path) -> Vec<PathBuf> {
    tree(folder).iter().map(|path| path.strip_prefix(folder).unwrap().to_owned()).collect()
}

/// Copies a folder.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in tree(from) {
        let copied = to.join(path.strip_prefix(from).unwrap());
        fs::create_dir_all(copied.parent().unwrap()).unwrap();
        if path.is_dir() {
            fs::create_dir_all(copied).unwrap();
        } else {
            fs::copy(path, copied).unwrap();
        }
    }
}
