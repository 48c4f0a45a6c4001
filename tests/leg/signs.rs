//! Signs that naive models get wrong, and rhythms that skipping cycles could.

use soleus::engine::Cpu;
use soleus::evidence::PROTOCOLS;
use soleus::probability::Constant;
use soleus::results::Measure;
use soleus::scenario::{Overrides, Scenario, Variable, parse};
use soleus::study::simulate;

/// A protocol of the evidence with some attributes of its people set.
fn protocol(name: &str, changes: &[(Variable, f64)]) -> Scenario {
    let protocol = PROTOCOLS.iter().find(|protocol| protocol.name == name).unwrap();
    let mut scenario = protocol.scenario(&[], Some(32)).unwrap();
    let overrides = &mut scenario.population.overrides;
    for &(variable, value) in changes {
        overrides.retain(|(overridden, _)| *overridden != variable);
        overrides.push((variable, Constant { value }.into()));
    }
    overrides.sort_by_key(|(variable, _)| variable.index());
    scenario
}

/// Means of a scenario's measurements over people, one list per arm.
fn means(scenario: &Scenario) -> Vec<Vec<f64>> {
    let mean = |values: &Vec<f32>| values.iter().map(|value| f64::from(*value)).sum::<f64>() / values.len() as f64;
    simulate(scenario, &Cpu::default()).iter().map(|arm| arm.measured.iter().map(mean).collect()).collect()
}

/// A measurement's mean in the first arm.
fn first(scenario: &Scenario, id: &str) -> f64 {
    means(scenario)[0][position(scenario, id)]
}

fn position(scenario: &Scenario, id: &str) -> usize {
    scenario.measurements.iter().position(|measurement| measurement.id == id).unwrap()
}

const VARICOSE_IN_STOCKINGS: &str = include_str!("../scenario/varicose_in_stockings.toml");

#[test]
fn stockings_cut_reflux_and_swelling_but_do_not_speed_up_the_popliteal_vein() {
    let scenario = parse("stockings", VARICOSE_IN_STOCKINGS, &Overrides::default()).unwrap().scenario;
    let arms = means(&scenario);
    let of = |arm: usize, id: &str| arms[arm][position(&scenario, id)];
    let (bare, worn) = (|id: &str| of(0, id), |id: &str| of(1, id));
    assert!(worn("venous_filling_index_ml_s") < 0.9 * bare("venous_filling_index_ml_s"));
    assert!(worn("calf_swelling_ml") < 0.7 * bare("calf_swelling_ml"));
    let velocity = worn("popliteal_cm_s") / bare("popliteal_cm_s");
    assert!((0.9..1.05).contains(&velocity), "{velocity}");
    assert!(worn("residence_min") < bare("residence_min"), "narrower veins turn over faster");
}

#[test]
fn obesity_raises_pressure_and_filling_but_not_the_residual_fraction() {
    let people = |weight_kg: f64| {
        let height = (Variable::HeightCm, 170.0);
        // Abdominal pressure and leg volume follow weight by themselves.
        protocol("plethysmography-healthy", &[height, (Variable::WeightKg, weight_kg)])
    };
    let (lean, obese) = (people(65.0), people(115.0));
    let of = |id: &str| (first(&lean, id), first(&obese, id));
    let (lean_mmhg, obese_mmhg) = of("foot_before_mmhg");
    assert!(obese_mmhg > lean_mmhg + 1.0, "{lean_mmhg} {obese_mmhg}");
    let (lean_index, obese_index) = of("venous_filling_index_ml_s");
    assert!(obese_index > 1.1 * lean_index, "{lean_index} {obese_index}");
    let (lean_rvf, obese_rvf) = of("residual_volume_fraction_pct");
    assert!(obese_rvf < lean_rvf + 2.0, "{lean_rvf} {obese_rvf}");
}

#[test]
fn fat_adds_tissue_and_no_veins() {
    let people = |leg_ml: f64| protocol("plethysmography-healthy", &[(Variable::LegVolumeMl, leg_ml)]);
    let (slim, stout) = (people(3000.0), people(5000.0));
    let of = |id: &str| first(&stout, id) / first(&slim, id);
    for id in ["venous_volume_ml", "venous_filling_index_ml_s", "residual_volume_fraction_pct"] {
        let ratio = of(id);
        assert!((0.97..1.03).contains(&ratio), "{id}: {ratio}");
    }
}

#[test]
fn removing_superficial_reflux_lengthens_the_refill_and_raises_the_ejection() {
    let of = |superficial: f64| {
        let of = |name: &str, id: &str| first(&protocol(name, &[(Variable::RefluxSuperficial, superficial)]), id);
        [
            of("mixed-reflux", "tiptoe_ejection_fraction_pct"),
            of("mixed-reflux", "residual_volume_fraction_pct"),
            of("mixed-reflux", "venous_volume_ml"),
            of("refill-varicose", "refill_time_s"),
        ]
    };
    let [sound, leaking] = [of(0.0), of(0.6)];
    assert!((2.0..8.0).contains(&(sound[0] - leaking[0])), "ejection: {sound:?} {leaking:?}");
    assert!(sound[1] < leaking[1] - 5.0, "residual volume: {sound:?} {leaking:?}");
    assert!((1.02..1.3).contains(&(leaking[2] / sound[2])), "venous volume: {sound:?} {leaking:?}");
    assert!(sound[3] > 1.2 * leaking[3], "refill: {sound:?} {leaking:?}");
}

