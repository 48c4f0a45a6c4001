//! The broken scenarios in `scenarios/broken`: each has the one fault that its first line names, and is told of it as intended.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use soleus::scenario::{Code, Faults, Overrides, Severity, Style, parse_members};

/// Every broken scenario: its name and its text.
fn broken() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/broken");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.retain(|path| path.extension().is_some_and(|end| end == "toml"));
    let named = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    files.iter().map(|path| (named(path), fs::read_to_string(path).unwrap())).collect()
}

fn faults(name: &str, text: &str) -> Faults {
    // Cargo runs tests in the root of the package, so that paths are the same on every machine.
    match parse_members(&format!("scenarios/broken/{name}.toml"), text, &Overrides::default()) {
        Ok(_) => panic!("{name}.toml is not broken"),
        Err(faults) => faults,
    }
}

#[test]
fn each_has_the_fault_that_its_first_line_names_and_no_other() {
    for (name, text) in broken() {
        let announced = text.strip_prefix("# ").and_then(|text| text.split(':').next()).unwrap();
        let found: Vec<&str> = faults(&name, &text).problems.iter().map(|problem| problem.code.as_str()).collect();
        assert_eq!(found, [announced], "{name}.toml");
    }
}

#[test]
fn every_error_has_a_broken_scenario() {
    let shown: BTreeSet<Code> =
        broken().iter().flat_map(|(name, text)| faults(name, text).problems).map(|problem| problem.code).collect();
    let errors = Code::ALL.iter().filter(|code| code.severity() == Severity::Error);
    let missing: Vec<&str> = errors.filter(|code| !shown.contains(code)).map(|code| code.as_str()).collect();
    assert!(missing.is_empty(), "no file in scenarios/broken for {}", missing.join(", "));
}

#[test]
fn what_is_told_of_them_helps() {
    let told: String = broken().iter().map(|(name, text)| faults(name, text).render(Style::Plain, 100)).collect();
    insta::assert_snapshot!("broken", told);
}
