//! Progress over the weeks of a plan, on the screen and in the report: for everyone and for those who do it.

use std::fs;

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, utf8, write};

const PLAN: &str = "kind = \"training_plan\"\nweeks = 8\nsessions_per_week = 3";

/// People who train for two and for eight weeks, in classes of adherence.
fn study(strata: &str) -> Study {
    Study::seated(64, 60)
        .with("population.variables", "adherence = { dist = \"uniform\", min = 0, max = 1 }")
        .with("design", "parameter_draws = 1")
        .with("analysis", &format!("strata = [{strata}]"))
        .arm("plan", PLAN, "label = \"The plan\"\nafter_weeks = [2, 8]")
}

/// What a run of the study prints, and its page.
fn run(study: &Study, strata: &str) -> (String, String, tempfile::TempDir) {
    let home = tempfile::tempdir().unwrap();
    let (file, out) =
        (write(home.path(), &format!("plan{}.toml", strata.len()), &study.text()), home.path().join("out"));
    let output = soleus()
        .arg("run")
        .arg(&file)
        .args(["--device", "cpu", "--progress", "none", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert!(output.status.success());
    (utf8(&output.stderr), fs::read_to_string(out.join("report.html")).unwrap(), home)
}

const BANDS: &str = "{ name = \"band\", of = \"adherence\", breaks = [0, 0.5, 1.01] }";

#[test]
fn those_who_do_the_plan_stand_beside_everyone() {
    let (screen, page, home) = run(&study(BANDS), BANDS);
    let tables: Vec<&str> = screen.lines().filter(|line| line.starts_with("Progress with")).collect();
    assert_eq!(tables, ["Progress with \"The plan\": everyone", "Progress with \"The plan\": band [0.5, 1.01)"]);
    assert!(screen.contains("heaviness 0-10") && screen.contains("walking min"), "{screen}");
    // The mean strength on the screen is that of the table.
    let summary = table(&home.path().join("out"), "summary");
    let is = |row: usize, column: &str, word: &str| text(&summary, column, row) == word;
    let row = (0..summary.height()).find(|row| {
        is(*row, "arm", "plan_week_8")
            && is(*row, "measure", "calf_strength_rel")
            && is(*row, "statistic", "mean")
            && is(*row, "stratum", "[0.5, 1.01)")
    });
    let strength = format!("{:.3}", number(&summary, "estimate", row.unwrap()).unwrap());
    let last = screen.lines().filter(|line| line.starts_with("after 8 weeks")).last().unwrap();
    assert!(last.ends_with(&strength), "{last} ends with {strength}");
    for words in
        ["The plan: progress of Everyone", "band: 0.5 to under 1.01", "after 8 weeks", "Week 0 is the reference"]
    {
        assert!(page.contains(words), "{words}");
    }
}

#[test]
fn without_classes_of_adherence_a_line_says_how_to_see_them() {
    let (screen, page, _home) = run(&study("\"sex\""), "sex");
    assert_eq!(screen.lines().filter(|line| line.starts_with("Progress with")).count(), 1);
    let flat = screen.replace('\n', " ");
    assert!(flat.contains("divide `adherence` into classes in `strata` of [analysis]"), "{screen}");
    assert!(page.contains("divide `adherence` into classes"));
}
