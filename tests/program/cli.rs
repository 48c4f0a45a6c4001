//! What goes wrong at run time: the exit code, a message with place and remedy, and nothing half-done left behind.

use std::fs;
use std::path::Path;

use crate::support::{FLIGHT, files, soleus, utf8, varied, write};

/// A scenario that cannot be run, and what must be said of it.
struct Bad {
    name: &'static str,
    from: &'static str,
    to: &'static str,
    /// Text that begins where the fault is.
    at: &'static str,
    remedy: &'static str,
}

const BAD: &[Bad] = &[
    Bad {
        name: "syntax",
        from: "five countermeasures\"\nquestion",
        to: "five countermeasures\nquestion",
        at: "\nquestion",
        remedy: "invalid basic string, expected `\"`",
    },
    Bad { name: "unknown-key", from: "persons =", to: "persns =", at: "persns", remedy: "did you mean `persons`?" },
    Bad {
        name: "negative-age",
        from: "[population.variables]\nage_years = {",
        to: "[population.variables]\nage_years = -3 #",
        at: "-3 #",
        remedy: "it must be at least 18 years",
    },
    Bad {
        name: "adherence-percent",
        from: "adherence = 1.0",
        to: "adherence = 1.4",
        at: "1.4",
        remedy: "percent given? 1.4 % = 0.014",
    },
    Bad {
        name: "no-reference",
        from: "reference = true",
        to: "",
        at: "arms.usual]",
        remedy: "add `reference = true` to the arm that the others are compared with",
    },
    Bad {
        name: "two-references",
        from: "use = [\"walks\"]",
        to: "use = [\"walks\"]\nreference = true # again",
        at: "reference = true # again",
        remedy: "keep `reference = true` in exactly one arm",
    },
    Bad {
        name: "nobody",
        from: "persons = 20_000",
        to: "persons = 0",
        at: "0\nsampler",
        remedy: "it must be at least 1",
    },
];

/// Line and column where `part` begins, as messages write them.
fn place(text: &str, part: &str) -> String {
    let before = &text[..text.find(part).unwrap()];
    let line_begins = before.rfind('\n').map_or(0, |at| at + 1);
    format!("{}:{}", before.matches('\n').count() + 1, before[line_begins..].chars().count() + 1)
}

/// Runs and expects a refusal with this code; the message, which must show no sign of a crash.
fn refused(args: &[&Path], code: i32) -> String {
    let output = soleus().args(args).assert().code(code).get_output().clone();
    assert!(output.stdout.is_empty(), "stdout is for results: {}", utf8(&output.stdout));
    let message = utf8(&output.stderr);
    for crash in ["panicked", "RUST_BACKTRACE", "src/", "unwrap"] {
        assert!(!message.contains(crash), "{message}");
    }
    message
}

fn run_into<'a>(file: &'a Path, out: &'a Path) -> [&'a Path; 6] {
    ["run".as_ref(), file, "--persons".as_ref(), "20".as_ref(), "--out".as_ref(), out]
}

#[test]
fn a_bad_scenario_is_refused_before_anything_is_written() {
    let home = tempfile::tempdir().unwrap();
    for bad in BAD {
        let text = varied(&[(bad.from, bad.to)]);
        let file = write(home.path(), &format!("{}.toml", bad.name), &text);
        let out = home.path().join("out");
        let said = refused(&["run".as_ref(), &file, "--device".as_ref(), "cpu".as_ref(), "--out".as_ref(), &out], 2);
        let place = format!("{}.toml:{}]", bad.name, place(&text, bad.at));
        assert!(said.contains(&place), "{place} in:\n{said}");
        assert!(said.contains(bad.remedy), "{} in:\n{said}", bad.remedy);
        assert!(!out.exists(), "{}", bad.name);
        assert_eq!(refused(&["check".as_ref(), &file], 1), said, "check and run say the same");
    }
}

#[test]
fn a_missing_file_is_named() {
    let home = tempfile::tempdir().unwrap();
    let (file, out) = (home.path().join("nowhere.toml"), home.path().join("out"));
    for verb in ["run", "check", "plan"] {
        let said = refused(&[verb.as_ref(), &file, "--out".as_ref(), &out], 2);
        assert!(said.contains(&file.display().to_string()) && said.contains("cannot read"), "{said}");
        assert!(!out.exists());
    }
}

#[test]
fn a_folder_that_cannot_be_made_is_named_with_a_remedy() {
    let home = tempfile::tempdir().unwrap();
    let file = write(home.path(), "plain", "a file, not a folder");
    for out in [file.clone(), file.join("run"), file.join("deep/run")] {
        let said = refused(&run_into(FLIGHT.as_ref(), &out), 2);
        assert!(said.contains(&out.display().to_string()) && said.contains("--out"), "{said}");
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "a file, not a folder");
    assert_eq!(files(home.path()).len(), 1, "nothing else was made");
}

#[test]
fn a_folder_with_other_peoples_work_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    write(home.path(), "thesis.tex", "chapter 1");
    let before = files(home.path());
    for force in [None, Some(Path::new("--force"))] {
        let args: Vec<&Path> = run_into(FLIGHT.as_ref(), home.path()).into_iter().chain(force).collect();
        let said = refused(&args, 2);
        assert!(said.contains(&home.path().display().to_string()) && said.contains("--out"), "{said}");
        assert_eq!(files(home.path()), before);
    }
}

#[test]
fn a_trace_of_nobody_is_refused_with_the_choices() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("trace.parquet");
    let trace = |arm: &str, person: &str, out: &Path| {
        let head = ["trace", FLIGHT, "--arm", arm, "--person", person, "--out"].map(Path::new);
        refused(&[&head[..], &[out]].concat(), 2)
    };
    assert!(trace("usuel", "0", &out).contains("usual, pumps_30min"));
    assert!(trace("usual", "20000", &out).contains("0 to 19999"));
    assert!(!out.exists());
    let below_a_file = write(home.path(), "plain", "").join("trace.parquet");
    let said = trace("usual", "0", &below_a_file);
    assert!(said.contains(&below_a_file.display().to_string()), "{said}");
}
