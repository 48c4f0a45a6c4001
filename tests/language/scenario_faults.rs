//! One broken scenario per class of fault: each must be found, alone, with its code and its remedy.

use crate::support::language;
use crate::support::language::FLIGHT as SHIPPED;
use soleus::scenario::{Code, Faults, Overrides, Style, parse};

/// The faults of the base scenario with one piece replaced.
fn faults(from: &str, to: &str) -> Faults {
    language::faults(SHIPPED, from, to)
}

/// Checks that the replacement gives exactly one problem, of this class, whose words hold all of `words`.
fn expect(code: Code, from: &str, to: &str, words: &[&str]) {
    language::expect(SHIPPED, code, from, to, words);
}

#[test]
fn syntax() {
    expect(Code::Syntax, "seed = 20261121", "seed = 2026 1121", &["broken.toml:18:"]);
    expect(Code::Syntax, "[design]", "[study]", &["duplicate key"]);
    expect(Code::NewerToml, "above = 100 }", "above = 100, }", &["end with a comma"]);
    expect(Code::NewerToml, "above = 100 }", "\nabove = 100 }", &["stay on one line"]);
    expect(Code::NewerToml, "label = \"Usual", "label = \"\\x41 Usual", &["escape"]);
}

#[test]
fn keys() {
    expect(Code::UnknownKey, "sampler = \"sobol\"", "samplr = \"sobol\"", &["did you mean `sampler`?"]);
    expect(Code::UnknownKey, "gsd = 1.15, min", "gsd = 1.15, minimum", &["did you mean `min`?"]);
    expect(Code::UnknownKey, "assess = \"flight\"", "asess = \"flight\"", &["did you mean `assess`?"]);
    expect(Code::MisplacedKey, "[study]", "[study]\npersons = 3", &["`persons` belongs in [design]"]);
    expect(Code::MisplacedKey, "temperature_c = 24", "height_cm = 170", &["belongs in [population.variables]"]);
    expect(Code::MisplacedKey, "[outcomes]", "[outcomes]\nconfidence = 0.9", &["`confidence` belongs in [design]"]);
    expect(
        Code::MisplacedKey,
        "[population.variables]",
        "[population.variables]\npersons = 9",
        &["`persons` belongs in [design]"],
    );
    expect(
        Code::MisplacedKey,
        "[timeline]",
        "[parameters]\nsampler = \"random\"\n[timeline]",
        &["belongs in [design]"],
    );
    expect(Code::MissingKey, "persons = 20_000", "", &["[design] needs `persons`"]);
    expect(Code::MissingKey, "every_min = 60", "", &["[interventions.walks] needs `every_min`"]);
    expect(Code::WrongType, "persons = 20_000", "persons = \"many\"", &["must be a number, found text"]);
    expect(Code::WrongType, "duration_min = 5", "duration_min = 2.5", &["whole number"]);
    expect(Code::KeyConflict, "duration_min = 5", "duration_min = 5\nrepetitions = 9", &["given twice"]);
    expect(Code::KeyConflict, "every_min = 60", "every_min = 60\nclass = \"7-14\"", &["has no effect on aisle_walk"]);
    expect(Code::Identifier, "[arms.usual]", "[arms.Usual]", &["lower-case"]);
}

#[test]
fn what_this_version_lacks_is_said() {
    expect(Code::NotAvailable, "posture = \"standing\",", "posture = \"squatting\",", &["`squatting`"]);
}

#[test]
fn ranges_and_units() {
    expect(
        Code::Magnitude,
        "duration_h = 8",
        "duration_h = 480",
        &["`duration_h` = 480", "minutes given? 480 min = 8 h"],
    );
    expect(
        Code::Magnitude,
        "median = 10, gsd = 1.15, min = 6, max = 17",
        "median = 600, gsd = 1.15",
        &["600 min = 10 h"],
    );
    expect(Code::Magnitude, "[population.variables]", "[population.variables]\nheight_cm = 1.75", &["1.75 m = 175 cm"]);
    expect(Code::Magnitude, "confidence = 0.95", "confidence = 95", &["95 % = 0.95"]);
    expect(Code::Magnitude, "adherence = 1.0", "adherence = 60", &["60 % = 0.6"]);
    expect(Code::Magnitude, "temperature_c = 24", "temperature_c = 75.2", &["75.2 °F = 24 °C"]);
    expect(Code::OutOfRange, "persons = 20_000", "persons = 0", &["too small"]);
    expect(Code::OutOfRange, "persons = 20_000", "persons = inf", &["finite"]);
    expect(Code::OutOfRange, "above = 100", "above = nan", &["finite"]);
    expect(Code::OutOfRange, "duration_h = 8", "duration_h = 0.51", &["whole number of minutes", "duration_min = 31"]);
    expect(Code::OutOfRange, "breaks = [18, 40, 65, 91]", "breaks = [18, 65, 40]", &["must increase"]);
    expect(Code::OutOfRange, "quantiles = [0.05", "quantiles = [0.0", &["both excluded"]);
}

