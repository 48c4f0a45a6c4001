//! Tissue: filtration, two interstitial compartments in series, lymph. All volumes per 100 mL of tissue, beyond a night's rest.
//!
//! Capillaries fill a small space around them (minutes to tens of minutes); it spreads into the bulk of the tissue (hours),
//! which lymph drains. Both are stiff until a margin of negative pressure is used up. What keeps ten hours in a seat from
//! swelling a leg by 70 %: interstitial pressure rises, interstitial colloid is diluted, plasma that stays behind is
//! concentrated (the more, the slower it flows), the venoarteriolar reflex lowers capillary pressure, lymph rises.

use super::real::Real;
use super::shape::{shaped, traced};
use super::step::GAMMA;

/// Constants of one region for one person.
#[derive(Clone, Copy, Debug)]
pub struct Tissue<R> {
    /// Capillary filtration coefficient (mL/min/100 mL/mmHg).
    pub filtration: R,
    /// Capillary over venous pressure at resting inflow (mmHg).
    pub capillary_drop_mmhg: R,
    /// Share of that drop which falls with inflow.
    pub protection: R,
    /// Reflection coefficient.
    pub reflection: R,
    /// Colloid pressure of plasma (mmHg).
    pub colloid_mmhg: R,
    /// Colloid pressure gained per filtered plasma flow (mmHg), over resting plasma flow (mL/min/100 mL).
    pub concentration: R,
    /// Interstitial colloid pressure after a night (mmHg).
    pub interstitial_colloid_mmhg: R,
    /// Pericapillary fluid after a night (mL/100 mL).
    pub pericapillary_ml: R,
    /// Stiffness while the margin is used up, of the fast and of the slow compartment (mmHg/(mL/100 mL)).
    pub margin_stiffness: R,
    /// The margin (mL/100 mL).
    pub margin_ml: R,
    /// Stiffness of the fast compartment beyond it.
    pub fast_stiffness: R,
    /// Stiffness of the slow compartment beyond it.
    pub slow_stiffness: R,
    /// From the fast to the slow compartment (mL/min/100 mL/mmHg).
    pub spread: R,
    /// Lymph after a night (mL/min/100 mL).
    pub lymph: R,
    /// Relative rise of lymph per mmHg.
    pub lymph_gain: R,
    /// Largest relative lymph flow.
    pub lymph_limit: R,
}

/// What blood and movement ask of a region during one window.
#[derive(Clone, Copy, Debug)]
pub struct TissueConditions<R> {
    /// Mean venous pressure (mmHg).
    pub venous_mmhg: R,
    /// Inflow over that at rest, lying.
    pub inflow: R,
    /// Pressure of a stocking on the tissue (mmHg).
    pub support_mmhg: R,
    /// Relative rise of lymph by movement.
    pub pumping: R,
}

/// Fluid of one region (mL/100 mL beyond a night's rest), and the offset that balances that night.
#[derive(Clone, Copy, Debug)]
pub struct Fluid<R> {
    /// Around the capillaries.
    pub fast: R,
    /// In the bulk of the tissue.
    pub slow: R,
    /// Pressure that makes filtration equal lymph after a night (mmHg).
    pub balance_mmhg: R,
}

/// What happened to a region in one window.
#[derive(Clone, Copy, Debug)]
pub struct TissueStep<R> {
    /// Fluid afterwards.
    pub fluid: Fluid<R>,
    /// Filtration (mL/min/100 mL), mean over the window.
    pub filtration: R,
    /// Lymph (mL/min/100 mL), mean over the window.
    pub lymph: R,
}

/// Pressures of both compartments and their slopes (mmHg, mmHg/(mL/100 mL)).
#[derive(Clone, Copy)]
struct Pressures<R> {
    fast: R,
    fast_slope: R,
    slow: R,
    slow_slope: R,
}

/// Rates and their slopes at one instant.
#[derive(Clone, Copy)]
struct Rates<R> {
    filtration: R,
    filtration_slope: R,
    spread: R,
    lymph: R,
    lymph_slope: R,
}

shaped!(Tissue {
    filtration,
    capillary_drop_mmhg,
    protection,
    reflection,
    colloid_mmhg,
    concentration,
    interstitial_colloid_mmhg,
    pericapillary_ml,
    margin_stiffness,
    margin_ml,
    fast_stiffness,
    slow_stiffness,
    spread,
    lymph,
    lymph_gain,
    lymph_limit
});
shaped!(TissueConditions { venous_mmhg, inflow, support_mmhg, pumping });
shaped!(Fluid { fast, slow, balance_mmhg });
shaped!(TissueStep { fluid, filtration, lymph });
shaped!(Pressures { fast, fast_slope, slow, slow_slope });
shaped!(Rates { filtration, filtration_slope, spread, lymph, lymph_slope });

impl<R: Real> Tissue<R> {
    /// Pressure and slope of a compartment: stiff up to the margin, then softer (mmHg, mmHg/(mL/100 mL)).
    #[inline(always)]
    fn compliance(&self, fluid: R, soft: R) -> (R, R) {
        traced!(self, Tissue::compliance(fluid, soft));
        let stiff = fluid.min(self.margin_ml);
        let beyond = (fluid - self.margin_ml).pos();
        let slope = Real::select(fluid.lt(self.margin_ml), self.margin_stiffness, soft);
        (stiff * self.margin_stiffness + beyond * soft, slope)
    }

    /// Pressure of the fast compartment over a night's rest (mmHg).
    #[inline(always)]
    pub fn pressure(&self, fast: R) -> R {
        self.compliance(fast, self.fast_stiffness).0
    }

