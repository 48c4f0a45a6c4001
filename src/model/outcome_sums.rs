//! Sums over a leg's day, and the outcomes that are computed from them.

use super::body::Body;
use super::cycle::{calf_ml, leg_ml, lower_ml};
use super::leg::FOOT;
use super::measure::Course;
use super::outcome::LegOutcomes;
use super::real::Real;
use super::shape::{Shape, shaped, traced};
use super::stasis::{Stagnation, low_shear_share, wall_shear};
use super::tissue::{Fluid, REGIONS, girth_gain};
use super::window::{Means, State};

shaped! {
    /// The sums and volumes from which the outcomes are computed.
    #[derive(Clone, Copy, Debug)]
    pub struct OutcomeSums<R> {
        /// Venous volume of the calf with raised legs (mL).
        pub empty_calf_ml: R,
        /// The same while standing (mL).
        pub full_calf_ml: R,
        /// The same after one tiptoe (mL).
        pub after_tiptoe_ml: R,
        /// Venous volume of lower leg, calf, foot and whole leg after a rest lying (mL).
        pub rested_ml: [R; 4],
        /// Gain of interstitial fluid in foot and calf after the night before the timeline, over the reference person (mL).
        pub carried_ml: R,
        /// Gain of interstitial fluid in foot, calf and thigh at the start of the timeline (mL).
        pub start_ml: [R; REGIONS],
        /// Gain of interstitial fluid and venous volume of the lower leg, ten minutes after the start of the assessed phase (mL).
        pub settled_ml: R,
        /// 1 if the lymph flow reached its limit on the ordinary days before the timeline, else 0.
        pub saturated: R,
        /// Duration of the assessed phases so far (s).
        pub assessed_s: R,
        /// Blood that flowed into the popliteal vein in that time (mL).
        pub popliteal_ml: R,
        /// Time integral of the velocity in the popliteal vein (cm).
        pub velocity_cm: R,
        /// Time integral of the vein pressure at the ankle (mmHg s).
        pub ankle_mmhg_s: R,
        /// Time integral of the mean age of the blood in the soleal sinuses (min s).
        pub residence_min_s: R,
        /// Largest value of this age (min).
        pub residence_max_min: R,
        /// Time with low wall shear (s).
        pub low_shear_s: R,
        /// Time integral of procoagulant activity, in all of that time and in vehicles (h).
        pub dose_h: [R; 2],
        /// Time integral of procoagulant activity over the last ordinary day and night (h).
        pub ordinary_h: R,
        /// Volumes at the end of the assessed phase.
        pub end: Snapshot<R>,
        /// Time after the assessed phase until half of the edema had receded, and until nine tenths had, or until now (s).
        pub recovery_s: [R; 2],
        /// 1 until so much of the edema has receded, then 0.
        pub swollen: [R; 2],
        /// The edema that is left (mL).
        pub left_ml: R,
        /// Mean vein pressure at the ankle in the last window (mmHg).
        pub ankle_mmhg: R,
        /// Mean flow into the popliteal vein in the last window (mL/s).
        pub popliteal_ml_s: R,
        /// Smallest and largest venous volume of the leg so far (mL).
        pub range_ml: [R; 2],
    }
}

shaped! {
    /// Volumes at one moment (mL).
    #[derive(Clone, Copy, Debug)]
    pub struct Snapshot<R> {
        /// Gain of interstitial fluid in foot, calf and thigh since the start of the timeline.
        pub fluid_ml: [R; REGIONS],
        /// Venous volume of lower leg, calf, foot and whole leg.
        pub venous_ml: [R; 4],
    }
}

/// The edema has receded by half and by nine tenths when these shares of it are left.
const LEFT_SHARES: [f64; 2] = [0.5, 0.1];
/// A volume that is larger than that of any leg (mL).
const BOUNDLESS_ML: f64 = 1e6;

/// Gain of interstitial fluid in foot, calf and thigh since the first of the ordinary days (mL).
#[inline(always)]
pub fn fluid_ml<R: Real>(body: &Body<R>, state: &State<R>) -> [R; REGIONS] {
    traced!(fluid_ml(&body, &state));
    volumes_ml(body, &state.fluid)
}

