//! Tests the time step of the blood flow equations: both methods have their order of accuracy, and implicit steps stay bounded and
//! do not oscillate.
#![allow(clippy::disallowed_methods, reason = "compares with the platform's functions")]

use crate::shared::{any_leg, resting_body, shipped, travelers, typical, varied, walk, within};
use proptest::prelude::*;
use soleus::engine::Group;
use soleus::model::{
    Body, Channels, Compression, FlowConditions, Leg, Method, NODES, State, Wave, instant, leg_ml, step,
};
use soleus::scenario::{Activity, Posture, Variable};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// A leg at its resting volume with these channels: the arguments of a time step.
fn at_rest<R: Group<Token = ()>>(
    leg: &Leg<f32>,
    channels: Channels<f32>,
) -> (Body<R>, FlowConditions<R>, Compression<R>) {
    let body = resting_body::<R>(leg);
    let channels = channels.map(|value| R::splat((), value));
    let compression = body.compression(&channels, R::splat((), 0.0));
    let conditions = body.flow_conditions(&channels, &State::new(&body));
    (body, conditions, compression)
}

/// Volumes and outflow (mL) after one second of a wave, computed in this many steps.
fn second(leg: &Leg<f32>, method: Method, steps: u32, wave: impl Fn(f64) -> Wave) -> [f64; NODES + 1] {
    let channels = Activity::Walk.effort().in_posture(Posture::Walking.channels());
    let (body, conditions, compression) = at_rest::<f64>(leg, channels);
    let mut volume = State::new(&body).volume.map(|volume| volume * 2.4);
    let step_s = 1.0 / f64::from(steps);
    let mut left = 0.0;
    for at in 0..steps {
        let (before, after) = (wave(f64::from(at) * step_s), wave(f64::from(at + 1) * step_s));
        let stepped = step(&conditions, &volume, &compression.at(&before), &compression.at(&after), step_s, method);
        volume = stepped.volume;
        left += stepped.outflow_ml;
    }
    std::array::from_fn(|at| if at < NODES { volume[at] } else { left })
}

/// Mean order of accuracy between two numbers of steps; the reference has sixteen times as many steps.
fn order(leg: &Leg<f32>, method: Method, steps: [u32; 2], wave: impl Fn(f64) -> Wave + Copy) -> f64 {
    let exact = second(leg, method, 16 * steps[1], wave);
    let error = |steps| {
        let found = second(leg, method, steps, wave);
        found.iter().zip(exact).map(|(found, exact)| (found - exact).powi(2)).sum::<f64>().sqrt()
    };
    (error(steps[0]) / error(steps[1])).log2() / f64::from(steps[1] / steps[0]).log2()
}

/// All compartments contract and relax smoothly once a second.
fn smooth_wave(time_s: f64) -> Wave {
    let share = 0.15 * (1.0 - (std::f64::consts::TAU * time_s).cos());
    [share as f32, share as f32, 0.5 * share as f32, share as f32, 0.5 * share as f32]
}

#[test]
fn ros2_steps_are_second_order_on_a_smooth_wave() {
    within("order", order(&typical(), Method::Ros2, [256, 1024], smooth_wave), 1.85..=2.15);
}

#[test]
fn implicit_steps_are_first_order_on_a_smooth_wave() {
    within("order", order(&typical(), Method::ImplicitEuler, [256, 1024], smooth_wave), 0.9..=1.1);
}

#[test]
fn ros2_steps_are_second_order_while_valves_work() {
    const FINEST: usize = 16 * 2048;
    let reflux = varied(&[(Variable::RefluxDeep, 0.7), (Variable::RefluxSuperficial, 0.7)]);
    let waves = Activity::Walk.waves(FINEST);
    let wave = |time_s: f64| waves[(time_s * FINEST as f64).round() as usize];
    for leg in [typical(), reflux] {
        // A single error depends strongly on where within a step a valve closes or a filling ends; hence the mean over 5 doublings.
        within("order", order(&leg, Method::Ros2, [64, 2048], wave), 1.8..=2.7);
    }
}

/// Distance from equilibrium (mL) of each node, after each implicit step of 30 s.
fn approach(leg: &Leg<f32>, held: Posture, filled: f64) -> Vec<[f64; NODES]> {
    let (body, conditions, compression) = at_rest::<f64>(leg, held.channels());
    let still = compression.at(&[0.0; 5]);
    let mut volume = State::new(&body).volume.map(|volume| volume * filled);
    let mut seen = vec![volume];
    for _ in 0..400 {
        volume = step(&conditions, &volume, &still, &still, 30.0, Method::ImplicitEuler).volume;
        seen.push(volume);
    }
    let end = volume;
    seen.iter().map(|volume| std::array::from_fn(|node| volume[node] - end[node])).collect()
}

#[test]
fn implicit_steps_of_30_s_approach_equilibrium_without_oscillation() {
    for held in [Posture::Lying, Posture::Sitting, Posture::Standing] {
        for filled in [0.5, 1.0, 3.0, 4.0] {
            let gaps = approach(&typical(), held, filled);
            let rest = resting_body::<f64>(&typical()).inverse_rest_ml;
            let size =
                |gap: &[f64; NODES]| gap.iter().zip(rest).map(|(gap, per_ml)| (gap * per_ml).abs()).fold(0.0, f64::max);
            for (at, pair) in gaps.windows(2).enumerate() {
                let (before, after) = (size(&pair[0]), size(&pair[1]));
                assert!(after <= before.max(1e-3), "{held:?} from {filled}: {before:.4} to {after:.4} in step {at}");
            }
        }
    }
}

