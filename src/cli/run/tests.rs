#![allow(clippy::unwrap_used)]
use clap::Parser;

use super::*;
use crate::cli::Cli;
use crate::cli::args::Verb;
use crate::engine::{Cpu, Inputs, Results};
use crate::output::examine;
use crate::schedule::Program;
use crate::study::fingerprint;

const STUDY: &str = include_str!("../../study/fingerprint.toml");

/// The CPU engine, which panics for the number of people of the second study.
struct Faulty;

impl Backend for Faulty {
    fn name(&self) -> String {
        "faulty".to_owned()
    }
    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        assert!(inputs.people != 5, "a planted fault");
        Cpu::default().run(program, inputs)
    }
}

/// Runs scenarios below a folder on the faulty engine.
fn run_faulty(files: &[PathBuf], out: &Path) -> Ledger {
    let mut words = vec!["soleus", "run", "-q", "--out", out.to_str().unwrap()];
    words.extend(files.iter().map(|file| file.to_str().unwrap()));
    let cli = Cli::try_parse_from(words).unwrap();
    let Verb::Run(args) = &cli.verb else { panic!("not a run") };
    let (console, ledger) = (Console::new(&cli.shared), Ledger::new(files));
    let stop = &Stop::listen(&console);
    let (several, fingerprint) = (files.len() > 1, OnceCell::new());
    let setup = Setup { args, backend: &Faulty, stop, console: &console, ledger: &ledger, fingerprint, several };
    perform(files, None, &setup);
    ledger
}

fn statuses(ledger: &Ledger) -> Vec<String> {
    ledger.json()["runs"].as_array().unwrap().iter().map(|run| run["status"].as_str().unwrap().to_owned()).collect()
}

fn with_persons(text: &str, persons: &str) -> String {
    let line = STUDY.lines().find(|line| line.starts_with("persons")).unwrap();
    text.replace(line, persons)
}

#[test]
fn a_panic_costs_one_scenario() {
    let home = tempfile::tempdir().unwrap();
    let files = [3, 5, 4].map(|persons| {
        let path = home.path().join(format!("{persons}.toml"));
        fs::write(&path, with_persons(STUDY, &format!("persons = {persons}"))).unwrap();
        path
    });
    let out = home.path().join("out");
    let ledger = run_faulty(&files, &out);
    assert_eq!(statuses(&ledger), ["done", "failed", "done"]);
    assert_eq!(ledger.verdict(), Exit::Partial);
    let error = ledger.json()["runs"][1]["error"].as_str().unwrap().to_owned();
    assert!(error.contains("please report it") && error.contains("a planted fault"), "{error}");
    assert!(examine(&out.join("3")).unwrap().is_whole() && examine(&out.join("4")).unwrap().is_whole());
    assert!(!out.join("5").exists());
}

#[test]
fn a_panic_costs_one_member() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("sweep.toml");
    fs::write(&file, format!("{STUDY}\n[sweep]\n\"design.persons\" = [3, 5, 4]\n")).unwrap();
    let out = home.path().join("out");
    let ledger = run_faulty(&[file], &out);
    assert_eq!(statuses(&ledger), ["partial"]);
    let run = &ledger.json()["runs"][0];
    assert_eq!((&run["members"], &run["members_complete"]), (&3.into(), &2.into()));
    assert_eq!(run["member_runs"][1]["status"], "failed");
    let found = examine(&out).unwrap();
    assert_eq!((found.members, found.faults.len()), (3, 1), "{:?}", found.faults);
}

#[test]
fn the_planted_fault_is_none_of_the_fixed_study() {
    assert_eq!(fingerprint(&Faulty), model_hash());
}
