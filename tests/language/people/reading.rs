//! Files of every habit give the same people; what is missing is dropped, drawn or refused.
#![allow(clippy::disallowed_methods, reason = "compares with the platform's functions")]

use polars::prelude::{Column, DataFrame};
use polars_io::parquet::write::ParquetWriter;
use soleus::probability::{Categorical, Family, LogNormal};
use soleus::scenario::{Code, Distribution, Variable, resolved_toml};

use super::*;

#[test]
fn habits_of_spreadsheets_change_nothing() {
    let plain = people(&scenario(SURVEY, STUDY), 64);
    let windows = format!("\u{feff}{}", SURVEY.replace('\n', "\r\n"));
    assert_eq!(people(&scenario(&windows, STUDY), 64), plain);
    let quoted = SURVEY.replace("Female", "\"female\"").replace(",Yes,", ", TRUE ,").replace(",No,", ",0,");
    assert_eq!(people(&scenario(&quoted, STUDY), 64), plain);
}

#[test]
fn parquet_is_read_like_text() {
    let rows: Vec<Vec<&str>> = SURVEY.lines().skip(1).map(|line| line.split(',').collect()).collect();
    let number = |name: &str, at: usize| {
        Column::new(name.into(), rows.iter().map(|row| row[at].parse::<f64>().ok()).collect::<Vec<_>>())
    };
    let columns = vec![
        Column::new("gender".into(), rows.iter().map(|row| row[1]).collect::<Vec<_>>()),
        Column::new("age".into(), rows.iter().map(|row| row[2].parse::<i32>().unwrap()).collect::<Vec<_>>()),
        number("height_cm", 3),
        number("weight_kg", 4),
        Column::new(
            "smoker".into(),
            rows.iter().map(|row| (!row[5].is_empty()).then_some(row[5] == "Yes")).collect::<Vec<_>>(),
        ),
        number("survey_weight", 6),
    ];
    let mut bytes = Vec::new();
    ParquetWriter::new(&mut bytes).finish(&mut DataFrame::new(rows.len(), columns).unwrap()).unwrap();
    let home = tempfile::tempdir().unwrap();
    let parquet = people(&load(home.path(), &bytes, STUDY).unwrap().scenario, 64);
    for (a, b) in people(&scenario(SURVEY, STUDY), 64).iter().zip(&parquet) {
        assert_eq!(
            (a.values, a.source_row),
            (b.values, b.source_row.map(|row| row + 1)),
            "rows are counted without header"
        );
    }

    // Whatever is cut off or changed on the way, the answer is a message.
    for cut in (0..bytes.len()).step_by(97) {
        assert!(load(home.path(), &bytes[..cut], STUDY).is_err(), "{cut}");
    }
    for place in (4..bytes.len()).step_by(61) {
        let mut broken = bytes.clone();
        broken[place] ^= 0xa5;
        let _ = load(home.path(), &broken, STUDY);
    }
}

#[test]
fn the_resolved_scenario_means_the_same_people_and_knows_their_bytes() {
    let home = tempfile::tempdir().unwrap();
    let loaded = load(home.path(), SURVEY.as_bytes(), STUDY).unwrap().scenario;
    let resolved = resolved_toml(&loaded);
    let again = load(home.path(), SURVEY.as_bytes(), &resolved).unwrap().scenario;
    assert_eq!(again, loaded);
    assert_eq!(resolved_toml(&again), resolved);
    assert_eq!(people(&again, 64), people(&loaded, 64));
    insta::assert_snapshot!(
        "resolved_people",
        resolved[resolved.find("[population]").unwrap()..resolved.find("[population.variables]").unwrap()]
    );

    let elsewhere = scenario(SURVEY, STUDY);
    assert_eq!(resolved_toml(&elsewhere), resolved, "where the file lies does not matter");
    let other = SURVEY.replacen("174.8", "174.9", 1);
    assert_ne!(resolved_toml(&scenario(&other, STUDY)), resolved, "what it holds does");
    let refused = load(home.path(), other.as_bytes(), &resolved).unwrap_err();
    assert_eq!(refused.problems[0].code, Code::DataFile);
    assert!(refused.problems[0].message.contains("not the file for which this scenario was resolved"));
}

#[test]
fn dropped_rows_are_told() {
    let home = tempfile::tempdir().unwrap();
    let loaded = load(home.path(), SURVEY.as_bytes(), STUDY).unwrap();
    let [warning] = loaded.warnings.as_slice() else { panic!("{:?}", loaded.warnings) };
    assert_eq!(warning.code, Code::RowsDropped);
    assert_eq!(warning.message, "3 of 42 rows of `survey.csv` are left out, because values are missing");
    let hint = warning.hint.as_deref().unwrap();
    assert!(hint.starts_with("1 lack `height_cm`, 1 lack `weight_kg`, 1 lack `smoker`; `columns = {"), "{hint}");
    assert!(people(&loaded.scenario, 512).iter().all(|person| ![8, 19, 31].contains(&person.source_row.unwrap())));
}

#[test]
fn missing_values_are_drawn_given_the_rest() {
    // One short and light woman, one tall and heavy one; neither stature is known.
    let survey = "gender,age,height_cm,weight_kg,survey_weight\nfemale,40,,45,1\nfemale,40,,110,1\n";
    let drawn = people(&scenario(survey, &study("\"drop\"", "\"draw\"")), 4096);
    let height = |line: i32| {
        let of_line: Vec<f64> = drawn
            .iter()
            .filter(|person| person.source_row == Some(line))
            .map(|person| person.get(Variable::HeightCm))
            .collect();
        of_line.iter().sum::<f64>() / of_line.len() as f64
    };
    assert!(height(2) + 3.0 < height(3), "{} and {}", height(2), height(3));
    assert!(drawn.iter().all(|person| [45.0, 110.0].contains(&person.get(Variable::WeightKg))));
}