#[test]
fn abdominal_pressure_does_not_inflate_the_ejection_fraction() {
    let ejected = |mmhg: f64| {
        let scenario = protocol("plethysmography-healthy", &[(Variable::AbdominalPressureMmhg, mmhg)]);
        let arms = simulate(&scenario, &Cpu::default());
        let column = &arms[0].measures[Measure::EjectionFractionPct as usize];
        column.iter().map(|value| f64::from(*value)).sum::<f64>() / column.len() as f64
    };
    let [usual, high, highest] = [5.0, 20.0, 40.0].map(ejected);
    assert!(high <= usual + 0.5 && highest <= high + 0.5, "{usual} {high} {highest}");
}

#[test]
fn a_knee_bent_as_far_as_possible_loses_nobody() {
    let mut scenario = protocol("aircraft-seat", &[(Variable::HeightCm, 165.0), (Variable::WeightKg, 160.0)]);
    scenario.timeline.phases.iter_mut().for_each(|phase| phase.conditions.knee_angle_deg = 60.0);
    assert!(simulate(&scenario, &Cpu::default())[0].valid.iter().all(|valid| *valid));
}

/// Mean edema (mL) of 64 US adults at the end of a day with these phases and interventions, which everybody does.
fn edema_ml(phases: &str, interventions: &str, uses: &str) -> f64 {
    let text = format!(
        "format = 'soleus-scenario/1'\n[study]\nid = 'day'\ntitle = 'Day'\n[design]\nseed = 5\npersons = 64\n[population]\nbase = \
         'us-adults'\n[timeline]\nphases = [{phases}]\n{interventions}\n[arms.one]\nuse = [{uses}]\nadherence = 1\nreference = true"
    );
    let scenario = parse("day.toml", &text, &Overrides::default()).unwrap().scenario;
    let arms = simulate(&scenario, &Cpu::default());
    let column = &arms[0].measures[Measure::EdemaMl as usize];
    column.iter().map(|value| f64::from(*value)).sum::<f64>() / column.len() as f64
}

#[test]
fn standing_people_swell_less_than_motionless_ones() {
    let standing = |hours: f64, still: bool| {
        edema_ml(&format!("{{ name = 'up', posture = 'standing', duration_h = {hours}, still = {still} }}"), "", "")
    };
    let [free, motionless] = [false, true].map(|still| standing(8.0, still));
    assert!(free < 0.5 * motionless, "{free} {motionless}");
    let [early, late] = [1.0, 2.0].map(|hours| standing(hours, false));
    assert!(early < late && late < free, "{early} {late} {free}");
}

#[test]
fn a_standing_break_does_not_raise_the_swelling_of_a_day_noticeably() {
    let seated = "{ name = 'desk', posture = 'sitting', duration_h = 8 }";
    let breaks = "[interventions.up]\nkind = 'standing_break'\nevery_min = 60\nduration_min = 10";
    let [without, with] = [edema_ml(seated, breaks, ""), edema_ml(seated, breaks, "'up'")];
    assert!(with < 1.03 * without, "{without} {with}");
}

#[test]
fn age_slows_the_pump_and_not_the_refill() {
    let people = |years: f64| protocol("plethysmography-healthy", &[(Variable::AgeYears, years)]);
    let (young, old) = (people(25.0), people(75.0));
    let of = |id: &str| (first(&young, id), first(&old, id));
    let (young_ef, old_ef) = of("tiptoe_ejection_fraction_pct");
    assert!(old_ef < young_ef - 3.0, "{young_ef} {old_ef}");
    let (young_index, old_index) = of("venous_filling_index_ml_s");
    assert!((0.85..1.15).contains(&(old_index / young_index)), "{young_index} {old_index}");
}

#[test]
fn swelling_shows_its_three_time_scales() {
    let standing = protocol("quiet-standing", &[]);
    let [early, whole] = ["minutes_2_to_12_pct", "minutes_2_to_20_pct"].map(|id| first(&standing, id));
    let flight = protocol("aircraft-seat", &[]);
    let [four, ten, next] = ["gain_4_h_ml", "gain_10_h_ml", "left_next_morning_ml"].map(|id| first(&flight, id));
    assert!(early / 10.0 > 1.15 * (whole - early) / 8.0, "minutes: {early} %, then {whole} %");
    assert!(four / 4.0 > 2.0 * (ten - four) / 6.0, "hours: {four} mL, then {ten} mL");
    assert!(next < 0.25 * ten, "a night: {next} of {ten} mL");
}

#[test]
fn legs_stay_believable_at_every_cadence() {
    let text = PROTOCOLS.iter().find(|protocol| protocol.name == "chair-free").unwrap().text;
    for cadence in [4, 6, 8, 10, 12, 15, 20, 30, 45, 60, 100] {
        let text = text.replace("cadence_per_min = 15", &format!("cadence_per_min = {cadence}"));
        assert!(text.contains(&format!("cadence_per_min = {cadence} ")), "the protocol's cadence is replaced");
        let overrides = Overrides { persons: Some(16), ..Overrides::default() };
        let scenario = parse("cadence", &text, &overrides).unwrap().scenario;
        let valid = &simulate(&scenario, &Cpu::default())[0].valid;
        assert!(valid.iter().all(|valid| *valid), "{cadence} a minute: {valid:?}");
    }
}
