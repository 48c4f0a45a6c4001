//! No text makes the parser panic, and a resolved scenario means what the original meant.

use crate::support::language::{CLINIC, FLIGHT as SHIPPED, assert_round_trip, survive};
use proptest::prelude::*;
use soleus::scenario::{Overrides, Style, parse, resolved_toml};

/// Pieces of the format, so that mutations reach beyond the syntax.
const PIECES: &[&str] = &[
    "0",
    "-1",
    "480",
    "1e999",
    "nan",
    "-inf",
    "1e-300",
    "0x7fffffffffffffff",
    "99999999999999999999",
    "\"\"",
    "\"flight\"",
    "\"sex\"",
    "true",
    "[]",
    "[[]]",
    "{}",
    "{ by = \"sex\" }",
    "{ dist = \"lognormal\", mean = 1e300, sd = 1e300 }",
    "{ dist = \"beta\", mean = 1e-320, sd = 1e-320 }",
    "{ dist = \"categorical\", values = [], weights = [] }",
    "{ dist = \"truncated_normal\", mean = 1e308, sd = 1e-308, min = 18, max = 90 }",
    "1979-05-27",
    "\n",
    "\u{feff}",
    "\"\\e\"",
    "[arms.x]\nuse = []",
    "[population.variables]",
    "[measurements.x]\nsum = [\"x\"]",
    "[parameters]",
    "\"tiptoe\"",
    "\"calf_blood_ml\"",
    "\"time_to\"",
    "[0, 300]",
    "activity = \"walk\", ",
    "repetitions = 3, ",
    ".",
    "=",
    "µ",
    "🦵",
    "\r",
    "\0",
];

/// Distributions that may stand for the age, with every family and parameter set.
fn age() -> impl Strategy<Value = String> {
    prop_oneof![
        (18.0..110.0).prop_map(|value| format!("{value}")),
        (30.0..80.0, 0.1..30.0).prop_map(|(mean, sd)| format!("{{ dist = \"normal\", mean = {mean}, sd = {sd} }}")),
        (30.0..80.0, 1.0..30.0, 18.0..29.0).prop_map(|(mean, sd, min)| format!(
            "{{ dist = \"truncated_normal\", mean = {mean}, sd = {sd}, min = {min} }}"
        )),
        (30.0..80.0, 0.1..30.0).prop_map(|(mean, sd)| format!("{{ dist = \"lognormal\", mean = {mean}, sd = {sd} }}")),
        (30.0..80.0, 1.01..2.0)
            .prop_map(|(mid, gsd)| format!("{{ dist = \"lognormal\", median = {mid}, gsd = {gsd}, max = 110 }}")),
        (30.0..80.0, 1.1..2.0).prop_map(|(mid, k)| format!(
            "{{ dist = \"lognormal\", median = {mid}, ci95 = [{}, {}] }}",
            mid / k,
            mid * k
        )),
        (18.0..50.0, 50.5..110.0)
            .prop_map(|(low, high)| format!("{{ dist = \"uniform\", min = {low}, max = {high} }}")),
        (18.0..50.0, 50.5..110.0)
            .prop_map(|(low, high)| format!("{{ dist = \"triangular\", min = {low}, mode = 50.2, max = {high} }}")),
        (0.0..1.0).prop_map(|p: f64| format!(
            "{{ dist = \"categorical\", values = [30, 60], weights = [{p}, {}] }}",
            1.0 - p
        )),
        (18.0..110.0).prop_map(|value| format!(
            "{{ by = \"sex\", female = {value}, male = {{ dist = \"normal\", mean = 50, sd = 9 }} }}"
        )),
    ]
}

