//! Statistics of a finished run for groups, flags and references that its scenario did not have: those that a run with them would have written.

use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};
use polars::prelude::{AnyValue, DataFrame};

/// More than one tile of people, so that sums are those of tiles.
const PERSONS: u32 = 4_500;

/// People who sit, with pumps for some and stockings that are worn with a probability.
fn study(persons: u32) -> Study {
    Study::seated(persons, 4)
        .pumps(2, "")
        .stockings("15-20", "adherence = 0.7")
        .with("outcomes", "swollen = { from = \"leg_volume_change_ml\", above = 60 }")
}

/// Runs a study into a folder of this name.
fn run(home: &Path, name: &str, study: &Study) -> PathBuf {
    let file = write(home, &format!("{name}.toml"), &study.text());
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    out
}

/// Computes statistics into a folder beside the run.
fn stats(run: &Path, name: &str, args: &[&str]) -> PathBuf {
    let out = run.with_file_name(name);
    soleus().arg("stats").arg(run).args(args).args(["-q", "--out"]).arg(&out).assert().code(0);
    out
}

fn refused(run: &Path, args: &[&str]) -> String {
    utf8(&soleus().arg("stats").arg(run).args(args).assert().code(2).stdout("").get_output().stderr)
}

/// The cells of the rows of a table in groups of `by`, or of everyone; published rows and rows without a value are left out. `rename` gives the
/// name of the grouping in the other table.
fn rows(frame: &DataFrame, by: &str, rename: &str) -> Vec<Vec<String>> {
    let is_null = |column: &str, row: usize| frame.column(column).unwrap().get(row).unwrap() == AnyValue::Null;
    let ours = |row: &usize| {
        let group = text(frame, "stratum_by", *row);
        let published = !is_null("ci_kind", *row) && text(frame, "ci_kind", *row) == "published";
        (group == by || group == "all") && !published && !is_null("estimate", *row)
    };
    let cells = |row: usize| {
        let columns = frame.columns().iter().filter(|column| !["run_id", "source"].contains(&column.name().as_str()));
        let cell = |value: AnyValue| match value {
            AnyValue::Float64(value) => format!("{:x}", value.to_bits()),
            other => other.to_string(),
        };
        columns
            .map(|column| cell(column.get(row).unwrap()).replace(&format!("\"{rename}\""), &format!("\"{by}\"")))
            .collect()
    };
    (0..frame.height()).filter(ours).map(cells).collect()
}

/// Asserts that derived tables have the rows of a run, bit by bit, in the same order.
fn assert_same(run: &Path, derived: &Path, (by, derived_by): (&str, &str)) {
    for name in ["summary", "contrasts"] {
        let (expected, found) = (rows(&table(run, name), by, by), rows(&table(derived, name), derived_by, derived_by));
        let renamed = |row: &Vec<String>| row.iter().map(|cell| cell.replace(derived_by, by)).collect::<Vec<_>>();
        assert_eq!(expected.len(), found.len(), "{name}");
        for (expected, found) in expected.iter().zip(&found) {
            assert_eq!(expected, &renamed(found), "{name}");
        }
    }
}

#[test]
fn groups_are_those_of_a_run_with_these_strata_to_the_last_bit() {
    for sampler in ["sobol", "random"] {
        let home = tempfile::tempdir().unwrap();
        let study = study(PERSONS).with("design", &format!("sampler = \"{sampler}\""));
        let strata = "strata = [\"sex\", { name = \"age_band\", of = \"age_years\", breaks = [18, 40, 65, 111] }]";
        let grouped = run(home.path(), "grouped", &study.clone().with("analysis", strata));
        let plain = run(home.path(), "plain", &study);
        let by_sex = stats(&plain, "by_sex", &["--by", "sex", "--measure", "all"]);
        assert_same(&grouped, &by_sex, ("sex", "sex"));
        let by_age = stats(&plain, "by_age", &["--by", "age_years", "--breaks", "18,40,65,111", "--measure", "all"]);
        assert_same(&grouped, &by_age, ("age_band", "age_years"));
        // The stratum of a run is a column of its people.
        assert_same(
            &grouped,
            &stats(&grouped, "again", &["--by", "age_band", "--measure", "all"]),
            ("age_band", "age_band"),
        );
    }
}

