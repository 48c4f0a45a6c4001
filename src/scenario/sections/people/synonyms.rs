//! Names of columns by which questionnaires and surveys mean variables.

use crate::scenario::Variable;
use crate::scenario::read::suggest;

/// Other names of variables, in lower case and without other signs than letters and digits. Those of NHANES are its own codes.
const SYNONYMS: &[(Variable, &[&str])] = &[
    (Variable::Sex, &["gender", "female", "male", "riagendr", "sexe", "geschlecht", "sexo"]),
    (Variable::AgeYears, &["age", "ages", "ageyrs", "ageyr", "ridageyr", "alter", "edad"]),
    (Variable::HeightCm, &["height", "stature", "bodyheight", "heightm", "bmxht", "htcm", "ht", "groesse", "talla"]),
    (Variable::WeightKg, &["bodyweight", "bodymass", "mass", "masskg", "bmxwt", "wtkg", "gewicht", "peso"]),
    (Variable::Smoker, &["smoking", "smokes", "smokesnow", "currentsmoker", "tobacco", "smq040"]),
    (Variable::Diabetes, &["diabetic", "dm", "diq010"]),
    (Variable::Pregnant, &["pregnancy", "ridexprg"]),
    (Variable::OralContraceptive, &["pill", "contraceptive", "coc"]),
    (Variable::HematocritPct, &["hematocrit", "haematocrit", "hct", "lbxhct"]),
    (Variable::SaltGDay, &["salt", "saltintake"]),
    (Variable::PriorVte, &["vte", "dvt", "priordvt", "thrombosis"]),
];

/// Names of columns with weights of surveys.
const WEIGHTS: &[&str] = &[
    "surveyweight",
    "sampleweight",
    "samplingweight",
    "samplewt",
    "pweight",
    "wgt",
    "wtint2yr",
    "wtmec2yr",
    "wtmec4yr",
    "wtint4yr",
];

/// For each variable that is free, the column that probably means it, as in `sex = "gender"`.
pub(super) fn columns(names: &[String], free: &[Variable]) -> Vec<String> {
    let of = |variable: &Variable| {
        let name = names.iter().find(|name| means(name, *variable))?;
        Some(format!("{} = \"{name}\"", variable.name()))
    };
    free.iter().filter_map(of).collect()
}

/// Whether a name probably means this variable.
fn means(name: &str, variable: Variable) -> bool {
    let bare = bare(name);
    match SYNONYMS.iter().find(|(_, names)| names.contains(&bare.as_str())) {
        Some((meant, _)) => *meant == variable,
        None if is_weight(name) => false,
        None => suggest::nearest(name, Variable::ALL.iter().map(|known| known.name())) == Some(variable.name()),
    }
}

/// Whether a name is usual for weights of a survey.
pub(super) fn is_weight(name: &str) -> bool {
    let bare = bare(name);
    WEIGHTS.contains(&bare.as_str()) || (bare.starts_with("wtmec") || bare.starts_with("wtint")) && bare.ends_with("yr")
}

fn bare(name: &str) -> String {
    name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_surveys_are_understood() {
        let names = ["SEQN", "RIAGENDR", "Age", "body weight", "wtmec2yr", "survey_weight"].map(str::to_owned);
        assert_eq!(
            columns(&names, Variable::ALL),
            ["sex = \"RIAGENDR\"", "age_years = \"Age\"", "weight_kg = \"body weight\""]
        );
        assert_eq!(columns(&names, &[Variable::Smoker]), Vec::<String>::new());
        assert!(is_weight("WTMEC2YR") && is_weight("survey_weight") && !is_weight("weight"));
    }

    #[test]
    fn every_synonym_has_one_meaning_and_its_plain_form() {
        let names: Vec<&str> = SYNONYMS.iter().flat_map(|(_, names)| *names).chain(WEIGHTS).copied().collect();
        for (at, name) in names.iter().enumerate() {
            assert!(!names[..at].contains(name) && bare(name) == *name, "{name}");
        }
    }
}
