//! For every key of every section and family, the checks accept exactly the ranges in the table, and the resolved text keeps its value.

use std::ops::Bound::{self, Excluded, Included, Unbounded};

use toml::{Table, Value};

use soleus::keys::{Kind, NO_LIMIT, Need};
use soleus::probability;
use soleus::scenario::{
    Code, Conditions, Distribution, FAMILIES, FamilyKeys, Overrides, SECTIONS, Variable, parse, resolved_toml,
};

/// A valid scenario, to which keys are added.
const BASE: &str = include_str!("../scenario/base.toml");

/// Definitions that keys refer to and that the scenario does not have.
const MORE: &str = "
measurements.old = { signal = 'calf_blood_ml', phase = 'night', take = 'end' }
interventions.long = { kind = 'training_plan', weeks = 104, sessions_per_week = 3 }";

/// Paths of sections whose names in messages differ from the file.
const PATHS: &[(&str, &str)] = &[
    ("an entry of `phases` in [timeline]", "timeline.phases[]"),
    ("a group of phases in [timeline]", "timeline.phases[]"),
    ("an entry of `strata` in [analysis]", "analysis.strata[]"),
    ("an entry of [parameters]", "parameters.reflection"),
    ("a flag of [outcomes]", "outcomes.new"),
    ("a responder of [analysis.responders]", "analysis.responders.new"),
    ("[interventions.<id>]", "interventions.new"),
    ("[measurements.<id>]", "measurements.new"),
    ("[arms.<id>]", "arms.new"),
    ("an entry of `stages`", "interventions.plan.stages[]"),
    ("`eligibility` of an arm", "arms.new.eligibility"),
];

/// Other settings that some keys need before their number is checked. The first matching line applies; without a match, none are needed.
const BESIDE: &[(&str, &[&str], &str)] = &[
    (
        "timeline.phases[]",
        &["cadence_per_min"],
        "name = 'new'\nposture = 'standing'\nactivity = 'tiptoe'\nrepetitions = 9",
    ),
    (
        "timeline.phases[]",
        &["repetitions"],
        "name = 'new'\nposture = 'standing'\nactivity = 'tiptoe'\ncadence_per_min = 120",
    ),
    ("timeline.phases[]", &["calf_cuff_mmhg", "thigh_cuff_mmhg"], "name = 'new'\nposture = 'lying'\nduration_min = 5"),
    ("timeline.phases[]", &["repeat"], "name = 'new'\nposture = 'lying'\nduration_min = 5"),
    ("timeline.phases[]", &["knee_angle_deg"], "name = 'new'\nposture = 'sitting'\nduration_min = 5"),
    ("timeline.phases[]", &[], "name = 'new'\nposture = 'lying'"),
    ("interventions.new", &["repetitions"], "kind = 'ankle_pumps'\nevery_min = 1440"),
    (
        "interventions.new",
        &["every_min", "duration_min", "cadence_per_min"],
        "kind = 'ankle_pumps'\nevery_min = 30\nduration_min = 2",
    ),
    ("interventions.new", &["from_min", "until_min"], "kind = 'ankle_pumps'\nduration_min = 2"),
    ("interventions.new", &["sets", "rest_s", "load_kg"], "kind = 'heel_raises'\nevery_min = 99\nrepetitions = 9"),
    ("interventions.new", &["ankle_pressure_mmhg"], "kind = 'compression'"),
    ("interventions.new", &["water_ml_h", "plasma_volume_rel"], "kind = 'hydration'"),
    ("interventions.new", &["salt_g_day"], "kind = 'salt'"),
    ("interventions.new", &["change_kg", "change_pct"], "kind = 'weight_change'"),
    ("interventions.new", &["movements_per_h"], "kind = 'fidgeting'"),
    ("interventions.plan.stages[]", &[], "focus = 'volume'\nweeks = 8\nsessions_per_week = 3"),
    ("arms.new", &["after_weeks"], "use = ['long']"),
    ("interventions.new", &["weeks", "sessions_per_week"], "kind = 'training_plan'\nweeks = 8\nsessions_per_week = 3"),
    ("measurements.new", &["share"], "signal = 'calf_blood_ml'\nphase = 'night'\ntake = 'time_to'\ntoward = 'old'"),
    ("measurements.new", &[], "signal = 'calf_blood_ml'\nphase = 'night'\ntake = 'mean'"),
];

/// Variables and parameters for trying the parameters of families.
const FAMILY: &[(&str, &str, &str)] = &[
    ("beta", "adherence", "mean = 0.6\nsd = 1e-5\nalpha = 2\nbeta = 2"),
    ("bernoulli", "smoker", "p = 0.5"),
    ("gamma", "salt_g_day", "mean = 1e-6\nsd = 1e-6\nshape = 1\nscale = 1e-9"),
    ("weibull", "salt_g_day", "shape = 1\nscale = 1e-9"),
    (
        "",
        "salt_g_day",
        "mean = 8\nsd = 2\nmin = 1\nmode = 8\nmax = 40\nmedian = 8\ngsd = 1.2\nmean_log = 2\nsd_log = 0.2\nvalues = [8]\nweights = [1]\nedges = [8, 9]\ncounts = [1]\nfile = 'none'\nvalue = 'none'\nweight = 'none'",
    ),
];