#[test]
fn crossings_are_groups_of_a_run_and_of_finished_runs() {
    let home = tempfile::tempdir().unwrap();
    let strata = "strata = [\"sex\", { name = \"age_band\", of = \"age_years\", breaks = [18, 40, 111] }]\ncross = [[\"age_band\", \"sex\"]]";
    let out = run(home.path(), "out", &study(300).with("analysis", strata));
    let derived = stats(&out, "derived", &["--by", "age_band", "--cross", "sex", "--measure", "all"]);
    let crossed = |frame: &DataFrame| {
        let rows = (0..frame.height()).filter(|row| text(frame, "stratum_by", *row) == "age_band x sex");
        rows.map(|row| text(frame, "stratum", row)).collect::<std::collections::BTreeSet<String>>()
    };
    let names = ["[18, 40) x female", "[18, 40) x male", "[40, 111) x female", "[40, 111) x male"];
    assert_eq!(crossed(&table(&out, "summary")).into_iter().collect::<Vec<_>>(), names);
    assert_same(&out, &derived, ("age_band x sex", "age_band x sex"));
}

#[test]
fn intervals_of_several_arms_are_wider_on_request() {
    let home = tempfile::tempdir().unwrap();
    let of = |name: &str| {
        let asked = format!("multiplicity = \"{name}\"");
        let out = run(home.path(), name, &study(64).with("analysis", &asked));
        let frame = table(&out, "contrasts");
        let wanted = |row: &usize| {
            let cell = |column| text(&frame, column, *row);
            cell("measure") == "edema_ml"
                && cell("statistic") == "mean_difference"
                && cell("ci_kind") == "monte_carlo"
                && cell("stratum_by") == "all"
        };
        let width = |row: usize| number(&frame, "conf_high", row).unwrap() - number(&frame, "conf_low", row).unwrap();
        let widths: Vec<f64> = (0..frame.height()).filter(wanted).map(width).collect();
        let [one, other] = widths[..] else { panic!("two arms are compared: {widths:?}") };
        (one, other)
    };
    let (none, holm, simultaneous) = (of("none"), of("holm"), of("simultaneous"));
    assert!(simultaneous.0 > none.0 && simultaneous.1 > none.1, "{none:?} {simultaneous:?}");
    // Both differ clearly: the clearer one has the interval of both together, the other its own.
    assert!(holm == (simultaneous.0, none.1) || holm == (none.0, simultaneous.1), "{none:?} {holm:?} {simultaneous:?}");
}

#[test]
fn rows_of_a_data_file_are_part_of_the_error() {
    let home = tempfile::tempdir().unwrap();
    let line = |row: u32| format!("{},{},{}\n", 150 + (row * 7) % 40, 55 + (row * 11) % 50, 1 + (row * row) % 9);
    write(home.path(), "people.csv", &format!("height_cm,weight_kg,w\n{}", (0..12).map(line).collect::<String>()));
    let file = study(400).with("population", "file = \"people.csv\"\nweight = \"w\"");
    let out = run(home.path(), "out", &file);
    let frame = table(&out, "summary");
    let is = |row: &usize| text(&frame, "measure", *row) == "edema_ml" && text(&frame, "statistic", *row) == "mean";
    let row = (0..frame.height()).find(is).unwrap();
    let [total, people, rows] = ["std_error", "mcse", "rows_error"].map(|column| number(&frame, column, row).unwrap());
    assert!(
        rows > 2.0 * people && (total - (rows * rows + people * people).sqrt()).abs() < 1e-12 * total,
        "{total} {people} {rows}"
    );
    let limits = std::fs::read_to_string(out.join("LIMITS.md")).unwrap();
    assert!(limits.contains("The data file has 12 rows, which count as"), "{limits}");
    assert_same(&out, &stats(&out, "derived", &["--measure", "all"]), ("all", "all"));
    let without = table(&run(home.path(), "without", &study(64)), "summary");
    assert!(number(&without, "rows_error", 0).is_none());
}

#[test]
fn flags_quantiles_and_references_are_those_of_a_run_with_them() {
    let home = tempfile::tempdir().unwrap();
    let plain = run(home.path(), "plain", &study(700));
    let other = study(700)
        .with("analysis", "quantiles = [0.1, 0.9]")
        .with("outcomes", "wet = { from = \"edema_ml\", above = 2.5 }")
        .but("reference = true", "")
        .but("use = [\"pumps\"]", "use = [\"pumps\"]\nreference = true");
    let other = run(home.path(), "other", &other);
    let args = ["--reference", "pumps", "--quantiles", "0.1,0.9", "--flag", "wet=edema_ml>2.5", "--measure", "all"];
    assert_same(&other, &stats(&plain, "derived", &args), ("all", "all"));
}

