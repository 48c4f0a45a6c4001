#![allow(clippy::unwrap_used)]
use super::*;
use crate::output::tests::write_run;
use crate::scenario::Sampler;
use crate::stats::synthetic::{self, PUMPS};

#[test]
fn the_headline_says_what_it_must() {
    let home = tempfile::tempdir().unwrap();
    let mut scenario = synthetic::scenario(5000, Sampler::Sobol);
    for copy in 0..4 {
        let flag = scenario.outcomes.flags[0].clone();
        scenario.outcomes.flags.push(crate::scenario::Flag { id: format!("a_flag_of_its_own_{copy}"), ..flag });
    }
    let finished = write_run(home.path(), &scenario, 1.0);
    let text = headline(&scenario, &finished, 100);
    let (table, next) = text.split_once("Next: ").unwrap();
    assert!(next.starts_with("open ") && next.contains("report.html") && next.contains("contrasts.parquet"), "{text}");
    let line = |label: &str, at: usize| table.lines().filter(|line| line.starts_with(label)).nth(at).unwrap();
    assert!(
        ["42.0", "-28.0 [-28.1, -27.9]", "50 %"].iter().all(|part| line("Ankle pumps", 0).contains(part)),
        "{text}"
    );
    assert!(line("Ankle pumps", 2).contains("4.0 % [") && line("Ankle pumps", 2).contains(" 6.3 ["), "{text}");
    assert_eq!(line("Nothing", 0).matches("no difference").count(), 2, "{text}");
    assert!(line("Nothing", 2).contains("no difference") && !table.contains("0.0 [0.0, 0.0]"), "{text}");
    assert!(scenario.outcomes.flags.iter().all(|flag| table.contains(&flag.id)), "{text}");
    let unwrapped = table.replace('\n', " ");
    assert!(unwrapped.contains(STATEMENT), "{text}");
    assert!(unwrapped.contains("no constants were drawn"), "{text}");
    let clots: Vec<&str> = table.split("\n\n").filter(|part| part.starts_with("Expected clots")).collect();
    assert!(clots[0].contains("Clots rest on assumptions"), "the caveat stands beside the clots: {text}");
}

/// The text without spaces and line breaks.
fn bare(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

#[test]
fn no_label_is_cut_at_any_width() {
    let home = tempfile::tempdir().unwrap();
    let mut scenario = synthetic::scenario(2000, Sampler::Sobol);
    let long = "Stockings of 20 mmHg, pumps each half hour and a walk of five minutes each hour";
    scenario.arms[PUMPS].label = long.to_owned();
    scenario.measurements[0].id = "a_measurement_with_a_very_long_name_indeed_ml".to_owned();
    scenario.outcomes.flags[0].id = "legs_that_are_swollen_by_more_than_one_hundred_ml".to_owned();
    for copy in ["a", "b", "c"] {
        let arm = scenario.arms[PUMPS].clone();
        scenario.arms.push(crate::scenario::Arm {
            id: format!("pumps_{copy}"),
            label: format!("{long} {copy}"),
            ..arm
        });
    }
    let finished = write_run(home.path(), &scenario, 1.0);
    for width in [40, 60, 80, 100, 120, 200] {
        let text = headline(&scenario, &finished, width);
        let (tables, _) = text.split_once("Next: ").unwrap();
        assert!(tables.lines().all(|line| line.chars().count() <= width), "{width}\n{text}");
        assert!(!tables.contains('…'), "{width}\n{text}");
        // Labels stand in one column: without the columns beside it, their lines follow each other.
        let first = |line: &str| line.trim_start().split("  ").next().unwrap_or_default().to_owned();
        let column = bare(&tables.lines().map(first).collect::<String>());
        for label in scenario.arms.iter().map(|arm| &arm.label).chain([&scenario.measurements[0].id]) {
            assert!(column.contains(&bare(label)), "{width}: {label}\n{text}");
        }
        assert!(width < 60 || tables.contains("[interval]") || tables.contains("reference\n"), "{width}\n{text}");
    }
}

#[test]
fn the_headline_shows_every_measurement() {
    let home = tempfile::tempdir().unwrap();
    let scenario = synthetic::scenario(5000, Sampler::Sobol);
    let text = headline(&scenario, &write_run(home.path(), &scenario, 1.0), 100);
    let table = text.split("\n\n").find(|part| part.starts_with("Measurements: ")).unwrap();
    assert!(table.starts_with("Measurements: mean (SD) of \"Usual sitting\""), "{text}");
    let row = |id: &str| table.lines().find(|line| line.starts_with(id)).unwrap();
    let first = row(&scenario.measurements[0].id);
    assert!([" 70.0 (28.9) ", " no difference ", " -28.0"].iter().all(|part| first.contains(part)), "{text}");
    assert!(row("refill_s").contains(" 80.0 (28.9) "), "{text}");
}

#[test]
fn without_measurements_the_headline_has_no_table_of_them() {
    let home = tempfile::tempdir().unwrap();
    let mut scenario = synthetic::scenario(100, Sampler::Sobol);
    let finished = write_run(home.path(), &scenario, 1.0);
    assert!(headline(&scenario, &finished, 100).contains("Measurements"));
    scenario.measurements.clear();
    assert!(!headline(&scenario, &finished, 100).contains("Measurements"));
}
