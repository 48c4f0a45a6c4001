//! Tissue: capillary filtration, two interstitial compartments in series, and lymph. Volumes are gains since a night's rest, per 100 mL
//! of tissue.
//!
//! Filtration fills the fast compartment: a small space around the capillaries, which fills within minutes. From there fluid flows to the
//! slow compartment, the rest of the tissue, within hours. Lymph drains the slow compartment. Both compartments are stiff for the first
//! small gain of fluid (the margin), while their pressure is below that of the air.
//!
//! Five effects limit edema. Without them, a leg would swell by 70 % in ten hours of sitting. Interstitial pressure rises. Filtered fluid
//! dilutes the interstitial protein and concentrates the plasma. The venoarteriolar reflex lowers the capillary pressure. Lymph flow rises.
//!
//! Capillaries take fluid back only for a while (Levick and Michel 2010, doi:10.1093/cvr/cvq062): the protein that stays behind next to
//! their wall raises a pressure that opposes absorption. After that, only lymph removes fluid.

use super::real::Real;
use super::shape::{shaped, traced};
use super::stasis::relax;
use super::step::GAMMA;

/// Gain of fluid over the margin (mL/100 mL) up to which a step may end within the margin.
const NEAR_MARGIN_ML: f64 = 0.15;

/// Regions of a leg's tissue: foot and ankle, calf, thigh.
pub const REGIONS: usize = 3;

shaped! {
    /// Constants of one region of a person's leg.
    #[derive(Clone, Copy, Debug)]
    pub struct Tissue<R> {
        /// Capillary filtration coefficient (mL/min/100 mL/mmHg).
        pub filtration: R,
        /// Difference between capillary and venous pressure at resting inflow (mmHg).
        pub capillary_drop_mmhg: R,
        /// Share of this difference that is proportional to the inflow.
        pub protection: R,
        /// Reflection coefficient of the capillary wall for protein.
        pub reflection: R,
        /// Colloid osmotic pressure of the plasma (mmHg).
        pub colloid_mmhg: R,
        /// The constant that is added to the filtration pressure. With it, the filtration of the lying reference person equals the
        /// lymph flow (mmHg).
        pub balance_mmhg: R,
        /// Time constant of the pressure that opposes absorption (min).
        pub opposing_min: R,
        /// Rise of the plasma's colloid pressure per unit of filtration, at resting plasma flow (mmHg/(mL/min/100 mL)).
        pub concentration: R,
        /// Interstitial colloid osmotic pressure after a night's rest (mmHg).
        pub interstitial_colloid_mmhg: R,
        /// Fluid around the capillaries after a night's rest (mL/100 mL).
        pub pericapillary_ml: R,
        /// Stiffness of both compartments within the margin (mmHg/(mL/100 mL)).
        pub margin_stiffness: R,
        /// The margin: the gain of fluid up to which a compartment is stiff (mL/100 mL).
        pub margin_ml: R,
        /// Stiffness of the fast compartment above the margin (mmHg/(mL/100 mL)).
        pub fast_stiffness: R,
        /// Stiffness of the slow compartment above the margin (mmHg/(mL/100 mL)).
        pub slow_stiffness: R,
        /// Conductance from the fast to the slow compartment (mL/min/100 mL/mmHg).
        pub spread: R,
        /// Lymph flow after a night's rest (mL/min/100 mL).
        pub lymph: R,
        /// Relative rise of lymph flow per rise of interstitial pressure (1/mmHg).
        pub lymph_gain: R,
        /// Largest lymph flow, relative to that after a night's rest.
        pub lymph_limit: R,
    }
}

shaped! {
    /// The conditions of a region's tissue in one window.
    #[derive(Clone, Copy, Debug)]
    pub struct TissueConditions<R> {
        /// Mean venous pressure (mmHg).
        pub venous_mmhg: R,
        /// Arterial inflow, relative to that while lying at rest.
        pub inflow: R,
        /// Pressure of a stocking or a cuff on the tissue (mmHg).
        pub support_mmhg: R,
        /// Relative rise of lymph flow by movement and warmth.
        pub pumping: R,
        /// Capillary filtration coefficient, relative to that at a comfortable temperature.
        pub permeability: R,
    }
}

