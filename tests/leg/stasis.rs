//! Stasis: strokes renew blood by what they expel, doses add up however a day is divided, and determinants act in their known direction.

use soleus::engine::{Cpu, SimdLevel};
use soleus::model::{PARAMETERS, Params, ensemble};
use soleus::population::Population;
use soleus::results::Measure;
use soleus::risk::{Exposure, excess_ratio, frequent_rate_ratio};
use soleus::scenario::{Overrides, Scenario, SetParameter, parse};
use soleus::schedule::Resolution;
use soleus::study::{Arms, simulate};

/// Mean outcomes of 48 people in each arm of a day.
struct Day {
    variables: String,
    phases: String,
    assess: String,
    arms: Vec<String>,
}

const EIGHT_HOURS: &str = r#"{ name = "a", posture = "sitting", seat = "vehicle", duration_h = 8 }"#;

impl Day {
    fn of(phases: &str) -> Self {
        Self { variables: String::new(), phases: phases.to_owned(), assess: "\"a\"".to_owned(), arms: Vec::new() }
    }

    fn means(&self, measure: Measure) -> Vec<f64> {
        let arms = self.arms.iter().enumerate().map(|(at, intervention)| {
            format!("[interventions.i{at}]\n{intervention}\n[arms.a{at}]\nlabel = \"a\"\nuse = [\"i{at}\"]\nadherence = 1.0\n")
        });
        let text = format!(
            "format = \"soleus-scenario/1\"\nstudy = {{ id = \"day\", title = \"d\", question = \"q\", context_of_use = \"c\" }}\n\
             design = {{ seed = 3, persons = 48, sampler = \"sobol\" }}\npopulation.base = \"us-adults\"\n\
             [population.variables]\n{}\n[timeline]\nphases = [{}]\n[outcomes]\nassess = {}\n\
             [arms.usual]\nlabel = \"u\"\nuse = []\nreference = true\n{}",
            self.variables,
            self.phases,
            self.assess,
            arms.collect::<String>()
        );
        let scenario = parse("day", &text, &Overrides::default()).unwrap().scenario;
        let mean = |values: &Vec<f32>| values.iter().map(|value| f64::from(*value)).sum::<f64>() / values.len() as f64;
        simulate(&scenario, &Cpu::default()).iter().map(|arm| mean(&arm.measures[measure as usize])).collect()
    }

    fn mean(&self, measure: Measure) -> f64 {
        self.means(measure)[0]
    }
}

/// Mean stasis dose of people with these attributes, or in these phases.
fn dose_h(variables: &str, phases: &str) -> f64 {
    Day { variables: variables.to_owned(), ..Day::of(phases) }.mean(Measure::StasisDose)
}