#[test]
fn numbers_just_outside_their_range_are_refused_and_those_just_inside_are_not() {
    let mut tried = 0;
    for section in SECTIONS {
        for key in section.entries().iter().filter(|key| !matches!(key.need, Need::Each(_))) {
            let path = path_of(section.section);
            tried += try_ends(&format!("{} of {}", key.name, section.section), key.kind, |value| {
                with(&path, key.name, value)
            });
        }
    }
    assert!(tried > 50, "{tried} numbers tried");
}

#[test]
fn parameters_of_families_are_refused_outside_their_range_and_not_inside() {
    let mut tried = 0;
    for family in FAMILIES {
        // The two ends of an interval must fit together, so they cannot be tried separately.
        for key in family.parameters.iter().filter(|key| !matches!(key.kind, Kind::Row(_))) {
            let what = format!("{} of {}", key.name, family.name);
            tried += try_ends(&what, key.kind, |value| distributed(family, key.name, value));
        }
    }
    assert!(tried > 15, "{tried} numbers tried");
}

/// Parameters of all families that are possible for `adherence`; `p` is for a flag.
const GIVEN: &str = "mean = 0.5\nsd = 0.2\nmedian = 0.5\ngsd = 1.2\nci95 = [0.4, 0.62]\nmean_log = -0.7\nsd_log = 0.2\nmin = 0.1\nmode = 0.5\nmax = 0.9\nalpha = 2\nbeta = 3\nshape = 2\nscale = 0.2\np = 0.5\nvalues = [0.5, 0.25]\nweights = [0.75, 0.25]\nedges = [0.4, 0.6]\ncounts = [1]";

#[test]
fn every_family_is_read_by_its_line_and_written_with_its_keys() {
    let given: Table = GIVEN.parse().unwrap();
    for family in FAMILIES {
        let beside = family.keys().into_iter().filter(|key| !family.sets.iter().any(|set| set.contains(key)));
        for set in family.sets.iter().filter(|set| !set.contains(&"file")) {
            let keys = set.iter().copied().chain(beside.clone());
            let mut table: Table = keys.map(|key| (key.to_owned(), given[key].clone())).collect();
            table.insert("dist".into(), family.name.into());
            let variable = if family.name == "bernoulli" { "smoker" } else { "adherence" };
            let mut text: Table = BASE.parse().unwrap();
            text["population"]["variables"].as_table_mut().unwrap().insert(variable.into(), table.into());
            let text = toml::to_string(&text).unwrap();
            let scenario = parse("tried.toml", &text, &Overrides::default()).unwrap().scenario;
            let set_here = |(set, _): &&(Variable, Distribution)| set.name() == variable;
            let (_, distribution) = scenario.population.overrides.iter().find(set_here).unwrap();
            let Distribution::Plain(read) = distribution else { panic!("{distribution:?}") };
            assert_eq!(read.word(), if family.name == "table" { "categorical" } else { family.name });
            for (key, _) in read.law().parameters() {
                assert!(family.keys().contains(&key), "{} has no key `{key}`", family.name);
            }
            let again = parse("resolved.toml", &resolved_toml(&scenario), &Overrides::default()).unwrap().scenario;
            assert_eq!(again, scenario, "{} by {set:?}", family.name);
        }
    }
}

#[test]
fn every_family_of_distributions_has_a_line_of_keys() {
    for word in probability::Family::WORDS.iter().filter(|word| **word != "constant") {
        assert!(FamilyKeys::named(word).is_some(), "{word}");
    }
}

#[test]
fn defaults_of_a_phase_are_the_reference_conditions_of_the_model() {
    let usual = |name: &str| {
        let key = SECTIONS
            .iter()
            .flat_map(|keys| keys.entries())
            .find(|key| key.name == name && matches!(key.need, Need::Default(_)));
        let Some(Need::Default(text)) = key.map(|key| key.need) else { panic!("{name} has no default") };
        text.parse::<f64>().unwrap()
    };
    assert_eq!(usual("temperature_c"), Conditions::COMFORT_C);
    assert_eq!(usual("knee_angle_deg"), Conditions::SEATED_KNEE_DEG);
}

/// Tries values on both sides of every end of a range. Returns the number of values.
fn try_ends(what: &str, kind: Kind, scenario: impl Fn(Value) -> Table) -> usize {
    let edges = edges(kind);
    for (inside, value) in &edges {
        let refused = is_refused(&scenario(value.clone()));
        assert_eq!(refused, !inside, "{what}: {value}");
    }
    edges.len()
}

