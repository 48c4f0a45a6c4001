//! Does the leg do what legs do? Bands of plausibility, not numbers to be hit: calibration has its own targets.

use crate::shared::{Day, disciplined, mean, shipped, travelers, typical, varied, walk, within};
use soleus::engine::{Backend, Cpu};
use soleus::model::{Leg, calf_ml, lower_ml};
use soleus::population::Person;
use soleus::results::Measure;
use soleus::scenario::{Activity, InterventionKind, Posture, Scenario, Variable};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// One moment of a day, averaged over the window that ended there.
#[derive(Clone, Copy)]
struct Moment {
    segment: usize,
    end_s: f64,
    ankle_mmhg: f64,
    popliteal_ml_min: f64,
    lower_ml: f64,
    calf_ml: f64,
    residence_min: f64,
}

/// A day of a leg after its rest; the first moment is the end of that rest.
fn live(program: &Program, leg: &Leg<f32>, stocking_mmhg: f32) -> Vec<Moment> {
    let mut moments = Vec::new();
    walk::<f64>(program, leg, stocking_mmhg, |window| {
        if window.run.phase.is_none() {
            moments.clear();
        }
        moments.push(Moment {
            segment: window.run.phase.map_or(0, |phase| phase + 1),
            end_s: window.end_s,
            ankle_mmhg: window.means.ankle_mmhg,
            popliteal_ml_min: window.means.popliteal_ml_s * 60.0,
            lower_ml: lower_ml(&window.after.volume),
            calf_ml: calf_ml(&window.after.volume),
            residence_min: window.after.stagnation.sinus_min,
        });
    });
    moments
}

/// The last moment of a day.
fn end(day: Day, leg: &Leg<f32>) -> Moment {
    *live(&day.program(), leg, 0.0).last().unwrap()
}

/// Ten minutes in a posture.
fn held(posture: Posture, leg: &Leg<f32>) -> Moment {
    end(Day::new().still(posture, 10), leg)
}

/// The legs of these people.
fn legs_of(people: &[Person]) -> Vec<Leg<f32>> {
    Arms::new(&shipped(), Resolution::DEFAULT).legs(people)
}

/// A spread of people.
fn spread() -> Vec<Person> {
    travelers(64)
}

#[test]
fn ankle_pressure_follows_posture_and_stature() {
    let adult = typical();
    within("standing (mmHg)", held(Posture::Standing, &adult).ankle_mmhg, 75.0..=95.0);
    within("lying (mmHg)", held(Posture::Lying, &adult).ankle_mmhg, 4.0..=17.0);
    within("sitting (mmHg)", held(Posture::Sitting, &adult).ankle_mmhg, 55.0..=75.0);
    for leg in legs_of(&spread()) {
        let scale = f64::from(leg.stature_cm) / 173.0;
        let abdomen = f64::from(leg.abdominal_mmhg).max(0.0);
        within("standing (mmHg)", held(Posture::Standing, &leg).ankle_mmhg, 75.0 * scale..=95.0 * scale + abdomen);
        within("lying (mmHg)", held(Posture::Lying, &leg).ankle_mmhg, 2.0..=17.0 + abdomen);
        within("sitting (mmHg)", held(Posture::Sitting, &leg).ankle_mmhg, 52.0 * scale..=75.0 * scale + 1.5 * abdomen);
    }
}

/// Ten tiptoes at 1 Hz, then four minutes of standing.
fn tiptoes(leg: &Leg<f32>) -> Vec<Moment> {
    let standing = Day::new().still(Posture::Standing, 10);
    live(&standing.active(Activity::Tiptoe, Posture::Standing, 60, 10).still(Posture::Standing, 4).program(), leg, 0.0)
}

