//! Words of the language for shares of people, starts of bouts and numbers, and hints for usual mistakes.

use crate::support::study::Study;
use soleus::population::{Person, Population};
use soleus::scenario::{Overrides, Scenario, Style, Variable, parse, resolved_toml};

fn read(study: &Study) -> Result<Scenario, String> {
    let read = parse("study.toml", &study.text(), &Overrides::default());
    read.map(|loaded| loaded.scenario).map_err(|faults| faults.render(Style::Plain, 300))
}

fn round_trip(study: &Study) -> Scenario {
    let scenario = read(study).unwrap();
    let resolved = resolved_toml(&scenario);
    assert_eq!(parse("resolved.toml", &resolved, &Overrides::default()).unwrap().scenario, scenario, "{resolved}");
    scenario
}

fn people(scenario: &Scenario) -> Vec<Person> {
    let population = Population::new(&scenario.population, &scenario.design);
    (0..4096).map(|id| population.person(id)).collect()
}

#[test]
fn a_share_of_people_has_a_value() {
    let set = |lines: &str| Study::seated(40, 60).with("population.variables", lines);
    let scenario = round_trip(&set("reflux_superficial = { dist = \"uniform\", min = 0.2, max = 0.8, share = 0.3 }"));
    let reflux: Vec<f64> = people(&scenario).iter().map(|person| person.get(Variable::RefluxSuperficial)).collect();
    let with: Vec<f64> = reflux.iter().copied().filter(|reflux| *reflux > 0.0).collect();
    assert!((with.len() as f64 / 4096.0 - 0.3).abs() < 0.005, "{}", with.len());
    assert!(with.iter().all(|reflux| (0.2..=0.8).contains(reflux)));
    round_trip(&set(
        "fidget_per_h = { by = \"sex\", female = 20, male = { dist = \"gamma\", mean = 30, sd = 9, share = 0.5 } }",
    ));
    let refused = |lines: &str| read(&set(lines)).unwrap_err();
    assert!(refused("age_years = { dist = \"uniform\", min = 20, max = 40, share = 0.3 }").contains("cannot be 0"));
    assert!(refused("salt_g_day = { dist = \"normal\", mean = 8, sd = 2, share = 0.3 }").contains("needs `min = 0`"));
    assert!(refused("reflux_deep = { dist = \"uniform\", min = 0, max = 1, share = 30 }").contains("percent given?"));
}

#[test]
fn bernoulli_describes_numbers_that_are_0_or_1() {
    let set = |lines: &str| Study::seated(40, 60).with("population.variables", lines);
    let scenario = round_trip(&set("adherence = { dist = \"bernoulli\", p = 0.35 }"));
    let values: Vec<f64> = people(&scenario).iter().map(|person| person.get(Variable::Adherence)).collect();
    assert!(values.iter().all(|value| [0.0, 1.0].contains(value)));
    assert!((values.iter().sum::<f64>() / 4096.0 - 0.35).abs() < 0.005);
    assert!(
        read(&set("height_cm = { dist = \"bernoulli\", p = 0.5 }")).unwrap_err().contains("cannot be both 0 and 1")
    );
}

#[test]
fn uptake_is_read_and_written() {
    let study = Study::seated(40, 120).pumps(30, "uptake = 0.35").with("interventions.pumps", "uptake = 0.5");
    let scenario = round_trip(&study);
    assert_eq!(scenario.arms[1].uptake, Some(0.35));
    assert_eq!(scenario.interventions[0].uptake.as_ref().map(|uptake| uptake.share), Some(0.5));
    assert!(read(&study.but("uptake = 0.35", "uptake = 35")).unwrap_err().contains("percent given? 35 % = 0.35"));
}

#[test]
fn bouts_at_the_same_time_get_a_start_that_works() {
    let walks = "kind = \"aisle_walk\"\nevery_min = 60\nduration_min = 5\nduring = [\"seat\"]";
    let study =
        Study::seated(40, 240).pumps(30, "").arm("walks", walks, "").with("arms.both", "use = [\"pumps\", \"walks\"]");
    let said = read(&study).unwrap_err();
    let (_, rest) = said.split_once("`from_min = ").unwrap_or_else(|| panic!("{said}"));
    let (from, rest) = rest.split_once('`').unwrap();
    assert!(rest.starts_with(" in [interventions.walks]"), "{said}");
    let moved = study.with("interventions.walks", &format!("from_min = {from}"));
    assert!(read(&moved).is_ok(), "{from}: {:?}", read(&moved));
}

#[test]
fn usual_mistakes_get_a_hint() {
    let refused = |study: Study| read(&study).unwrap_err();
    let pumps = |lines: &str| Study::seated(40, 120).pumps(30, lines);
    assert!(refused(pumps("adherence = \"35 %\"")).contains("write a share: 0.35"));
    assert!(refused(pumps("adherence = \"0.35\"")).contains("write 0.35 without quotes"));
    let length = |length: &str| Study::of(40, &format!("{{ name = \"seat\", posture = \"sitting\", {length} }}"));
    let said = refused(length("duration_min = \"90 min\""));
    assert!(said.contains("write 90 without quotes and without `min`; the key names the unit"), "{said}");
    let said = refused(length("duration_s = 5400"));
    assert!(said.contains("write `duration_min = 90`"), "{said}");
    let set = |lines: &str| Study::seated(40, 60).with("population.variables", lines);
    let said = refused(set("age_years = { dist = \"uniform\", min = 90, max = 18 }"));
    assert!(said.contains("did you mean `min = 18, max = 90`?"), "{said}");
    let said = refused(Study::seated(40, 60).but("label = \"Usual\"", "label = \"\\u001b[31mred\""));
    assert!(said.contains("contains the control character \\u{1b}") && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn more_than_the_limits_is_refused() {
    let many = |count: u32| {
        (0..count).map(|i| f64::from(i + 1) / 200_001.0).map(|q| format!("{q:?}")).collect::<Vec<_>>().join(", ")
    };
    let refused = |study: Study| read(&study).unwrap_err();
    let said = refused(Study::seated(40, 60).with("analysis", &format!("quantiles = [{}]", many(1200))));
    assert!(said.contains("1200 quantiles are too many"), "{said}");
    let said =
        refused(Study::seated(40, 60).with(
            "analysis",
            &format!("strata = [{{ name = \"band\", of = \"age_years\", breaks = [{}] }}]", many(2500)),
        ));
    assert!(said.contains("2500 classes are too many"), "{said}");
    let arms = (0..1200).fold(Study::seated(40, 60), |study, at| study.with(&format!("arms.a{at}"), "use = []"));
    assert!(refused(arms).contains("1201 arms are too many"));
}
