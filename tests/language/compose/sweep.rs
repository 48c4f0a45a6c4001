//! `[sweep]`: one scenario for each combination of values.

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
    let numbers = (0..10_001).map(|number| number.to_string()).collect::<Vec<_>>().join(", ");
    for (sweep, words) in [
        ("", "the sweep has no axis"),
        ("\"design.seed\" = []", "must be a list"),
        ("\"design.seed\" = 3", "must be a list"),
        (&format!("\"design.seed\" = [{numbers}]"), "has 10001 members (10001), more than 10000"),
        ("\"design.seed\" = [1]\n\"design\" = [1]", "one contains the other"),
        ("\"design.seed\" = [1]\ndesign.seed = [2]", "swept twice"),
        ("\"extends\" = [\"a\"]", "cannot be swept"),
        ("\"design..seed\" = [1]", "not a dotted path"),
        ("zip = 3\n\"design.seed\" = [1]", "true or false"),
    ] {
        let text = shown(&swept(&format!("[sweep]\n{sweep}")).unwrap_err());
        assert!(text.contains(words), "{sweep}: no {words:?} in\n{text}");
    }
}

#[test]
fn what_all_members_share_is_told_once_and_the_rest_with_its_member() {
    let faulty = FLIGHT.replace("confidence = 0.95", "confidence = 95");
    let text = format!("{faulty}\n[sweep]\n\"interventions.pumps.every_min\" = [30, 1, 2]\n\"design.seed\" = [1, 2]");
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
    // The arm is equal to the reference, and its intervention is in no arm: each is told once for both members.
    assert_eq!(members.warnings.len(), 2);
}

#[test]
fn what_is_swept_is_not_set_otherwise() {
    let text = format!("{FLIGHT}\n[sweep]\n\"design.seed\" = [1, 2]");
    let overrides = [
        (set(&["design.seed=3"]), "--set 'sweep.\"design.seed\"=[...]'"),
        (Overrides { seed: Some(3), ..Overrides::default() }, "remove --seed"),
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

#[test]
fn lengths_of_phases_and_temperatures_are_swept_by_name() {
    let text = format!(
        "{FLIGHT}\n[sweep]\n\"timeline.phases.arrival.duration_min\" = [20, 40]\ntimeline.phases.flight.temperature_c = [20, 26]\n"
    );
    let members = parse_members("flight.toml", &text, &Overrides::default()).map_err(|faults| shown(&faults)).unwrap();
    let found: Vec<_> = members
        .members
        .iter()
        .map(|member| {
            let phases = &member.scenario.timeline.phases;
            let phase = |name: &str| phases.iter().find(|phase| phase.name == name).unwrap();
            (phase("arrival").duration, phase("flight").conditions.temperature_c)
        })
        .collect();
    let minutes = Duration::Minutes;
    assert_eq!(found, [(minutes(20), 20.0), (minutes(20), 26.0), (minutes(40), 20.0), (minutes(40), 26.0)]);
}

#[test]
fn members_that_are_the_same_are_told() {
    let warned = |values: &str| {
        let members =
            swept(&format!("[sweep]\n\"design.persons\" = {values}")).map_err(|faults| shown(&faults)).unwrap();
        members.warnings.iter().map(|warning| warning.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(warned("[100, 200, 100.0]"), ["members 1 and 3 of the sweep are the same study"]);
    assert_eq!(warned("[100, 200]"), Vec::<String>::new());
}