/// Lowest ankle pressure of ten tiptoes and the seconds after (mmHg), and time until nine tenths of the fall are undone (s).
fn refill(leg: &Leg<f32>) -> (f64, f64) {
    let moments = tiptoes(leg);
    let full = moments.iter().rfind(|moment| moment.segment == 1).unwrap().ankle_mmhg;
    let after: Vec<&Moment> = moments.iter().filter(|moment| moment.segment == 3).collect();
    let low = after.iter().map(|moment| moment.ankle_mmhg).fold(f64::MAX, f64::min);
    let lowest = after.iter().find(|moment| moment.ankle_mmhg == low).unwrap();
    let back = after.iter().find(|m| m.end_s > lowest.end_s && m.ankle_mmhg > low + 0.9 * (full - low)).unwrap();
    (low, back.end_s - lowest.end_s)
}

#[test]
fn tiptoes_unload_competent_legs_most_and_reflux_refills_them() {
    let (low, time_s) = refill(&typical());
    within("after ten tiptoes (mmHg)", low, 10.0..=45.0);
    within("refill (s)", time_s, 15.0..=180.0);
    for valve in [Variable::RefluxSuperficial, Variable::RefluxDeep] {
        let (leaking, sooner_s) = refill(&varied(&[(valve, 1.0)]));
        assert!(leaking > low + 3.0, "{valve:?}: {leaking:.1} against {low:.1} mmHg");
        assert!(sooner_s < 0.8 * time_s, "{valve:?}: {sooner_s:.1} against {time_s:.1} s");
    }
}

#[test]
fn standing_pools_blood_in_compliant_legs() {
    let pooled = |leg: &Leg<f32>| held(Posture::Standing, leg).lower_ml - held(Posture::Lying, leg).lower_ml;
    let man = pooled(&typical());
    // Plethysmographic volume, 90 to 130 mL, less what legs raised empty, and the foot.
    within("standing over lying (mL)", man, 110.0..=220.0);
    let woman = pooled(&varied(&[(Variable::Sex, 0.0)]));
    let old = pooled(&varied(&[(Variable::AgeYears, 75.0)]));
    within("woman over man", woman / man, 0.3..=0.9);
    within("old over middle-aged man", old / man, 0.3..=0.95);
}

#[test]
fn obesity_raises_ankle_pressure() {
    let obese = varied(&[(Variable::WeightKg, 125.0)]);
    for posture in [Posture::Lying, Posture::Sitting, Posture::Standing] {
        let rise = held(posture, &obese).ankle_mmhg - held(posture, &typical()).ankle_mmhg;
        within(&format!("{posture:?} (mmHg)"), rise, 1.0..=20.0);
    }
}

/// Forty minutes seated, five of an activity, forty seated.
fn interlude(activity: Activity, posture: Posture, per_min: u32) -> Vec<Moment> {
    let seated = Day::new().still(Posture::Sitting, 40);
    live(&seated.active(activity, posture, per_min, 5 * per_min).still(Posture::Sitting, 40).program(), &typical(), 0.0)
}

/// The last moment of a segment that ends by then.
fn by(moments: &[Moment], segment: usize, seconds: f64) -> Moment {
    *moments.iter().rfind(|moment| moment.segment == segment && moment.end_s <= seconds + 0.1).unwrap()
}

#[test]
fn pumping_renews_stagnant_blood_which_ages_again() {
    let moments = interlude(Activity::AnklePumps, Posture::Sitting, 30);
    let before = by(&moments, 1, 2400.0).residence_min;
    within("seated for 40 min (min)", before, 10.0..=60.0);
    within("after a minute of pumping", by(&moments, 2, 60.0).residence_min / before, 0.0..=0.5);
    within("after five minutes", by(&moments, 2, 300.0).residence_min / before, 0.0..=0.15);
    within("five minutes later", by(&moments, 3, 300.0).residence_min / before, 0.1..=0.6);
    within("half an hour later", by(&moments, 3, 1800.0).residence_min / before, 0.6..=1.05);
}