shaped! {
    /// The state of a region's tissue. Volumes are gains since a night's rest (mL/100 mL).
    #[derive(Clone, Copy, Debug)]
    pub struct Fluid<R> {
        /// Fluid in the fast compartment.
        pub fast: R,
        /// Fluid in the slow compartment.
        pub slow: R,
        /// The pressure that opposes absorption (mmHg).
        pub opposing_mmhg: R,
    }
}

shaped! {
    /// The result of one window for a region.
    #[derive(Clone, Copy, Debug)]
    pub struct TissueStep<R> {
        /// The state at the end of the window.
        pub fluid: Fluid<R>,
        /// Mean filtration over the window (mL/min/100 mL).
        pub filtration: R,
        /// Mean lymph flow over the window (mL/min/100 mL).
        pub lymph: R,
    }
}

shaped! {
    /// Pressures of both compartments (mmHg), their derivatives with respect to the fluid, and the derivatives that steps assume for what a
    /// compartment itself loses (mmHg/(mL/100 mL)).
    #[derive(Clone, Copy)]
    struct Pressures<R> {
        fast: R,
        fast_slope: R,
        fast_steep: R,
        slow: R,
        slow_slope: R,
        slow_steep: R,
    }
}

shaped! {
    /// Rates at one instant (mL/min/100 mL), and their derivatives with respect to the fluid (1/min).
    #[derive(Clone, Copy)]
    struct Rates<R> {
        filtration: R,
        filtration_slope: R,
        spread: R,
        lymph: R,
        lymph_slope: R,
        /// The filtration pressure without the pressure that opposes absorption (mmHg).
        drive_mmhg: R,
    }
}

impl<R: Real> Fluid<R> {
    /// No gain of fluid.
    #[inline(always)]
    pub fn dry(zero: R) -> Self {
        traced!(Fluid::dry(zero));
        Self { fast: zero, slow: zero, opposing_mmhg: zero }
    }
}

impl<R: Real> Tissue<R> {
    /// Pressure (mmHg) and its derivative (mmHg/(mL/100 mL)) of a compartment. Its stiffness is `soft` above the margin.
    #[inline(always)]
    fn compliance(&self, fluid: R, soft: R) -> (R, R) {
        traced!(self, Tissue::compliance(fluid, soft));
        let stiff = fluid.min(self.margin_ml);
        let beyond = (fluid - self.margin_ml).pos();
        let slope = Real::select(fluid.lt(self.margin_ml), self.margin_stiffness, soft);
        (stiff * self.margin_stiffness + beyond * soft, slope)
    }

    /// The derivative that steps assume for what a compartment loses (mmHg/(mL/100 mL)). A long step may end within the margin, so a step
    /// that begins near it assumes the margin's stiffness, which keeps it stable.
    #[inline(always)]
    fn steepness(&self, fluid: R, soft: R) -> R {
        traced!(self, Tissue::steepness(fluid, soft));
        let near = self.margin_ml + fluid.lit(NEAR_MARGIN_ML);
        Real::select(fluid.lt(near), self.margin_stiffness.max(soft), soft)
    }

    /// Pressure of the fast compartment, minus that after a night's rest (mmHg).
    #[inline(always)]
    pub fn pressure(&self, fast: R) -> R {
        self.compliance(fast, self.fast_stiffness).0
    }

    #[inline(always)]
    fn pressures(&self, fast: R, slow: R) -> Pressures<R> {
        traced!(self, Tissue::pressures(fast, slow));
        let (fast_steep, slow_steep) =
            (self.steepness(fast, self.fast_stiffness), self.steepness(slow, self.slow_stiffness));
        let (fast, fast_slope) = self.compliance(fast, self.fast_stiffness);
        let (slow, slow_slope) = self.compliance(slow, self.slow_stiffness);
        Pressures { fast, fast_slope, fast_steep, slow, slow_slope, slow_steep }
    }

