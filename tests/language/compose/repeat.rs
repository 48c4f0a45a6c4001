//! `repeat`: phases and groups of phases, several times.

use super::*;

const FLIGHT_PHASE: &str = "{ name = \"flight\", posture = \"sitting\", duration_of = \"sitting_time_h\" },";

fn with_phases(phases: &str) -> Result<Loaded, Faults> {
    assert!(FLIGHT.contains(FLIGHT_PHASE));
    parse("repeat.toml", &FLIGHT.replace(FLIGHT_PHASE, phases), &Overrides::default())
}

fn names(scenario: &Scenario) -> Vec<&str> {
    scenario.timeline.phases.iter().map(|phase| phase.name.as_str()).collect()
}

#[test]
fn copies_are_numbered_and_still_known_by_their_name() {
    let loaded = with_phases("{ name = \"flight\", posture = \"sitting\", duration_h = 5, repeat = 2 },").unwrap();
    let scenario = &loaded.scenario;
    assert_eq!(names(scenario), ["boarding", "flight_1", "flight_2", "arrival", "night"]);
    assert_eq!(scenario.timeline.phases[2].duration, Duration::Minutes(300));
    assert_eq!(scenario.interventions[0].during, [1, 2], "`during` means all copies");
    assert_eq!(scenario.outcomes.assess, [2], "`assess` means the last one");
    assert_round_trip(scenario);
}

#[test]
fn a_list_of_assessed_phases_means_all_copies_in_their_order() {
    let legs = "{ name = \"flight\", posture = \"sitting\", duration_h = 5, repeat = 2 },";
    let text = FLIGHT.replace(FLIGHT_PHASE, legs);
    let assessed = |list: &str| {
        let text = text.replace("assess = \"flight\"", &format!("assess = {list}"));
        parse("assess.toml", &text, &Overrides::default()).unwrap().scenario
    };
    for (list, phases) in [
        ("[\"flight\"]", &[1, 2][..]),
        ("[\"arrival\", \"flight_1\"]", &[1, 3]),
        ("[\"boarding\", \"flight\", \"arrival\"]", &[0, 1, 2, 3]),
        ("[\"flight_1\"]", &[1]),
    ] {
        let scenario = assessed(list);
        assert_eq!(
            (scenario.outcomes.assess.as_slice(), scenario.outcomes.last_assessed()),
            (phases, *phases.last().unwrap())
        );
        assert_round_trip(&scenario);
    }
}

#[test]
fn groups_are_repeated_as_a_whole_and_may_hold_another() {
    let day = "{ name = \"flight\", posture = \"sitting\", duration_h = 4 }, { name = \"rest\", posture = \"lying\", duration_h = 8 }";
    let loaded = with_phases(&format!("{{ repeat = 2, phases = [{{ repeat = 2, phases = [{day}] }}, {{ name = \"sunday\", posture = \"standing\", duration_h = 1 }}] }},")).unwrap();
    let expected = [
        "boarding",
        "flight_1_1",
        "rest_1_1",
        "flight_1_2",
        "rest_1_2",
        "sunday_1",
        "flight_2_1",
        "rest_2_1",
        "flight_2_2",
        "rest_2_2",
        "sunday_2",
        "arrival",
        "night",
    ];
    assert_eq!(names(&loaded.scenario), expected);
    assert_eq!(loaded.scenario.interventions[0].during, [1, 3, 6, 8]);
    let named = FLIGHT.replace("during = [\"flight\"]", "during = [\"flight_2\"]");
    let text =
        named.replace(FLIGHT_PHASE, &format!("{{ repeat = 2, phases = [{{ repeat = 2, phases = [{day}] }}] }},"));
    let second_week = parse("repeat.toml", &text, &Overrides::default()).unwrap().scenario;
    assert_eq!(second_week.interventions[0].during, [5, 7], "all days of the second week");
}

#[test]
fn faulty_repeats_are_told_once() {
    let phase = "name = \"flight\", posture = \"sitting\", duration_h = 5";
    for (phases, code, words) in [
        (format!("{{ {phase}, repeat = 0 }},"), Code::OutOfRange, "too small"),
        (format!("{{ {phase}, repeat = 2.5 }},"), Code::WrongType, "whole number"),
        (format!("{{ {phase}, repat = 2 }},"), Code::UnknownKey, "did you mean `repeat`?"),
        (format!("{{ {phase}, repeat = 3, sead = \"aisle\" }},"), Code::UnknownKey, "did you mean `seat`?"),
        (
            format!(
                "{{ {phase} }}, {{ repeat = 366, phases = [{{ name = \"a\", posture = \"lying\", duration_min = 1, repeat = 300 }}] }},"
            ),
            Code::OutOfRange,
            "more than 1000 phases",
        ),
        (
            format!("{{ repeat = 2, phases = [{{ {phase} }}], posture = \"lying\" }},"),
            Code::MisplacedKey,
            "a group of phases",
        ),
        (format!("{{ phases = [{{ {phase} }}] }},"), Code::MissingKey, "needs `repeat`"),
        (format!("{{ {phase}, repeat = 2 }}, {{ {phase} }},"), Code::Duplicate, "no other phase can have its name"),
        (
            format!("{{ {phase}, repeat = 2 }}, {{ name = \"flight_2\", posture = \"lying\", duration_h = 1 }},"),
            Code::Duplicate,
            "appears twice",
        ),
    ] {
        let (found, text) = code_and_text(&with_phases(&phases).unwrap_err());
        assert_eq!(found, code, "{text}");
        assert!(text.contains(words), "{phases}:\n{text}");
    }
    let deep = format!("{{ repeat = 2, phases = [{{ repeat = 2, phases = [{{ {phase}, repeat = 2 }}] }}] }},");
    let (code, text) = code_and_text(&with_phases(&deep).unwrap_err());
    assert_eq!(code, Code::KeyConflict);
    assert!(text.contains("only one level of repeats"), "{text}");
}