#[test]
fn walking_raises_popliteal_flow_and_lowers_pressure() {
    let moments = interlude(Activity::Walk, Posture::Walking, 50);
    let (seated, walking) = (by(&moments, 1, 2400.0), by(&moments, 2, 300.0));
    within("flow over that seated", walking.popliteal_ml_min / seated.popliteal_ml_min, 2.0..=12.0);
    within("ankle pressure (mmHg)", walking.ankle_mmhg, 10.0..=45.0);
    assert!(walking.calf_ml < 0.8 * seated.calf_ml, "{} of {} mL", walking.calf_ml, seated.calf_ml);
}

/// A measure of everybody in one arm of a scenario.
fn outcomes(scenario: &Scenario, arm: usize, people: &[Person]) -> Vec<Vec<f64>> {
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let (inputs, _) = arms.inputs(arm, people, &arms.legs(people));
    let measures = Cpu::default().run(&arms.programs()[arm], &inputs).measures;
    measures.iter().map(|column| column.iter().map(|value| f64::from(*value)).collect()).collect()
}

#[test]
fn eight_seated_hours_swell_a_leg_plausibly() {
    let scenario = disciplined(480);
    let found = outcomes(&scenario, scenario.reference_arm(), &spread());
    within("mean edema (mL)", mean(&found[Measure::EdemaMl as usize]), 60.0..=250.0);
    let mut edema = found[Measure::EdemaPct as usize].clone();
    edema.sort_by(f64::total_cmp);
    let plausible = edema.iter().filter(|edema| (0.5..=9.0).contains(*edema)).count();
    assert!(plausible * 10 >= edema.len() * 9, "only {plausible} of {}: {edema:.1?} %", edema.len());
}

#[test]
fn every_countermeasure_reduces_edema() {
    let scenario = disciplined(480);
    let people = spread();
    let usual = outcomes(&scenario, scenario.reference_arm(), &people);
    for (arm, described) in scenario.arms.iter().enumerate().filter(|(_, arm)| !arm.reference) {
        let helped = outcomes(&scenario, arm, &people);
        let better = helped[0].iter().zip(&usual[0]).filter(|(with, without)| with < without).count();
        // Whoever fidgets most of the time gains next to nothing by pumping now and then.
        assert!(better * 10 >= people.len() * 9, "{} helps only {better} of {}", described.id, people.len());
        within(&described.id, mean(&helped[0]) / mean(&usual[0]), 0.0..=0.99);
    }
}

#[test]
fn stockings_narrow_veins_without_driving_flow() {
    let scenario = disciplined(480);
    let people = spread();
    let stocking = |kind: &InterventionKind| matches!(kind, InterventionKind::Compression(_));
    let only = |uses: &[usize]| uses.len() == 1 && stocking(&scenario.interventions[uses[0]].kind);
    let arm = scenario.arms.iter().position(|arm| only(&arm.uses)).unwrap();
    let (usual, worn) = (outcomes(&scenario, scenario.reference_arm(), &people), outcomes(&scenario, arm, &people));
    let ratio = |measure: Measure| mean(&worn[measure as usize]) / mean(&usual[measure as usize]);
    within("popliteal flow", ratio(Measure::PoplitealFlowMlMin), 0.95..=1.05);
    within("edema", ratio(Measure::EdemaMl), 0.0..=0.8);
    within("pooled blood", ratio(Measure::PooledVenousMl), 0.2..=0.9);
    within("ankle pressure", ratio(Measure::AnkleVeinPressureMmhg), 0.97..=1.03);
}

#[test]
fn edema_recedes_overnight() {
    let day = Day::new().still(Posture::Sitting, 480).still(Posture::Lying, 480).program();
    for leg in legs_of(&spread()).iter().take(16) {
        let mut gained = [0.0; 2];
        walk::<f64>(&day, leg, 0.0, |window| {
            let fluid = |region: usize| window.after.fluid[region].fast + window.after.fluid[region].slow;
            let ml = (fluid(0) * f64::from(leg.foot_ml) + fluid(1) * f64::from(leg.calf_ml)) / 100.0;
            if let Some(phase) = window.run.phase {
                gained[phase] = ml;
            }
        });
        within("share left in the morning", gained[1] / gained[0], -0.02..=0.1);
    }
}
