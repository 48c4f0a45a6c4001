//! The risk of clots from people to tables: its structure, not its fitted values.

use crate::support::study::Study;
use crate::support::{number, soleus, table, text, varied, write};
use soleus::engine::{Cpu, SimdLevel};
use soleus::model::{PARAMETERS, Params};
use soleus::population::{Person, Population};
use soleus::results::Measure;
use soleus::risk::RiskModel;
use soleus::risk::{Exposure, excess_ratio, per_flight, repeated_rate_ratio};
use soleus::scenario::{Overrides, Scenario, Seat, SetParameter, Variable, parse};
use soleus::schedule::Resolution;
use soleus::study::Arms;

/// Four hours in a seat, with and without a stocking that everybody wears.
fn sit(seat: Seat) -> Scenario {
    let text = Study::seated(64, 240).stockings("20-30", "adherence = 1.0").text();
    let mut scenario = parse("sit", &text, &Overrides::default()).unwrap().scenario;
    scenario.timeline.phases[0].conditions.seat = seat;
    scenario
}

fn people(scenario: &Scenario, count: u32) -> Vec<Person> {
    let population = Population::new(&scenario.population, &scenario.design);
    (0..count).map(|id| population.person(id)).collect()
}

/// Every outcome of every person, arm by arm.
fn simulated(scenario: &Scenario) -> Vec<Vec<Vec<f32>>> {
    let people = people(scenario, scenario.design.persons);
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let cohort = arms.cohort(people);
    let backend = Cpu { level: SimdLevel::best(), block: 64 };
    let measures = |arm| arms.block(arm, &backend, &cohort).measures;
    (0..scenario.arms.len()).map(measures).collect()
}

fn of(measures: &[Vec<f32>], measure: Measure) -> &[f32] {
    &measures[measure as usize]
}

/// The same scenario with one constant changed.
fn with(scenario: &Scenario, name: &str, value: f64) -> Scenario {
    let at = PARAMETERS.iter().position(|parameter| parameter.name == name).unwrap();
    Scenario { parameters: vec![SetParameter::new(at, value)], ..scenario.clone() }
}

#[test]
fn multipliers_average_to_one_within_age_and_sex() {
    let scenario = sit(Seat::Chair);
    let (people, model) = (people(&scenario, 80_000), RiskModel::new(&scenario));
    for sex in [0.0, 1.0] {
        for (from, to) in [(18.0, 35.0), (35.0, 50.0), (50.0, 65.0), (65.0, 111.0)] {
            let inside = |person: &&Person| {
                person.get(Variable::Sex) == sex && (from..to).contains(&person.get(Variable::AgeYears))
            };
            let relative: Vec<f64> = people.iter().filter(inside).map(|person| model.relative_hazard(person)).collect();
            let count = relative.len() as f64;
            let mean = relative.iter().sum::<f64>() / count;
            let variance = relative.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count;
            // A few people with surgery, cancer or an earlier clot have ten times the hazard of the others.
            let noise = 3.0 * (variance / count).sqrt();
            assert!(relative.len() > 1000 && (mean - 1.0).abs() < 0.02 + noise, "sex {sex} from {from}: {mean}");
        }
    }
}

#[test]
fn every_clotting_flag_changes_the_hazard() {
    use Variable::{Anticoagulant, Cancer, Hrt, OralContraceptive, Postpartum, Pregnant, PriorVte};
    use Variable::{RecentSurgery, Smoker, Thrombophilia};
    let scenario = sit(Seat::Chair);
    let (person, model) = (people(&scenario, 1).remove(0), RiskModel::new(&scenario));
    let hazard = |flag: Variable, value: f64| {
        let mut person = person.clone();
        person.values[flag.index()] = value;
        model.hazard(&person).per_year
    };
    let harmful =
        [Smoker, OralContraceptive, Hrt, Pregnant, Postpartum, Thrombophilia, Cancer, RecentSurgery, PriorVte];
    for flag in harmful {
        assert!(hazard(flag, 1.0) > 1.1 * hazard(flag, 0.0), "{}", flag.name());
    }
    assert!(hazard(Anticoagulant, 1.0) < 0.5 * hazard(Anticoagulant, 0.0));
}