#[test]
fn draws_of_constants_are_pooled_as_in_a_run() {
    let home = tempfile::tempdir().unwrap();
    let constant = "reflection = { value = 0.9, uncertain = { dist = \"uniform\", min = 0.85, max = 0.95 } }";
    let study = study(64).with("design", "parameter_draws = 3").with("parameters", constant);
    let grouped = run(home.path(), "grouped", &study.clone().with("analysis", "strata = [\"sex\"]"));
    let plain = run(home.path(), "plain", &study);
    let derived = stats(&plain, "derived", &["--by", "sex", "--measure", "all"]);
    for name in ["summary", "contrasts"] {
        let (expected, found) = (table(&grouped, name), table(&derived, name));
        let compared = if name == "summary" { expected.height() } else { found.height() };
        assert!(compared > 50 && found.height() == compared, "{name}");
        for (row, column) in
            (0..compared).flat_map(|row| ["estimate", "conf_low", "conf_high", "mcse"].map(|column| (row, column)))
        {
            assert_eq!(number(&expected, column, row), number(&found, column, row), "{name} {column} {row}");
        }
    }
}

#[test]
fn without_the_draws_intervals_of_constants_are_kept_where_they_are_known_and_unknown_elsewhere() {
    let home = tempfile::tempdir().unwrap();
    let without = "columns = [\"edema_ml\", \"leg_volume_change_ml\", \"vte_symptomatic_risk\", \"vte_symptomatic_excess_risk\", \"dvt_symptomless_risk\"]";
    let plain = run(home.path(), "plain", &study(200).with("outputs", without));
    let output = soleus().arg("stats").arg(&plain).args(["--by", "sex", "--format", "csv"]).assert().code(0);
    assert!(utf8(&output.get_output().stderr).contains("interval of constants is not available"));
    let derived = table(&stats(&plain, "derived", &["--by", "sex"]), "contrasts");
    let run_rows = table(&plain, "contrasts");
    let mut known = 0;
    let kind = |frame: &DataFrame, row: usize| frame.column("ci_kind").unwrap().get(row).unwrap().to_string();
    for row in (0..derived.height()).filter(|row| kind(&derived, *row) == "\"parameter\"") {
        let of_run = ["all", "eligibility"].contains(&text(&derived, "stratum_by", row).as_str());
        assert_eq!(number(&derived, "conf_low", row).is_some(), of_run, "row {row}");
        let same = |at: &usize| {
            let keys = ["arm", "stratum", "measure", "statistic"];
            keys.iter().all(|key| text(&run_rows, key, *at) == text(&derived, key, row))
                && kind(&run_rows, *at) == kind(&derived, row)
        };
        if let Some(at) = (0..run_rows.height()).filter(|at| number(&run_rows, "n", *at).is_some()).find(same) {
            assert_eq!(number(&run_rows, "conf_high", at), number(&derived, "conf_high", row));
            known += usize::from(text(&derived, "stratum_by", row) == "all");
        }
    }
    // Two arms, three risks, difference and ratio; a short sitting has no excess, so that its ratio is not defined.
    assert_eq!(known, 2 * (3 * 2 - 1));
    let whole = soleus().arg("stats").arg(&plain).assert().code(0);
    assert!(!utf8(&whole.get_output().stdout).contains("not available"), "everything is known");
}

#[test]
fn new_groups_have_intervals_of_constants() {
    let home = tempfile::tempdir().unwrap();
    let plain = run(home.path(), "plain", &study(800));
    let output = soleus().arg("stats").arg(&plain).args(["--by", "sex", "--format", "csv"]).assert().code(0);
    assert!(!utf8(&output.get_output().stderr).contains("not available"));
    let grouped = run(home.path(), "grouped", &study(800).with("analysis", "strata = [\"sex\"]"));
    let derived = stats(&plain, "derived", &["--by", "sex", "--measure", "all"]);
    assert_same(&grouped, &derived, ("sex", "sex"));
    let contrasts = table(&derived, "contrasts");
    let drawn = (0..contrasts.height()).filter(|row| {
        text(&contrasts, "stratum_by", *row) == "sex"
            && contrasts.column("ci_kind").unwrap().get(*row).unwrap().get_str() == Some("parameter")
            && number(&contrasts, "conf_low", *row).is_some()
    });
    assert!(drawn.count() >= 2 * 2 * 3, "two arms, two classes, three risks");
}

