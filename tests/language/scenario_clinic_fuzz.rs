//! Any valid mixture of maneuvers, cuffs, measurements and constants resolves to a text that means the same.

use crate::support::language::survive;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use soleus::model::{PARAMETERS, Signal};
use soleus::scenario::{MeasurementSource, Style};

/// A posture with an activity that goes with it.
const EXERCISES: &[(&str, &str)] = &[
    ("standing", "tiptoe"),
    ("standing", "weight_transfer"),
    ("standing", "walk"),
    ("walking", "walk"),
    ("sitting", "ankle_pumps"),
    ("lying", "ankle_pumps"),
    ("legs_raised", "cycling"),
    ("sitting", "cycling"),
];

/// A key, where there is a value for it.
fn key(name: &str, value: Option<impl std::fmt::Display>) -> String {
    value.map_or(String::new(), |value| format!(", {name} = {value}"))
}

fn exercise() -> impl Strategy<Value = String> {
    let long = prop_oneof![
        (1..5000_u32).prop_map(|count| format!("repetitions = {count}")),
        (1..600_u32).prop_map(|minutes| format!("duration_min = {minutes}")),
        (1..60_u32).prop_map(|minutes| format!("duration_s = {}", minutes * 60)),
        Just("duration_of = \"sitting_time_h\"".to_owned()),
    ];
    (select(EXERCISES), option::of(1..=120_u32), long, option::of(-60.0..300.0)).prop_map(
        |((posture, activity), cadence, long, cuff)| {
            let (cadence, cuff) = (key("cadence_per_min", cadence), key("calf_cuff_mmhg", cuff));
            format!("posture = \"{posture}\", activity = \"{activity}\"{cadence}, {long}{cuff}")
        },
    )
}

fn quiet() -> impl Strategy<Value = String> {
    let cuff = prop_oneof![
        (0.0..300.0).prop_map(|mmhg| format!("{mmhg}")),
        (0..3_u32, 0.0..300.0).prop_map(|(from, to)| format!("[{from}, {to}]")),
    ];
    let long = prop_oneof![
        (1..=3600_u32).prop_map(|seconds| format!("duration_s = {seconds}")),
        (1..600_u32).prop_map(|minutes| format!("duration_min = {minutes}")),
    ];
    let posture = prop_oneof![
        select(&["lying", "legs_raised", "standing"][..]).prop_map(|word| format!("\"{word}\"")),
        (option::of(select(&["\"free\"", "\"still\""][..])), option::of(select(&["\"chair\"", "\"vehicle\""][..])))
            .prop_map(|(legs, seat)| format!("\"sitting\"{}{}", key("legs", legs), key("seat", seat))),
    ];
    (posture, long, option::of(cuff.clone()), option::of(cuff)).prop_map(|(posture, long, calf, thigh)| {
        format!("posture = {posture}, {long}{}{}", key("calf_cuff_mmhg", calf), key("thigh_cuff_mmhg", thigh))
    })
}

/// The body of a measurement that may refer to `m0`.
fn measurement() -> impl Strategy<Value = String> {
    let signal = (0..Signal::COUNT).prop_map(|at| Signal::ALL[at].name());
    let take = prop_oneof![
        select(&["start", "end", "mean", "min", "max"][..]).prop_map(|word| format!("take = \"{word}\"")),
        (0.001..=1.0).prop_map(|share| format!("take = \"time_to\", share = {share}, toward = \"m0\"")),
        (-1e6..1e6).prop_map(|level| format!("take = \"time_to\", level = {level}")),
    ];
    let part = option::of((0.0..1.0, option::of(1.0..1e5))).prop_map(|part| {
        part.map_or(String::new(), |(from, until)| format!(", from_s = {from}{}", key("until_s", until)))
    });
    let operation = select(&["sum", "difference", "product", "ratio", "percent"][..]);
    prop_oneof![
        (signal, take, part)
            .prop_map(|(signal, take, part)| format!("signal = \"{signal}\", phase = \"p0\", {take}{part}")),
        (operation, 0.1..1e6).prop_map(|(operation, number)| format!("{operation} = [{number}, \"m0\", 1e-3]")),
    ]
}

fn constants() -> impl Strategy<Value = String> {
    vec((0..PARAMETERS.len(), 0.1..10.0), 0..5).prop_map(|mut given| {
        given.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        given.dedup_by_key(|(at, _)| *at);
        let line = |(at, factor): &(usize, f64)| {
            let value = PARAMETERS[*at].default * factor;
            format!("{} = {{ value = {value:?}, source = \"fuzz\" }}\n", PARAMETERS[*at].name)
        };
        given.iter().map(line).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_visit_to_the_clinic_resolves_to_its_meaning(
        phases in vec(prop_oneof![exercise(), quiet()], 1..8),
        measurements in vec(measurement(), 0..8),
        constants in constants(),
        (weeks, sessions) in (1..=104_u32, 1..=14_u32),
    ) {
        let phase = |(at, phase): (usize, &String)| format!("{{ name = \"p{at}\", {phase} }}");
        let phases: Vec<String> = phases.iter().enumerate().map(phase).collect();
        let section = |(at, body): (usize, &String)| format!("m{} = {{ {body} }}\n", at + 1);
        let sections: String = measurements.iter().enumerate().map(section).collect();
        let text = format!(
            "format = \"soleus-scenario/1\"\nstudy = {{ id = \"x\", title = \"x\" }}\ndesign = {{ seed = 1, persons = 1 }}\n\
             population.base = \"us-adults\"\noutcomes.assess = \"p0\"\n[timeline]\nphases = [{}]\n[interventions]\n\
             plan = {{ kind = \"training_plan\", weeks = {weeks}, sessions_per_week = {sessions} }}\n\
             [arms]\na = {{ use = [\"plan\"], reference = true }}\n[measurements]\n\
             m0 = {{ signal = \"calf_blood_ml\", phase = \"p0\", take = \"end\" }}\n{sections}[parameters]\n{constants}",
            phases.join(", "),
        );
        let scenario = survive(&text).map_err(|faults| faults.render(Style::Plain, 100)).unwrap().scenario;
        prop_assert_eq!(scenario.timeline.phases.len(), phases.len());
        prop_assert_eq!(scenario.measurements.len(), measurements.len() + 1);
        let computed = |source: &MeasurementSource| matches!(source, MeasurementSource::Derived(..));
        let computations = scenario.measurements.iter().filter(|measurement| computed(&measurement.source)).count();
        prop_assert_eq!(computations, measurements.iter().filter(|body| !body.starts_with("signal")).count());
        prop_assert_eq!(scenario.parameters.len(), constants.lines().count());
    }
}