#[test]
fn a_stocking_that_lowers_the_dose_lowers_the_risk() {
    let arms = simulated(&sit(Seat::Vehicle));
    let mut lower = 0;
    for person in 0..64 {
        let [usual, worn] = [0, 1].map(|arm: usize| of(&arms[arm], Measure::StasisDose)[person]);
        let [risk, worn_risk] = [0, 1].map(|arm: usize| of(&arms[arm], Measure::VteSymptomaticExcessRisk)[person]);
        assert_eq!(worn < usual, worn_risk < risk, "{usual} {worn} {risk} {worn_risk}");
        lower += i32::from(worn_risk < risk);
    }
    assert!(lower > 32, "{lower} of 64");
}

#[test]
fn the_total_is_what_there_is_without_sitting_and_the_excess() {
    let scenario = sit(Seat::Vehicle);
    let (usual, harmless) = (simulated(&scenario), simulated(&with(&scenario, "risk_link_gain", 0.0)));
    for person in 0..64 {
        let [total, excess] =
            [Measure::VteSymptomaticRisk, Measure::VteSymptomaticExcessRisk].map(|risk| of(&usual[0], risk)[person]);
        let baseline = of(&harmless[0], Measure::VteSymptomaticRisk)[person];
        assert!(excess > 0.0 && (total / (baseline + excess) - 1.0).abs() < 1e-6, "{total} {baseline} {excess}");
        assert_eq!(of(&harmless[0], Measure::VteSymptomaticExcessRisk)[person], 0.0);
        assert!(
            of(&usual[0], Measure::DvtSymptomlessRisk)[person] > of(&harmless[0], Measure::DvtSymptomlessRisk)[person]
        );
    }
}

#[test]
fn a_chair_adds_less_than_a_vehicle() {
    let [vehicle, chair] = [Seat::Vehicle, Seat::Chair].map(|seat| simulated(&sit(seat)));
    let excess = |arms: &[Vec<Vec<f32>>]| of(&arms[0], Measure::VteSymptomaticExcessRisk).iter().sum::<f32>();
    assert!(excess(&chair) < 0.5 * excess(&vehicle));
}

#[test]
fn flights_and_desk_days_follow_the_same_link() {
    let params = Params::defaults();
    for dose_h in [0.0, 0.3, 3.0, 9.0] {
        let exposure = Exposure { vehicle_h: dose_h, ..Exposure::default() };
        let ratio = excess_ratio(&exposure, &params);
        let flight = per_flight(2e-3, &exposure, &params);
        assert!((flight.total - 2e-3 / 365.25 * (24.5 + 56.0 * ratio)).abs() < 1e-15);
        assert!((flight.excess - 2e-3 * 56.0 / 365.25 * ratio).abs() < 1e-15);
        let desk = Exposure { elsewhere_h: dose_h, ordinary_h: 0.1, ..Exposure::default() };
        let [often, more] = [100.0, 200.0].map(|times| repeated_rate_ratio(&desk, times, &params));
        assert!((more - 1.0 - 2.0 * (often - 1.0)).abs() < 1e-12);
    }
}

#[test]
fn risks_stand_in_the_tables_with_both_kinds_of_intervals() {
    let home = tempfile::tempdir().unwrap();
    let file = write(
        home.path(),
        "study.toml",
        &varied(&[("persons = 20_000", "persons = 40"), ("parameter_draws = 1\n", "")]),
    );
    let run = home.path().join("run");
    soleus().args(["run", "-q"]).arg(&file).arg("-o").arg(&run).assert().success();
    let contrasts = table(&run, "contrasts");
    let mut kinds = Vec::new();
    for row in 0..contrasts.height() {
        let cell = |column| text(&contrasts, column, row);
        let found = cell("measure") == "vte_symptomatic_excess_risk" && cell("statistic") == "mean_difference";
        if found && cell("stratum_by") == "all" && cell("arm") == "pumps_30min" {
            let [low, estimate, high] =
                ["conf_low", "estimate", "conf_high"].map(|column| number(&contrasts, column, row).unwrap());
            assert!(low < estimate && estimate < high && estimate < 0.0, "{low} {estimate} {high}");
            kinds.push((cell("ci_kind"), number(&contrasts, "mcse", row).is_some(), estimate));
        }
    }
    assert_eq!(kinds.len(), 2);
    assert_eq!((kinds[0].0.as_str(), kinds[0].1), ("monte_carlo", true));
    assert_eq!((kinds[1].0.as_str(), kinds[1].1), ("parameter", true));
    assert!((kinds[0].2 / kinds[1].2 - 1.0).abs() < 1e-12, "{kinds:?}");
}
