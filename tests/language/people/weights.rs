//! Results speak for the people that the weights stand for.

use polars::prelude::DataFrame;
use soleus::population::Person;
use soleus::scenario::{Variable, VariableKind};

use super::*;
use crate::support::{number, soleus, table, text};

/// The study with everybody alike in whatever the file does not say, so that a person's outcome follows from the row.
fn determined() -> String {
    let scenario = scenario(SURVEY, STUDY);
    let typical = Population::new(&scenario.population, &scenario.design).typical();
    let file = scenario.population.file.unwrap();
    let mut constants = String::from("[population.variables]\n");
    for variable in Variable::ALL.iter().filter(|variable| !file.has(**variable)) {
        let value = match variable.kind() {
            VariableKind::Category(labels) => {
                format!("{:?}", labels[typical.get(*variable) as usize])
            }
            VariableKind::Flag => "false".to_owned(),
            VariableKind::Continuous => format!("{:?}", typical.get(*variable)),
        };
        constants.push_str(&format!("{} = {value}\n", variable.name()));
    }
    study("[population.variables]\n", &constants)
}

fn summary(frame: &DataFrame, stratum: &str, statistic: &str, column: &str) -> f64 {
    let wanted = [("stratum", stratum), ("measure", "leg_volume_change_ml"), ("statistic", statistic)];
    let row = (0..frame.height()).find(|row| wanted.iter().all(|(column, value)| text(frame, column, *row) == *value));
    number(frame, column, row.unwrap()).unwrap()
}

#[test]
fn summaries_honor_the_weights() {
    let home = tempfile::tempdir().unwrap();
    let out = home.path().join("run");
    fs::write(home.path().join("survey.csv"), SURVEY).unwrap();
    let file = crate::support::write(home.path(), "study.toml", &determined());
    let said = soleus().arg("run").arg(file).arg("--out").arg(&out).assert().code(0).get_output().clone();
    let said = crate::support::utf8(&said.stderr);
    assert!(said.contains("3 of 42 rows of `survey.csv` are left out"), "{said}");

    let (rows, summaries) = (by_row(&out), table(&out, "summary"));
    assert!(rows.len() > 35, "nearly every row is drawn");
    check_mean(&rows, &summaries);
    check_quantiles(rows.clone(), &summaries);
    let women: Vec<Row> = rows.iter().copied().filter(|row| row.woman).collect();
    let share = total(&women) / total(&rows);
    let n = summary(&summaries, "female", "mean", "n") / summary(&summaries, "all", "mean", "n");
    assert!((n - share).abs() < 0.01, "{n} women for {share}");
}

/// What a row of the file stands for, and what becomes of it.
#[derive(Clone, Copy)]
struct Row {
    outcome: f64,
    weight: f64,
    woman: bool,
}

/// The rows that were drawn, found again by the lines that `persons` names.
fn by_row(out: &Path) -> Vec<Row> {
    let (persons, outcomes) = (table(out, "persons"), table(out, "outcomes"));
    let found = |(line, weight, cells): (i32, f64, Vec<&str>)| {
        let of_line = |row: &usize| number(&persons, "source_row", *row) == Some(f64::from(line));
        let drawn: Vec<usize> = (0..persons.height()).filter(of_line).collect();
        let first = *drawn.first()?;
        assert_eq!(number(&persons, "age_years", first), cells[2].parse().ok());
        assert_eq!(text(&persons, "sex", first), cells[1].to_lowercase());
        let outcome = |row: usize| number(&outcomes, "leg_volume_change_ml", row).unwrap();
        assert!(drawn.iter().all(|row| outcome(*row) == outcome(first)), "line {line} determines the outcome");
        Some(Row { outcome: outcome(first), weight, woman: cells[1] == "Female" })
    };
    complete_rows().into_iter().filter_map(found).collect()
}

fn total(rows: &[Row]) -> f64 {
    rows.iter().map(|row| row.weight).sum()
}

