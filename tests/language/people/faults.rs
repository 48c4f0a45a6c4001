//! Files and scenarios that cannot be used, each with a message that helps.

use soleus::scenario::{Code, Style};

use super::*;

/// Checks that exactly one problem is found, of this class, whose words hold all of `words`.
fn expect(survey: &[u8], study: &str, code: Code, words: &[&str]) {
    let home = tempfile::tempdir().unwrap();
    let faults = load(home.path(), survey, study).unwrap_err();
    let errors: Vec<_> = faults.problems.iter().filter(|problem| problem.code.as_str().starts_with('E')).collect();
    let text = faults.render(Style::Plain, 400);
    assert_eq!(errors.len(), 1, "{text}");
    assert_eq!(errors[0].code, code, "{text}");
    for word in words {
        assert!(text.contains(word), "no {word:?} in\n{text}");
    }
}

fn of_file(survey: &[u8], words: &[&str]) {
    expect(survey, STUDY, Code::DataFile, words);
}

#[test]
fn files_that_are_none() {
    of_file(b"", &["`survey.csv` is empty", "it needs a header"]);
    of_file(b"\n\n", &["is empty"]);
    of_file(b"gender,age,survey_weight\n", &["has no rows"]);
    of_file(b"PK\x03\x04rest", &["a spreadsheet or a ZIP archive", "save it as comma-separated text"]);
    of_file(b"\x1f\x8b\x08rest", &["compressed"]);
    of_file("gender".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>().as_slice(), &["UTF-16"]);
    of_file(b"gender,age,survey_weight\nfemale,3\xff,1\n", &["not UTF-8 text on line 2"]);
    of_file(b"gender;age;survey_weight\nfemale;30;1\n", &["semicolons between its columns, not commas", "CSV UTF-8"]);
    of_file(b"gender,age,survey_weight\nfemale,30,1\nmale,172,5,1\n", &["has 4 cells on line 3, but 3 columns"]);
    of_file(b"PAR1 but nothing more", &["cannot be read as Parquet"]);
    let study = study("\"survey.csv\"", "\"nobody.csv\"");
    expect(b"x", &study, Code::DataFile, &["`nobody.csv` cannot be read", "relative to the scenario file"]);
    expect(b"x", &self::study("\"survey.csv\"", "\".\""), Code::DataFile, &["is not a file"]);
}

#[test]
fn columns_that_are_not_there() {
    let map = "columns = { sex = \"gender\", age_years = \"age\" }";
    let with = |columns: &str| study(map, &format!("columns = {columns}"));
    expect(
        SURVEY.as_bytes(),
        &with("{ sex = \"gendr\" }"),
        Code::UnknownName,
        &["no column `gendr`", "did you mean `gender`?"],
    );
    expect(SURVEY.as_bytes(), &with("{ sexx = \"gender\" }"), Code::UnknownName, &["did you mean `sex`?"]);
    expect(SURVEY.as_bytes(), &study("\"survey_weight\"", "\"w\""), Code::UnknownName, &["no column `w`"]);
    expect(
        b"a,b,survey_weight\n1,2,3\n",
        &study(map, ""),
        Code::DataFile,
        &["no column of `survey.csv` has the name of a variable", "`a`, `b`"],
    );
    expect(b"gender,age,age,survey_weight\nmale,30,30,1\n", STUDY, Code::Duplicate, &["several columns `age`"]);
}

#[test]
fn values_that_nobody_has() {
    let rows = |rows: &str| format!("gender,age,height_cm,survey_weight\n{rows}\n");
    let expect = |text: &str, words: &[&str]| expect(rows(text).as_bytes(), STUDY, Code::DataValue, words);
    expect(
        "male,30,1.80,1\nmale,30,180,1",
        &["1 values of `height_cm`", "line 2: 1.8 is out of range (meters given? 1.8 m = 180 cm)"],
    );
    expect("male,30,180,1\nmale,17,180,1", &["line 3: 17 is not between 18 and 110 years"]);
    expect("m,30,180,1", &["`m` is none of `female`, `male`"]);
    expect("male,30,inf,1", &["not a finite number"]);
    expect("male,30,180,-1\nmale,30,180,2", &["1 weights in `survey.csv`", "-1 is negative"]);
    let many: String = (0..9).map(|_| "male,3,180,1\n").collect();
    expect(many.trim_end(), &["9 values of `age_years`", "line 6", "and 4 more"]);
}

#[test]
fn weights_that_nobody_has() {
    let zero = b"gender,age,survey_weight\nmale,30,0\nfemale,30,0\n";
    expect(zero, STUDY, Code::Weights, &["are all 0"]);
    let huge = b"gender,age,survey_weight\nmale,30,1e308\nfemale,30,1e308\n";
    expect(huge, STUDY, Code::Weights, &["too large to be added up"]);
    let none = b"gender,age,survey_weight\nmale,30,\nfemale,30,1\n";
    expect(none, &study("\"drop\"", "\"draw\""), Code::DataValue, &["a weight cannot be drawn"]);
}

#[test]
fn missing_values_are_refused_unless_something_is_said() {
    let words =
        ["values are missing in 3 of 42 rows", "line 8: `height_cm`", "line 19: `weight_kg`", "`missing = \"drop\"`"];
    expect(SURVEY.as_bytes(), &study("missing = \"drop\"\n", ""), Code::DataValue, &words);
    expect(b"gender,age,survey_weight\nmale,,1\n", STUDY, Code::DataFile, &["no row of `survey.csv` is complete"]);
    expect(SURVEY.as_bytes(), &study("\"drop\"", "\"ignore\""), Code::UnknownName, &["`drop`"]);
}

#[test]
fn what_the_file_has_nothing_else_may_say() {
    let age = study("[population.variables]\n", "[population.variables]\nage_years = 40\n");
    expect(
        SURVEY.as_bytes(),
        &age,
        Code::KeyConflict,
        &["`age_years` is set here, but it is also in the file `survey.csv`"],
    );
    let tied =
        study("[timeline]", "[population.correlation]\npairs = [[\"age_years\", \"adherence\", 0.2]]\n[timeline]");
    expect(SURVEY.as_bytes(), &tied, Code::Correlation, &["cannot be correlated with another variable"]);
    let alone = study(
        "file = \"survey.csv\"\ncolumns = { sex = \"gender\", age_years = \"age\" }\nweight = \"survey_weight\"\n",
        "base = \"us-adults\"\n",
    );
    expect(b"", &alone, Code::KeyConflict, &["`missing` in [population] belongs to a data file"]);
}