/// The volumes of this fluid in foot, calf and thigh (mL).
#[inline(always)]
fn volumes_ml<R: Real>(body: &Body<R>, fluid: &[Fluid<R>; REGIONS]) -> [R; REGIONS] {
    traced!(volumes_ml(&body, &fluid));
    let per_ml = body.leg.foot_ml.lit(0.01);
    [
        (fluid[0].fast + fluid[0].slow) * body.leg.foot_ml * per_ml,
        (fluid[1].fast + fluid[1].slow) * body.leg.calf_ml * per_ml,
        (fluid[2].fast + fluid[2].slow) * body.leg.thigh_ml * per_ml,
    ]
}

/// Fluid of the reference person after a night, in foot and calf of this size (mL).
#[inline(always)]
fn reference_ml<R: Real>(body: &Body<R>) -> R {
    traced!(reference_ml(&body));
    let leg = &body.leg;
    (leg.carried_foot * leg.foot_ml + leg.carried_calf * leg.calf_ml) * leg.foot_ml.lit(0.01)
}

/// Venous volume of lower leg, calf, foot and whole leg (mL).
#[inline(always)]
fn venous_ml<R: Real>(state: &State<R>) -> [R; 4] {
    [lower_ml(&state.volume), calf_ml(&state.volume), state.volume[FOOT], leg_ml(&state.volume)]
}

/// The sum of foot and calf.
#[inline(always)]
fn lower<R: Real>(regions: &[R; REGIONS]) -> R {
    regions[0] + regions[1]
}

impl<R: Real> OutcomeSums<R> {
    /// The sums before the first window.
    #[inline(always)]
    pub fn new(zero: R) -> Self {
        traced!(OutcomeSums::new(zero));
        let none: Self = Shape::build(&mut || zero);
        Self { swollen: [zero.lit(1.0); 2], range_ml: [zero.lit(BOUNDLESS_ML), zero], ..none }
    }

    /// `yes` for people for whom the mask is true, `no` for the others. The volumes that marks record are the same in both.
    #[inline(always)]
    pub fn select(mask: R::Mask, yes: &Self, no: &Self) -> Self {
        macro_rules! pick {
            ($field:ident) => {
                Real::select(mask, yes.$field, no.$field)
            };
        }
        macro_rules! both {
            ($field:ident) => {
                [Real::select(mask, yes.$field[0], no.$field[0]), Real::select(mask, yes.$field[1], no.$field[1])]
            };
        }
        Self {
            assessed_s: pick!(assessed_s),
            popliteal_ml: pick!(popliteal_ml),
            velocity_cm: pick!(velocity_cm),
            ankle_mmhg_s: pick!(ankle_mmhg_s),
            residence_min_s: pick!(residence_min_s),
            residence_max_min: pick!(residence_max_min),
            low_shear_s: pick!(low_shear_s),
            dose_h: both!(dose_h),
            recovery_s: both!(recovery_s),
            swollen: both!(swollen),
            left_ml: pick!(left_ml),
            ankle_mmhg: pick!(ankle_mmhg),
            popliteal_ml_s: pick!(popliteal_ml_s),
            range_ml: both!(range_ml),
            ..*no
        }
    }

    /// Adds a window that ended in this state.
    #[inline(always)]
    pub fn with_window(&self, means: &Means<R>, after: &State<R>) -> Self {
        traced!(self, OutcomeSums::with_window(&means, &after));
        let leg = leg_ml(&after.volume);
        Self {
            ankle_mmhg: means.ankle_mmhg,
            popliteal_ml_s: means.popliteal_ml_s,
            range_ml: [self.range_ml[0].min(leg), self.range_ml[1].max(leg)],
            ..*self
        }
    }

    /// Records the volumes after a rest lying.
    #[inline(always)]
    pub fn with_rest(&self, state: &State<R>) -> Self {
        traced!(self, OutcomeSums::with_rest(&state));
        Self { rested_ml: venous_ml(state), ..*self }
    }

    /// Records the fluid at the end of the night before the timeline.
    #[inline(always)]
    pub fn with_waking(&self, body: &Body<R>, fluid: &[Fluid<R>; REGIONS]) -> Self {
        traced!(self, OutcomeSums::with_waking(&body, &fluid));
        Self { carried_ml: lower(&volumes_ml(body, fluid)) - reference_ml(body), ..*self }
    }

