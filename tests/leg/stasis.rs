//! Stasis: strokes renew blood by what they expel, doses add up however a day is divided, and determinants act in their known direction.

use soleus::engine::Cpu;
use soleus::results::Measure;
use soleus::scenario::{Overrides, parse};
use soleus::study::simulate;

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
        Day { assess: format!("[{names}]"), arms: vec![stockings], ..Day::of(&list(&piece)) }
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
