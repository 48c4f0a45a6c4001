//! `--set`: values from the command line.

use super::*;

#[test]
fn values_are_toml_and_bare_words_are_text() {
    let scenario = flight(&[
        "design.persons=7",
        "design.sampler = random",
        "interventions.stockings.class=7-14",
        "arms.\"usual\".label='Just sitting'",
        "study.title=What helps?",
        "analysis.quantiles=[0.5]",
        "arms.extra={ use = [\"walks\"] }",
    ])
    .map_err(|faults| shown(&faults))
    .unwrap();
    assert_eq!(scenario.design.persons, 7);
    assert_eq!((scenario.arms[0].label.as_str(), scenario.study.title.as_str()), ("Just sitting", "What helps?"));
    assert_eq!(scenario.analysis.quantiles, [0.5]);
    assert_eq!(scenario.arms.last().unwrap().id, "extra");
    assert!(resolved_toml(&scenario).contains("sampler = \"random\""));
}

#[test]
fn the_last_argument_wins_and_the_flags_of_the_sample_win_over_all() {
    let twice = flight(&["design.seed=1", "design.seed=2"]).unwrap();
    assert_eq!(twice.design.seed, 2);
    let overrides = Overrides { seed: Some(5), ..set(&["design.seed=1"]) };
    assert_eq!(parse("flight.toml", FLIGHT, &overrides).unwrap().scenario.design.seed, 5);
}

#[test]
fn an_argument_wins_over_the_file_and_what_it_extends() {
    let home = home(&[("child.toml", &extending("base.toml", "[design]\nseed = 2"))]);
    let loaded = load(&home.path().join("child.toml"), &set(&["design.seed=3"])).unwrap();
    assert_eq!(loaded.scenario.design.seed, 3);
}

#[test]
fn a_faulty_argument_is_underlined() {
    for (argument, code, at, words) in [
        ("design.persons=many", Code::WrongType, 16, "found text"),
        ("design.persns=5", Code::UnknownKey, 1, "did you mean `persons`?"),
        ("design.persons.x=5", Code::Path, 1, "`design.persons`, which is not a table"),
        ("design.persons", Code::Path, 1, "no `=`"),
        ("design.persons=", Code::Path, 16, "no value"),
        ("design..persons=5", Code::Path, 1, "not a dotted path"),
        ("=5", Code::Path, 1, "not a dotted path"),
        ("analysis.quantiles=[0.5", Code::Syntax, 0, "array"),
        ("arms.x={ use = [], }", Code::NewerToml, 18, "end with a comma"),
        ("extends=base.toml", Code::KeyConflict, 1, "applied first"),
    ] {
        let faults = flight(&[argument]).unwrap_err();
        let (found, text) = code_and_text(&faults);
        assert_eq!(found, code, "{text}");
        assert!(text.contains(words) && text.contains(argument), "{argument}:\n{text}");
        assert!(at == 0 || text.contains(&format!("--set:1:{at}]")), "{argument}:\n{text}");
    }
}

#[test]
fn phases_are_found_by_their_name() {
    let scenario = flight(&["timeline.phases.arrival.duration_min=35", "timeline.phases.flight.temperature_c=22"]);
    let scenario = scenario.map_err(|faults| shown(&faults)).unwrap();
    let phase = |name: &str| scenario.timeline.phases.iter().find(|phase| phase.name == name).unwrap();
    assert_eq!(phase("arrival").duration, Duration::Minutes(35));
    assert_eq!(phase("flight").conditions.temperature_c, 22.0);
    let (code, text) = code_and_text(&flight(&["timeline.phases.fligt.duration_h=3"]).unwrap_err());
    assert_eq!(code, Code::Path);
    assert!(
        text.contains("no entry of `timeline.phases` has the name `fligt`") && text.contains("did you mean `flight`?")
    );
}
