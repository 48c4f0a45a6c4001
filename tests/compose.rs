//! Scenarios that are put together: extended files, values set from outside, sweeps, repeats.
#![allow(clippy::unwrap_used)]

mod scenario;

use std::fs;
use std::path::{Path, PathBuf};

use scenario::{FLIGHT, assert_round_trip};
use soleus::scenario::{
    AxisValue, Code, Duration, Faults, Loaded, Members, Overrides, Scenario, ScenarioError, Style, load, load_members,
    parse, parse_members, resolved_toml,
};

/// Files in a folder of their own, the flight among them as `base.toml`.
fn home(files: &[(&str, &str)]) -> tempfile::TempDir {
    let home = tempfile::tempdir().unwrap();
    for (name, text) in [("base.toml", FLIGHT)].iter().chain(files) {
        let path = home.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    home
}

fn extending(base: &str, rest: &str) -> String {
    format!("format = \"soleus-scenario/1\"\nextends = \"{base}\"\n{rest}")
}

fn set(arguments: &[&str]) -> Overrides {
    Overrides { set: arguments.iter().map(|argument| (*argument).to_owned()).collect(), ..Overrides::default() }
}

fn shown(faults: &Faults) -> String {
    faults.render(Style::Plain, 300)
}

fn loaded(path: &Path) -> Loaded {
    load(path, &Overrides::default()).map_err(invalid).map_err(|faults| shown(&faults)).unwrap()
}

fn invalid(error: ScenarioError) -> Faults {
    match error {
        ScenarioError::Invalid(faults) => faults,
        other => panic!("{other}"),
    }
}

fn refused(path: &Path) -> Faults {
    invalid(load_members(path, &Overrides::default()).unwrap_err())
}

/// The flight with some arguments of `--set`.
fn flight(arguments: &[&str]) -> Result<Scenario, Faults> {
    parse("flight.toml", FLIGHT, &set(arguments)).map(|loaded| loaded.scenario)
}

/// The flight with a sweep, or another text in place of its end.
fn swept(sweep: &str) -> Result<Members, Faults> {
    parse_members("sweep.toml", &format!("{FLIGHT}\n{sweep}"), &Overrides::default())
}

fn code_and_text(faults: &Faults) -> (Code, String) {
    assert_eq!(faults.problems.len(), 1, "{}", shown(faults));
    (faults.problems[0].code, shown(faults))
}

mod extends {
    use super::*;

    #[test]
    fn a_child_changes_what_it_names_and_keeps_the_rest() {
        let text = extending(
            "base.toml",
            "[design]\npersons = 50\n[arms.late]\nuse = [\"pumps\"]\n[arms.pumps_30min]\nlabel = \"Pumps\"\n[analysis]\nstrata = []",
        );
        let home = home(&[("child.toml", &text)]);
        let (base, child) = (loaded(&home.path().join("base.toml")), loaded(&home.path().join("child.toml")));
        let (base, child) = (base.scenario, child.scenario);
        assert_eq!((child.design.persons, child.design.seed), (50, base.design.seed));
        let ids: Vec<&str> = child.arms.iter().map(|arm| arm.id.as_str()).collect();
        let mut expected: Vec<&str> = base.arms.iter().map(|arm| arm.id.as_str()).collect();
        expected.push("late");
        assert_eq!(ids, expected, "the base's order, then the child's own");
        assert_eq!((child.arms[1].label.as_str(), &child.arms[1].uses), ("Pumps", &base.arms[1].uses));
        assert!(child.analysis.strata.is_empty(), "lists are replaced");
        assert!(!resolved_toml(&child).contains("extends"));
        assert_round_trip(&child);
    }

    #[test]
    fn another_distribution_replaces_the_old_one_and_the_same_one_is_changed() {
        let variables = |text: &str| {
            let home = home(&[("child.toml", &extending("base.toml", &format!("[population.variables]\n{text}")))]);
            resolved_toml(&loaded(&home.path().join("child.toml")).scenario)
        };
        let other = variables("age_years = { dist = \"uniform\", min = 20, max = 30 }");
        assert!(other.contains("age_years = { dist = \"uniform\", min = 20.0, max = 30.0 }"), "{other}");
        let older = "age_years = { dist = \"truncated_normal\", mean = 60.0, sd = 16.0, min = 18.0, max = 90.0 }";
        assert!(variables("age_years = { mean = 60 }").contains(older));
        assert!(variables("age_years = { dist = \"truncated_normal\", mean = 60 }").contains(older));
    }

    #[test]
    fn chains_are_followed_from_the_folder_of_each_file() {
        let home = home(&[
            ("studies/child.toml", &extending("shared/middle.toml", "[design]\nseed = 3")),
            ("studies/shared/middle.toml", "extends = \"../../base.toml\"\n[design]\nseed = 2\npersons = 70"),
        ]);
        let design = loaded(&home.path().join("studies/child.toml")).scenario.design;
        assert_eq!((design.seed, design.persons), (3, 70));
    }

    #[test]
    fn problems_name_the_file_that_they_are_in() {
        let broken = FLIGHT.replace("every_min = 60", "every_min = 4");
        let text = extending("broken.toml", "[interventions.feet_up]\nduration_min = 150\n[design]\nsed = 4");
        let home = home(&[("child.toml", &text), ("broken.toml", &broken)]);
        let faults = refused(&home.path().join("child.toml"));
        let places: Vec<(PathBuf, usize)> = faults
            .problems
            .iter()
            .map(|problem| faults.sources.position(problem.span.start))
            .map(|place| (Path::new(place.name).file_name().unwrap().into(), place.line))
            .collect();
        assert_eq!(places, [("child.toml".into(), 4), ("child.toml".into(), 6), ("broken.toml".into(), 61)]);
        let home = home.path().display().to_string();
        insta::assert_snapshot!(shown(&faults).replace(&home, "").replace('\\', "/"));
    }

    #[test]
    fn a_missing_base_is_told_where_it_is_named() {
        let home =
            home(&[("child.toml", &extending("nowhere.toml", "")), ("bytes.toml", &extending("latin1.toml", ""))]);
        fs::write(home.path().join("latin1.toml"), b"# \xb5").unwrap();
        for (child, base, why) in
            [("child.toml", "nowhere.toml", "cannot be read"), ("bytes.toml", "latin1.toml", "UTF-8")]
        {
            let (code, text) = code_and_text(&refused(&home.path().join(child)));
            assert_eq!(code, Code::Unreadable);
            assert!(text.contains(base) && text.contains(why) && text.contains(&format!("{child}:2:11")), "{text}");
        }
    }

    #[test]
    fn circles_are_refused_with_the_chain() {
        let home = home(&[
            ("a.toml", "extends = \"b.toml\""),
            ("b.toml", "extends = \"./c.toml\""),
            ("c.toml", "extends = \"././b.toml\""),
        ]);
        let (code, text) = code_and_text(&refused(&home.path().join("a.toml")));
        assert_eq!(code, Code::Circle);
        assert!(text.contains("b.toml -> ") && text.contains("c.toml:1:11"), "{text}");
        assert!(!text.contains("a.toml"), "the way into the circle is no part of it: {text}");
    }

    #[test]
    fn a_faulty_extends_is_one_problem() {
        let (code, text) = code_and_text(&parse("s.toml", "extends = 3", &Overrides::default()).unwrap_err());
        assert_eq!(code, Code::WrongType);
        assert!(text.contains("s.toml:1:11"), "{text}");
    }
}

mod arguments {
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
            ("design.persons.x=5", Code::Path, 1, "`design.persons`, which is no table"),
            ("design.persons", Code::Path, 1, "no `=`"),
            ("design.persons=", Code::Path, 16, "no value"),
            ("design..persons=5", Code::Path, 1, "no dotted path"),
            ("=5", Code::Path, 1, "no dotted path"),
            ("analysis.quantiles=[0.5", Code::Syntax, 0, "array"),
            ("arms.x={ use = [], }", Code::NewerToml, 18, "end with a comma"),
            ("extends=base.toml", Code::KeyConflict, 1, "before --set"),
        ] {
            let faults = flight(&[argument]).unwrap_err();
            let (found, text) = code_and_text(&faults);
            assert_eq!(found, code, "{text}");
            assert!(text.contains(words) && text.contains(argument), "{argument}:\n{text}");
            assert!(at == 0 || text.contains(&format!("--set:1:{at}]")), "{argument}:\n{text}");
        }
    }
}

