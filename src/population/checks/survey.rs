//! Comparison of simulated people with the people measured in the survey.

use super::*;

type Attribute = fn(&[f64; 5]) -> f64;

/// Survey weight, sex, age, height and weight of complete records.
fn measured() -> Option<Vec<[f64; 5]>> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/people/nhanes_2009_2012_adults.csv");
    let text = std::fs::read_to_string(path).ok()?;
    let mut lines = text.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let names = lines.next()?;
    let place = |name| names.iter().position(|other| *other == name);
    let places =
        [place("survey_weight")?, place("sex")?, place("age_years")?, place("height_cm")?, place("weight_kg")?];
    let pregnant = place("pregnant")?;
    let number = |cell: &str| match cell {
        "female" => Some(0.0),
        "male" => Some(1.0),
        number => number.parse().ok(),
    };
    let complete = |row: &Vec<&str>| -> Option<[f64; 5]> {
        let mut record = [0.0; 5];
        for (value, &place) in record.iter_mut().zip(&places) {
            *value = number(row[place])?;
        }
        (row[pregnant] != "Yes").then_some(record)
    };
    Some(lines.filter_map(|row| complete(&row)).collect())
}

fn weighted_quantile(mut values: Vec<(f64, f64)>, share: f64) -> f64 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|(_, weight)| weight).sum();
    let mut sum = 0.0;
    let reached = |(_, weight): &&(f64, f64)| {
        sum += weight;
        sum >= share * total
    };
    values.iter().find(reached).unwrap().0
}

#[test]
fn quantiles_are_those_of_the_survey() {
    let Some(survey) = measured() else {
        eprintln!(
            "SKIPPED: no survey microdata beside the package; simulated people were not compared with measured ones"
        );
        return;
    };
    let everybody = people(&adults(Sampler::Sobol), 65_536);
    let simulated: Vec<[f64; 5]> = everybody
        .iter()
        .map(|person| {
            use Variable::{AgeYears, HeightCm, Sex, WeightKg};
            [1.0, person.get(Sex), person.get(AgeYears), person.get(HeightCm), person.get(WeightKg)]
        })
        .collect();
    let quantile = |people: &[[f64; 5]], sex: f64, of: Attribute, share: f64| {
        let of_sex = people.iter().filter(|record| record[1] == sex);
        weighted_quantile(of_sex.map(|record| (of(record), record[0])).collect(), share)
    };
    // The compared attributes, and the largest accepted difference of the quantiles in the middle and at the ends.
    let compared: [(&str, Attribute, f64, f64); 4] = [
        ("age", |record| record[2].floor().min(80.0), 1.0, 1.0),
        ("height", |record| record[3], 0.4, 0.4),
        ("weight", |record| record[4], 0.8, 1.8),
        ("bmi", |record| record[4] / (record[3] * record[3]) * 1e4, 0.25, 0.4),
    ];
    for sex in [0.0, 1.0] {
        for (name, of, middle, ends) in compared {
            for (share, tolerance) in [(0.05, ends), (0.25, middle), (0.5, middle), (0.75, middle), (0.95, ends)] {
                let (ours, theirs) = (quantile(&simulated, sex, of, share), quantile(&survey, sex, of, share));
                assert!((ours - theirs).abs() <= tolerance, "sex {sex}, {name} at {share}: {ours}, survey {theirs}");
            }
        }
    }
}
