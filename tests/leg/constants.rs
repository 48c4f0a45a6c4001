//! Constants of the model are valid over their whole stated ranges: at each end of each range, and in random corners of all ranges.
//! `SOLEUS_LONG=1` tries 200 corners and not only the first 40.

use crate::shared::any_leg;
use proptest::prelude::*;
use soleus::engine::Cpu;
use soleus::model::{Body, Leg, Method, NODES, PARAMETERS, Params, State, step};
use soleus::scenario::{Overrides, Posture, Scenario, SetParameter, parse};
use soleus::study::simulate;

/// A day with every posture, bouts and stockings, for people of all kinds.
fn day(parameters: Vec<SetParameter>) -> Scenario {
    let overrides = Overrides { persons: Some(48), ..Overrides::default() };
    let mut scenario = parse("short-day.toml", include_str!("short-day.toml"), &overrides).unwrap().scenario;
    scenario.parameters = parameters;
    scenario
}

/// The people whose simulation has no valid end, over all arms.
fn lost(parameters: Vec<SetParameter>) -> usize {
    let arms = simulate(&day(parameters), &Cpu::default());
    arms.iter().flat_map(|arm| &arm.valid).filter(|valid| !**valid).count()
}

#[test]
fn every_end_of_a_range_can_be_simulated() {
    let ends = PARAMETERS.iter().enumerate().flat_map(|(at, parameter)| [(at, parameter.low), (at, parameter.high)]);
    let bad: Vec<String> = ends
        .filter(|(at, value)| lost(vec![SetParameter::new(*at, *value)]) > 0)
        .map(|(at, value)| format!("{} = {value}", PARAMETERS[at].name))
        .collect();
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn random_corners_of_all_ranges_can_be_simulated() {
    let long = std::env::var_os("SOLEUS_LONG").is_some_and(|value| value == "1");
    let bad: Vec<u64> = (0..if long { 200 } else { 40 })
        .filter(|corner| {
            let value = |at: usize| if is_high(*corner, at as u64) { PARAMETERS[at].high } else { PARAMETERS[at].low };
            lost((0..PARAMETERS.len()).map(|at| SetParameter::new(at, value(at))).collect()) > 0
        })
        .collect();
    assert!(bad.is_empty(), "people are lost in the corners {bad:?}");
}

/// Whether a constant is at its upper end in a corner: a bit of SplitMix64 (Steele et al. 2014).
fn is_high(corner: u64, at: u64) -> bool {
    let mut bits = (corner << 32 | at).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    bits = (bits ^ bits >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    bits = (bits ^ bits >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    (bits ^ bits >> 31) & 1 == 1
}

/// Steps of the engine in the first minute after a change of posture: length (s) and how many.
const FIRST_MINUTE: [(f32, u32); 4] = [(0.1, 5), (0.25, 6), (0.5, 6), (1.0, 55)];

/// Smallest and largest relative volume of any node during this minute, from these relative volumes. The constants are those within
/// their ranges with which a vein stiffens most while it fills, and fills fastest; the person's veins are among the stiffest of old people.
fn even_out(leg: &Leg<f32>, held: Posture, filled: [f32; NODES]) -> [f32; 2] {
    let params = Params {
        wall_deep_knee: 0.2,
        wall_deep_firm_mmhg: 40.0,
        wall_superficial_firm_mmhg: 45.0,
        wall_foot_firm_mmhg: 45.0,
        leak_deep: 1.0,
        conductance_deep_posterior: 2.0,
        conductance_lateral: 0.8,
        ..Params::defaults()
    };
    let leg = Leg { vein_stiffness: leg.vein_stiffness.min(2.5), ..*leg };
    let body = Body::new(params.map(|value| value as f32), leg);
    let channels = held.channels();
    let compression = body.compression(&channels, 0.0);
    let conditions = body.flow_conditions(&channels, &State::new(&body));
    let still = compression.at(&[0.0; 5]);
    let mut volume = std::array::from_fn(|node| filled[node] / body.inverse_rest_ml[node]);
    let mut range = [f32::MAX, f32::MIN];
    for step_s in FIRST_MINUTE.into_iter().flat_map(|(step_s, count)| (0..count).map(move |_| step_s)) {
        volume = step(&conditions, &volume, &still, &still, step_s, Method::Ros2).volume;
        for (volume, per_ml) in volume.iter().zip(body.inverse_rest_ml) {
            let relative = volume * per_ml;
            range = [range[0].min(relative), range[1].max(relative)];
        }
    }
    range
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// About one leg in 200 has a negative volume for a few steps. Without hasty steps it is one in four, and one in 25 has no end.
    #[test]
    fn flat_veins_beside_full_ones_do_not_swing_ever_wider(
        leg in any_leg(),
        held in prop::sample::select(&[Posture::Lying, Posture::LegsRaised, Posture::Sitting, Posture::Standing][..]),
        filled in prop::array::uniform7(0.3_f32..3.5),
    ) {
        let [low, high] = even_out(&leg, held, filled);
        prop_assert!(low > -20.0 && high < 60.0, "relative volume {low} .. {high}");
    }
}