#[test]
fn responders_are_those_of_a_run_with_them() {
    let home = tempfile::tempdir().unwrap();
    let asked =
        "less = { from = \"leg_volume_change_ml\", below = -4 }\nmore = { from = \"leg_volume_change_ml\", above = 0 }";
    let with = study(300).with("analysis", "strata = [\"sex\"]").with("analysis.responders", asked);
    let with = run(home.path(), "with", &with);
    let plain = run(home.path(), "plain", &study(300));
    let args = ["--responder", "less=leg_volume_change_ml<-4", "--responder", "more=leg_volume_change_ml>0"];
    let derived = stats(&plain, "derived", &[&args[..], &["--by", "sex", "--measure", "all"]].concat());
    assert_same(&with, &derived, ("sex", "sex"));
    // The shares are those of the people in `outcomes`.
    let (contrasts, outcomes) = (table(&with, "contrasts"), table(&with, "outcomes"));
    let of_arm = |arm: &str| {
        let rows = (0..outcomes.height()).filter(|row| text(&outcomes, "arm", *row) == arm);
        rows.map(|row| number(&outcomes, "leg_volume_change_ml", row).unwrap()).collect::<Vec<f64>>()
    };
    let usual = of_arm("usual");
    for arm in ["pumps", "stockings"] {
        let count = of_arm(arm).iter().zip(&usual).filter(|(ours, usual)| *ours - *usual < -4.0).count();
        let is = |row: &usize| {
            let cell = |column| text(&contrasts, column, *row);
            cell("measure") == "less" && cell("stratum_by") == "all" && cell("arm") == arm
        };
        let row = (0..contrasts.height()).find(is).unwrap();
        assert_eq!(text(&contrasts, "statistic", row), "responder_share");
        assert_eq!(number(&contrasts, "n_events", row), Some(count as f64));
        let [share, low, high] =
            ["estimate", "conf_low", "conf_high"].map(|name| number(&contrasts, name, row).unwrap());
        assert!((share - count as f64 / 300.0).abs() < 1e-12 && low < share && share < high, "{low} {share} {high}");
    }
    let page = std::fs::read_to_string(with.join("report.html")).unwrap();
    assert!(
        page.contains("Responders &quot;less&quot;") || page.contains("Responders \"less\""),
        "the report shows them"
    );
    let said = soleus().arg("stats").arg(&plain).args(&args[..2]).assert().code(0);
    let shown = utf8(&said.get_output().stdout);
    assert!(shown.lines().any(|line| line.starts_with("less ") && line.contains(" [0.")), "{shown}");
}

#[test]
fn a_scenario_can_divide_people_by_body_mass_and_small_groups_are_marked() {
    let home = tempfile::tempdir().unwrap();
    let strata = "strata = [{ name = \"bmi_class\", of = \"bmi\", breaks = [10, 20, 27, 90] }]";
    let with = run(home.path(), "with", &study(60).with("analysis", strata));
    let plain = run(home.path(), "plain", &study(60));
    let args = ["--by", "bmi", "--breaks", "10,20,27,90"];
    let derived = stats(&plain, "derived", &[&args[..], &["--measure", "all"]].concat());
    assert_same(&with, &derived, ("bmi_class", "bmi"));
    let summary = table(&with, "summary");
    let small = summary.column("small_cell").unwrap().bool().unwrap();
    let mut seen = [false; 2];
    for row in 0..summary.height() {
        let is_small = small.get(row).unwrap();
        assert_eq!(is_small, number(&summary, "n", row).unwrap() < 10.0, "row {row}");
        seen[usize::from(is_small)] = true;
    }
    assert_eq!(seen, [true, true]);
    let shown = soleus().arg("stats").arg(&plain).args(args).args(["--measure", "edema_ml"]).assert().code(0);
    let shown = utf8(&shown.get_output().stdout);
    assert!(shown.contains("bmi: [10, 20) (small)") && !shown.contains("bmi: [27, 90) (small)"), "{shown}");
    assert!(shown.contains("fewer than 10 rows of the data file"), "{shown}");
    let page = std::fs::read_to_string(with.join("report.html")).unwrap();
    assert!(page.contains("* Fewer than 10 people"), "the report marks them");
}