mod sweep {
    use super::*;

    fn values(members: &Members) -> Vec<Vec<String>> {
        members.members.iter().map(|member| member.values.iter().map(AxisValue::to_string).collect()).collect()
    }

    #[test]
    fn a_grid_has_every_combination_the_last_axis_fastest() {
        let sweep = "[sweep]\n\"design.seed\" = [1, 2]\ninterventions.pumps.every_min = [15, 30, 60]";
        let members = swept(sweep).map_err(|faults| shown(&faults)).unwrap();
        assert_eq!(members.axes, ["design.seed", "interventions.pumps.every_min"]);
        let expected = [["1", "15"], ["1", "30"], ["1", "60"], ["2", "15"], ["2", "30"], ["2", "60"]];
        assert_eq!(values(&members), expected);
        let fifth = &members.members[4];
        assert_eq!((fifth.number, fifth.scenario.design.seed), (5, 2));
        let resolved = resolved_toml(&fifth.scenario);
        assert!(resolved.contains("every_min = 30") && !resolved.contains("[sweep]"));
        for member in &members.members {
            assert_round_trip(&member.scenario);
        }
    }

    #[test]
    fn zipped_lists_are_walked_together() {
        let lists = "\"design.seed\" = [1, 2]\n\"interventions.pumps.every_min\" = [15, 30]";
        let members = swept(&format!("[sweep]\nzip = true\n{lists}")).unwrap();
        assert_eq!(values(&members), [["1", "15"], ["2", "30"]]);
        let faults = swept(&format!("[sweep]\nzip = true\n{lists}\n\"design.persons\" = [1, 2, 3]")).unwrap_err();
        let (code, text) = code_and_text(&faults);
        assert_eq!(code, Code::Sweep);
        assert!(text.contains("`design.seed` has 2, `design.persons` has 3"), "{text}");
    }