#[test]
fn a_divided_exposure_has_the_same_dose_and_risk() {
    let divided = |pieces: u32| {
        let piece = |at| {
            format!(r#"{{ name = "p{at}", posture = "sitting", seat = "vehicle", duration_min = {} }}"#, 480 / pieces)
        };
        let list = |part: &dyn Fn(u32) -> String| (0..pieces).map(part).collect::<Vec<_>>().join(", ");
        let names = list(&|at| format!("\"p{at}\""));
        let stockings = "kind = \"compression\"\nclass = \"20-30\"".to_owned();
        let pumps = "kind = \"ankle_pumps\"\nevery_min = 30\nduration_min = 2".to_owned();
        Day { assess: format!("[{names}]"), arms: vec![stockings, pumps], ..Day::of(&list(&piece)) }
    };
    for measure in [Measure::StasisDose, Measure::VteSymptomaticExcessRisk, Measure::EdemaMl, Measure::ResidenceMeanMin]
    {
        let whole = divided(1).means(measure);
        for pieces in [2, 5, 20] {
            for (whole, parts) in whole.iter().zip(divided(pieces).means(measure)) {
                assert!((parts / whole - 1.0).abs() < 0.002, "{} in {pieces}: {parts} {whole}", measure.name());
            }
        }
    }
}

#[test]
fn pumps_lower_the_dose_from_the_first_on_smoothly_and_ever_less() {
    let pumps = |count: u32| format!("kind = \"ankle_pumps\"\nevery_min = 30\nrepetitions = {count}");
    let arms = [1, 2, 5, 10, 20, 60].map(pumps).to_vec();
    let doses = Day { arms, ..Day::of(EIGHT_HOURS) }.means(Measure::StasisDose);
    let saved: Vec<f64> = doses[1..].iter().map(|dose| 1.0 - dose / doses[0]).collect();
    assert!(saved.windows(2).all(|pair| pair[0] < pair[1]), "{saved:?}");
    assert!((0.05..0.35).contains(&saved[0]), "one pump saves a little: {saved:?}");
    assert!(saved[5] < 0.95, "{saved:?}");
    // Sixty times as many pumps save less than ten times as much.
    assert!(saved[5] < 10.0 * saved[0], "{saved:?}");
}

#[test]
fn short_sitting_counts_a_little_and_lying_all_day_is_not_harmless() {
    let excess = |phases: &str| Day::of(phases).mean(Measure::VteSymptomaticExcessRisk);
    let sitting = |minutes: u32| {
        excess(&format!(r#"{{ name = "a", posture = "sitting", seat = "vehicle", duration_min = {minutes} }}"#))
    };
    let [half, one, two, eight] = [30, 60, 120, 480].map(sitting);
    assert!(0.0 < half && half < one && one < two && two < 0.25 * eight, "{half} {one} {two} {eight}");
    let lying = excess(r#"{ name = "a", posture = "lying", duration_h = 24 }"#);
    assert!(lying > 0.0 && lying < eight, "{lying} {eight}");
    let walking = excess(r#"{ name = "a", posture = "walking", duration_h = 2 }"#);
    assert!(walking < 0.0, "people who walk have less stasis than on an ordinary day: {walking}");
}

#[test]
fn travel_counts_in_every_seat_of_a_vehicle() {
    let vehicle = |posture: &str, seat: &str| {
        let phase = format!(r#"{{ name = "a", posture = "{posture}"{seat}, duration_h = 4 }}"#);
        Day::of(&phase).mean(Measure::StasisDoseVehicle)
    };
    assert!(vehicle("sitting", ", seat = \"vehicle\"") > 0.1);
    assert!(vehicle("reclining", ", seat = \"vehicle\"") > 0.1);
    assert_eq!([vehicle("sitting", ""), vehicle("reclining", "")], [0.0; 2]);
}

/// Each row: an attribute, a lower and a higher value, the sign of the change of the dose, and its source.
const DETERMINANTS: [(&str, [&str; 2], f64, &str); 6] = [
    ("inflow_rel", ["0.5", "2"], -1.0, "contrast leaves with the flow: McLachlin 1960 (from memory)"),
    ("fidget_per_h", ["20", "200"], -1.0, "calf movement empties soleal sinuses: Nicolaides 1971 (from memory)"),
    ("outflow_obstruction", ["0", "0.8"], 1.0, "assumption"),
    ("reflux_superficial", ["0", "0.9"], 1.0, "varices raise the risk: Heit 2000 (from memory)"),
    ("weight_kg", ["55", "120"], 1.0, "femoral flow is slower in obesity: Willenberg 2010"),
    ("height_cm", ["155", "190"], 1.0, "tall travelers have more clots: Kuipers 2007 (from memory)"),
];

#[test]
fn determinants_change_the_dose_in_their_direction() {
    for (name, [low, high], sign, source) in DETERMINANTS {
        let [low, high] = [low, high].map(|value| dose_h(&format!("{name} = {value}"), EIGHT_HOURS));
        assert!(sign * (high - low) > 0.01 * low, "{name}: {low} {high} ({source})");
    }
    let at = |temperature: u32| {
        let phase = format!(
            r#"{{ name = "a", posture = "sitting", seat = "vehicle", duration_h = 8, temperature_c = {temperature} }}"#
        );
        dose_h("", &phase)
    };
    assert!(at(30) < at(20) && at(20) < at(10), "warmth opens arterioles");
    assert_eq!(
        dose_h("smoker = true", EIGHT_HOURS),
        dose_h("smoker = false", EIGHT_HOURS),
        "smoking acts on the hazard alone"
    );
}

/// Doses of the first people of a study in its last arm under draws of the constants, and in its own simulation.
fn doses(scenario: &Scenario, people: u32, cpu: &Cpu, draws: &[Params<f64>]) -> (Vec<[Vec<f32>; 3]>, [Vec<f32>; 3]) {
    let population = Population::new(&scenario.population, &scenario.design);
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let cohort = arms.cohort((0..people).map(|id| population.person(id)).collect());
    let last = scenario.arms.len() - 1;
    let own = arms.block(last, cpu, &cohort).measures;
    (arms.drawn(last, cpu, &cohort, draws), Measure::STASIS_DOSES.map(|dose| own[dose as usize].clone()))
}

fn flight() -> Scenario {
    const FLIGHT: &str = include_str!("../../scenarios/long-haul-flight.toml");
    parse("flight", FLIGHT, &Overrides::default()).unwrap().scenario
}

fn constants(of: &[(&str, f64)]) -> Vec<(usize, f64)> {
    let at = |name| PARAMETERS.iter().position(|constant| constant.name == name).unwrap();
    of.iter().map(|(name, value)| (at(*name), *value)).collect()
}

#[test]
fn doses_under_the_constants_of_the_study_are_its_own_on_every_processor() {
    let bits = |doses: &[Vec<f32>; 3]| doses.concat().iter().map(|dose| dose.to_bits()).collect::<Vec<u32>>();
    for level in SimdLevel::all() {
        let (drawn, own) = doses(&flight(), 21, &Cpu { level, block: 16 }, &[Params::defaults(), Params::defaults()]);
        for drawn in &drawn {
            assert_eq!(bits(drawn), bits(&own), "{}", level.name());
        }
    }
}

#[test]
fn one_simulation_of_the_blood_serves_all_constants_of_stasis() {
    let mean = |doses: &Vec<f32>| doses.iter().map(|dose| f64::from(*dose)).sum::<f64>() / doses.len() as f64;
    for (set, tolerance) in [
        (
            &[("pulse_mixing", 0.3), ("pocket_mixing", 0.02), ("hypoxia_from_min", 7.0), ("activity_decay_h", 2.0)][..],
            1e-6,
        ),
        // Spontaneous movements also move the blood a little: the only approximation.
        (&[("fidget_stroke", 0.05)], 0.03),
        (&[("fidget_stroke", 0.35)], 0.03),
    ] {
        let set = constants(set);
        let (drawn, _) = doses(&flight(), 32, &Cpu::default(), &[Params::with(&set)]);
        let mut whole = flight();
        whole.parameters = set.iter().map(|(at, value)| SetParameter::new(*at, *value)).collect();
        let (_, own) = doses(&whole, 32, &Cpu::default(), &[]);
        for (drawn, own) in drawn[0].iter().zip(&own) {
            assert!((mean(drawn) / mean(own) - 1.0).abs() < tolerance, "{set:?}: {} {}", mean(drawn), mean(own));
        }
    }
}

#[test]
fn every_set_of_the_ensemble_gives_the_published_rate_after_flights() {
    let text = soleus::evidence::PROTOCOLS.iter().find(|protocol| protocol.name == "flight").unwrap();
    let mut scenario = text.scenario(&[], None).unwrap();
    scenario.arms.truncate(1);
    let sets: Vec<Params<f64>> = ensemble()
        .sets
        .iter()
        .map(|set| {
            let constants = ensemble().constants.iter().copied().zip(set.iter().copied());
            Params::with(&constants.collect::<Vec<_>>())
        })
        .collect();
    let (drawn, _) = doses(&scenario, 64, &Cpu::default(), &sets);
    for (number, (doses, params)) in drawn.iter().zip(&sets).enumerate() {
        let exposures = Exposure::of_columns(doses.each_ref().map(Vec::as_slice));
        let added: Vec<f64> = exposures.iter().map(|exposure| excess_ratio(exposure, params)).collect();
        let mean = frequent_rate_ratio(added.iter().sum::<f64>() / added.len() as f64);
        assert!((mean / 3.2 - 1.0).abs() < 0.01, "set {number}: {mean}");
    }
}