/// Smallest and largest relative volume and pressure (mmHg) of any node.
struct Range {
    relative: [f64; 2],
    pressure_mmhg: [f64; 2],
}

/// Ranges of volume and pressure during ten minutes of equal implicit steps; `filled` is the first volume relative to the resting
/// volume.
fn settle(leg: &Leg<f32>, held: Posture, filled: f32, step_s: f32) -> Range {
    let (body, conditions, compression) = at_rest::<f32>(leg, held.channels());
    let still = compression.at(&[0.0; 5]);
    let mut volume = State::new(&body).volume.map(|volume| volume * filled);
    let mut range = Range { relative: [f64::MAX, f64::MIN], pressure_mmhg: [f64::MAX, f64::MIN] };
    for taken in 0..(600.0 / step_s).ceil() as u32 {
        volume = step(&conditions, &volume, &still, &still, step_s, Method::ImplicitEuler).volume;
        let at = instant(&conditions, &volume, &still);
        for node in 0..NODES {
            let relative = f64::from(volume[node] * body.inverse_rest_ml[node]);
            let pressure = f64::from(at.pressure[node]);
            assert!(relative.is_finite() && pressure.is_finite(), "{volume:?}");
            range.relative = [range.relative[0].min(relative), range.relative[1].max(relative)];
            if taken < 2 {
                // A step has three iterations. When a nearly empty leg fills in one step, its volume may be too large for one step.
                continue;
            }
            range.pressure_mmhg = [range.pressure_mmhg[0].min(pressure), range.pressure_mmhg[1].max(pressure)];
        }
    }
    range
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Steps of up to 5 s, the longest steps of the engine while a leg still fills. Steps of 30 s begin near equilibrium; another
    /// test checks them.
    #[test]
    fn implicit_steps_far_from_equilibrium_stay_in_the_plausible_range(
        leg in any_leg(),
        held in prop::sample::select(&[Posture::Standing, Posture::Sitting][..]),
        filled in 0.3_f32..3.5,
        step_s in 1.0_f32..5.0,
    ) {
        let range = settle(&leg, held, filled, step_s);
        let [low, high] = range.relative;
        prop_assert!(low > 0.0 && high < 60.0, "relative volume {low} .. {high}");
        let [low, high] = range.pressure_mmhg;
        // The tallest leg stands 105 mmHg below its zero-pressure level; abdomen and a blocked outflow add to it.
        prop_assert!(low > -60.0 && high < 220.0, "pressure {low} .. {high} mmHg");
    }

    #[test]
    fn pumping_never_leaves_the_plausible_range(leg in any_leg(), steps in 16_usize..60) {
        let channels = Activity::Tiptoe.effort().in_posture(Posture::Standing.channels());
        let (body, conditions, compression) = at_rest::<f32>(&leg, channels);
        let waves = Activity::Tiptoe.waves(steps);
        let mut volume = State::new(&body).volume.map(|volume| volume * 2.5);
        let mut allowed = leg_ml(&volume);
        for cycle in 0..40 {
            for wave in waves.windows(2) {
                let (before, after) = (compression.at(&wave[0]), compression.at(&wave[1]));
                let stepped = step(&conditions, &volume, &before, &after, 1.0 / steps as f32, Method::Ros2);
                volume = stepped.volume;
                allowed += stepped.inflow_ml.iter().sum::<f32>() - stepped.outflow_ml.min(0.0);
                prop_assert!(volume.iter().all(|volume| *volume > 0.0), "cycle {cycle}: {volume:?}");
                prop_assert!(leg_ml(&volume) <= allowed * 1.0001, "cycle {cycle}: {volume:?} of {allowed} mL");
            }
        }
    }
}

#[test]
fn filling_legs_agree_with_finer_steps() {
    let mut scenario = shipped();
    scenario.timeline.phases.truncate(2);
    scenario.arms.truncate(1);
    let minutes = |minutes| soleus::scenario::Duration::Minutes(minutes);
    (scenario.timeline.phases[0].posture, scenario.timeline.phases[0].duration) = (Posture::LegsRaised, minutes(15));
    (scenario.timeline.phases[1].posture, scenario.timeline.phases[1].duration) = (Posture::Standing, minutes(45));
    let arms = [1, 6].map(|refine| Arms::new(&scenario, Resolution { refine, every_cycle: false }));
    let programs = arms.each_ref().map(|arms| arms.programs()[0].clone());
    for (person, leg) in arms[0].legs(&travelers(100)).iter().enumerate() {
        let [coarse, fine] = programs.each_ref().map(|program| ankle_by_minute(program, leg));
        assert!(coarse.len() > 30 && coarse.len() == fine.len());
        for (minute, (coarse, fine)) in coarse.iter().zip(&fine).enumerate() {
            assert!((coarse - fine).abs() < 2.0, "person {person}, minute {minute}: {coarse:.1} for {fine:.1} mmHg");
        }
    }
}

/// Ankle pressure (mmHg) at every full minute of the second phase.
fn ankle_by_minute(program: &Program, leg: &Leg<f32>) -> Vec<f64> {
    let mut pressures = Vec::new();
    walk::<f64>(program, leg, 0.0, |window| {
        let past_minute = (window.end_s + 1e-3) % 60.0;
        if window.run.phase == Some(1) && past_minute < 2e-3 {
            pressures.push(window.means.ankle_mmhg);
        }
    });
    pressures
}