    #[test]
    fn values_may_be_lists_and_tables() {
        let sweep = "[sweep]\n\"arms.pumps_30min.use\" = [[\"pumps\"], [\"walks\"]]\n\"arms.usual.adherence\" = [0.5, { dist = \"beta\", mean = 0.6, sd = 0.2 }]";
        let members = swept(sweep).unwrap();
        assert_eq!(values(&members)[3], ["[\"walks\"]", "{ dist = \"beta\", mean = 0.6, sd = 0.2 }"]);
        assert_eq!(members.members[0].scenario.arms[1].uses, [0]);
        assert_eq!(members.members[2].scenario.arms[1].uses, [1]);
    }

    #[test]
    fn faulty_sweeps_are_refused() {
        let numbers = (0..1001).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
        for (sweep, words) in [
            ("", "the sweep has no axis"),
            ("\"design.seed\" = []", "must be a list"),
            ("\"design.seed\" = 3", "must be a list"),
            (&format!("\"design.seed\" = [{numbers}]"), "has 1001 members (1001), more than 1000"),
            ("\"design.seed\" = [1]\n\"design\" = [1]", "one holds the other"),
            ("\"design.seed\" = [1]\ndesign.seed = [2]", "swept twice"),
            ("\"extends\" = [\"a\"]", "cannot be swept"),
            ("\"design..seed\" = [1]", "no dotted path"),
            ("zip = 3\n\"design.seed\" = [1]", "true or false"),
        ] {
            let text = shown(&swept(&format!("[sweep]\n{sweep}")).unwrap_err());
            assert!(text.contains(words), "{sweep}: no {words:?} in\n{text}");
        }
    }

    #[test]
    fn what_all_members_share_is_told_once_and_the_rest_with_its_member() {
        let faulty = FLIGHT.replace("confidence = 0.95", "confidence = 95");
        let text =
            format!("{faulty}\n[sweep]\n\"interventions.pumps.every_min\" = [30, 1, 2]\n\"design.seed\" = [1, 2]");
        let faults = parse_members("sweep.toml", &text, &Overrides::default()).unwrap_err();
        let told: Vec<&str> = faults.problems.iter().map(|problem| problem.message.as_str()).collect();
        assert_eq!(told.len(), 3, "{told:#?}");
        assert_eq!(told[0], "`confidence` = 95 is too large");
        for (message, member) in told[1..].iter().zip(["member 3 (interventions.pumps.every_min = 1, ", "member 5 ("]) {
            assert!(message.contains(member) && message.ends_with(") and one other"), "{message}");
        }
    }

    #[test]
    fn warnings_are_merged_too() {
        let idle = FLIGHT.replace("use = [\"feet_up\"]", "use = []");
        let text = format!("{idle}\n[sweep]\n\"design.seed\" = [1, 2]");
        let members = parse_members("sweep.toml", &text, &Overrides::default()).unwrap();
        assert_eq!(members.warnings.len(), 1);
    }

    #[test]
    fn what_is_swept_is_not_set_otherwise() {
        let text = format!("{FLIGHT}\n[sweep]\n\"design.seed\" = [1, 2]");
        let overrides = [
            (set(&["design.seed=3"]), "--set 'sweep.\"design.seed\"=[...]'"),
            (Overrides { seed: Some(3), ..Overrides::default() }, "leave --seed out"),
        ];
        for (overrides, way_out) in overrides {
            let (code, text) = code_and_text(&parse_members("sweep.toml", &text, &overrides).unwrap_err());
            assert_eq!(code, Code::KeyConflict);
            assert!(text.contains(way_out), "{text}");
        }
        for way_out in ["sweep.\"design.seed\"=[3]", "sweep.design.seed=[3]"] {
            let members = parse_members("sweep.toml", &text, &set(&[way_out])).unwrap();
            assert_eq!(values(&members), [["3"]]);
        }
    }

    #[test]
    fn one_scenario_of_a_sweep_must_be_chosen() {
        let text = format!("{FLIGHT}\n[sweep]\n\"design.seed\" = [1, 2]");
        let (code, told) = code_and_text(&parse("sweep.toml", &text, &Overrides::default()).unwrap_err());
        assert_eq!(code, Code::Sweep);
        assert!(told.contains("--member, from 1 to 2"), "{told}");
        let members = || parse_members("sweep.toml", &text, &Overrides::default()).unwrap();
        assert_eq!(members().one(Some(2)).unwrap().scenario.design.seed, 2);
        assert!(members().one(Some(3)).is_err() && members().one(None).is_err());
    }
}

mod repeat {
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
        assert_eq!(scenario.outcomes.assess, 2, "`assess` means the last one");
        assert_round_trip(scenario);
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
            (format!("{{ {phase}, repeat = 2 }}, {{ {phase} }},"), Code::Duplicate, "no other one can have its name"),
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
        assert!(text.contains("nest only once"), "{text}");
    }
}
