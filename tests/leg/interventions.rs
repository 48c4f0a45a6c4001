//! Every kind of intervention moves what its mechanism acts on, in the right direction, and more of it moves it further.

use crate::support::study::Study;
use soleus::engine::Cpu;
use soleus::population::Population;
use soleus::results::Measure;
use soleus::scenario::{Loaded, Overrides, Posture, Variable, parse};
use soleus::study::simulate;

/// Two hours in a chair between standing and lying; `more` goes into the variables.
fn day(more: &str, interventions: &[&str], arm: &str) -> Loaded {
    let phases = r#"
  { name = "up", posture = "standing", duration_min = 10 },
  { name = "seat", posture = "sitting", duration_min = 125 },
  { name = "home", posture = "walking", duration_min = 5 },
  { name = "night", posture = "lying", duration_min = 180 },
"#;
    let study = Study::of(48, phases).but("seed = 3", "seed = 5").with("population.variables", more);
    let study = study.with("outcomes", "assess = \"seat\"");
    let doses = interventions.iter().enumerate();
    let study = doses.fold(study, |study, (at, dose)| study.arm(&format!("i{at}"), dose, arm));
    parse("doses.toml", &study.text(), &Overrides::default())
        .unwrap_or_else(|faults| panic!("{faults}: {:?}", faults.problems))
}