    /// The effective filtration coefficient, which is lower because filtration concentrates the plasma, and the
    /// filtration pressure without the terms of the interstitial fluid.
    #[inline(always)]
    fn effective(&self, conditions: &TissueConditions<R>) -> (R, R) {
        traced!(self, Tissue::effective(&conditions));
        let one = self.filtration.lit(1.0);
        let flow = conditions.inflow.max(self.filtration.lit(0.2));
        let concentration = self.reflection * self.concentration * flow.recip();
        let filtration = self.filtration * conditions.permeability;
        let coefficient = filtration * (one + filtration * concentration).recip();
        let share = one + self.protection * (conditions.inflow.min(self.filtration.lit(1.5)) - one);
        let capillary = conditions.venous_mmhg + self.capillary_drop_mmhg * share;
        (coefficient, capillary - conditions.support_mmhg - self.reflection * self.colloid_mmhg)
    }

    /// Interstitial colloid pressure, which fluid in the fast compartment dilutes, and minus its derivative.
    #[inline(always)]
    fn interstitial_colloid(&self, fast: R) -> (R, R) {
        traced!(self, Tissue::interstitial_colloid(fast));
        let dilution = (self.pericapillary_ml + fast.pos()).recip();
        let pressure = self.interstitial_colloid_mmhg * self.pericapillary_ml * dilution;
        (pressure, pressure * dilution)
    }

    #[inline(always)]
    fn rates(
        &self,
        fast: R,
        slow: R,
        opposing: R,
        conditions: &TissueConditions<R>,
        pressures: &Pressures<R>,
    ) -> Rates<R> {
        traced!(self, Tissue::rates(fast, slow, opposing, &conditions, &pressures));
        let one = fast.lit(1.0);
        let (coefficient, drive) = self.effective(conditions);
        let (colloid, colloid_slope) = self.interstitial_colloid(fast);
        let zero = one.lit(0.0);
        let drive_mmhg = drive + self.balance_mmhg + self.reflection * colloid - pressures.fast;
        // The opposing pressure lowers absorption, but it causes no filtration.
        let absorbing = (drive_mmhg + opposing).min(zero);
        let acting = coefficient * Real::select(absorbing.lt(zero), one, Real::select(zero.lt(drive_mmhg), one, zero));
        let wanted = one + self.lymph_gain * pressures.slow.pos();
        let open = Real::select(wanted.lt(self.lymph_limit), self.lymph_gain * pressures.slow_steep, zero);
        let scale = self.lymph * (one + conditions.pumping);
        let flow = scale * wanted.min(self.lymph_limit);
        // Tissue that has lost fluid gives no lymph: the flow falls linearly to 0 at a loss of 0.02 mL per 100 mL.
        let per_ml = one.lit(50.0);
        let wet = (one + slow * per_ml).clamp(zero, one);
        let drying = Real::select(zero.lt(wet), Real::select(wet.lt(one), per_ml, zero), zero);
        Rates {
            filtration: coefficient * (drive_mmhg.pos() + absorbing),
            filtration_slope: acting * (pressures.fast_steep + self.reflection * colloid_slope),
            spread: self.spread * (pressures.fast - pressures.slow),
            lymph: flow * wet,
            lymph_slope: scale * open * wet + flow * drying,
            drive_mmhg,
        }
    }

    /// The value of [`Tissue::balance_mmhg`] with which filtration equals lymph flow without any gain of fluid (mmHg).
    pub fn balance(&self, conditions: &TissueConditions<R>) -> R {
        let (coefficient, drive) = self.effective(conditions);
        self.lymph * coefficient.recip() - drive - self.reflection * self.interstitial_colloid_mmhg
    }

    /// Advances the state by `minutes` with one linearly implicit step of Euler's method. It is less accurate than [`Tissue::advance`], and
    /// stays stable in long steps that cross the margin.
    #[inline(always)]
    pub fn approach(&self, fluid: Fluid<R>, conditions: &TissueConditions<R>, minutes: R) -> Fluid<R> {
        traced!(self, Tissue::approach(fluid, &conditions, minutes));
        let one = minutes.lit(1.0);
        let pressures = self.pressures(fluid.fast, fluid.slow);
        let rates = self.rates(fluid.fast, fluid.slow, fluid.opposing_mmhg, conditions, &pressures);
        let out = minutes * self.spread * pressures.fast_slope;
        let back = minutes * self.spread * pressures.slow_slope;
        let a = one + minutes * (rates.filtration_slope + self.spread * pressures.fast_steep);
        let d = one + minutes * (rates.lymph_slope + self.spread * pressures.slow_steep);
        let inverse = (a * d - out * back).recip();
        let (fast, slow) = (rates.filtration - rates.spread, rates.spread - rates.lymph);
        Fluid {
            fast: fluid.fast + minutes * (d * fast + back * slow) * inverse,
            slow: fluid.slow + minutes * (out * fast + a * slow) * inverse,
            opposing_mmhg: self.opposing(fluid.opposing_mmhg, rates.drive_mmhg, minutes),
        }
    }

