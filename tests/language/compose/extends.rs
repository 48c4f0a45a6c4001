//! `extends`: files that build on others.

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
    let home = home(&[("child.toml", &extending("nowhere.toml", "")), ("bytes.toml", &extending("latin1.toml", ""))]);
    fs::write(home.path().join("latin1.toml"), b"# \xb5").unwrap();
    for (child, base, why) in [("child.toml", "nowhere.toml", "cannot be read"), ("bytes.toml", "latin1.toml", "UTF-8")]
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

#[test]
fn a_file_takes_away_what_it_does_not_want() {
    let rest = "without = [\"arms.stockings_15_20\", \"arms.stockings_and_pumps\", \"interventions.stockings\", \"timeline.phases.night\"]";
    let home = home(&[
        ("child.toml", &extending("base.toml", rest)),
        ("bad.toml", &extending("base.toml", "without = [\"arms.nobody\"]")),
    ]);
    let scenario = loaded(&home.path().join("child.toml")).scenario;
    assert!(scenario.arms.iter().all(|arm| arm.id != "stockings_15_20") && scenario.arms.len() > 1);
    assert!(scenario.timeline.phases.iter().all(|phase| phase.name != "night"));
    let Err(ScenarioError::Invalid(faults)) = load(&home.path().join("bad.toml"), &Overrides::default()) else {
        panic!()
    };
    assert!(shown(&faults).contains("the file that this file extends has no `arms.nobody`"));
    let alone = FLIGHT.replacen("format = ", "without = [\"arms.usual\"]\nformat = ", 1);
    assert!(shown(&parse("flight.toml", &alone, &Overrides::default()).unwrap_err()).contains("but it extends none"));
}