#[test]
fn people_from_few_rows_of_a_file_are_a_small_group() {
    let home = tempfile::tempdir().unwrap();
    let line = |row: u32| format!("{},{}\n", 150 + row, 60 + row);
    for (rows, is_small) in [(9, true), (12, false)] {
        let people = (0..rows).map(line).collect::<String>();
        write(home.path(), "people.csv", &format!("height_cm,weight_kg\n{people}"));
        let out = run(home.path(), &format!("out{rows}"), &study(200).with("population", "file = \"people.csv\""));
        let summary = table(&out, "summary");
        assert_eq!(summary.column("small_cell").unwrap().bool().unwrap().get(0), Some(is_small), "{rows}");
        assert!(
            std::fs::read_to_string(out.join("LIMITS.md")).unwrap().contains("Rows of the tables with `small_cell`")
        );
    }
}

#[test]
fn what_the_tables_lack_is_named() {
    let home = tempfile::tempdir().unwrap();
    let study = study(40);
    let no_people = run(home.path(), "no_people", &study.clone().with("outputs", "tables = [\"outcomes\"]"));
    assert!(
        refused(&no_people, &["--by", "sex"]).contains("no table `persons`; add \"persons\" to `tables` in [outputs]")
    );
    let few = run(home.path(), "few", &study.clone().with("outputs", "columns = [\"edema_ml\"]"));
    let said = refused(&few, &["--measure", "stasis_dose"]);
    assert!(said.contains("no column `stasis_dose`; add it to `columns` in [outputs]"), "{said}");
    let shown = soleus().arg("stats").arg(&few).assert().code(0);
    assert!(
        utf8(&shown.get_output().stdout).contains("Left out"),
        "main outcomes that are not there are left out and named"
    );
    let sample = run(home.path(), "sample", &study.with("outputs", "persons_sample = 10"));
    assert!(refused(&sample, &["--by", "sex"]).contains("hold only 10 of 40 people; remove `persons_sample`"));
}

#[test]
fn wrong_requests_have_a_remedy() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), "run", &study(40));
    for (args, words) in [
        (&["--by", "bmi"][..], "`bmi` is a number, so give the edges of its classes with --breaks, such as --breaks 2"),
        (&["--by", "smokr"], "there is no attribute `smokr` of people; did you mean `smoker`?"),
        (&["--by", "sex", "--breaks", "1,2"], "--breaks needs one attribute in --by that is a number"),
        (&["--by", "bmi", "--breaks", "30,25"], "the numbers of --breaks must increase"),
        (&["--by", "sex", "--cross", "bmi"], "`bmi` is a number and cannot be crossed"),
        (&["--cross", "sex"], "--cross needs an attribute in --by"),
        (&["--measure", "edema"], "there is no outcome `edema`"),
        (&["--flag", "edema_ml"], "`edema_ml` is no flag"),
        (&["--quantiles", "0.5,1.5"], "the numbers of --quantiles must increase and be between 0 and 1"),
        (&["--reference", "usal"], "there is no arm `usal`; the run has usual, pumps, stockings"),
    ] {
        let said = refused(&run, args);
        assert!(said.contains(words), "{args:?}: {said}");
    }
    let out = stats(&run, "out", &[]);
    assert!(refused(&run, &["-o", out.to_str().unwrap()]).contains("use --force"));
    stats(&run, "out", &["--force"]);
}

#[test]
fn tables_for_people_have_every_group_and_crossing() {
    let home = tempfile::tempdir().unwrap();
    let run = run(home.path(), "run", &study(400));
    let args = ["--by", "bmi", "--breaks", "18.5,25,30", "--cross", "sex", "--measure", "edema_ml"];
    let output = soleus().arg("stats").arg(&run).args(args).args(["--format", "md"]).assert().code(0);
    let shown = utf8(&output.get_output().stdout);
    assert!(shown.starts_with("| outcome | group | arm |"), "{shown}");
    assert!(shown.contains("| edema_ml (mL) | bmi x sex: [25, 30) x male | pumps |"), "{shown}");
    assert!(shown.contains("bmi x sex: 30 and above x female") && shown.contains("not medical advice"), "{shown}");
}

#[test]
fn people_of_a_data_file_need_no_file_anymore() {
    let home = tempfile::tempdir().unwrap();
    let people = write(home.path(), "people.csv", "age_years,sex\n30,female\n50,male\n70,female\n");
    let run = run(home.path(), "run", &study(60).with("population", "file = \"people.csv\""));
    std::fs::remove_file(people).unwrap();
    let derived = table(&stats(&run, "derived", &["--by", "age_years", "--breaks", "40,60"]), "summary");
    let classes: Vec<String> = (0..derived.height()).map(|row| text(&derived, "stratum", row)).collect();
    for class in ["all", "below 40", "[40, 60)", "60 and above"] {
        assert!(classes.iter().any(|one| one == class), "{class}");
    }
}
