//! What other verbs than `run` find: lines for traces and the evidence table.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use soleus::scenario::{Overrides, load_members};

use crate::columns::Digest;
use crate::ledger::Lines;
use crate::support::{soleus, utf8};

/// What it says on stdout; a code above `worst` is a failure.
fn stdout(command: &mut Command, worst: i32) -> String {
    let output = command.output().unwrap();
    assert!(output.status.code().is_some_and(|code| code <= worst), "{command:?}: {}", utf8(&output.stderr));
    utf8(&output.stdout)
}

/// One leg of every scenario in full detail: person 7 in the last arm, in a sweep of its first member.
pub(crate) fn traces(files: &[PathBuf], prefix: &str, home: &Path) -> Lines {
    let mut lines = Lines::new();
    fs::create_dir_all(home).unwrap();
    for file in files {
        let name = file.file_stem().unwrap().to_str().unwrap();
        let out = home.join(format!("{name}.parquet"));
        let members = load_members(file, &Overrides::default()).unwrap();
        let arm = &members.members[0].scenario.arms.last().unwrap().id;
        let mut command = soleus();
        command.arg("trace").arg(file).args(["--arm", arm, "--person", "7", "--every", "60", "--quiet", "--out"]);
        command.arg(&out).args(members.is_sweep().then_some(["--member", "1"]).iter().flatten());
        stdout(&mut command, 0);
        let digest = Digest::read(&out, &mut lines);
        lines.insert(format!("{prefix}{name}/{arm}"), digest.line());
    }
    lines
}

/// The model beside all published values.
pub(crate) fn evidence(prefix: &str, home: &Path) -> Lines {
    let mut lines = Lines::new();
    // Too few unseen values are reproduced, which is exit 1.
    stdout(soleus().args(["verify", "--device", "cpu", "--quiet", "--out"]).arg(home), 1);
    let digest = Digest::read(&home.join("evidence.parquet"), &mut lines);
    lines.insert(format!("{prefix}evidence"), digest.line());
    lines
}