#[test]
fn distributions() {
    expect(Code::Distribution, "mean = 0.6, sd = 0.2", "mean = 0.6, sd = 0.5", &["`sd` must be below 0.4899"]);
    expect(Code::Distribution, "mean = 46, sd = 16", "mean = 46, sd = 0", &["larger than 0"]);
    expect(Code::Distribution, "gsd = 1.15", "gsd = 0.15", &["`gsd` must be larger than 1"]);
    expect(Code::Distribution, "min = 6, max = 17", "min = 17, max = 6", &["smaller than"]);
    expect(
        Code::Distribution,
        "[population.variables]",
        "[population.variables]\nsmoker = { dist = \"beta\", alpha = 1, beta = 2 }",
        &["use bernoulli"],
    );
    expect(
        Code::KeyConflict,
        "median = 10, gsd = 1.15",
        "median = 10, gsd = 1.15, mean = 10, sd = 2",
        &["cannot be combined"],
    );
    expect(Code::MissingKey, "median = 10, gsd = 1.15", "median = 10", &["alone is not enough for lognormal"]);
    expect(Code::MissingKey, "mean = 46, sd = 16,", "mean = 46,", &["needs `sd`"]);
    expect(
        Code::Truncation,
        "mean = 46, sd = 16, min = 18, max = 90",
        "mean = 20, sd = 5, min = 40, max = 90",
        &["keeps only"],
    );
    expect(Code::UnknownName, "dist = \"beta\"", "dist = \"betta\"", &["did you mean `beta`?"]);
    let one = |text: &str| format!("[population.variables]\ninflow_rel = {{ {text} }}");
    let refused = |code, text: &str, words: &str| expect(code, "[population.variables]", &one(text), &[words]);
    refused(Code::KeyConflict, "dist = \"gamma\", mean = 1, shape = 2", "give `mean` and `sd`, or `shape` and `scale`");
    refused(Code::Distribution, "dist = \"gamma\", mean = 1, sd = 0", "larger than 0");
    refused(Code::Distribution, "dist = \"gamma\", shape = 1e9, scale = 1e-9", "nearly all values are equal");
    refused(Code::Distribution, "dist = \"weibull\", shape = -1, scale = 1", "larger than 0");
    refused(Code::Magnitude, "dist = \"weibull\", shape = 2, scale = 30", "half of all people");
    refused(Code::Weights, "dist = \"table\", values = [1, 2], weights = [1]", "2 values, but 1 weights");
    refused(Code::Weights, "dist = \"table\", values = [1, 2], weights = [0, 0]", "nothing has a weight above 0");
    refused(Code::OutOfRange, "dist = \"table\", values = [1, 9], weights = [1, 1]", "at most 4");
    refused(Code::DataFile, "dist = \"table\", file = \"no.csv\", value = \"x\"", "`no.csv` cannot be read");
    refused(Code::KeyConflict, "dist = \"table\", file = \"no.csv\", values = [1]", "give `values` and `weights`, or");
    refused(Code::Weights, "dist = \"histogram\", edges = [1, 2], counts = [1, 1]", "2 edges, but 2 counts");
    refused(Code::Distribution, "dist = \"histogram\", edges = [2, 1], counts = [1]", "must increase");
    let seats =
        "[population.variables]\nseat = { dist = \"categorical\", values = [\"aisle\", \"window\"], weights = [1, 3] }";
    expect(Code::Weights, "[population.variables]", seats, &["sum to 4, not to 1", "normalized: [0.25, 0.75]"]);
    let seats = "[population.variables]\nseat = { dist = \"categorical\", values = [\"aisle\"], weights = [0.5, 0.5] }";
    expect(Code::Weights, "[population.variables]", seats, &["1 values, but 2 weights"]);
    let by = |inner: &str| format!("[population.variables]\nheight_cm = {{ by = {inner} }}");
    expect(Code::MissingKey, "[population.variables]", &by("\"sex\", male = 178"), &["needs `female`"]);
    expect(Code::Distribution, "[population.variables]", &by("\"age_years\""), &["no labels"]);
    expect(Code::Distribution, "[population.variables]", &by("\"seat\", aisle = 1"), &["is not known yet"]);
}

