//! What a reader of the page alone can learn: how far people did what was asked, whether the best arms differ, and where trials disagree.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};
use serde_json::Value;

/// People in a chair in three arms; few of them do what the arms ask for.
fn study() -> Study {
    Study::seated(256, 60)
        .stockings("15-20", "label = \"Stockings\"\nadherence = 0.5")
        .pumps(10, "label = \"Pumps\"\nadherence = 0.4")
        .with("outcomes", "swollen = { from = \"edema_ml\", above = 10 }")
        .with("analysis", "strata = [\"sex\"]")
}

/// Runs a study into a folder of this name.
fn run(home: &Path, name: &str, study: &Study) -> PathBuf {
    let file = write(home, &format!("{name}.toml"), &study.text());
    let out = home.join(name);
    soleus().arg("run").arg(&file).args(["-q", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    out
}

/// A section of the page.
fn section(folder: &Path, id: &str) -> String {
    let page = fs::read_to_string(folder.join("report.html")).unwrap();
    page.split(&format!("<section id=\"{id}\""))
        .nth(1)
        .unwrap()
        .split("</section>")
        .next()
        .unwrap()
        .replace("&quot;", "\"")
}

/// The table of a section whose caption begins with these words.
fn grid<'a>(section: &'a str, caption: &str) -> &'a str {
    let begins = format!("<caption><span>{caption}");
    section.split("<table>").find(|table| table.contains(&begins)).unwrap_or_else(|| panic!("no table {caption}"))
}

/// All digits of the numbers in the row of a table that begins with a heading.
fn row(grid: &str, heading: &str) -> Vec<f64> {
    let row = grid.split("<tr>").find(|row| row.contains(&format!("<th scope=\"row\">{heading}</th>"))).unwrap();
    row.split("<data value=\"").skip(1).map(|cell| cell.split('"').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn what_people_did_stands_beside_the_effect() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "run", &study());
    let (arms, outcomes) = (table(&out, "arms"), table(&out, "outcomes"));
    let shares = |arm: &str| {
        let of = (0..outcomes.height()).filter(|row| text(&outcomes, "arm", *row) == arm);
        of.map(|row| number(&outcomes, "adherent_share", row).unwrap()).collect::<Vec<f64>>()
    };
    let results = section(&out, "results");
    for (at, arm, asked) in [(1, "stockings", 0.5), (2, "pumps", 0.4)] {
        let shares = shares(arm);
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        let lived = number(&arms, "adherence_lived", at).unwrap();
        assert!((number(&arms, "adherence_asked", at).unwrap() - asked).abs() < 1e-9, "{arm}");
        assert!((lived - mean).abs() < 1e-6 && lived > 0.05 && lived < 0.9, "{arm}: {lived} {mean}");
        let cell = format!("<data value=\"{lived}\">{:.0} %, ", 100.0 * asked);
        // Of the outcome, the flag, the clots, the dose and the residence time.
        assert_eq!(results.matches(&cell).count(), 5, "{cell}");
    }
    assert!(number(&arms, "adherence_asked", 0).is_none(), "the reference asks for nothing");
    assert!(section(&out, "answer").contains("they include people who do not do what the arm asks for"));
    let without = run(home.path(), "without", &study().with("outputs", "tables = [\"dictionary\"]"));
    assert!(section(&without, "results").contains("leaves out the table arms"));
}

#[test]
fn the_two_best_arms_are_compared_with_each_other() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "run", &study());
    let compare = soleus()
        .arg("compare")
        .arg(&out)
        .args(["--reference", "pumps", "--measure", "edema_ml,vte_symptomatic_excess_risk", "--format", "json"])
        .assert()
        .code(0);
    let rows: Value = serde_json::from_str(&utf8(&compare.get_output().stdout)).unwrap();
    let found = rows["contrasts"].as_array().unwrap().iter().find(|row| {
        row["arm"] == "stockings"
            && row["measure"] == "edema_ml"
            && row["statistic"] == "mean_difference"
            && row["stratum"] == "all"
    });
    let value = |key: &str| found.unwrap()[key].as_f64().unwrap();
    let answer = section(&out, "answer");
    let (estimate, low) = (value("estimate"), value("conf_low"));
    assert!(estimate < -0.5, "{estimate}");
    let decimals = if estimate <= -10.0 { 1 } else { 2 };
    let shown =
        format!("differs from it by \u{2212}{:.decimals$} mL (95 % interval \u{2212}{:.decimals$} to", -estimate, -low);
    assert!(
        answer.contains("The next best arm is \"Pumps\": \"Stockings\"") && answer.contains(&shown),
        "{shown}\n{answer}"
    );

    let same = Study::seated(64, 30)
        .stockings("15-20", "label = \"One\"")
        .with("arms.twin", "label = \"Twin\"\nuse = [\"stockings\"]");
    let answer = section(&run(home.path(), "same", &same), "answer");
    assert!(answer.contains("there is no difference that this run can show: 0.0 mL"), "{answer}");
    let two = Study::seated(64, 30).stockings("15-20", "");
    assert!(!section(&run(home.path(), "two", &two), "answer").contains("next best arm"));
}

