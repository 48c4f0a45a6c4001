//! `soleus new`: writes a scenario to start from, its schema for editors, and a notebook and a script that draw its results.

mod notebook;

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::NewArgs;
use super::{Console, Exit};
use crate::output::main_outcome;
use crate::results::Measure;
use crate::scenario::{Overrides, SCHEMA_FILE, Template, json_schema, parse_members};

/// The cells of the notebook for all templates. It draws the newest run.
const CELLS: &str = include_str!("new/results.py");
const NOTEBOOK_FILE: &str = "results.ipynb";
/// The same for R.
const SCRIPT: &str = include_str!("new/results.R");
const SCRIPT_FILE: &str = "results.R";
/// The outcome that both draw, as they are written here.
const DRAWN: Measure = Measure::EdemaMl;

/// Writes the files. If one of them exists already, writes none.
pub(super) fn new(args: &NewArgs, console: &Console) -> Exit {
    let Some(template) = Template::named(&args.template) else {
        console.warn(&format!("error: no template `{}`; there are {}", args.template, Template::names().join(", ")));
        return Exit::Unusable;
    };
    let files = files(template);
    let paths: Vec<PathBuf> = files.iter().map(|(name, _)| args.folder.join(name)).collect();
    let taken = paths.iter().zip(&files).find(|(path, (_, text))| path.exists() && !holds(path, text));
    if let Some((taken, _)) = taken {
        console.warn(&format!("error: {} exists and is not replaced; name another folder", taken.display()));
        return Exit::Unusable;
    }
    for (path, (_, text)) in paths.iter().zip(&files).filter(|(path, _)| !path.exists()) {
        if let Err(error) = create(path, text) {
            console
                .warn(&format!("error: cannot write {}: {error}; name a folder that you may write to", path.display()));
            return Exit::Unusable;
        }
    }
    tell(args, &paths, console);
    Exit::Done
}

/// Whether the file exists with the same text, such as the schema of another scenario in the folder.
fn holds(path: &Path, text: &str) -> bool {
    fs::read_to_string(path).is_ok_and(|there| there == text)
}

/// Names and texts of the files, the scenario first.
fn files(template: &Template) -> [(String, String); 4] {
    // Comments of shipped scenarios contain paths of the repository, which are shortened here.
    let text = template.text.replace("scenarios/", "");
    let outcome = outcome(template).name();
    let drawing = |text: &str| text.replacen(&quoted_name(DRAWN.name()), &quoted_name(outcome), 1);
    [
        (format!("{}.toml", template.name), format!("#:schema ./{SCHEMA_FILE}\n{text}")),
        (SCHEMA_FILE.to_owned(), format!("{:#}\n", json_schema())),
        (NOTEBOOK_FILE.to_owned(), notebook::of(&drawing(CELLS))),
        (SCRIPT_FILE.to_owned(), drawing(SCRIPT)),
    ]
}

/// The main outcome of a study, which its report shows first.
fn outcome(template: &Template) -> Measure {
    let members = parse_members(template.name, template.text, &Overrides::default());
    let first = members.ok().and_then(|members| members.members.into_iter().next());
    first.map_or(DRAWN, |member| main_outcome(&member.scenario))
}

fn quoted_name(name: &str) -> String {
    format!("\"{name}\"")
}

/// Creates a file and its folder. The file must not exist.
fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

fn tell(args: &NewArgs, paths: &[PathBuf], console: &Console) {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    if console.shared().json {
        console.announce(&format!("{:#}\n", json!({ "template": args.template, "files": names })));
    } else {
        console.announce(&format!("{}\n", names.join("\n")));
    }
    let scenario = format!("{}.toml", args.template);
    console.say(&format!("next: cd {} && soleus run {scenario}", quoted(&args.folder)))
}

/// A path, quoted for a shell if necessary.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "/\\._-:~".contains(c);
    if text.chars().all(plain) { text } else { format!("\"{text}\"") }
}
