//! Comparison of arms of finished runs.

use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};

/// More than one tile of people.
const PERSONS: u32 = 4_500;

fn run(home: &Path, name: &str, study: &Study) -> PathBuf {
    let file = write(home, &format!("{name}.toml"), &study.text());
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    out
}

/// The records of a comparison, by the names of their columns, and what was said.
struct Compared {
    columns: Vec<String>,
    records: Vec<Vec<String>>,
    said: String,
}

impl Compared {
    fn of(runs: &[&Path], args: &[&str]) -> Self {
        let output = soleus().arg("compare").args(runs).args(args).args(["--format", "csv"]).assert().code(0);
        let mut reader = csv::Reader::from_reader(output.get_output().stdout.as_slice());
        let words = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let columns = words(reader.headers().unwrap());
        let records = reader.records().map(|record| words(&record.unwrap())).collect();
        Self { columns, records, said: utf8(&output.get_output().stderr) }
    }

    fn cell<'a>(&self, record: &'a [String], column: &str) -> &'a str {
        &record[self.columns.iter().position(|name| name == column).unwrap()]
    }

    /// The records with these cells.
    fn with(&self, cells: &[(&str, &str)]) -> Vec<&Vec<String>> {
        let has = |record: &&Vec<String>| cells.iter().all(|(column, value)| self.cell(record, column) == *value);
        self.records.iter().filter(has).collect()
    }

    /// The only record with these cells.
    fn number(&self, cells: &[(&str, &str)], column: &str) -> f64 {
        let found = self.with(cells);
        assert_eq!(found.len(), 1, "{cells:?}");
        self.cell(found[0], column).parse().unwrap()
    }
}

#[test]
fn arms_of_two_runs_are_compared_as_if_they_were_in_one() {
    for sampler in ["sobol", "random"] {
        let home = tempfile::tempdir().unwrap();
        let seated = || Study::seated(PERSONS, 4).with("design", &format!("sampler = \"{sampler}\""));
        let stockings = |study: Study| study.stockings("15-20", "adherence = 0.7");
        let pumps = run(home.path(), "pumps", &seated().pumps(2, ""));
        let worn = run(home.path(), "worn", &stockings(seated()));
        let both = stockings(seated().pumps(2, "reference = true")).but("reference = true", "");
        let both = run(home.path(), "both", &both.with("analysis", "strata = [\"sex\"]"));
        let compared = Compared::of(&[&pumps, &worn], &["--reference", "1:pumps", "--by", "sex", "--measure", "all"]);
        assert!(compared.said.contains("the people are the same"), "{}", compared.said);
        let expected = table(&both, "contrasts");
        let mut checked = 0;
        let ours = |row: &usize| {
            let whole = ["n", "estimate"].iter().all(|column| number(&expected, column, *row).is_some());
            whole && text(&expected, "arm", *row) == "stockings"
        };
        for row in (0..expected.height()).filter(ours) {
            if expected.column("ci_kind").unwrap().get(row).unwrap().to_string() == "\"parameter\"" {
                continue;
            }
            let keys = ["arm", "reference", "stratum_by", "stratum", "measure", "statistic"];
            let words: Vec<String> = keys.iter().map(|key| text(&expected, key, row)).collect();
            let cells: Vec<(&str, &str)> = keys.into_iter().zip(words.iter().map(String::as_str)).collect();
            let found = compared.with(&[&cells[..], &[("run", "2"), ("people", "same")]].concat());
            let record = found.iter().find(|record| compared.cell(record, "ci_kind") != "parameter").unwrap();
            for column in ["estimate", "std_error", "conf_low", "conf_high"] {
                assert_eq!(
                    compared.cell(record, column).parse().ok(),
                    number(&expected, column, row),
                    "{words:?} {column}"
                );
            }
            checked += 1;
        }
        assert!(checked > 3 * 30, "{checked}");
    }
}

#[test]
fn one_run_has_its_contrasts_or_those_with_another_reference() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), "run", &Study::seated(300, 4).pumps(2, "").stockings("15-20", ""));
    let (own, other) = (Compared::of(&[&run], &[]), Compared::of(&[&run], &["--reference", "pumps"]));
    let edema = |arm| [("arm", arm), ("stratum_by", "all"), ("measure", "edema_ml"), ("statistic", "mean_difference")];
    let sum = own.number(&edema("stockings"), "estimate") - own.number(&edema("pumps"), "estimate");
    assert!((other.number(&edema("stockings"), "estimate") - sum).abs() < 1e-9);
    assert_eq!(other.number(&edema("usual"), "estimate"), -own.number(&edema("pumps"), "estimate"));
    assert!(!own.said.contains("not available") && !other.said.contains("not available"), "{}", other.said);
    let risk = [
        ("arm", "stockings"),
        ("stratum_by", "all"),
        ("measure", "vte_symptomatic_risk"),
        ("statistic", "mean_difference"),
        ("ci_kind", "parameter"),
    ];
    assert!(own.number(&risk, "conf_low").is_finite());
    let difference =
        own.number(&risk, "estimate") - own.number(&[&[("arm", "pumps")], &risk[1..]].concat(), "estimate");
    assert!((other.number(&risk, "estimate") - difference).abs() < 1e-12);
    assert!(other.number(&risk, "conf_low") < other.number(&risk, "estimate"), "computed from the draws of the run");
}