#[test]
fn correlations() {
    let pairs = "pairs = [[\"age_years\", \"adherence\", 0.1]]";
    expect(Code::OutOfRange, "0.1]]", "1.0]]", &["both excluded"]);
    expect(Code::UnknownName, "\"adherence\", 0.1", "\"adherance\", 0.1", &["did you mean `adherence`?"]);
    expect(Code::Duplicate, "0.1]]", "0.1], [\"adherence\", \"age_years\", 0.2]]", &["given twice"]);
    let contradiction = "pairs = [[\"age_years\", \"height_cm\", 0.9], [\"height_cm\", \"weight_kg\", 0.9], [\"weight_kg\", \"age_years\", -0.2]]";
    expect(Code::Correlation, pairs, contradiction, &["`weight_kg` and `age_years` cannot be -0.2", "between 0.6"]);
}

#[test]
fn timeline() {
    expect(Code::UnknownName, "posture = \"sitting\"", "posture = \"siting\"", &["did you mean `sitting`?"]);
    expect(
        Code::UnknownName,
        "duration_of = \"sitting_time_h\"",
        "duration_of = \"age_years\"",
        &["not a duration in hours"],
    );
    expect(Code::KeyConflict, "duration_h = 8", "duration_h = 8, duration_min = 480", &["two durations"]);
    expect(Code::MissingKey, ", duration_h = 8", "", &["has no duration"]);
    expect(Code::Duplicate, "name = \"night\"", "name = \"arrival\"", &["appears twice"]);
    expect(Code::UnknownName, "assess = \"flight\"", "assess = \"flihgt\"", &["did you mean `flight`?"]);
    expect(
        Code::UnknownName,
        "assess = \"flight\"",
        "assess = [\"boarding\", \"flihgt\"]",
        &["did you mean `flight`?"],
    );
    expect(Code::Duplicate, "assess = \"flight\"", "assess = [\"flight\", \"flight\"]", &["names `flight` twice"]);
    expect(Code::OutOfRange, "assess = \"flight\"", "assess = []", &["name at least one phase"]);
}

#[test]
fn interventions_and_arms() {
    expect(Code::UnknownName, "kind = \"aisle_walk\"", "kind = \"aisle_wlak\"", &["did you mean `aisle_walk`?"]);
    expect(Code::UnknownName, "use = [\"walks\"]", "use = [\"walk\"]", &["did you mean `walks`?"]);
    expect(Code::UnknownName, "class = \"15-20\"", "class = \"15-21\"", &["did you mean `15-20`?"]);
    expect(Code::Dose, "duration_min = 5", "duration_min = 60", &["does not fit into an interval of 60 min"]);
    expect(Code::Dose, "duration_min = 5", "repetitions = 3000", &["a bout of 60 min"]);
    expect(Code::NoHost, "during = [\"flight\"]", "during = [\"arrival\"]", &["this phase is walking"]);
    expect(Code::NoHost, "every_min = 60", "every_min = 1440", &["no phase is long enough"]);
    expect(
        Code::Overlap,
        "use = [\"walks\"]",
        "use = [\"walks\", \"pumps\"]",
        &["`walks` and `pumps`", "minute 60 of `flight`"],
    );
    expect(Code::Reference, "reference = true", "", &["no arm is the reference"]);
    expect(Code::Reference, "use = [\"walks\"]", "use = [\"walks\"]\nreference = true", &["more than one"]);
}

#[test]
fn outcomes_and_strata() {
    expect(Code::Duplicate, "edema_over_100_ml = {", "edema_pct = {", &["already a column"]);
    expect(Code::UnknownName, "from = \"edema_ml\"", "from = \"oedema_ml\"", &["did you mean `edema_ml`?"]);
    expect(Code::KeyConflict, "above = 100", "above = 100, below = 3", &["one threshold"]);
    expect(Code::MissingKey, "strata = [\"sex\"", "strata = [\"age_years\"", &["need breaks"]);
    expect(Code::Duplicate, "name = \"age_band\"", "name = \"sex\"", &["already a variable"]);
}