    /// Advances the state by `minutes` with one step of ROS2.
    #[inline(always)]
    pub fn advance(&self, fluid: Fluid<R>, conditions: &TissueConditions<R>, minutes: R) -> TissueStep<R> {
        traced!(self, Tissue::advance(fluid, &conditions, minutes));
        let one = minutes.lit(1.0);
        let pressures = self.pressures(fluid.fast, fluid.slow);
        let rates = self.rates(fluid.fast, fluid.slow, fluid.opposing_mmhg, conditions, &pressures);
        let scale = minutes * minutes.lit(GAMMA);
        let out = scale * self.spread * pressures.fast_slope;
        let back = scale * self.spread * pressures.slow_slope;
        let a = one + scale * rates.filtration_slope + out;
        let d = one + scale * rates.lymph_slope + back;
        let inverse = (a * d - out * back).recip();
        macro_rules! solve {
            ($fast:expr, $slow:expr) => {{
                let (fast, slow) = ($fast, $slow);
                ((d * fast + back * slow) * inverse, (out * fast + a * slow) * inverse)
            }};
        }
        let first = solve!(rates.filtration - rates.spread, rates.spread - rates.lymph);
        let (fast, slow) = (fluid.fast + minutes * first.0, fluid.slow + minutes * first.1);
        let later = self.rates(fast, slow, fluid.opposing_mmhg, conditions, &self.pressures(fast, slow));
        let second =
            solve!(later.filtration - later.spread - first.0 - first.0, later.spread - later.lymph - first.1 - first.1);
        let (three_halves, half) = (one.lit(1.5), one.lit(0.5));
        let early = rates.filtration - scale * rates.filtration_slope * first.0;
        let late = later.filtration - scale * rates.filtration_slope * second.0 - early - early;
        let filtration = three_halves * early + half * late;
        let gained = (three_halves * first.0 + half * second.0, three_halves * first.1 + half * second.1);
        TissueStep {
            fluid: Fluid {
                fast: fluid.fast + minutes * gained.0,
                slow: fluid.slow + minutes * gained.1,
                opposing_mmhg: self.opposing(fluid.opposing_mmhg, rates.drive_mmhg, minutes),
            },
            filtration,
            lymph: filtration - gained.0 - gained.1,
        }
    }
}

impl<R: Real> Tissue<R> {
    /// 1 if so much fluid in the slow compartment drives the largest lymph flow, else 0.
    #[inline(always)]
    pub fn saturated(&self, slow: R) -> R {
        traced!(self, Tissue::saturated(slow));
        let (zero, one) = (slow.lit(0.0), slow.lit(1.0));
        let wanted = one + self.lymph_gain * self.compliance(slow, self.slow_stiffness).0;
        Real::select(wanted.lt(self.lymph_limit), zero, one)
    }

    /// The pressure that opposes absorption (mmHg), `minutes` later: it approaches minus the filtration pressure where this is negative.
    #[inline(always)]
    fn opposing(&self, opposing: R, drive: R, minutes: R) -> R {
        traced!(self, Tissue::opposing(opposing, drive, minutes));
        let rate = self.opposing_min.recip();
        relax(opposing, (minutes.lit(0.0) - drive).pos() * rate, rate, minutes).pos()
    }
}

/// Gain of a limb's girth (mm), if its volume `tissue` (mL) grows by `gained` (mL).
#[inline(always)]
pub fn girth_gain<R: Real>(girth_mm: R, gained: R, tissue: R) -> R {
    traced!(girth_gain(girth_mm, gained, tissue));
    let share = gained * tissue.recip();
    // The second-order approximation of sqrt(1 + share) - 1.
    girth_mm * share * (share.lit(0.5) - share.lit(0.125) * share)
}