#[test]
fn published_effects_are_part_of_the_answer() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("flight");
    let flight = crate::support::FLIGHT;
    soleus().args(["run", flight, "-q", "--persons", "64", "--device", "cpu", "--out"]).arg(&out).assert().code(0);
    let answer = section(&out, "answer");
    let contrasts = table(&out, "contrasts");
    let ends = |row: usize| {
        let end = |column| number(&contrasts, column, row).or_else(|| number(&contrasts, "estimate", row)).unwrap();
        (end("conf_low"), end("conf_high"))
    };
    let is = |row: usize, column: &str, word: &str| {
        contrasts.column(column).unwrap().get(row).unwrap().get_str() == Some(word)
    };
    let is_trial = |row: &usize| {
        is(*row, "arm", "stockings_15_20")
            && is(*row, "measure", "dvt_symptomless_risk")
            && is(*row, "statistic", "mean_ratio")
    };
    let of = |kind: &str| {
        (0..contrasts.height()).filter(is_trial).find(|row| is(*row, "ci_kind", kind) && is(*row, "stratum", "all"))
    };
    let ((low, high), (from, to)) = (ends(of("published").unwrap()), ends(of("parameter").unwrap()));
    let disagree = high < from || to < low;
    let words = "clots found by screening, mean ratio: 0.10 (0.04 to 0.25) in a trial";
    assert_eq!(answer.contains(words), disagree, "{low} to {high}, {from} to {to}: {answer}");
    assert!(answer.contains("published effects of arms like these"), "{answer}");
}

#[test]
fn the_parts_of_swelling_add_up() {
    let home = tempfile::tempdir().unwrap();
    let results = section(&run(home.path(), "run", &study()), "results");
    let swelling = grid(&results, "Swelling of one lower leg");
    for arm in ["Usual", "Stockings", "Pumps"] {
        let [days, morning, since, total, _] = row(swelling, arm)[..] else { panic!("five columns") };
        assert!((days + morning + since - total).abs() < 1e-9, "{arm}: {days} {morning} {since} {total}");
        assert!(since > 1.0 && morning.abs() > 0.1, "{arm}: {morning} {since}");
    }
}

#[test]
fn groups_have_their_own_level_and_what_no_arm_changes_is_told() {
    let home = tempfile::tempdir().unwrap();
    let out = run(home.path(), "run", &study());
    let summary = table(&out, "summary");
    let level = |class: &str| {
        let is = |row: &usize| {
            let cell = |column| text(&summary, column, *row);
            cell("arm") == "usual"
                && cell("measure") == "edema_ml"
                && cell("statistic") == "mean"
                && cell("stratum") == class
        };
        number(&summary, "estimate", (0..summary.height()).find(is).unwrap()).unwrap()
    };
    let benefit = section(&out, "benefit");
    let levels = row(grid(&benefit, "Heat map: difference in edema"), "Level itself with \"Usual\", mL");
    assert_eq!(levels[..3], ["all", "female", "male"].map(level));
    assert!(section(&out, "answer").contains("For whom:") && section(&out, "answer").contains("mL with \"Usual\""));
    let all = section(&out, "results");
    let all = grid(&all, "All outcomes of the run");
    let cells =
        |heading: &str| all.split("<tr>").find(|row| row.contains(&format!("<th scope=\"row\">{heading}"))).unwrap();
    assert_eq!(cells("Calf strength").matches("not affected").count(), 2);
    assert_eq!(cells("Edema, mL").matches("not affected").count(), 0);
}