#[test]
fn all_problems_come_at_once_in_the_order_of_the_file() {
    let broken = SHIPPED
        .replace("seed = 20261121", "sed = 20261121")
        .replace("posture = \"lying\"", "posture = \"liing\"")
        .replace("use = [\"feet_up\"]", "use = [\"feet\"]");
    let faults = parse("broken.toml", &broken, &Overrides::default()).unwrap_err();
    let codes: Vec<&str> = faults.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, ["E005", "E003", "E010", "E010"]);
}

#[test]
fn warnings_do_not_stop_a_study() {
    let odd = SHIPPED.replace("use = [\"feet_up\"]", "use = []").replace("duration_h = 8", "duration_h = 50");
    let loaded = parse("odd.toml", &odd, &Overrides::default()).unwrap();
    let codes: Vec<Code> = loaded.warnings.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, [Code::Suspicious, Code::NoEffect, Code::NoEffect]);
}

#[test]
fn what_the_model_makes_nothing_of_is_warned_of() {
    let codes = |from: &str, to: &str| language::warnings(SHIPPED, from, to);
    let seats = codes("sitting_time_h =", "seat = \"aisle\"\nsitting_time_h =");
    assert_eq!(seats, [(Code::NoEffect, "`seat` changes no outcome in this version".to_owned())]);
    let many = codes(
        "breaks = [18, 40, 65, 91] }]",
        "breaks = [18, 40, 65, 91] }, \"smoker\", \"footwear\", \"diabetes\", \"pregnant\"]",
    );
    assert_eq!(many.len(), 1, "{many:?}");
    assert!(many[0].1.contains("no rows for diabetes, pregnant"), "{many:?}");
    assert!(codes("duration_min = 2\n", "repetitions = 10\n").is_empty());
}

#[test]
fn an_arm_has_one_garment_even_in_different_phases() {
    let other =
        "[interventions.socks]\nkind = \"compression\"\nclass = \"7-14\"\nduring = [\"arrival\"]\n\n[arms.usual]";
    let text = SHIPPED.replace("[arms.usual]", other).replace("\"stockings\", \"pumps\"", "\"stockings\", \"socks\"");
    let faults = parse("two.toml", &text, &Overrides::default()).unwrap_err();
    assert_eq!(faults.problems[0].code, Code::Overlap);
    assert!(faults.problems[0].message.contains("two garments"));
}

#[test]
fn diagnostics_look_as_intended() {
    let show = |from: &str, to: &str| faults(from, to).render(Style::Plain, 100);
    insta::assert_snapshot!("misplaced_key", show("[study]", "[study]\npersons = 3"));
    insta::assert_snapshot!("wrong_unit", show("duration_h = 8", "duration_h = 480"));
    insta::assert_snapshot!("overlap", show("use = [\"walks\"]", "use = [\"walks\", \"pumps\"]"));
    insta::assert_snapshot!("two_references", show("use = [\"walks\"]", "use = [\"walks\"]\nreference = true"));
    insta::assert_snapshot!("impossible_beta", show("mean = 0.6, sd = 0.2", "mean = 0.6, sd = 0.5"));
    insta::assert_snapshot!("syntax", show("seed = 20261121", "seed = 2026 1121"));
}

#[test]
fn motionless_standing_is_for_people_who_stand_and_do_nothing_else() {
    let boarding = "{ name = \"boarding\", posture = \"standing\", duration_min = 20 }";
    let with = |more: &str| boarding.replace(" }", &format!(", {more} }}"));
    assert!(language::warnings(SHIPPED, boarding, &with("still = true")).is_empty());
    let exercise = language::warnings(SHIPPED, boarding, &with("still = true, activity = \"tiptoe\""));
    assert_eq!(exercise, [(Code::NoEffect, "`still` has no effect in a phase with an activity".to_owned())]);
    let seated = "{ name = \"boarding\", posture = \"sitting\", duration_min = 20, still = true }";
    expect(Code::KeyConflict, boarding, seated, &["`still` has no effect while sitting", "standing"]);
}