#[test]
fn a_path_starts_from_the_file_that_names_it() {
    let home = tempfile::tempdir().unwrap();
    let base = home.path().join("base");
    fs::create_dir(&base).unwrap();
    fs::write(base.join("survey.csv"), SURVEY).unwrap();
    fs::write(base.join("study.toml"), STUDY).unwrap();
    let name = home.path().join("study.toml").display().to_string();
    let read = |text: &str| parse(&name, text, &Overrides::default()).unwrap().scenario;
    let extended = read("extends = \"base/study.toml\"\n");
    assert_eq!(people(&extended, 64), people(&scenario(SURVEY, STUDY), 64));
    let resolved = resolved_toml(&extended);
    assert!(resolved.contains("file = \"base/survey.csv\""), "{resolved}");
    assert_eq!(read(&resolved), extended);
}

#[test]
fn tables_are_read_from_files_too() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("hours.csv"), "h,n\n4,10\n8,0\n6,25\n4,5\n,7\n").unwrap();
    let hours = |more: &str| {
        let table = format!("sitting_time_h = {{ dist = \"table\", file = \"hours.csv\", value = \"h\"{more} }}");
        let text = study("[population.variables]", &format!("[population.variables]\n{table}"));
        load(home.path(), SURVEY.as_bytes(), &text).unwrap().scenario.population.overrides[0].1.clone()
    };
    let weighted = Categorical { values: vec![4.0, 6.0], weights: vec![0.375, 0.625] }.into();
    assert_eq!(
        hours(", weight = \"n\""),
        weighted,
        "values that are equal count together, those without weight or value not"
    );
    let alike = Categorical { values: vec![4.0, 6.0, 8.0], weights: vec![0.5, 0.25, 0.25] }.into();
    assert_eq!(hours(""), alike);
}

#[test]
fn every_form_of_a_log_normal_means_the_same() {
    let read = |form: &str| {
        let text = study(
            "[population.variables]",
            &format!("[population.variables]\ninflow_rel = {{ dist = \"lognormal\", {form} }}"),
        );
        match scenario(SURVEY, &text).population.overrides[0].1 {
            Distribution::Plain(Family::LogNormal(LogNormal { mean_log, sd_log, .. })) => (mean_log, sd_log),
            ref other => panic!("{other:?}"),
        }
    };
    let (median, sd_log) = (1.25_f64, 0.4_f64);
    let mean = median * (0.5 * sd_log * sd_log).exp();
    let sd = mean * (sd_log * sd_log).exp_m1().sqrt();
    let (low, high) =
        (median * (-1.959_963_984_540_054 * sd_log).exp(), median * (1.959_963_984_540_054 * sd_log).exp());
    for form in [
        format!("mean = {mean}, sd = {sd}"),
        format!("median = {median}, gsd = {}", sd_log.exp()),
        format!("median = {median}, ci95 = [{low}, {high}]"),
        format!("mean_log = {}, sd_log = {sd_log}", median.ln()),
    ] {
        let (ours, spread) = read(&form);
        assert!((ours - median.ln()).abs() < 1e-12 && (spread - sd_log).abs() < 1e-12, "{form}: {ours}, {spread}");
    }
}

#[test]
fn the_survey_beside_the_package_is_read() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/people");
    let Ok(survey) = fs::read(path.join("nhanes_2009_2012_adults.csv")) else {
        eprintln!("SKIPPED: no survey microdata in {}; a real file of 12,391 people was not read", path.display());
        return;
    };
    let home = tempfile::tempdir().unwrap();
    let columns = "columns = { smoker = \"smokes_now\" }";
    let study = study("columns = { sex = \"gender\", age_years = \"age\" }", columns);
    let refused = load(home.path(), &survey, &study.replace("\"drop\"", "\"refuse\"")).unwrap_err();
    assert!(refused.problems[0].message.contains("of 11975 rows"), "{}", refused.problems[0].message);
    let loaded = load(home.path(), &survey, &study.replace("\"drop\"", "\"draw\"")).unwrap();
    let everybody = people(&loaded.scenario, 4096);
    let women = everybody.iter().filter(|person| person.get(Variable::Sex) == 0.0).count() as f64 / 4096.0;
    assert!((women - 0.52).abs() < 0.01, "{women}");
}

#[test]
fn a_column_can_be_left_out_and_a_near_name_is_told() {
    let home = tempfile::tempdir().unwrap();
    let without = STUDY.replacen("columns = { ", "columns = { smoker = \"\", ", 1);
    let loaded = load(home.path(), SURVEY.as_bytes(), &without).unwrap();
    let file = loaded.scenario.population.file.as_ref().unwrap();
    assert_eq!((file.column(Variable::Smoker), file.ignored.as_slice()), (None, &[Variable::Smoker][..]));
    let shouted = SURVEY.replacen("height_cm", "Height_cm", 1);
    let loaded = load(home.path(), shouted.as_bytes(), STUDY).unwrap();
    let near = loaded.warnings.iter().find(|warning| warning.code == Code::Suspicious).unwrap();
    assert!(near.hint.as_deref().unwrap().contains("height_cm = \"Height_cm\""), "{near:?}");
}
