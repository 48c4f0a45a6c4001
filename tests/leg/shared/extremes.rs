//! Legs at and beyond the edge of any population, for tests of robustness.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use soleus::model::Leg;

/// Smallest and largest value of each field, in the order of [`Leg::FIELDS`].
const RANGES: [(f32, f32); Leg::<f32>::COUNT] = [
    (140.0, 205.0),    // stature
    (0.4, 2.6),        // vein volume
    (0.6, 1.6),        // conductance, over vein volume
    (0.5, 4.0),        // vein stiffness
    (0.05, 1.8),       // strength
    (0.7, 1.1),        // foot pump
    (0.0, 1.0),        // superficial reflux
    (0.0, 1.0),        // deep reflux
    (0.0, 1.0),        // perforator reflux
    (0.05, 1.0),       // outflow
    (0.2, 0.6),        // bent outflow
    (0.2, 0.7),        // bent popliteal
    (-3.0, 25.0),      // abdominal pressure
    (0.2, 3.5),        // inflow, over vein volume
    (1200.0, 7000.0),  // calf
    (500.0, 2500.0),   // foot
    (2500.0, 15000.0), // thigh
    (250.0, 600.0),    // calf girth
    (170.0, 400.0),    // ankle girth
    (0.0, 0.16),       // fidgeting
    (21.0, 30.0),      // colloid
    (0.7, 1.2),        // lymph
    (-6.0, 2.0),       // balance of the foot
    (-6.0, 2.0),       // balance of the calf
    (-6.0, 4.0),       // balance of the thigh
    (0.0, 0.3),        // carried by the foot
    (0.0, 0.3),        // carried by the calf
];

/// Any leg: each field in the middle of its range, or at one of its ends.
pub(crate) fn any_leg() -> impl Strategy<Value = Leg<f32>> {
    let share = prop_oneof![4 => 0.0_f32..=1.0, 1 => Just(0.0_f32), 1 => Just(1.0_f32)];
    prop::collection::vec(share, Leg::<f32>::COUNT).prop_map(|shares| {
        let leg = Leg::from_fn(|field| {
            let (low, high) = RANGES[field];
            low + shares[field] * (high - low)
        });
        Leg { inflow: leg.inflow * leg.vein_volume, conductance: leg.conductance * leg.vein_volume, ..leg }
    })
}

/// Always the same legs of this kind.
pub(crate) fn some_legs(count: usize) -> Vec<Leg<f32>> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(|_| any_leg().new_tree(&mut runner).unwrap().current()).collect()
}
