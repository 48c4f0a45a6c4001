//! Which device computes: what is listed, what each flag takes, what is said where there is none, and the checklist.

use crate::support::{FLIGHT, files, has_adapter, soleus, utf8, without_drivers};
use assert_cmd::Command;
use serde_json::Value;

/// Runs, expects this code, and returns stdout and stderr.
fn ends(command: &mut Command, args: &[&str], code: i32) -> (String, String) {
    let output = command.args(args).assert().code(code).get_output().clone();
    (utf8(&output.stdout), utf8(&output.stderr))
}

fn json(command: &mut Command, args: &[&str], code: i32) -> Value {
    serde_json::from_str(&ends(command, args, code).0).unwrap()
}

/// The adapters of this machine; none fails the test.
fn adapters() -> Vec<Value> {
    let adapters = json(&mut soleus(), &["devices", "--json"], 0)["adapters"].as_array().unwrap().clone();
    assert!(
        !adapters.is_empty(),
        "no adapter: install a Vulkan driver (Debian: mesa-vulkan-drivers) or set SOLEUS_NO_GPU=1"
    );
    adapters
}

fn taken_by<'a>(adapters: &'a [Value], flag: &str) -> Option<&'a Value> {
    adapters.iter().find(|adapter| adapter["taken_by"].as_array().unwrap().iter().any(|taker| taker == flag))
}

fn plan(flags: &[&str], code: i32) -> (String, String) {
    ends(&mut soleus(), &[&["plan", FLIGHT, "--persons", "20"], flags].concat(), code)
}

#[test]
fn every_adapter_is_listed_with_what_takes_it() {
    if !has_adapter("listing of adapters") {
        return;
    }
    let adapters = adapters();
    assert!(taken_by(&adapters, "gpu").is_some(), "{adapters:?}");
    assert!(taken_by(&adapters, "auto").is_none_or(|adapter| adapter["type"] != "software"), "{adapters:?}");
    let (table, _) = ends(&mut soleus(), &["devices"], 0);
    for adapter in &adapters {
        let name = adapter["name"].as_str().unwrap();
        assert!(!name.is_empty() && table.contains(name), "{table}");
        assert!(adapter["largest_buffer_mib"].as_u64().unwrap() >= 128, "{adapter}");
    }
    assert_eq!(table.lines().count(), adapters.len() + 1);
}

#[test]
fn the_environment_can_forbid_exact_shaders() {
    if !has_adapter("exactness of adapters") {
        return;
    }
    let vulkan = |adapter: &&Value| adapter["backend"] == "vulkan";
    for adapter in adapters().iter().filter(vulkan) {
        assert_eq!(adapter["computes_exactly"], true, "{adapter}");
    }
    let ordinary = json(soleus().env("SOLEUS_GPU_ORDINARY", "1"), &["devices", "--json"], 0);
    for adapter in ordinary["adapters"].as_array().unwrap() {
        assert_eq!(adapter["computes_exactly"], false, "{adapter}");
    }
}

#[test]
fn software_is_taken_only_when_asked_for() {
    if !has_adapter("choice of software adapters") {
        return;
    }
    let adapters = adapters();
    if taken_by(&adapters, "auto").is_some() {
        return;
    }
    let name = taken_by(&adapters, "gpu").unwrap()["name"].as_str().unwrap();
    let (_, said) = plan(&[], 0);
    assert!(said.contains(name) && said.contains("CPU") && said.contains("--device gpu"), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(plan(&["--quiet"], 0).1, "");
    let (_, said) = plan(&["--require-gpu"], 3);
    assert!(said.contains(name) && said.contains("--device gpu") && said.contains("driver"), "{said}");
    for flags in [&["--device", "gpu"][..], &["--device", "gpu", "--require-gpu"], &["--device", &name.to_uppercase()]]
    {
        assert_eq!(plan(flags, 0).1, "", "{flags:?}");
    }
}

#[test]
fn a_device_that_is_not_there_has_a_code_of_its_own() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("out");
    for flags in [&["--device", "no such adapter"][..], &["--require-gpu", "--device", "no such adapter"]] {
        let args = [&["run", FLIGHT, "--persons", "20", "--out", out.to_str().unwrap()], flags].concat();
        let (results, said) = ends(&mut soleus(), &args, 3);
        assert!(results.is_empty() && !out.exists());
        assert!(said.contains("`no such adapter`") && said.contains("--device"), "{said}");
    }
}

#[test]
fn without_drivers_the_cpu_computes_and_the_remedy_is_told() {
    let plan = |flags: &[&str], code| {
        ends(&mut without_drivers(), &[&["plan", FLIGHT, "--persons", "20"], flags].concat(), code).1
    };
    assert!(plan(&[], 0).contains("no GPU found: computing on the CPU"));
    for flags in [&["--require-gpu"][..], &["--device", "gpu"]] {
        let said = plan(flags, 3);
        for word in ["mesa-vulkan-drivers", "DX12", "Metal", "soleus doctor", "--device cpu"] {
            assert!(said.contains(word), "{word} in {said}");
        }
    }
    let (table, said) = ends(&mut without_drivers(), &["devices"], 0);
    assert!(table.is_empty() && said.contains("CPU engine"), "{table}{said}");
}

#[test]
fn flags_that_exclude_each_other_are_bad_arguments() {
    let (_, said) = plan(&["--device", "cpu", "--require-gpu"], 2);
    assert!(said.contains("exclude each other"), "{said}");
    assert_eq!(plan(&["--device", "cpu"], 0).1, "");
}

/// The check of this name.
fn check<'a>(report: &'a Value, name: &str) -> &'a Value {
    report["checks"].as_array().unwrap().iter().find(|check| check["name"] == name).unwrap()
}

#[test]
fn the_doctor_finds_this_machine_well_and_leaves_nothing() {
    if !has_adapter("the doctor's look at an adapter") {
        return;
    }
    let home = tempfile::tempdir().unwrap();
    let (list, _) = ends(soleus().current_dir(home.path()), &["doctor"], 0);
    assert!(list.lines().all(|line| line.starts_with("ok  ") || line.starts_with("    ")), "{list}");
    assert!(files(home.path()).is_empty());
    let report = json(soleus().current_dir(home.path()), &["doctor", "--json"], 0);
    assert_eq!(report["usable"], true);
    for name in ["version", "processor", "files", "adapters", "GPU", "arithmetic"] {
        assert_eq!(check(&report, name)["verdict"], "ok", "{report}");
    }
    let found = check(&report, "arithmetic")["found"].as_str().unwrap();
    assert!(adapters().iter().all(|adapter| adapter["computes_exactly"] == false) || found.starts_with("256 of 256"));
}

#[test]
fn the_doctor_tells_what_is_missing_from_what_is_broken() {
    let report = json(&mut without_drivers(), &["doctor", "--json"], 0);
    assert_eq!(check(&report, "GPU")["verdict"], "absent");
    let report = json(&mut without_drivers(), &["doctor", "--json", "--device", "gpu"], 1);
    assert_eq!(check(&report, "GPU")["verdict"], "fail");
    assert_eq!(report["usable"], false);
    let (list, _) = ends(&mut without_drivers(), &["doctor", "--out", "Cargo.toml"], 1);
    assert!(list.contains("\nFAIL  files ") && list.contains("--out"), "{list}");
}