    #[inline(always)]
    fn pressures(&self, fast: R, slow: R) -> Pressures<R> {
        traced!(self, Tissue::pressures(fast, slow));
        let (fast, fast_slope) = self.compliance(fast, self.fast_stiffness);
        let (slow, slow_slope) = self.compliance(slow, self.slow_stiffness);
        Pressures { fast, fast_slope, slow, slow_slope }
    }

    /// Filtration coefficient as concentrating plasma leaves it, and the drive besides interstitial pressure.
    #[inline(always)]
    fn effective(&self, conditions: &TissueConditions<R>) -> (R, R) {
        traced!(self, Tissue::effective(&conditions));
        let one = self.filtration.lit(1.0);
        let flow = conditions.inflow.max(self.filtration.lit(0.2));
        let concentration = self.reflection * self.concentration * flow.recip();
        let coefficient = self.filtration * (one + self.filtration * concentration).recip();
        let share = one + self.protection * (conditions.inflow.min(self.filtration.lit(1.5)) - one);
        let capillary = conditions.venous_mmhg + self.capillary_drop_mmhg * share;
        (coefficient, capillary - conditions.support_mmhg - self.reflection * self.colloid_mmhg)
    }

    /// Interstitial colloid pressure and minus its slope, with the fast compartment diluting it.
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
        balance: R,
        conditions: &TissueConditions<R>,
        pressures: &Pressures<R>,
    ) -> Rates<R> {
        traced!(self, Tissue::rates(fast, slow, balance, &conditions, &pressures));
        let one = fast.lit(1.0);
        let (coefficient, drive) = self.effective(conditions);
        let (colloid, colloid_slope) = self.interstitial_colloid(fast);
        let filtration = coefficient * (drive + balance + self.reflection * colloid - pressures.fast);
        let wanted = one + self.lymph_gain * pressures.slow.pos();
        let open = Real::select(wanted.lt(self.lymph_limit), self.lymph_gain * pressures.slow_slope, one.lit(0.0));
        let scale = self.lymph * (one + conditions.pumping);
        // A dehydrated bulk has no lymph to give: flow falls to zero over the first hundredth of a millilitre below rest.
        let wet = (one + slow * slow.lit(50.0)).clamp(one.lit(0.0), one);
        Rates {
            filtration,
            filtration_slope: coefficient * (pressures.fast_slope + self.reflection * colloid_slope),
            spread: self.spread * (pressures.fast - pressures.slow),
            lymph: scale * wanted.min(self.lymph_limit) * wet,
            lymph_slope: scale * open,
        }
    }

    /// The fluid after a night's rest under these tissue_conditions: nothing gained, filtration equal to lymph.
    #[inline(always)]
    pub fn rested(&self, conditions: &TissueConditions<R>) -> Fluid<R> {
        traced!(self, Tissue::rested(&conditions));
        let zero = self.filtration.lit(0.0);
        let (coefficient, drive) = self.effective(conditions);
        let balance = self.lymph * coefficient.recip() - drive - self.reflection * self.interstitial_colloid_mmhg;
        Fluid { fast: zero, slow: zero, balance_mmhg: balance }
    }

    /// Advances the fluid by `minutes`, two stages of ROS2.
    #[inline(always)]
    pub fn advance(&self, fluid: Fluid<R>, conditions: &TissueConditions<R>, minutes: R) -> TissueStep<R> {
        traced!(self, Tissue::advance(fluid, &conditions, minutes));
        let one = minutes.lit(1.0);
        let pressures = self.pressures(fluid.fast, fluid.slow);
        let rates = self.rates(fluid.fast, fluid.slow, fluid.balance_mmhg, conditions, &pressures);
        let scale = minutes * minutes.lit(GAMMA);
        let out = scale * self.spread * pressures.fast_slope;
        let back = scale * self.spread * pressures.slow_slope;
        let a = one + scale * rates.filtration_slope + out;
        let d = one + back + scale * rates.lymph_slope;
        let inverse = (a * d - out * back).recip();
        macro_rules! solve {
            ($fast:expr, $slow:expr) => {{
                let (fast, slow) = ($fast, $slow);
                ((d * fast + back * slow) * inverse, (out * fast + a * slow) * inverse)
            }};
        }
        let first = solve!(rates.filtration - rates.spread, rates.spread - rates.lymph);
        let (fast, slow) = (fluid.fast + minutes * first.0, fluid.slow + minutes * first.1);
        let later = self.rates(fast, slow, fluid.balance_mmhg, conditions, &self.pressures(fast, slow));
        let second =
            solve!(later.filtration - later.spread - first.0 - first.0, later.spread - later.lymph - first.1 - first.1);
        let (three_halves, half) = (one.lit(1.5), one.lit(0.5));
        let early = rates.filtration - scale * rates.filtration_slope * first.0;
        let late = later.filtration - scale * rates.filtration_slope * second.0 - early - early;
        let filtration = three_halves * early + half * late;
        let gained = (three_halves * first.0 + half * second.0, three_halves * first.1 + half * second.1);
        TissueStep {
            fluid: Fluid { fast: fluid.fast + minutes * gained.0, slow: fluid.slow + minutes * gained.1, ..fluid },
            filtration,
            lymph: filtration - gained.0 - gained.1,
        }
    }
}

/// Gain of a limb's girth (mm) when `gained` is added to the `tissue` volume (mL) that it surrounds.
#[inline(always)]
pub fn girth_gain<R: Real>(girth_mm: R, gained: R, tissue: R) -> R {
    traced!(girth_gain(girth_mm, gained, tissue));
    let share = gained * tissue.recip();
    // sqrt(1 + share) - 1, to second order
    girth_mm * share * (share.lit(0.5) - share.lit(0.125) * share)
}
