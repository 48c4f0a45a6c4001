//! Slow states against what can be worked out by hand: relaxation, the tissue's linear limit, its law of lymph, its balance.
#![allow(clippy::disallowed_methods, reason = "compares with the platform's functions")]

use crate::shared::{resting_body, typical, within};
use soleus::model::{Fluid, Tissue, TissueConditions, relax};

/// The calf's tissue of a typical adult.
fn calf() -> Tissue<f64> {
    balanced(resting_body::<f64>(&typical()).tissue[1])
}

/// The same tissue, in balance while lying.
fn balanced(tissue: Tissue<f64>) -> Tissue<f64> {
    Tissue { balance_mmhg: tissue.balance(&lying()), ..tissue }
}

/// A conditions of quiet sitting.
fn seated() -> TissueConditions<f64> {
    TissueConditions { venous_mmhg: 45.0, inflow: 0.62, support_mmhg: 0.0, pumping: 0.0, permeability: 1.0 }
}

/// A conditions of lying at rest.
fn lying() -> TissueConditions<f64> {
    TissueConditions { venous_mmhg: 8.0, inflow: 1.0, support_mmhg: 0.0, pumping: 0.0, permeability: 1.0 }
}

/// Tissue without anything that bends: one stiffness each, no dilution, lymph that does not answer.
fn linear() -> Tissue<f64> {
    let (margin_ml, margin_stiffness) = (-1e-9, calf().fast_stiffness);
    balanced(Tissue {
        interstitial_colloid_mmhg: 0.0,
        concentration: 0.0,
        margin_ml,
        margin_stiffness,
        lymph_gain: 0.0,
        ..calf()
    })
}

#[test]
fn relaxation_is_exponential_in_short_steps() {
    let (rate, goal) = (1.0 / 300.0, 0.35);
    let mut value = 0.1;
    for _ in 0..600 {
        value = relax(value, goal * rate, rate, 1.0);
    }
    let exact = goal + (0.1 - goal) * (-600.0_f64 * rate).exp();
    within("error", (value - exact) / exact, -1e-6..=1e-6);
}

#[test]
fn relaxation_never_passes_its_goal_by_much_however_long_the_step() {
    for steps in [1.0, 3.0, 10.0, 100.0, 1e4] {
        let value = relax(1.0, 0.0, 1.0, steps);
        within(&format!("a step of {steps} time constants"), value, -0.3..=1.0);
    }
}

#[test]
fn linear_tissue_follows_its_eigenvectors() {
    let (tissue, conditions) = (linear(), seated());
    let start = Fluid { slow: 0.3, ..Fluid::dry(0.0) };
    // fast' = k (drive - a fast) - s (a fast - b slow), slow' = s (a fast - b slow) - lymph
    let (k, s, a, b) = (tissue.filtration, tissue.spread, tissue.fast_stiffness, tissue.slow_stiffness);
    let drop = 1.0 + tissue.protection * (conditions.inflow - 1.0);
    let capillary = conditions.venous_mmhg + tissue.capillary_drop_mmhg * drop;
    let drive = capillary - tissue.reflection * tissue.colloid_mmhg + tissue.balance_mmhg;
    let [[p, q], [r, t]] = [[-(k + s) * a, s * b], [s * a, -s * b]];
    let slow_at_rest = (k * drive - tissue.lymph - k / s * tissue.lymph) / (k * b);
    let rest = [(tissue.lymph / s + b * slow_at_rest) / a, slow_at_rest];
    let (half, root) = ((p + t) / 2.0, (((p - t) / 2.0).powi(2) + q * r).sqrt());
    let minutes = 90.0;
    let gap = [start.fast - rest[0], start.slow - rest[1]];
    // exp(M t) = e^(half t) (cosh(root t) + sinh(root t) / root (M - half))
    let (grown, even, odd) = ((half * minutes).exp(), (root * minutes).cosh(), (root * minutes).sinh() / root);
    let exact = [
        rest[0] + grown * (even * gap[0] + odd * ((p - half) * gap[0] + q * gap[1])),
        rest[1] + grown * (even * gap[1] + odd * (r * gap[0] + (t - half) * gap[1])),
    ];
    let error = |steps: u32| {
        let mut fluid = start;
        for _ in 0..steps {
            fluid = tissue.advance(fluid, &conditions, minutes / f64::from(steps)).fluid;
        }
        (fluid.fast - exact[0]).hypot(fluid.slow - exact[1])
    };
    within("error in steps of half a minute", error(180) / exact[0], 0.0..=1e-5);
    within("order", (error(45) / error(90)).log2(), 1.9..=2.1);
}

#[test]
fn lymph_answers_the_pressure_of_the_bulk() {
    let tissue = calf();
    for (slow, pumping) in [(0.5, 0.0), (1.5, 0.8), (6.0, 0.0)] {
        let fluid = Fluid { fast: 0.6, slow, ..Fluid::dry(0.0) };
        let moved = tissue.advance(fluid, &TissueConditions { pumping, ..seated() }, 1e-4);
        let pressure = tissue.margin_ml * tissue.margin_stiffness + (slow - tissue.margin_ml) * tissue.slow_stiffness;
        let wanted = (1.0 + tissue.lymph_gain * pressure).min(tissue.lymph_limit);
        within("lymph over its law", moved.lymph / (tissue.lymph * (1.0 + pumping) * wanted), 0.9999..=1.0001);
    }
}

#[test]
fn filtration_ends_up_equal_to_lymph() {
    let tissue = calf();
    let mut fluid = Fluid::dry(0.0);
    let mut moved = tissue.advance(fluid, &seated(), 0.1);
    for _ in 0..40_000 {
        moved = tissue.advance(fluid, &seated(), 2.0);
        fluid = moved.fluid;
    }
    within("filtration over lymph", moved.filtration / moved.lymph, 0.999_999..=1.000_001);
    within("what weeks of sitting leave (mL/100 mL)", fluid.fast + fluid.slow, 2.0..=15.0);
}

#[test]
fn a_nights_rest_stays_as_it_is() {
    let tissue = calf();
    let mut fluid = Fluid::dry(0.0);
    for _ in 0..600 {
        fluid = tissue.advance(fluid, &lying(), 1.0).fluid;
    }
    // The two compartments still even out between themselves.
    within("gain (mL/100 mL)", fluid.fast + fluid.slow, -0.01..=0.01);
}

#[test]
fn fluid_moved_is_second_order_in_the_step() {
    let tissue = calf();
    let after = |steps: u32| {
        let mut fluid = Fluid { fast: 0.4, slow: 0.5, ..Fluid::dry(0.0) };
        let mut filtered = 0.0;
        for _ in 0..steps {
            let moved = tissue.advance(fluid, &seated(), 60.0 / f64::from(steps));
            filtered += moved.filtration * 60.0 / f64::from(steps);
            fluid = moved.fluid;
        }
        (fluid, filtered)
    };
    let (exact, exactly) = after(20_000);
    let error = |steps| {
        let (fluid, filtered) = after(steps);
        [fluid.fast - exact.fast, fluid.slow - exact.slow, filtered - exactly].map(f64::abs)
    };
    for (coarse, fine) in error(60).into_iter().zip(error(120)) {
        within("order", (coarse / fine).log2(), 1.8..=2.2);
        within("error per hour (mL/100 mL)", coarse, 0.0..=1e-3);
    }
}
