//! What is noted of people while their day passes.

use crate::model::{Body, Means, Real, State, calf_ml, low_shear_share, lower_ml, wall_shear};

/// Sums and snapshots for the outcomes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tally<R> {
    pub emptied_ml: R,
    pub filled_ml: R,
    pub expelled_ml: R,
    /// Lower leg, calf.
    pub rested_ml: [R; 2],
    pub rested_foot_ml: R,
    pub assessed_s: R,
    pub popliteal_ml: R,
    pub velocity_cm: R,
    pub ankle_mmhg_s: R,
    pub residence_min_s: R,
    pub residence_max_min: R,
    pub low_shear_s: R,
    pub dose_h: R,
    pub end: Snapshot<R>,
    pub recovery_s: R,
    pub swollen: R,
}

/// Volumes when the assessed phase ends (mL).
#[derive(Clone, Copy, Debug)]
pub(super) struct Snapshot<R> {
    pub fluid_ml: [R; 2],
    pub lower_ml: R,
    pub calf_ml: R,
    pub foot_ml: R,
}

/// Share of the assessed edema that may be left for the leg to count as recovered.
const RECOVERED_SHARE: f64 = 0.1;

/// Interstitial fluid gained by foot and calf (mL).
#[inline(always)]
pub(super) fn fluid_ml<R: Real>(body: &Body<R>, state: &State<R>) -> [R; 2] {
    let per_ml = body.leg.foot_ml.lit(0.01);
    [
        (state.fluid[0].fast + state.fluid[0].slow) * body.leg.foot_ml * per_ml,
        (state.fluid[1].fast + state.fluid[1].slow) * body.leg.calf_ml * per_ml,
    ]
}

#[inline(always)]
fn sum<R: Real>(regions: &[R; 2]) -> R {
    regions[0] + regions[1]
}

impl<R: Real> Tally<R> {
    #[inline(always)]
    pub(super) fn new(zero: R) -> Self {
        let end = Snapshot { fluid_ml: [zero; 2], lower_ml: zero, calf_ml: zero, foot_ml: zero };
        Self {
            emptied_ml: zero,
            filled_ml: zero,
            expelled_ml: zero,
            rested_ml: [zero; 2],
            rested_foot_ml: zero,
            assessed_s: zero,
            popliteal_ml: zero,
            velocity_cm: zero,
            ankle_mmhg_s: zero,
            residence_min_s: zero,
            residence_max_min: zero,
            low_shear_s: zero,
            dose_h: zero,
            end,
            recovery_s: zero,
            swollen: zero.lit(1.0),
        }
    }

    /// `yes` for people for whom the mask holds, `no` for the others. Marks are the same for all and need no choice.
    #[inline(always)]
    pub(super) fn select(mask: R::Mask, yes: &Self, no: &Self) -> Self {
        macro_rules! pick {
            ($field:ident) => {
                Real::select(mask, yes.$field, no.$field)
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
            dose_h: pick!(dose_h),
            recovery_s: pick!(recovery_s),
            swollen: pick!(swollen),
            ..*no
        }
    }

    /// Notes the end of the assessed phase.
    #[inline(always)]
    pub(super) fn assess(&mut self, body: &Body<R>, state: &State<R>) {
        let volume = &state.volume;
        self.end = Snapshot {
            fluid_ml: fluid_ml(body, state),
            lower_ml: lower_ml(volume),
            calf_ml: calf_ml(volume),
            foot_ml: volume[0],
        };
    }

    /// Adds a window of the assessed phase.
    #[inline(always)]
    pub(super) fn add(&mut self, body: &Body<R>, means: &Means<R>, before: &State<R>, after: &State<R>, seconds: R) {
        let p = &body.params;
        let half = seconds.lit(0.5);
        let hours = seconds * seconds.lit(1.0 / 3600.0);
        let area = means.volume_ml[2].max(seconds.lit(1.0)) * p.popliteal_share_per_cm;
        let shear = wall_shear(means.deep_ml_s.0, means.volume_ml[1], p.deep_vein_length_cm, p.deep_vein_count);
        let (young, old) = (before.stagnation, after.stagnation);
        self.assessed_s = self.assessed_s + seconds;
        self.popliteal_ml = self.popliteal_ml + means.popliteal_ml_s * seconds;
        self.velocity_cm = self.velocity_cm + means.popliteal_ml_s * area.recip() * seconds;
        self.ankle_mmhg_s = self.ankle_mmhg_s + means.ankle_mmhg * seconds;
        self.residence_min_s = self.residence_min_s + (young.sinus_min + old.sinus_min) * half * seconds;
        self.residence_max_min = self.residence_max_min.max(old.sinus_min);
        self.low_shear_s = self.low_shear_s + low_shear_share(shear, p.low_shear_per_s.recip()) * seconds;
        self.dose_h = self.dose_h + (young.activity + old.activity) * half * hours;
    }

    /// Adds a window after the assessed phase to the time that swelling takes to recede.
    #[inline(always)]
    pub(super) fn recover(&mut self, body: &Body<R>, before: &State<R>, after: &State<R>, seconds: R) {
        let zero = seconds.lit(0.0);
        let one = seconds.lit(1.0);
        let goal = sum(&self.end.fluid_ml).pos() * seconds.lit(RECOVERED_SHARE);
        let (from, to) = (sum(&fluid_ml(body, before)), sum(&fluid_ml(body, after)));
        let fallen = (from - to).max(seconds.lit(1e-6));
        let share = ((from - goal) * fallen.recip()).clamp(zero, one);
        self.recovery_s = self.recovery_s + self.swollen * share * seconds;
        self.swollen = Real::select(goal.lt(to), self.swollen, zero);
    }
}
