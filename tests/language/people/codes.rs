//! Codes of surveys, rows that do not count, and what is said about columns that are not read.

use soleus::scenario::{Code, RowCounts, Style, Variable, render_problems, resolved_toml};

use super::*;

/// A survey in codes: sex 1 and 2, smoking 1, 2 and 9 (unknown), age 999 (unknown), two cycles, and a child of weight 0.
const CODED: &str = "SEQN,cycle,gender,age,smq,survey_weight\n\
    1,A,1,40,1,2\n2,A,2,50,2,1\n3,B,2,60,2,1\n4,A,2,999,9,1\n5,A,1,4,77,0\n6,A,1.0,70,2.0,4\n";

fn coded(rest: &str) -> String {
    let columns = "columns = { sex = \"gender\", age_years = \"age\", smoker = \"smq\" }";
    study("columns = { sex = \"gender\", age_years = \"age\" }", &format!("{columns}\n{rest}"))
}

const MEANING: &str = "recode = { sex = { \"1\" = \"male\", \"2\" = \"female\" }, smoker = { \"1\" = \"yes\", \"2\" = false } }\n\
    missing_codes = { age_years = [999], smoker = [7, 9] }";

#[test]
fn codes_are_read_by_their_meaning() {
    let home = tempfile::tempdir().unwrap();
    let loaded = load(home.path(), CODED.as_bytes(), &coded(MEANING)).unwrap();
    let file = loaded.scenario.population.file.as_ref().unwrap();
    assert_eq!(file.counts, RowCounts { in_file: 6, filtered: 0, weightless: 1, incomplete: 1 });
    assert_eq!(file.unread, ["SEQN", "cycle"]);
    for person in people(&loaded.scenario, 64) {
        let values = [Variable::Sex, Variable::AgeYears, Variable::Smoker].map(|variable| person.get(variable));
        let expected = match person.source_row.unwrap() {
            2 => [1.0, 40.0, 1.0],
            3 => [0.0, 50.0, 0.0],
            4 => [0.0, 60.0, 0.0],
            7 => [1.0, 70.0, 0.0],
            other => panic!("line {other} is drawn"),
        };
        assert_eq!(values, expected);
    }
    let resolved = resolved_toml(&loaded.scenario);
    let again = load(home.path(), CODED.as_bytes(), &resolved).unwrap().scenario;
    assert_eq!(again, loaded.scenario);
    assert_eq!(resolved_toml(&again), resolved);
}

#[test]
fn only_rows_that_fulfill_all_conditions_are_judged() {
    let counted = |conditions: &str| {
        let home = tempfile::tempdir().unwrap();
        let study = coded(&format!("{MEANING}\nwhere = {{ {conditions} }}"));
        load(home.path(), CODED.as_bytes(), &study).unwrap().scenario.population.file.unwrap().counts
    };
    let counts = |filtered, weightless, incomplete| RowCounts { in_file: 6, filtered, weightless, incomplete };
    assert_eq!(counted("cycle = \"a\""), counts(1, 1, 1));
    assert_eq!(counted("cycle = [\"A\", \"B\"], age = { min = 18, max = 60 }"), counts(3, 0, 0));
    assert_eq!(counted("SEQN = [2, 3.0]"), counts(4, 0, 0));

    let home = tempfile::tempdir().unwrap();
    let refused = |rest: &str| load(home.path(), CODED.as_bytes(), &coded(rest)).unwrap_err().render(Style::Plain, 400);
    assert!(refused(&format!("{MEANING}\nwhere = {{ cycl = \"A\" }}")).contains("did you mean `cycle`?"));
    assert!(refused(&format!("{MEANING}\nwhere = {{ cycle = \"C\" }}")).contains("`where` leaves out 6"));
    assert!(refused(&format!("{MEANING}\nwhere = {{ age = {{ min = 9, max = 8 }} }}")).contains("empty range"));
    let unknown = refused("recode = { footwear = { \"1\" = \"flat\" } }");
    assert!(unknown.contains("codes of `footwear`, which no column of the file gives"), "{unknown}");
    let words = refused("");
    assert!(words.contains("`recode = { sex = { \"1\" = \"female\" } }`"), "{words}");
}

#[test]
fn names_that_probably_mean_variables_are_asked_about() {
    let home = tempfile::tempdir().unwrap();
    let survey = "gender,age_years,bmxwt,WTMEC2YR\nmale,40,80,3\nfemale,50,70,1\n";
    let plain = study("columns = { sex = \"gender\", age_years = \"age\" }\nweight = \"survey_weight\"\n", "");
    let loaded = load(home.path(), survey.as_bytes(), &plain).unwrap();
    let said = render_problems(&loaded.sources, &loaded.warnings, Style::Plain, 400);
    assert!(said.contains("did you mean `columns = { sex = \"gender\", weight_kg = \"bmxwt\" }`?"), "{said}");
    assert!(said.contains("did you mean `weight = \"WTMEC2YR\"`?"), "{said}");
}

#[test]
fn a_pile_at_a_code_is_asked_about() {
    let home = tempfile::tempdir().unwrap();
    let rows: String = (0..200).map(|i| format!("{},{},1\n", ["male", "female"][i % 2], 20 + i % 60)).collect();
    let ages = |codes: usize| format!("gender,age,survey_weight\n{rows}{}", "male,99,1\n".repeat(codes));
    let warned = |codes: usize| load(home.path(), ages(codes).as_bytes(), STUDY).unwrap().warnings;
    assert!(warned(3).is_empty(), "{:?}", warned(3));
    let [warning] = warned(12).try_into().unwrap();
    assert_eq!(warning.code, Code::Suspicious);
    assert_eq!(warning.message, "12 rows of `survey.csv` have the `age_years` 99");
    assert!(warning.hint.unwrap().contains("`missing_codes = { age_years = [99] }`"));
}

#[test]
fn codes_that_no_row_has_are_told() {
    let home = tempfile::tempdir().unwrap();
    let meaning = MEANING.replace("[7, 9]", "[9, 5]").replace("\"1\" = \"yes\"", "\"1\" = \"yes\", \"ja\" = \"yes\"");
    let loaded = load(home.path(), CODED.as_bytes(), &coded(&meaning)).unwrap();
    let said = render_problems(&loaded.sources, &loaded.warnings, Style::Plain, 400);
    assert!(said.contains("no row has these codes of `smoker`: 5, ja"), "{said}");
}

#[test]
fn sources_of_all_attributes_are_said() {
    let home = tempfile::tempdir().unwrap();
    let meaning = coded(&format!("{MEANING}\nwhere = {{ cycle = \"A\" }}"));
    let meaning = meaning.replace("[population.variables]\n", "[population.variables]\nfootwear = \"flat\"\n");
    let loaded = load(home.path(), CODED.as_bytes(), &meaning).unwrap();
    let said = loaded.scenario.population.provenance().unwrap().sentences();
    assert_eq!(
        said[0],
        "People are drawn from 3 of 6 rows of `survey.csv` (left out: 1 by `where`, 1 with weight 0, 1 with missing values)."
    );
    assert_eq!(said[1], "Read from the file: sex (gender), age_years (age), smoker (smq), weights (survey_weight).");
    assert_eq!(said[2], "Set by the scenario: footwear.");
    assert!(
        said[3].starts_with("Drawn from `us-adults` for each person, given the values above: height_cm, weight_kg,")
    );
    assert!(!said[3].contains("footwear"));
    assert_eq!(said[4], "Columns that are not read: SEQN.");
}