/// Values on both sides of each end of a kind's range, each with whether it is allowed.
fn edges(kind: Kind) -> Vec<(bool, Value)> {
    match kind {
        Kind::Whole { low, high, .. } => {
            let whole = |value: u64| i64::try_from(value).ok().map(Value::from);
            let below = if low == 0 { Some(Value::from(-1)) } else { whole(low - 1) };
            let last = (high != u64::from(NO_LIMIT)).then_some(high);
            let outside =
                [below, last.and_then(|high| whole(high + 1))].into_iter().flatten().map(|value| (false, value));
            outside.chain([whole(low), last.and_then(whole)].into_iter().flatten().map(|value| (true, value))).collect()
        }
        Kind::Number(span) => ends(span.low, -1.0)
            .into_iter()
            .chain(ends(span.high, 1.0))
            .map(|(inside, value)| (inside, value.into()))
            .collect(),
        Kind::List(kind) => edges(*kind).into_iter().map(|(inside, value)| (inside, vec![value].into())).collect(),
        Kind::Row(kinds) => (0..kinds.len()).flat_map(|at| row_edges(kinds, at)).collect(),
        Kind::Either(kinds) => kinds.iter().flat_map(|kind| edges(*kind)).collect(),
        _ => Vec::new(),
    }
}

/// Values around one end of a range; the sign of `outward` shows which side is outside.
fn ends(end: Bound<f64>, outward: f64) -> Vec<(bool, f64)> {
    let step = |end: f64| outward * 1e-6 * end.abs().max(1.0);
    match end {
        Included(end) => vec![(true, end), (false, end + step(end))],
        Excluded(end) => vec![(true, end - step(end)), (false, end)],
        Unbounded => Vec::new(),
    }
}

/// Rows with one element around an end of its range.
fn row_edges(kinds: &[Kind], at: usize) -> Vec<(bool, Value)> {
    let row = |value: Value| {
        kinds.iter().enumerate().map(move |(place, kind)| if place == at { value.clone() } else { usual(*kind, place) })
    };
    edges(kinds[at]).into_iter().map(|(inside, value)| (inside, row(value).collect::<Vec<_>>().into())).collect()
}

/// An allowed value; it differs between the places of a row.
fn usual(kind: Kind, place: usize) -> Value {
    match kind {
        Kind::Entry(_, names) => names()[place].into(),
        _ => 10.into(),
    }
}

fn path_of(section: &str) -> String {
    let bare = || section.trim_matches(['[', ']']).replace("the top level", "");
    PATHS.iter().find(|(title, _)| *title == section).map_or_else(bare, |(_, path)| (*path).to_owned())
}

/// The base scenario with a key added at a path.
fn with(path: &str, key: &str, value: Value) -> Table {
    let beside = BESIDE.iter().find(|(at, keys, _)| *at == path && (keys.contains(&key) || keys.is_empty()));
    let beside: Table = beside.map_or("", |(_, _, text)| text).parse().unwrap();
    let mut scenario: Table = format!("{MORE}\n{BASE}").parse().unwrap();
    if path.starts_with("interventions.plan.") {
        scenario["interventions"]
            .as_table_mut()
            .unwrap()
            .insert("plan".into(), toml::toml!(kind = "training_plan").into());
    }
    let mut at = &mut scenario;
    for part in path.split('.').filter(|part| !part.is_empty()) {
        at = match part.strip_suffix("[]") {
            None => at.entry(part).or_insert_with(|| Table::new().into()).as_table_mut().unwrap(),
            Some(name) => {
                let list = at.entry(name).or_insert_with(|| Value::Array(Vec::new())).as_array_mut().unwrap();
                list.push(Table::new().into());
                list.last_mut().and_then(Value::as_table_mut).unwrap()
            }
        };
    }
    at.extend(beside);
    at.insert(key.into(), value);
    scenario
}

/// The base scenario with a variable that has a distribution of a family, with one parameter set.
fn distributed(family: &FamilyKeys, key: &str, value: Value) -> Table {
    let (_, variable, usual) = FAMILY.iter().find(|(name, ..)| [family.name, ""].contains(name)).unwrap();
    let usual: Table = usual.parse().unwrap();
    let set = family.sets.iter().find(|set| set.contains(&key)).unwrap_or(&family.sets[0]);
    let mut table: Table = set.iter().map(|name| ((*name).to_owned(), usual[*name].clone())).collect();
    table.insert("dist".into(), family.name.into());
    table.insert(key.into(), value);
    with("population.variables", variable, table.into())
}

/// Whether the scenario is refused because of a number out of range. If it is valid, its resolved text must mean the same.
fn is_refused(scenario: &Table) -> bool {
    const CODES: [Code; 3] = [Code::OutOfRange, Code::Magnitude, Code::Distribution];
    match parse("tried.toml", &toml::to_string(scenario).unwrap(), &Overrides::default()) {
        Err(faults) => faults.problems.iter().any(|problem| CODES.contains(&problem.code)),
        Ok(loaded) => {
            let resolved = resolved_toml(&loaded.scenario);
            let again = parse("resolved.toml", &resolved, &Overrides::default()).unwrap().scenario;
            assert_eq!(again, loaded.scenario, "{resolved}");
            false
        }
    }
}
