//! Results speak for the people that the weights stand for.

use polars::prelude::DataFrame;
use soleus::population::Person;
use soleus::scenario::Variable;

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
            soleus::scenario::VariableKind::Category(labels) => {
                format!("{:?}", labels[typical.get(*variable) as usize])
            }
            soleus::scenario::VariableKind::Flag => "false".to_owned(),
            soleus::scenario::VariableKind::Continuous => format!("{:?}", typical.get(*variable)),
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
    let file = support::write(home.path(), "study.toml", &determined());
    let said = soleus().arg("run").arg(file).arg("--out").arg(&out).assert().code(0).get_output().clone();
    let said = support::utf8(&said.stderr);
    assert!(said.contains("3 of 42 rows of `survey.csv` are left out"), "{said}");

    let (persons, outcomes, summaries) = (table(&out, "persons"), table(&out, "outcomes"), table(&out, "summary"));
    // What becomes of each row, with its weight.
    let mut by_row: Vec<(f64, f64, bool)> = Vec::new();
    for (line, weight, cells) in complete_rows() {
        let drawn: Vec<usize> =
            (0..persons.height()).filter(|row| number(&persons, "source_row", *row) == Some(f64::from(line))).collect();
        let values: Vec<f64> =
            drawn.iter().map(|row| number(&outcomes, "leg_volume_change_ml", *row).unwrap()).collect();
        assert!(values.iter().all(|value| *value == values[0]), "line {line} determines the outcome");
        if let Some(first) = drawn.first() {
            assert_eq!(number(&persons, "age_years", *first), cells[2].parse().ok());
            assert_eq!(text(&persons, "sex", *first), cells[1].to_lowercase());
            by_row.push((values[0], weight, cells[1] == "Female"));
        }
    }
    assert!(by_row.len() > 35, "nearly every row is drawn");

    let weighted = |rows: &[(f64, f64, bool)]| {
        let total: f64 = rows.iter().map(|(_, weight, _)| weight).sum();
        (rows.iter().map(|(value, weight, _)| value * weight).sum::<f64>() / total, total)
    };
    let (mean, total) = weighted(&by_row);
    let mcse = summary(&summaries, "all", "mean", "mcse");
    let ours = summary(&summaries, "all", "mean", "estimate");
    assert!((ours - mean).abs() < 4.0 * mcse, "{ours} for {mean}, error {mcse}");
    let alike = by_row.iter().map(|(value, _, _)| value).sum::<f64>() / by_row.len() as f64;
    assert!(
        (alike - mean).abs() > 4.0 * mcse,
        "the check would notice weights that do nothing: {alike}, {mean}, {mcse}"
    );

    by_row.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (share, name) in [(0.25, "q25"), (0.5, "q50"), (0.75, "q75")] {
        let quantile = summary(&summaries, "all", name, "estimate");
        let below: f64 =
            by_row.iter().filter(|(value, _, _)| *value < quantile - 1e-3).map(|(_, w, _)| w / total).sum();
        let up_to: f64 =
            by_row.iter().filter(|(value, _, _)| *value <= quantile + 1e-3).map(|(_, w, _)| w / total).sum();
        assert!(below - 0.02 < share && share < up_to + 0.02, "{name} = {quantile}: {below} to {up_to}");
    }

    let women: Vec<(f64, f64, bool)> = by_row.iter().copied().filter(|(_, _, woman)| *woman).collect();
    let share = weighted(&women).1 / total;
    let n = summary(&summaries, "female", "mean", "n") / summary(&summaries, "all", "mean", "n");
    assert!((n - share).abs() < 0.01, "{n} women for {share}");
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
