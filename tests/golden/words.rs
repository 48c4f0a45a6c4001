//! What the program says, and the texts that runs leave.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use clap::CommandFactory;
use polars_io::SerReader;
use polars_io::parquet::read::ParquetReader;
use serde_json::Value;
use soleus::cli::Cli;
use soleus::model::{Course, PARAMETERS, Signal};
use soleus::output::usual_tables;
use soleus::results::Measure;
use soleus::scenario::{Code, Template, Variable, json_schema};

use crate::cases::{scenarios, tomls};
use crate::ledger::Scope;
use crate::support::{soleus, utf8};
use crate::texts::Text;

/// When a kind of text is looked at, its name, and who gathers it.
pub(crate) type Kind = (Scope, &'static str, fn() -> Vec<Text>);

/// Every kind of text.
pub(crate) const KINDS: [Kind; 7] = [
    (Scope::Usual, "check", checks),
    (Scope::Usual, "explain", explanations),
    (Scope::Usual, "help", helps),
    (Scope::Usual, "made", documents),
    (Scope::Usual, "new", templates),
    (Scope::Usual, "run", left_by_runs),
    (Scope::Long, "plan", plans),
];

/// Everything that a call of the program says, in the root of the repository.
fn said(args: &[&str]) -> String {
    let output = soleus().args(args).output().unwrap();
    let (code, out, err) = (output.status.code(), utf8(&output.stdout), utf8(&output.stderr));
    format!("exit {code:?}\n{out}\n{err}")
}

/// A path from the root of the repository.
fn relative(path: &Path) -> String {
    let path = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap_or(path);
    path.to_str().unwrap().replace('\\', "/")
}

/// Of broken and of shipped scenarios, for people and for programs.
fn checks() -> Vec<Text> {
    let broken = tomls(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/broken"));
    let files: Vec<String> = broken.iter().chain(&scenarios()).map(|path| relative(path)).collect();
    let both = files.iter().flat_map(|file| {
        let plain = (file.clone(), said(&["check", "--color", "never", file]));
        [plain, (format!("{file} --json"), said(&["check", "--json", file]))]
    });
    both.collect()
}

/// Of every name, and of one that nothing has.
fn explanations() -> Vec<Text> {
    let both = names().into_iter().flat_map(|name| {
        let plain = (name.clone(), said(&["explain", &name]));
        [plain, (format!("{name} --json"), said(&["explain", "--json", &name]))]
    });
    both.chain([("edama_ml".to_owned(), said(&["explain", "edama_ml"]))]).collect()
}

/// Everything that has a name.
fn names() -> BTreeSet<String> {
    let mut names: BTreeSet<String> = Code::ALL.iter().map(|code| code.as_str().to_owned()).collect();
    names.extend(Measure::ALL.iter().map(|one| one.name().to_owned()));
    names.extend(Course::ALL.iter().map(|one| one.name().to_owned()));
    names.extend(Signal::ALL.iter().map(|one| one.name().to_owned()));
    names.extend(Variable::ALL.iter().map(|one| one.name().to_owned()));
    names.extend(PARAMETERS.iter().map(|one| one.name.to_owned()));
    let tables = usual_tables().unwrap();
    names.extend(tables.iter().flat_map(|table| &table.columns).map(|column| column.name.clone()));
    add_keys(&json_schema(), &mut names);
    names
}

/// Keys of scenarios and families of distributions, as the schema has them.
fn add_keys(schema: &Value, names: &mut BTreeSet<String>) {
    names.extend(schema["properties"].as_object().into_iter().flat_map(|properties| properties.keys().cloned()));
    let family = &schema["properties"]["dist"];
    let families = family["enum"].as_array().into_iter().flatten().chain([&family["const"]]);
    names.extend(families.filter_map(Value::as_str).map(str::to_owned));
    match schema {
        Value::Object(parts) => parts.values().for_each(|part| add_keys(part, names)),
        Value::Array(parts) => parts.iter().for_each(|part| add_keys(part, names)),
        _ => {}
    }
}

/// Help of the program and of every verb, schemas, completions.
fn helps() -> Vec<Text> {
    let cli = Cli::command();
    let verbs = cli.get_subcommands().map(|verb| vec![verb.get_name(), "--help"]);
    let others = [&["--help"][..], &["-h"], &["--version"], &["schema", "scenario"], &["schema", "tables"]];
    let shells = ["bash", "zsh", "fish", "powershell"].map(|shell| vec!["completions", shell]);
    let all = verbs.chain(others.map(<[&str]>::to_vec)).chain(shells);
    all.map(|args| (args.join(" "), said(&args))).collect()
}

/// What `soleus new` writes.
fn templates() -> Vec<Text> {
    let one = |template: &Template| {
        let home = tempfile::tempdir().unwrap();
        let output = soleus().current_dir(home.path()).args(["new", template.name, "study"]).output().unwrap();
        let told = (format!("{} says", template.name), utf8(&output.stdout) + &utf8(&output.stderr));
        let files = texts_below(&home.path().join("study"), template.name);
        files.into_iter().chain([told]).collect::<Vec<Text>>()
    };
    Template::ALL.iter().flat_map(one).collect()
}

/// What runs of the shipped scenarios leave beside tables, and what they say.
fn left_by_runs() -> Vec<Text> {
    let one = |file: PathBuf| {
        let home = tempfile::tempdir().unwrap();
        let (name, out) = (file.file_stem().unwrap().to_str().unwrap().to_owned(), home.path().join("run"));
        let mut command = soleus();
        command.args(["run", &relative(&file), "--persons", "20", "--device", "cpu", "--progress", "none", "--out"]);
        let output = command.arg(&out).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}: {}", utf8(&output.stderr));
        let said = utf8(&output.stdout) + &utf8(&output.stderr);
        let said = steady(&said.replace(home.path().to_str().unwrap(), "HOME"));
        let mut texts = texts_below(&out, &name);
        texts.push((format!("{name} says"), said));
        texts
    };
    scenarios().into_iter().flat_map(one).collect()
}

/// Without what depends on the machine and the moment: speed, and the name of the device.
fn steady(said: &str) -> String {
    let cut = |line: &str| {
        let ends = [" on CPU, ", " members done in "].into_iter().filter_map(|words| line.find(words));
        let line = if line.contains(" s in total, ") { "" } else { &line[..ends.min().unwrap_or(line.len())] };
        format!("{line}\n")
    };
    said.lines().map(cut).collect()
}

/// Texts of a folder and of those in it, but for manifests, which tell the occasion, reports, whose drawings may differ between
/// systems, and saved sums, which are no text; of tables what they carry.
fn texts_below(folder: &Path, name: &str) -> Vec<Text> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            let number = file.split('-').next().unwrap();
            texts.extend(texts_below(&path, &format!("{name}/{number}")));
        } else if file.ends_with(".parquet") {
            texts.push((format!("{name}/{file} carries"), carried(&path)));
        } else if !["manifest.json", "report.html", "sums.bin"].contains(&file.as_str()) {
            texts.push((format!("{name}/{file}"), fs::read_to_string(&path).unwrap()));
        }
    }
    texts
}