    /// Records whether the lymph flow has reached its limit.
    #[inline(always)]
    pub fn with_lived(&self, body: &Body<R>, fluid: &[Fluid<R>; REGIONS]) -> Self {
        traced!(self, OutcomeSums::with_lived(&body, &fluid));
        let foot = body.tissue[0].saturated(fluid[0].slow);
        let calf = body.tissue[1].saturated(fluid[1].slow);
        Self { saturated: self.saturated.max(foot.max(calf)), ..*self }
    }

    /// Adds an episode of the last ordinary day.
    #[inline(always)]
    pub fn with_ordinary(&self, before: &Stagnation<R>, after: &Stagnation<R>, minutes: R) -> Self {
        traced!(self, OutcomeSums::with_ordinary(&before, &after, minutes));
        let dose_h = (before.activity + after.activity) * minutes * minutes.lit(1.0 / 120.0);
        Self { ordinary_h: self.ordinary_h + dose_h, ..*self }
    }

    /// Records the fluid at the start of the timeline.
    #[inline(always)]
    pub fn with_start(&self, body: &Body<R>, state: &State<R>) -> Self {
        traced!(self, OutcomeSums::with_start(&body, &state));
        Self { start_ml: fluid_ml(body, state), ..*self }
    }

    /// Records the volume ten minutes after the start of the assessed phase.
    #[inline(always)]
    pub fn with_settled(&self, body: &Body<R>, state: &State<R>) -> Self {
        traced!(self, OutcomeSums::with_settled(&body, &state));
        Self { settled_ml: lower(&self.gained_ml(body, state)) + lower_ml(&state.volume), ..*self }
    }

    /// Records the volumes at the end of the assessed phase.
    #[inline(always)]
    pub fn with_end(&self, body: &Body<R>, state: &State<R>) -> Self {
        traced!(self, OutcomeSums::with_end(&body, &state));
        let fluid_ml = self.gained_ml(body, state);
        Self { end: Snapshot { fluid_ml, venous_ml: venous_ml(state) }, left_ml: lower(&fluid_ml), ..*self }
    }

    /// Gain of interstitial fluid in foot, calf and thigh since the start of the timeline (mL).
    #[inline(always)]
    fn gained_ml(&self, body: &Body<R>, state: &State<R>) -> [R; REGIONS] {
        traced!(self, OutcomeSums::gained_ml(&body, &state));
        let [foot, calf, thigh] = fluid_ml(body, state);
        [foot - self.start_ml[0], calf - self.start_ml[1], thigh - self.start_ml[2]]
    }

    /// Adds a window of an assessed phase. `vehicle` is 1 in a vehicle, else 0. A function that becomes WGSL takes plain values, so that the
    /// six arguments are not grouped.
    #[inline(always)]
    pub fn with_assessed(
        &self,
        body: &Body<R>,
        means: &Means<R>,
        before: &State<R>,
        after: &State<R>,
        seconds: R,
        vehicle: R,
    ) -> Self {
        traced!(self, OutcomeSums::with_assessed(&body, &means, &before, &after, seconds, vehicle));
        let p = &body.params;
        let half = seconds.lit(0.5);
        let hours = seconds * seconds.lit(1.0 / 3600.0);
        let area = means.volume_ml[2].max(seconds.lit(1.0)) * p.popliteal_share_per_cm;
        let shear = wall_shear(means.drained_ml_s[1], means.volume_ml[1], p.deep_vein_length_cm, p.deep_vein_count);
        let (young, old) = (before.stagnation, after.stagnation);
        let dose_h = (young.activity + old.activity) * half * hours;
        Self {
            assessed_s: self.assessed_s + seconds,
            popliteal_ml: self.popliteal_ml + means.popliteal_ml_s * seconds,
            velocity_cm: self.velocity_cm + means.popliteal_ml_s * area.recip() * seconds,
            ankle_mmhg_s: self.ankle_mmhg_s + means.ankle_mmhg * seconds,
            residence_min_s: self.residence_min_s + (young.sinus_min + old.sinus_min) * half * seconds,
            residence_max_min: self.residence_max_min.max(old.sinus_min),
            low_shear_s: self.low_shear_s + low_shear_share(shear, p.low_shear_per_s.recip()) * seconds,
            dose_h: [self.dose_h[0] + dose_h, self.dose_h[1] + dose_h * vehicle],
            ..*self
        }
    }