/// Means of a measure over the eligible, arm by arm.
fn means(loaded: &Loaded, measure: Measure) -> Vec<f64> {
    simulate(&loaded.scenario, &Cpu::default())
        .iter()
        .map(|arm| {
            let values = arm.measures[measure as usize].iter().zip(&arm.eligible).filter(|(_, eligible)| **eligible);
            let (sum, count) =
                values.fold((0.0, 0.0), |(sum, count), (value, _)| (sum + f64::from(*value), count + 1.0));
            sum / count
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    Up,
    Down,
}

/// Asserts that each dose moves the measure further than the one before, starting from nothing.
#[track_caller]
fn moves_in(more: &str, measure: Measure, way: Way, doses: &[&str]) {
    let found = means(&day(more, doses, "adherence = 1.0"), measure);
    for pair in found.windows(2) {
        let further = if way == Way::Up { pair[1] > pair[0] } else { pair[1] < pair[0] };
        assert!(further, "{}: {found:?} with {doses:?}", measure.name());
    }
}

#[track_caller]
fn moves(measure: Measure, way: Way, doses: &[&str]) {
    moves_in("", measure, way, doses);
}

/// A kind with a dose that every half hour repeats.
fn half_hourly(kind: &str, dose: &str) -> String {
    format!("kind = \"{kind}\"\nevery_min = 30\nduring = [\"seat\"]\n{dose}")
}

#[track_caller]
fn more_helps(kind: &str, [less, more]: [&str; 2]) {
    let doses = [less, more].map(|dose| half_hourly(kind, dose));
    let doses = [doses[0].as_str(), doses[1].as_str()];
    moves(Measure::ResidenceMeanMin, Way::Down, &doses);
    moves(Measure::EdemaMl, Way::Down, &doses);
}

#[test]
fn exercises_in_the_seat_renew_blood_and_keep_legs_thin() {
    more_helps("ankle_pumps", ["repetitions = 10", "duration_min = 4"]);
    more_helps("ankle_circles", ["repetitions = 10", "sets = 3\nrepetitions = 20\nrest_s = 10"]);
}

#[test]
fn exercises_on_the_toes_do_too() {
    more_helps("heel_raises", ["repetitions = 8", "sets = 3\nrepetitions = 12\nrest_s = 20"]);
    more_helps("calf_circuit", ["sets = 1", "sets = 4\nrest_s = 20"]);
}

#[test]
fn toe_raises_empty_the_shin() {
    more_helps("toe_raises", ["repetitions = 10", "sets = 3\nrepetitions = 20\nrest_s = 10"]);
}

#[test]
fn leaving_the_seat_helps_by_minutes_and_by_pace() {
    more_helps("aisle_walk", ["duration_min = 2", "duration_min = 8"]);
    more_helps("stairs", ["duration_min = 1", "duration_min = 5"]);
    let paces = [40, 50, 62].map(|pace| half_hourly("walk", &format!("duration_min = 5\ncadence_per_min = {pace}")));
    moves(Measure::PoplitealFlowMlMin, Way::Up, &paces.each_ref().map(String::as_str));
}

#[test]
fn standing_up_straightens_the_veins_and_raises_their_pressure() {
    let doses = ["duration_min = 3", "duration_min = 12"].map(|dose| half_hourly("standing_break", dose));
    moves(Measure::AnkleVeinPressureMmhg, Way::Up, &doses.each_ref().map(String::as_str));
}

#[test]
fn legs_above_the_heart_drain() {
    let doses = ["duration_min = 5", "duration_min = 15"].map(|dose| half_hourly("elevation", dose));
    let doses = doses.each_ref().map(String::as_str);
    moves(Measure::AnkleVeinPressureMmhg, Way::Down, &doses);
    moves(Measure::EdemaMl, Way::Down, &doses);
}

#[test]
fn massage_and_rolling_drive_lymph() {
    for kind in ["massage", "foam_rolling"] {
        let doses = ["duration_min = 2", "duration_min = 10"].map(|dose| half_hourly(kind, dose));
        moves(Measure::EdemaMl, Way::Down, &doses.each_ref().map(String::as_str));
    }
}

#[test]
fn a_bedtime_routine_shortens_recovery() {
    let dose = |minutes| format!("kind = \"bedtime_routine\"\nduration_min = {minutes}\nduring = [\"night\"]");
    moves(Measure::EdemaRecoveryH, Way::Down, &[&dose(10), &dose(60)]);
}

#[test]
fn stockings_help_by_pressure_and_by_time_worn() {
    let class = |class: &str| format!("kind = \"compression\"\nclass = \"{class}\"\nduring = [\"seat\"]");
    let classes = ["7-14", "15-20", "20-30", "30-40"].map(class);
    moves(Measure::EdemaMl, Way::Down, &classes.each_ref().map(String::as_str));
    let late = class("15-20") + "\nfrom_min = 60";
    let early = class("15-20") + "\nuntil_min = 60";
    let found = means(&day("", &[&late, &early, &class("15-20")], "adherence = 1.0"), Measure::EdemaMl);
    assert!(found[3] < found[1] && found[1] < found[0], "late: {found:?}");
    assert!(found[3] < found[2] && found[2] < found[0], "early: {found:?}");
}

#[test]
fn load_one_leg_and_a_straight_knee_press_harder() {
    let raises = |more: &str| half_hourly("heel_raises", &format!("repetitions = 12\n{more}"));
    let doses = [raises("knee = \"bent\""), raises("knee = \"bent\"\nload_kg = 20"), raises("")];
    let found = means(&day("", &doses.each_ref().map(String::as_str), "adherence = 1.0"), Measure::ResidenceMeanMin);
    assert!(found.windows(2).all(|pair| pair[1] < pair[0]), "{found:?}");
}

#[test]
fn training_gains_strength_ejection_and_endurance_with_weeks() {
    let weeks = |kind: &str, weeks: u32| format!("kind = \"{kind}\"\nweeks = {weeks}\nsessions_per_week = 3");
    for kind in ["resistance", "eccentric", "plyometrics", "training_plan"] {
        let doses = [weeks(kind, 2), weeks(kind, 8), weeks(kind, 26)];
        let doses = doses.each_ref().map(String::as_str);
        for measure in [Measure::CalfStrengthRel, Measure::EjectionFractionPct, Measure::WalkingTimeMin] {
            moves(measure, Way::Up, &doses);
        }
    }
    let gains = means(&day("", &[&weeks("resistance", 8)], "adherence = 1.0"), Measure::EjectionFractionPct);
    assert!((2.0..4.5).contains(&(gains[1] - gains[0])), "two to four points in eight weeks: {gains:?}");
}

#[test]
fn a_mobile_ankle_pumps_more() {
    let drill = |weeks| {
        format!(
            "kind = \"training_plan\"\nstages = [{{ focus = \"mobility\", weeks = {weeks}, sessions_per_week = 5 }}]"
        )
    };
    moves_in("ankle_range_deg = 40", Measure::EjectionFractionPct, Way::Up, &[&drill(2), &drill(12)]);
}

#[test]
fn heat_and_bent_knees_swell_legs() {
    let swelling = |more: &str| {
        let mut loaded = day("", &[], "");
        for phase in &mut loaded.scenario.timeline.phases {
            match more {
                "heat" => phase.conditions.temperature_c = 36.0,
                "cold" => phase.conditions.temperature_c = 12.0,
                "knee" => phase.conditions.knee_angle_deg = 70.0,
                _ => {}
            }
        }
        means(&loaded, Measure::LegVolumeChangeMl)[0]
    };
    let usual = swelling("");
    assert!(swelling("heat") > usual && usual > swelling("cold"), "{usual}");
    assert!(swelling("knee") > usual, "{usual}");
}

#[test]
fn adherence_scales_what_training_does() {
    let plan = "kind = \"training_plan\"\nweeks = 8\nsessions_per_week = 3";
    let strength = |arm: &str| {
        let found = means(&day("", &[plan], arm), Measure::CalfStrengthRel);
        found[1] / found[0] - 1.0
    };
    let (all, half) = (strength("adherence = 1.0"), strength("adherence = 0.5"));
    assert!((0.3..0.7).contains(&(half / all)), "{half} of {all}");
}

#[test]
fn weeks_of_a_plan_become_arms() {
    let plan = "kind = \"training_plan\"\nweeks = 8\nsessions_per_week = 3";
    let loaded = day("", &[plan], "adherence = 1.0\nafter_weeks = [0, 1, 4, 8]");
    let ids: Vec<&str> = loaded.scenario.arms.iter().map(|arm| arm.id.as_str()).collect();
    assert_eq!(ids, ["usual", "i0_week_0", "i0_week_1", "i0_week_4", "i0_week_8"]);
    let found = means(&loaded, Measure::CalfStrengthRel);
    assert_eq!(found[0], found[1], "no week, no gain");
    assert!(found[1..].windows(2).all(|pair| pair[1] > pair[0]), "{found:?}");
}

#[test]
fn a_lived_plan_lowers_evening_swelling_by_its_habits_and_in_proportion_to_adherence() {
    let text = include_str!("../../scenarios/eight-week-plan-at-the-desk.toml");
    let overrides = Overrides { persons: Some(128), ..Overrides::default() };
    let loaded = parse("plan", text, &overrides).unwrap();
    let population = Population::new(&loaded.scenario.population, &loaded.scenario.design);
    let adherence: Vec<f64> = (0..128).map(|id| population.person(id).get(Variable::Adherence)).collect();
    let arms = simulate(&loaded.scenario, &Cpu::default());
    for measure in [Measure::EdemaMl, Measure::AnkleCircumferenceChangeMm] {
        // The same people in every arm: those who may do all of them.
        let of = |arm: usize, person: usize| f64::from(arms[arm].measures[measure as usize][person]);
        let all = (0..128).filter(|person| arms.iter().all(|arm| arm.eligible[*person]));
        let sum = |arm: usize| all.clone().map(|person| of(arm, person)).sum::<f64>();
        let saved: Vec<f64> = (1..arms.len()).map(|arm| 1.0 - sum(arm) / sum(0)).collect();
        let [strength, habits, .., eight] = saved[..] else { panic!("{saved:?}") };
        assert!(eight > 0.05, "{}: {saved:?}", measure.name());
        assert!(strength.abs() < 0.3 * eight, "most of it by habits, {}: {saved:?}", measure.name());
        assert!(eight > 0.9 * habits, "{}: {saved:?}", measure.name());
        // Those who do most of it, and those who do little.
        let between = |from: f64, to: f64| {
            let some = all.clone().filter(|person| (from..to).contains(&adherence[*person]));
            let sum = |arm: usize| some.clone().map(|person| of(arm, person)).sum::<f64>();
            1.0 - sum(arms.len() - 1) / sum(0)
        };
        let [little, much] = [between(0.0, 0.5), between(0.8, 1.01)];
        assert!(0.0 < little && 1.3 * little < much, "{}: {little} {much}", measure.name());
    }
}

#[test]
fn a_plan_without_room_for_a_habit_says_so_and_names_are_not_taken_twice() {
    let plan = "kind = \"training_plan\"\nweeks = 8\nsessions_per_week = 3\nhabits = true";
    let loaded = day("", &[plan], "adherence = 1.0\nafter_weeks = [0, 8]");
    let of = |arm: usize| -> Vec<&str> {
        let scenario = &loaded.scenario;
        scenario.arms[arm].uses.iter().map(|at| scenario.interventions[*at].id.as_str()).collect()
    };
    assert_eq!(of(1), ["i0"], "no habits before the first week");
    assert!(of(2).contains(&"i0_pumps") && of(2).contains(&"i0_walk"), "{:?}", of(2));
    assert!(of(2).contains(&"i0_bedtime"), "there is a night: {:?}", of(2));
    let study = |phases: &str, more: &str| {
        let text = Study::of(8, phases).arm("i0", plan, "adherence = 1.0").text();
        parse("plan.toml", &format!("{text}\n{more}"), &Overrides::default())
    };
    let awake = r#"{ name = "seat", posture = "sitting", duration_h = 4 }"#;
    let warnings = study(awake, "").unwrap().warnings;
    assert!(warnings.iter().any(|problem| problem.message.contains("no room for `bedtime_routine`")), "{warnings:?}");
    let twice = study(awake, "[interventions.i0_walk]\nkind = \"walk\"\nevery_min = 60\nduration_min = 5").unwrap_err();
    assert!(twice.problems.iter().any(|problem| problem.message.contains("name of a daily habit")), "{twice:?}");
}

#[test]
fn water_thins_blood_and_leaves_clots_alone() {
    let dry = "hydration_rel = 0.94";
    let water = |ml_h| format!("kind = \"hydration\"\nwater_ml_h = {ml_h}");
    let loaded = day(dry, &[&water(75), &water(150)], "adherence = 1.0");
    let risk = means(&loaded, Measure::VteSymptomaticRisk);
    assert!((risk[2] / risk[0] - 1.0).abs() < 0.01, "no effect on clots has been shown: {risk:?}");
    moves_in(dry, Measure::EjectionFractionPct, Way::Up, &[&water(75), &water(150)]);
}

#[test]
fn salt_weight_and_shoes_act_on_legs() {
    let salt = |g| format!("kind = \"salt\"\nsalt_g_day = {g}");
    moves(Measure::EdemaMl, Way::Down, &[&salt(6), &salt(2)]);
    let weight = |pct| format!("kind = \"weight_change\"\nchange_pct = {pct}");
    moves(Measure::EdemaMl, Way::Down, &[&weight(-5), &weight(-15)]);
    let shoes = |shoes: &str| format!("kind = \"footwear\"\nfootwear = \"{shoes}\"");
    let heels = "footwear = \"heeled\"";
    moves_in(heels, Measure::EjectionFractionPct, Way::Up, &[&shoes("flat"), &shoes("barefoot")]);
}

#[test]
fn restless_legs_renew_blood() {
    let fidgeting = |per_h| format!("kind = \"fidgeting\"\nmovements_per_h = {per_h}");
    let calm = "fidget_per_h = 10";
    moves_in(calm, Measure::ResidenceMeanMin, Way::Down, &[&fidgeting(60), &fidgeting(240)]);
}

#[test]
fn smoking_and_anticoagulants_act_on_risk_alone() {
    let smokers = "smoker = true";
    moves_in(smokers, Measure::VteIncidencePerYear, Way::Down, &["kind = \"smoking_cessation\""]);
    moves(Measure::VteSymptomaticRisk, Way::Down, &["kind = \"anticoagulant\""]);
    let edema =
        means(&day("anticoagulant = false", &["kind = \"anticoagulant\""], "adherence = 1.0"), Measure::EdemaMl);
    assert_eq!(edema[0], edema[1]);
}

#[test]
fn doing_nothing_changes_nothing() {
    let loaded = day("", &["kind = \"none\""], "adherence = 1.0");
    let arms = simulate(&loaded.scenario, &Cpu::default());
    assert_eq!(arms[0].measures, arms[1].measures);
}

#[test]
fn ineligible_people_do_nothing_of_an_arm() {
    let loaded = day(
        "joint_pain = { dist = \"bernoulli\", p = 0.5 }",
        &["kind = \"plyometrics\"\nweeks = 8\nsessions_per_week = 2"],
        "adherence = 1.0",
    );
    let arms = simulate(&loaded.scenario, &Cpu::default());
    let excluded = arms[1].eligible.iter().filter(|eligible| !**eligible).count();
    assert!((12..36).contains(&excluded), "{excluded}");
    assert!(arms[0].eligible.iter().all(|eligible| *eligible));
    for at in (0..48).filter(|at| !arms[1].eligible[*at]) {
        assert_eq!(arms[0].measures[0][at], arms[1].measures[0][at], "excluded people do nothing");
        assert_eq!(arms[1].adherent_share[at], 0.0);
    }
}

#[test]
fn a_study_may_exclude_people_from_an_arm() {
    let pumps = half_hourly("ankle_pumps", "duration_min = 2");
    let kept = "eligibility = { exclude = [\"diabetes\"], min_age_years = 40, max_age_years = 75 }";
    let loaded = day("diabetes = { dist = \"bernoulli\", p = 0.3 }", &[&pumps], kept);
    let population = Population::new(&loaded.scenario.population, &loaded.scenario.design);
    let arms = simulate(&loaded.scenario, &Cpu::default());
    for id in 0..48 {
        let person = population.person(id);
        let (age, diabetes) = (person.get(Variable::AgeYears), person.get(Variable::Diabetes) > 0.5);
        let expected = !diabetes && (40.0..=75.0).contains(&age);
        assert_eq!(arms[1].eligible[id as usize], expected, "{age} {diabetes}");
    }
}

#[test]
fn a_plan_has_the_contraindications_of_all_its_stages() {
    let plan = "kind = \"training_plan\"\nstages = [{ focus = \"resistance\", weeks = 4, sessions_per_week = 3 }, \
                { focus = \"plyometrics\", weeks = 4, sessions_per_week = 3 }]";
    let arms = simulate(&day("recent_surgery = true", &[plan], "adherence = 1.0").scenario, &Cpu::default());
    assert!(arms[1].eligible.iter().all(|eligible| !eligible));
}

#[test]
fn a_prescribed_drug_is_checked_against_the_other_interventions() {
    let rolling = half_hourly("foam_rolling", "duration_min = 2");
    let mut loaded = day("anticoagulant = false", &[&rolling, "kind = \"anticoagulant\""], "adherence = 1.0");
    loaded.scenario.arms[1].uses = vec![0, 1];
    let arms = simulate(&loaded.scenario, &Cpu::default());
    assert!(arms[1].eligible.iter().all(|eligible| !eligible), "rolling under an anticoagulant");
    assert!(arms[2].eligible.iter().all(|eligible| *eligible), "the anticoagulant alone");
    let edema = |arm: usize| &arms[arm].measures[Measure::EdemaMl as usize];
    assert!(edema(0).iter().zip(edema(1)).all(|(usual, kept)| (usual / kept - 1.0).abs() < 1e-3), "nobody rolls");
}

#[test]
fn whoever_trains_for_four_weeks_trains_for_eight() {
    let plan = "kind = \"training_plan\"\nweeks = 8\nsessions_per_week = 3";
    let arm = "adherence = { dist = \"uniform\", min = 0.1, max = 0.9 }\nafter_weeks = [4, 8]";
    let arms = simulate(&day("", &[plan], arm).scenario, &Cpu::default());
    let strength = |arm: usize| &arms[arm].measures[Measure::CalfStrengthRel as usize];
    for person in 0..48 {
        let (before, four, eight) = (strength(0)[person], strength(1)[person], strength(2)[person]);
        assert_eq!(four > before, eight > before, "person {person}");
    }
}

#[test]
fn a_pump_a_minute_is_less_than_thirty() {
    let pumps = |cadence: u32| half_hourly("ankle_pumps", &format!("duration_min = 10\ncadence_per_min = {cadence}"));
    moves(Measure::PoplitealFlowMlMin, Way::Up, &[&pumps(1), &pumps(5), &pumps(15)]);
    moves(Measure::EdemaMl, Way::Down, &[&pumps(1), &pumps(15), &pumps(30)]);
}

#[test]
fn stockings_are_put_on_during_a_walk() {
    let stocking =
        |from: u32| format!("kind = \"compression\"\nclass = \"20-30\"\nfrom_min = {from}\nduring = [\"seat\"]");
    let mut loaded = day("", &[&stocking(100), &stocking(10)], "adherence = 1.0");
    loaded.scenario.timeline.phases[1].posture = Posture::Walking;
    let found = means(&loaded, Measure::EdemaMl);
    assert!(found[0] != found[1] && found[1] != found[2], "{found:?}");
}

#[test]
fn no_dose_of_training_brings_more_than_a_little_over_the_usual_one() {
    let extreme = "kind = \"eccentric\"\nweeks = 104\nsessions_per_week = 14\nsets = 20\nrepetitions = 200\nload_kg = 200\nlegs = \"one\"";
    let found = means(&day("", &[extreme], "adherence = 1.0"), Measure::CalfStrengthRel);
    assert!((1.3..1.43).contains(&(found[1] / found[0])), "{found:?}");
}
