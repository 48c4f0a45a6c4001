//! What the program says of people of a data file, and of settings that no people fit.

use std::fs;

use serde_json::Value;

use crate::support::study::Study;
use crate::support::{soleus, utf8, write};

const SURVEY: &str = "SEQN,gender,age,w\n1,m,40,2\n2,f,50,1\n3,f,60,0\n";

fn of_file() -> Study {
    Study::seated(32, 3).but(
        "base = \"us-adults\"",
        "file = \"survey.csv\"\ncolumns = { sex = \"gender\", age_years = \"age\" }\nweight = \"w\"\n\
         recode = { sex = { m = \"male\", f = \"female\" } }",
    )
}

#[test]
fn sources_of_people_are_on_the_screen_in_the_manifest_and_in_the_limits() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("survey.csv"), SURVEY).unwrap();
    let file = write(home.path(), "study.toml", &of_file().text());
    let out = home.path().join("run");
    let run = soleus().arg("run").arg(&file).arg("--out").arg(&out).args(["--device", "cpu"]).assert().code(0);
    let said = utf8(&run.get_output().stderr);
    let rows = "People are drawn from 2 of 3 rows of `survey.csv` (left out: 1 with weight 0).";
    let unread = "Columns that are not read: SEQN.";
    let limits = fs::read_to_string(out.join("LIMITS.md")).unwrap();
    for text in [&said, &limits] {
        assert_eq!((text.matches(rows).count(), text.matches(unread).count()), (1, 1), "{text}");
    }
    assert!(
        limits.contains("People are rows of a data file") && !limits.contains("People are drawn from distributions")
    );
    let manifest: Value = serde_json::from_slice(&fs::read(out.join("manifest.json")).unwrap()).unwrap();
    let people = &manifest["people"];
    assert_eq!(people["columns"]["sex"], "gender");
    assert_eq!(people["weight"], "w");
    assert_eq!(people["rows"]["weight_0"], 1);
    assert_eq!(people["columns_not_read"][0], "SEQN");
    assert!(people["drawn"].as_array().unwrap().iter().any(|name| name == "height_cm"));

    // The resolved scenario of the run finds the file, although its path is relative to another folder.
    let resolved = out.join("scenario.resolved.toml");
    soleus().arg("check").arg(&resolved).assert().code(0);
    fs::write(home.path().join("survey.csv"), SURVEY.replace("40", "41")).unwrap();
    let refused = soleus().arg("check").arg(&resolved).assert().code(1);
    assert!(utf8(&refused.get_output().stderr).contains("not the file for which this scenario was resolved"));
}

#[test]
fn a_path_has_one_base_wherever_it_is_typed() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("studies");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("other.csv"), SURVEY).unwrap();
    write(&folder, "study.toml", &of_file().text());
    let check = |at: &std::path::Path, file: &str| {
        let mut command = soleus();
        command.current_dir(at).args(["check", file, "--set", "population.file=other.csv"]);
        command.assert().code(0);
    };
    check(home.path(), "studies/study.toml");
    check(&folder, "study.toml");
}

#[test]
fn a_scenario_may_come_from_stdin() {
    let text = Study::seated(32, 3).text();
    soleus().args(["check", "-"]).write_stdin(text.clone()).assert().code(0);
    let refused = soleus().args(["check", "-"]).write_stdin(text.replace("seed", "sed")).assert().code(1);
    let said = utf8(&refused.get_output().stderr);
    assert!(said.contains("<stdin>:") && said.contains("did you mean `seed`?"), "{said}");
}

fn said(study: &Study) -> String {
    let checked = soleus().args(["check", "-"]).write_stdin(study.text()).assert().code(0);
    utf8(&checked.get_output().stderr)
}

#[test]
fn settings_that_no_people_fit() {
    let expect = |words: &str, void: Study, sound: Study| {
        let found = said(&void);
        assert_eq!(found.matches(words).count(), 1, "{words:?} in\n{found}");
        assert!(!said(&sound).contains('⚠'), "{}", said(&sound));
    };
    let seated = || Study::seated(32, 60);
    let groups = |of: &str, breaks: &str| {
        seated().with("analysis", &format!("strata = [{{ name = \"band\", of = \"{of}\", breaks = {breaks} }}]"))
    };
    expect("are in no class of `band`", groups("age_years", "[18, 40]"), groups("age_years", "[18, 40, 111]"));
    expect(
        "100 % of the people are in no class",
        groups("height_cm", "[1.5, 1.7, 2.0]"),
        groups("height_cm", "[120, 170, 230]"),
    );
    expect(
        "all people are in one class of `band`",
        groups("age_years", "[18, 111]"),
        groups("age_years", "[18, 50, 111]"),
    );
    expect(
        "tried people is in the class [105, 111)",
        groups("age_years", "[18, 50, 105, 111]"),
        groups("age_years", "[18, 50, 70, 111]"),
    );

    let pregnant = |ages: &str| {
        let flag = "pregnant = { by = \"sex\", female = { dist = \"bernoulli\", p = 0.5 }, male = 0 }";
        seated().with("population.variables", &format!("age_years = {ages}\n{flag}"))
    };
    let ages = |min: u32, max: u32| format!("{{ dist = \"uniform\", min = {min}, max = {max} }}");
    expect("with `pregnant` are women of an age", pregnant(&ages(30, 70)), pregnant(&ages(20, 40)));
    let pumps = |age: u32| seated().pumps(30, &format!("eligibility = {{ min_age_years = {age} }}"));
    expect("nobody of 1024 tried people may do what arm `pumps` asks", pumps(109), pumps(30));
    let quit = |share: &str| {
        seated().with("population.variables", &format!("smoker = {share}")).arm(
            "quit",
            "kind = \"smoking_cessation\"",
            "",
        )
    };
    expect("`quit` changes nobody", quit("false"), quit("{ dist = \"bernoulli\", p = 0.5 }"));
}

#[test]
fn those_who_do_not_take_part_are_asked_for_nothing() {
    let home = tempfile::tempdir().unwrap();
    let study = Study::seated(400, 60).pumps(10, "uptake = 0.5\nadherence = 1").text();
    let file = write(home.path(), "study.toml", &study);
    let ran = soleus().arg("run").arg(&file).arg("-o").arg(home.path().join("run")).assert().code(0);
    let said = utf8(&ran.get_output().stderr);
    let line = said.lines().find(|line| line.starts_with("pumps")).unwrap();
    let shares: Vec<f64> = line.split(" %").filter_map(|part| part.split_whitespace().last()?.parse().ok()).collect();
    assert!(shares.len() == 2 && shares.iter().all(|share| (45.0..55.0).contains(share)), "{said}");
}
