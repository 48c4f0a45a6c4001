//! Scenarios that are put together: extended files, values set from outside, sweeps, repeats.

mod arguments;
mod extends;
mod repeat;
mod sweep;

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::language::{FLIGHT, assert_round_trip};
use soleus::scenario::{
    AxisValue, Code, Duration, Faults, Loaded, Members, Overrides, Scenario, ScenarioError, Style, load, load_members,
    parse, parse_members, resolved_toml,
};

/// Files in a folder of their own, the flight among them as `base.toml`.
fn home(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in [("base.toml", FLIGHT)].iter().chain(files) {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

fn extending(base: &str, rest: &str) -> String {
    format!("format = \"soleus-scenario/1\"\nextends = \"{base}\"\n{rest}")
}

fn set(arguments: &[&str]) -> Overrides {
    Overrides { set: arguments.iter().map(|argument| (*argument).to_owned()).collect(), ..Overrides::default() }
}

fn shown(faults: &Faults) -> String {
    faults.render(Style::Plain, 300)
}

fn loaded(path: &Path) -> Loaded {
    load(path, &Overrides::default()).map_err(invalid).map_err(|faults| shown(&faults)).unwrap()
}

fn invalid(error: ScenarioError) -> Faults {
    match error {
        ScenarioError::Invalid(faults) => faults,
        other => panic!("{other}"),
    }
}

fn refused(path: &Path) -> Faults {
    invalid(load_members(path, &Overrides::default()).unwrap_err())
}

/// The flight with some arguments of `--set`.
fn flight(arguments: &[&str]) -> Result<Scenario, Faults> {
    parse("flight.toml", FLIGHT, &set(arguments)).map(|loaded| loaded.scenario)
}

/// The flight with a sweep, or another text in place of its end.
fn swept(sweep: &str) -> Result<Members, Faults> {
    parse_members("sweep.toml", &format!("{FLIGHT}\n{sweep}"), &Overrides::default())
}

fn code_and_text(faults: &Faults) -> (Code, String) {
    assert_eq!(faults.problems.len(), 1, "{}", shown(faults));
    (faults.problems[0].code, shown(faults))
}