/// Facts that a table carries beside its columns.
fn carried(path: &Path) -> String {
    let mut reader = ParquetReader::new(File::open(path).unwrap());
    let facts = reader.get_metadata().unwrap().key_value_metadata().clone().unwrap();
    let facts: BTreeMap<String, Option<String>> = facts.into_iter().map(|fact| (fact.key, fact.value)).collect();
    facts.iter().map(|(key, value)| format!("{key}: {}\n", value.as_deref().unwrap_or_default())).collect()
}

/// Plans of the shipped scenarios, without what depends on the machine. They measure its speed, which takes a while.
fn plans() -> Vec<Text> {
    let one = |file: PathBuf| {
        let name = relative(&file);
        let output = soleus().args(["plan", "--json", "--device", "cpu", &name]).output().unwrap();
        let mut plan: Value = serde_json::from_slice(&output.stdout).unwrap();
        forget(&mut plan);
        (name, format!("{plan:#}\n"))
    };
    scenarios().into_iter().map(one).collect()
}

/// Takes out what a machine has to do with, at any depth.
fn forget(plan: &mut Value) {
    match plan {
        Value::Object(parts) => {
            parts.retain(|key, _| !["device", "seconds", "seconds_at_most", "memory_mib"].contains(&key.as_str()));
            parts.values_mut().for_each(forget);
        }
        Value::Array(parts) => parts.iter_mut().for_each(forget),
        _ => {}
    }
}

/// Documents and shaders that are made from the code. Other tests keep them current.
fn documents() -> Vec<Text> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let figures = fs::read_dir(root.join("docs/figures")).unwrap();
    let figures = figures.map(|entry| format!("docs/figures/{}", entry.unwrap().file_name().to_str().unwrap()));
    let pages = ["docs/model.md", "docs/scenario.md", "docs/evidence.md", "shaders/model.wgsl"].map(str::to_owned);
    let read = |path: &String| fs::read_to_string(root.join(path)).unwrap().replace("\r\n", "\n");
    pages.into_iter().chain(figures).map(|path| (path.clone(), read(&path))).collect()
}