    /// Adds a window after the assessed phase, in which the edema recedes.
    #[inline(always)]
    pub fn with_recovery(&self, body: &Body<R>, before: &State<R>, after: &State<R>, seconds: R) -> Self {
        traced!(self, OutcomeSums::with_recovery(&body, &before, &after, seconds));
        let (zero, one) = (seconds.lit(0.0), seconds.lit(1.0));
        let edema = lower(&self.end.fluid_ml).pos();
        let (from, to) = (lower(&self.gained_ml(body, before)), lower(&self.gained_ml(body, after)));
        let fallen = (from - to).max(seconds.lit(1e-6)).recip();
        let mut next = Self { left_ml: to, ..*self };
        for (at, left_share) in LEFT_SHARES.into_iter().enumerate() {
            let goal = edema * seconds.lit(left_share);
            let share = ((from - goal) * fallen).clamp(zero, one);
            next.recovery_s[at] = self.recovery_s[at] + self.swollen[at] * share * seconds;
            next.swollen[at] = Real::select(goal.lt(to), self.swollen[at], zero);
        }
        next
    }

    /// The outcomes at the end of the day.
    #[inline(always)]
    pub fn outcomes(&self, body: &Body<R>) -> LegOutcomes<R> {
        traced!(self, OutcomeSums::outcomes(&body));
        let leg = &body.leg;
        let zero = self.assessed_s.lit(0.0);
        let hundred = zero.lit(100.0);
        let per_s = self.assessed_s.recip();
        let [foot, calf, thigh] = self.end.fluid_ml;
        let edema = foot + calf;
        let pooled = self.end.venous_ml[0] - self.rested_ml[0];
        let capacity = (self.full_calf_ml - self.empty_calf_ml).max(zero.lit(1.0));
        let (calf_gain, foot_gain) =
            (calf + (self.end.venous_ml[1] - self.rested_ml[1]), foot + (self.end.venous_ml[2] - self.rested_ml[2]));
        LegOutcomes {
            edema_ml: edema,
            edema_pct: edema * (leg.foot_ml + leg.calf_ml).recip() * hundred,
            leg_volume_change_ml: edema + pooled,
            whole_leg_volume_change_ml: edema + thigh + (self.end.venous_ml[3] - self.rested_ml[3]),
            assessed_volume_gain_ml: edema + self.end.venous_ml[0] - self.settled_ml,
            ankle_circumference_change_mm: girth_gain(leg.ankle_girth_mm, foot_gain, leg.foot_ml),
            calf_circumference_change_mm: girth_gain(leg.calf_girth_mm, calf_gain, leg.calf_ml),
            edema_half_recovery_h: self.recovery_s[0] * zero.lit(1.0 / 3600.0),
            edema_recovery_h: self.recovery_s[1] * zero.lit(1.0 / 3600.0),
            edema_left_pct: self.left_ml.pos() * edema.max(zero.lit(1.0)).recip() * hundred,
            swelling_chronic_ml: self.carried_ml,
            swelling_ml: edema + lower(&self.start_ml) - reference_ml(body),
            lymph_saturated: self.saturated,
            pooled_venous_ml: pooled,
            popliteal_flow_ml_min: self.popliteal_ml * per_s * zero.lit(60.0),
            popliteal_velocity_cm_s: self.velocity_cm * per_s,
            ankle_vein_pressure_mmhg: self.ankle_mmhg_s * per_s,
            residence_max_min: self.residence_max_min,
            residence_mean_min: self.residence_min_s * per_s,
            low_shear_min: self.low_shear_s * zero.lit(1.0 / 60.0),
            stasis_dose: self.dose_h[0],
            stasis_dose_vehicle: self.dose_h[1],
            stasis_dose_ordinary: self.ordinary_h * self.assessed_s * zero.lit(1.0 / 86_400.0),
            ejection_fraction_pct: (self.full_calf_ml - self.after_tiptoe_ml) * capacity.recip() * hundred,
        }
    }

    /// The present value of each [`Course`], in their order.
    #[inline(always)]
    pub fn course(&self, body: &Body<R>, state: &State<R>) -> [R; Course::COUNT] {
        traced!(self, OutcomeSums::course(&body, &state));
        let edema = lower(&self.gained_ml(body, state));
        let pooled = lower_ml(&state.volume) - self.rested_ml[0];
        [
            edema,
            edema + pooled,
            pooled,
            self.ankle_mmhg,
            self.popliteal_ml_s * edema.lit(60.0),
            state.stagnation.sinus_min,
        ]
    }
}
