//! `soleus check RUN`: checks that a run folder is unchanged since it was written.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{Console, Exit};
use crate::output::{Examined, OutputError, examine};

/// Checks a folder. Prints the findings, or returns them for `--json`.
pub(super) fn check(folder: &Path, console: &Console) -> (Exit, Value) {
    let found = examine(folder);
    if !console.shared().json {
        tell(folder, &found, console);
    }
    let exit = match &found {
        Ok(found) if found.is_whole() => Exit::Done,
        Ok(_) => Exit::Faults,
        Err(_) => Exit::Unusable,
    };
    (exit, report(folder, &found))
}

fn tell(folder: &Path, found: &Result<Examined, OutputError>, console: &Console) {
    let found = match found {
        Ok(found) => found,
        Err(error) => return console.warn(&format!("error: {error}")),
    };
    for stranger in &found.foreign_members {
        console.warn(&format!("warning: {} is no member of this sweep", stranger.display()));
    }
    for fault in &found.faults {
        console.warn(&format!("error: {}: {}", fault.path.display(), fault.what));
    }
    let name = folder.display();
    match found.faults.len() {
        0 => console.say(&format!("{name}: whole ({})", size(found))),
        faults => console.warn(&format!("{name}: {faults} {}", if faults == 1 { "fault" } else { "faults" })),
    }
}

fn size(found: &Examined) -> String {
    let members = if found.members > 0 { format!("{} members, ", found.members) } else { String::new() };
    format!("run {}, {members}{} files, {} bytes", found.run_id, found.files, found.bytes)
}

fn report(folder: &Path, found: &Result<Examined, OutputError>) -> Value {
    let name = folder.display().to_string();
    let found = match found {
        Ok(found) => found,
        Err(error) => return json!({ "run": name, "ok": false, "error": error.to_string(), "faults": [] }),
    };
    let faults =
        found.faults.iter().map(|fault| json!({ "path": fault.path.display().to_string(), "what": fault.what }));
    let foreign_members = found.foreign_members.iter().map(|path| path.display().to_string());
    json!({
        "run": name,
        "ok": found.is_whole(),
        "run_id": found.run_id,
        "members": found.members,
        "files": found.files,
        "bytes": found.bytes,
        "faults": faults.collect::<Vec<Value>>(),
        "no_members": foreign_members.collect::<Vec<String>>(),
    })
}