fn check_mean(rows: &[Row], summaries: &DataFrame) {
    let weighted = rows.iter().map(|row| row.outcome * row.weight).sum::<f64>() / total(rows);
    let alike = rows.iter().map(|row| row.outcome).sum::<f64>() / rows.len() as f64;
    let [ours, mcse] = ["estimate", "mcse"].map(|column| summary(summaries, "all", "mean", column));
    assert!((ours - weighted).abs() < 4.0 * mcse, "{ours} for {weighted}, error {mcse}");
    assert!((alike - weighted).abs() > 4.0 * mcse, "weights that do nothing would pass: {alike}, {weighted}, {mcse}");
}

fn check_quantiles(mut rows: Vec<Row>, summaries: &DataFrame) {
    rows.sort_by(|a, b| a.outcome.total_cmp(&b.outcome));
    for (share, name) in [(0.25, "q25"), (0.5, "q50"), (0.75, "q75")] {
        let quantile = summary(summaries, "all", name, "estimate");
        let below = |end: f64| {
            let lower: Vec<Row> = rows.iter().copied().filter(|row| row.outcome < end).collect();
            total(&lower) / total(&rows)
        };
        let (low, high) = (below(quantile - 1e-3), below(quantile + 1e-3));
        assert!(low - 0.02 < share && share < high + 0.02, "{name} = {quantile}: {low} to {high}");
    }
}

#[test]
fn doubled_weights_and_another_order_draw_the_same_people() {
    let original = people(&scenario(SURVEY, STUDY), 640);
    let doubled: String = SURVEY
        .lines()
        .map(|line| match line.rsplit_once(',') {
            Some((head, weight)) if weight.parse::<f64>().is_ok() => {
                format!("{head},{}\n", 2.0 * weight.parse::<f64>().unwrap())
            }
            _ => format!("{line}\n"),
        })
        .collect();
    assert_ne!(doubled, SURVEY);
    assert_eq!(people(&scenario(&doubled, STUDY), 640), original);

    let mut lines: Vec<&str> = SURVEY.lines().collect();
    lines[1..].reverse();
    let reversed = people(&scenario(&lines.join("\n"), STUDY), 640);
    assert!(original.iter().zip(&reversed).all(|(a, b)| a.values == b.values));
    assert!(original.iter().zip(&reversed).all(|(a, b)| a.source_row.unwrap() + b.source_row.unwrap() == 45));

    let changed = people(&scenario(&SURVEY.replacen("7529.0", "75290.0", 1), STUDY), 640);
    let first = |people: &[Person]| people.iter().filter(|person| person.source_row == Some(2)).count();
    assert!(first(&changed) > 4 * first(&original), "a heavier row is drawn more often");
}

#[test]
fn people_are_drawn_as_evenly_as_their_weights_allow() {
    let everybody = people(&scenario(SURVEY, STUDY), 4096);
    let total: f64 = complete_rows().iter().map(|(_, weight, _)| weight).sum();
    for (line, weight, _) in complete_rows() {
        let share = everybody.iter().filter(|person| person.source_row == Some(line)).count() as f64 / 4096.0;
        assert!((share - weight / total).abs() < 16.0 / 4096.0, "line {line}: {share} for {}", weight / total);
    }
}

#[test]
fn what_the_file_does_not_say_is_drawn_independently_of_it() {
    let plain = people(&scenario(SURVEY, STUDY), 100);
    let random = people(&scenario(SURVEY, &study("\"sobol\"", "\"random\"")), 4000);
    assert!(plain.windows(2).any(|pair| pair[0].get(Variable::FidgetPerH) != pair[1].get(Variable::FidgetPerH)));
    let heavy = random.iter().filter(|person| person.source_row == Some(2)).count() as f64 / 4000.0;
    let total: f64 = complete_rows().iter().map(|(_, weight, _)| weight).sum();
    let share = 7529.0 / total;
    assert!((heavy - share).abs() < 4.0 * (share / 4000.0).sqrt(), "{heavy} for {share}");
}