#[test]
fn an_outcome_on_which_no_arm_acts_is_no_finding() {
    let home = tempfile::tempdir().unwrap();
    let phases = "{ name = \"seat\", posture = \"sitting\", duration_min = 20 }, { name = \"later\", posture = \"sitting\", duration_min = 5 }";
    let late = "kind = \"compression\"\nclass = \"15-20\"\nduring = [\"later\"]";
    let study = Study::of(32, phases).with("outcomes", "assess = \"seat\"").arm("late", late, "");
    let out = run(home.path(), "late", &study);
    let answer = section(&out, "answer");
    assert!(answer.contains("No arm of this study acts on edema: each person has the same value"), "{answer}");
    assert!(answer.contains("Clots: no arm of this study acts on them"), "{answer}");
    assert!(section(&out, "differences").contains("Edema: no arm acts on it"));
}

#[test]
fn labels_of_forest_plots_are_whole() {
    let home = tempfile::tempdir().unwrap();
    let label = "Stockings of class 15-20 mmHg that are put on before the shift";
    let study = Study::seated(16, 5).stockings("15-20", &format!("label = \"{label}\"")).pumps(2, "label = \"Pumps\"");
    let differences = section(&run(home.path(), "run", &study), "differences");
    assert!(!differences.contains('\u{2026}'), "no label is cut");
    let texts = |words: &str| differences.matches(&format!(">{words}</text>")).count();
    let wide = differences.matches("<div class=\"wide\">").count();
    assert!(wide > 2 && texts(label) == wide, "in one line of each wide chart: {wide}");
    let narrow = texts("Stockings of class 15-20 mmHg that are put");
    assert!(narrow >= wide && texts("on before the shift") == narrow, "in two lines of each narrow chart: {narrow}");
}

#[test]
fn medians_stand_in_the_answer_where_few_people_have_most() {
    let home = tempfile::tempdir().unwrap();
    let few = "sitting_time_h = { dist = \"lognormal\", median = 0.7, gsd = 2.2, min = 0.2, max = 12 }";
    let skewed = study().but("duration_min = 60", "duration_of = \"sitting_time_h\"").with("population.variables", few);
    let answer = section(&run(home.path(), "skewed", &skewed), "answer");
    assert!(
        answer.contains("A typical person: the mean is drawn away by people with much more edema than most"),
        "{answer}"
    );
}

#[test]
fn several_scenarios_have_a_page_for_all() {
    let home = tempfile::tempdir().unwrap();
    let chair = Study::seated(32, 20).stockings("15-20", "label = \"Stockings\"").text();
    let axis = "[sweep]\n\"timeline.phases.seat.duration_min\" = [10, 20]\n";
    let files = [write(home.path(), "one.toml", &chair), write(home.path(), "two.toml", &format!("{chair}{axis}"))];
    let out = home.path().join("out");
    let said = soleus().arg("run").args(&files).args(["--device", "cpu", "--out"]).arg(&out).assert().code(0);
    assert!(utf8(&said.get_output().stderr).contains("The page about all scenarios"));
    let page = fs::read_to_string(out.join("report.html")).unwrap().replace("&quot;", "\"");
    assert!(page.contains("href=\"one/report.html\"") && page.contains("href=\"two/report.html\""), "{page}");
    assert_eq!(page.matches("<h3>A seat</h3>").count(), 2);
    let edema = page.split("<h3>").nth(1).unwrap();
    assert!(edema.contains("\"Stockings\" lowers edema"), "{edema}");
    assert!(page.contains("has the lowest edema in") && page.contains("they include people who do not do"));
    // Nobody asked for pages.
    let none = home.path().join("none");
    let quiet = ["--set", "outputs.report=none", "-q", "--device", "cpu", "--out"];
    soleus().arg("run").args(&files).args(quiet).arg(&none).assert().code(0);
    assert!(!none.join("report.html").exists());
}

#[test]
fn an_arm_whose_label_is_swept_is_named_by_its_identifier() {
    let home = tempfile::tempdir().unwrap();
    let axes =
        "zip = true\n\"interventions.pumps.every_min\" = [5, 10]\n\"arms.pumps.label\" = [\"Often\", \"Seldom\"]";
    let out = run(home.path(), "out", &Study::seated(20, 20).pumps(5, "label = \"Pumps\"").with("sweep", axes));
    let page = fs::read_to_string(out.join("report.html")).unwrap();
    assert!(page.contains("Difference: pumps") && !page.contains("Difference: Often"), "named by its identifier");
    assert!(
        page.contains("interventions.pumps.every_min, arms.pumps.label")
            || page.contains("arms.pumps.label, interventions.pumps.every_min")
    );
}