#[test]
fn other_people_are_independent_samples_with_wider_intervals() {
    let home = tempfile::tempdir().unwrap();
    let study = || Study::seated(400, 4).pumps(2, "");
    let first = run(home.path(), "first", &study());
    let second = run(home.path(), "second", &study().but("seed = 3", "seed = 4"));
    let compared = Compared::of(&[&first, &second], &["--reference", "usual"]);
    assert!(compared.said.contains("the people are not the same"), "{}", compared.said);
    let row = |run| [("run", run), ("arm", "pumps"), ("measure", "edema_ml"), ("statistic", "mean_difference")];
    assert_eq!(compared.cell(compared.with(&row("2"))[0], "people"), "different");
    assert_eq!(compared.cell(compared.with(&row("2"))[0], "ci_method"), "independent");
    let error = |run| compared.number(&row(run), "std_error");
    assert!(error("2") > error("1"), "{} {}", error("2"), error("1"));
}

#[test]
fn fewer_people_are_the_first_of_many() {
    let home = tempfile::tempdir().unwrap();
    let many = run(home.path(), "many", &Study::seated(200, 4).pumps(2, ""));
    let few = run(home.path(), "few", &Study::seated(80, 4).pumps(2, ""));
    let compared = Compared::of(&[&many, &few], &[]);
    assert!(compared.said.contains("the first 80 people are the same"), "{}", compared.said);
    let same = [("run", "2"), ("arm", "pumps"), ("measure", "edema_ml"), ("statistic", "mean_difference")];
    assert_eq!((compared.number(&same, "estimate"), compared.number(&same, "std_error")), (0.0, 0.0));
    assert_eq!(compared.number(&same, "n"), 80.0);
}

#[test]
fn changed_constants_and_settings_are_named() {
    let home = tempfile::tempdir().unwrap();
    let flag = |limit: u32| format!("swollen = {{ from = \"leg_volume_change_ml\", above = {limit} }}");
    let plain = run(home.path(), "plain", &Study::seated(40, 4).with("outcomes", &flag(50)));
    let changed = Study::seated(40, 6).with("parameters", "leak_deep = 0.5").with("outcomes", &flag(60));
    let changed = run(home.path(), "changed", &changed);
    let said = Compared::of(&[&plain, &changed], &[]).said;
    assert!(said.contains("constants of the model differ: leak_deep 0.5 (run 1: default)"), "{said}");
    assert!(said.contains("these sections of the scenarios differ: timeline, outcomes"), "{said}");
    assert!(said.contains("not defined in the same way, and are not compared: swollen"), "{said}");
}

#[test]
fn members_of_sweeps_are_compared() {
    let home = tempfile::tempdir().unwrap();
    let study = Study::seated(64, 10).pumps(2, "").with("sweep", "\"interventions.pumps.every_min\" = [2, 4]");
    let sweep = run(home.path(), "sweep", &study);
    let output = soleus().arg("compare").arg(&sweep).assert().code(0);
    let shown = utf8(&output.get_output().stdout);
    assert!(shown.contains("member 2 of 2: interventions.pumps.every_min = 4"), "{shown}");
    assert!(shown.contains("2:pumps") && shown.contains("1:pumps"), "{shown}");
    let refused = soleus().arg("stats").arg(&sweep).assert().code(2).get_output().clone();
    assert!(utf8(&refused.stderr).contains("give the folder of one of its members"), "{}", utf8(&refused.stderr));
}

#[test]
fn wrong_references_have_a_remedy() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), "run", &Study::seated(20, 4));
    for (args, words) in [
        (&["--reference", "2:usual"][..], "there is no run 2: 1 were given"),
        (&["--reference", "pumps"], "there is no arm `pumps`; the run has usual"),
        (&[], "there is nothing to compare"),
    ] {
        let output = soleus().arg("compare").arg(&run).args(args).assert().code(2).get_output().clone();
        assert!(utf8(&output.stderr).contains(words), "{args:?}: {}", utf8(&output.stderr));
    }
}

#[test]
fn intervals_allow_for_all_comparisons_on_request() {
    let home = tempfile::tempdir().unwrap();
    let study = Study::seated(64, 4).pumps(2, "").stockings("15-20", "");
    let out = run(home.path(), "out", &study);
    let asked = ["none", "holm", "simultaneous"].map(|word| Compared::of(&[&out], &["--multiplicity", word]));
    let cell = |compared: &Compared, arm: &str| {
        let row = [("arm", arm), ("measure", "edema_ml"), ("statistic", "mean_difference"), ("stratum_by", "all")];
        compared.number(&row, "conf_high") - compared.number(&row, "conf_low")
    };
    for arm in ["pumps", "stockings"] {
        let [none, holm, simultaneous] = asked.each_ref().map(|one| cell(one, arm));
        assert!(simultaneous > 1.05 * none && (holm == none || holm == simultaneous), "{none} {holm} {simultaneous}");
    }
    assert!(asked[2].said.contains("allow for 2 comparisons"), "{}", asked[2].said);
    // The intervals are those of a run that asks for them.
    let same = run(home.path(), "same", &study.with("analysis", "multiplicity = \"simultaneous\""));
    let expected = table(&same, "contrasts");
    let is = |row: &usize| {
        let cell = |column| text(&expected, column, *row);
        cell("measure") == "edema_ml" && cell("statistic") == "mean_difference" && cell("stratum_by") == "all"
    };
    for row in (0..expected.height()).filter(is).filter(|row| number(&expected, "n", *row).is_some()) {
        let arm = text(&expected, "arm", row);
        let width = number(&expected, "conf_high", row).unwrap() - number(&expected, "conf_low", row).unwrap();
        assert!((cell(&asked[2], &arm) / width - 1.0).abs() < 1e-9, "{arm}");
    }
}