/// As many cases as `PROPTEST_CASES` asks for, and no fewer than 400.
fn config() -> ProptestConfig {
    let asked = ProptestConfig::default();
    ProptestConfig { cases: asked.cases.max(400), failure_persistence: None, ..asked }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_text_panics(text in any::<String>()) {
        let _ = survive(&text);
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = survive(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_mutation_of_a_scenario_panics(
        base in proptest::sample::select(&[SHIPPED, CLINIC][..]),
        edits in proptest::collection::vec((0.0..1.0, 0_usize..12, proptest::sample::select(PIECES)), 1..4),
    ) {
        let mut text = base.to_owned();
        for (place, length, piece) in edits {
            let start = text.floor_char_boundary((place * text.len() as f64) as usize);
            let end = text.ceil_char_boundary((start + length).min(text.len()));
            text.replace_range(start..end, piece);
        }
        let _ = survive(&text);
    }

    #[test]
    fn no_replaced_value_panics(
        base in proptest::sample::select(&[SHIPPED, CLINIC][..]),
        line in any::<proptest::sample::Index>(),
        piece in proptest::sample::select(PIECES),
    ) {
        let mut lines: Vec<String> = base.lines().map(str::to_owned).collect();
        let keyed: Vec<usize> = (0..lines.len()).filter(|&i| lines[i].contains(" = ")).collect();
        let chosen = *line.get(&keyed);
        let key = lines[chosen].split(" = ").next().unwrap_or_default().to_owned();
        lines[chosen] = format!("{key} = {piece}");
        let _ = survive(&lines.join("\n"));
    }

    #[test]
    fn resolved_scenarios_mean_the_same(
        age in age(), title in "\\PC{1,30}[\"\\\\\n\t]?x", seed in 0..=i64::MAX, temperature in 5.0..45.0,
    ) {
        let seed = seed as u64;
        let text = SHIPPED
            .replace("age_years = { dist = \"truncated_normal\", mean = 46, sd = 16, min = 18, max = 90 }", &format!("age_years = {age}"))
            .replace("temperature_c = 24", &format!("temperature_c = {temperature}"));
        let mut loaded = parse("s.toml", &text, &Overrides { seed: Some(seed), ..Overrides::default() }).map_err(|f| f.render(Style::Plain, 99)).unwrap();
        loaded.scenario.study.title = title;
        prop_assert_eq!(loaded.scenario.design.seed, seed);
        assert_round_trip(&loaded.scenario);
    }
}

#[test]
fn the_shipped_scenario_resolves_to_a_stable_text() {
    let loaded = survive(SHIPPED).unwrap();
    assert!(loaded.warnings.is_empty());
    insta::assert_snapshot!("resolved_long_haul_flight", resolved_toml(&loaded.scenario));
}

#[test]
fn maneuvers_and_measurements_resolve_to_a_stable_text() {
    let loaded = survive(CLINIC).unwrap();
    assert!(loaded.warnings.is_empty(), "{:?}", loaded.warnings);
    insta::assert_snapshot!("resolved_clinic", resolved_toml(&loaded.scenario));
}

#[test]
fn every_form_of_every_part_survives_resolution() {
    let text = r#"
        format = "soleus-scenario/1"
        study = { id = "all-forms", title = "All forms" }
        design = { seed = 1, persons = 2, sampler = "random" }
        [population]
        base = "us-adults"
        variables.smoker = { dist = "bernoulli", p = 0.2 }
        variables.cancer = true
        variables.sex = "male"
        variables.diabetes = { by = "smoker", no = 0, yes = { dist = "categorical", values = ["no", "yes"], weights = [0.5, 0.5] } }
        variables.seat = { dist = "categorical", values = ["window", "aisle"], weights = [0.25, 0.75] }
        variables.inflow_rel = { dist = "gamma", shape = 4.0, scale = 0.25 }
        variables.fidget_per_h = { by = "sex", female = { dist = "weibull", shape = 1.5, scale = 40 }, male = { dist = "gamma", mean = 30, sd = 15 } }
        variables.footwear = { dist = "table", values = ["flat", "heeled", "flat"], weights = [30, 10, 10] }
        variables.age_years = { dist = "histogram", edges = [20, 40, 60, 80], counts = [120, 90, 30] }
        variables.salt_g_day = { by = "sex", dist = "normal", female = { mean = 8, sd = 2 }, male = { mean = 10, sd = 2 } }
        [timeline]
        phases = [
          { name = "out \"and\" back", posture = "sitting", duration_h = 1.5 },
          { name = "up", posture = "legs_raised", duration_min = 30.0 },
        ]
        [interventions]
        nothing = { kind = "none" }
        pumps = { kind = "ankle_pumps", every_min = 20, repetitions = 61 }
        sleeve = { kind = "compression", ankle_pressure_mmhg = 12.5, during = ["up"] }
        [arms]
        a = { use = ["nothing"], reference = true }
        b = { use = ["pumps", "sleeve"], adherence = { by = "smoker", no = 0.9, yes = { dist = "beta", alpha = 2, beta = 3 } } }
        [outcomes]
        fast = { from = "popliteal_velocity_cm_s", below = 1.5 }
        [analysis]
        strata = ["smoker", { name = "seat", of = "seat" }]
    "#;
    let loaded = survive(text).map_err(|faults| faults.render(Style::Plain, 100)).unwrap();
    insta::assert_snapshot!("resolved_all_forms", resolved_toml(&loaded.scenario));
}
