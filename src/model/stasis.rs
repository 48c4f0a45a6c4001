//! Stasis: the age of the blood in soleal sinuses and valve pockets, wall shear, and procoagulant activity.

use super::parameters::Params;
use super::real::Real;
use super::shape::{shaped, traced};

/// Activities below this value are set to 0 (1). It is far above the subnormal numbers, which some processors treat as 0.
const SMALLEST_ACTIVITY: f64 = 1e-30;

shaped! {
    /// Constants of the stasis equations.
    #[derive(Clone, Copy, Debug)]
    pub struct Stasis<R> {
        /// Share of the flow through the soleal sinuses that exchanges their blood.
        pub sinus_mixing: R,
        /// Share of the flow through the deep veins that exchanges the blood of valve pockets.
        pub pocket_mixing: R,
        /// Share of the emptied volume that returns as fresh blood.
        pub pulse_mixing: R,
        /// Share of the volume of the veins that one spontaneous movement expels.
        pub fidget_stroke: R,
        /// Renewal of the veins by one spontaneous movement, from `renewal`.
        pub fidget_renewal: R,
        /// Share of the volume that one weight shift expels.
        pub sway_stroke: R,
        /// Renewal of the veins by one weight shift.
        pub sway_renewal: R,
        /// Age above which blood in valve pockets produces activity (min).
        pub hypoxia_from_min: R,
        /// Spread of the ages of blood in a valve pocket: 1 as in a mixed vessel, 0 if all of it has the mean age.
        pub age_spread: R,
        /// Production of activity per hour and per minute of age above that limit (1/min).
        pub production: R,
        /// Rate at which activity decays (1/h).
        pub decay: R,
    }
}

shaped! {
    /// Turnover of the deep calf veins in one window (1/min).
    #[derive(Clone, Copy, Debug)]
    pub struct Turnover<R> {
        /// Flow through the soleal sinuses apart from strokes, divided by their volume.
        pub sinus_flow: R,
        /// Renewal of the soleal sinuses by strokes.
        pub sinus_strokes: R,
        /// Flow through the deep posterior veins apart from strokes, divided by their volume.
        pub pocket_flow: R,
        /// Renewal of the deep posterior veins by strokes.
        pub pocket_strokes: R,
    }
}

impl<R: Real> Turnover<R> {
    /// Blood that does not move.
    #[inline(always)]
    pub fn none(zero: R) -> Self {
        traced!(Turnover::none(zero));
        Self { sinus_flow: zero, sinus_strokes: zero, pocket_flow: zero, pocket_strokes: zero }
    }
}

shaped! {
    /// The state of stagnant blood.
    #[derive(Clone, Copy, Debug)]
    pub struct Stagnation<R> {
        /// Mean age of the blood in the soleal sinuses (min).
        pub sinus_min: R,
        /// Mean age of the blood in valve pockets (min).
        pub pocket_min: R,
        /// Procoagulant activity in valve pockets (1).
        pub activity: R,
    }
}

/// Advances `y' = source - rate * y` by `time`, for a constant source and rate.
///
/// The solution has `exp(-rate * time)`, which is the fourth power of `1 / exp(rate * time / 4)`. The series of this smaller exponential is
/// cut off after five terms; the error is below 0.001 of the distance to the equilibrium.
#[inline(always)]
pub fn relax<R: Real>(value: R, source: R, rate: R, time: R) -> R {
    traced!(relax(value, source, rate, time));
    let one = time.lit(1.0);
    let quarter = time * one.lit(0.25);
    let x = rate * quarter;
    // The quotient (exp(x) - 1) / x keeps its precision at small rates.
    let series = one + x * (one.lit(0.5) + x * (one.lit(1.0 / 6.0) + x * one.lit(1.0 / 24.0)));
    let grown = one + x * series;
    let square = grown.sq();
    let reach = quarter * series * ((grown + one) * (square + one) * square.sq().recip());
    value + (source - rate * value) * reach
}

/// `exp(-x)` for x from 0 on, as in [`relax`]. Above 80 it stays at about 1e-16.
#[inline(always)]
fn faded<R: Real>(x: R) -> R {
    traced!(faded(x));
    let one = x.lit(1.0);
    let quarter = x.min(x.lit(80.0)) * x.lit(0.25);
    let series = one + quarter * (one.lit(0.5) + quarter * (one.lit(1.0 / 6.0) + quarter * one.lit(1.0 / 24.0)));
    (one + quarter * series).sq().sq().recip()
}

/// Renewal by a stroke that empties this share of a vein, from 0 to 0.6: `-ln(1 - share)`. Renewals of successive strokes add up: two
/// strokes leave the product of what each leaves.
#[inline(always)]
pub(super) fn renewal<R: Real>(share: R) -> R {
    traced!(renewal(share));
    // -ln(1 - s) = 2 artanh(z), with z = s / (2 - s)
    let z = share * (share.lit(2.0) - share).recip();
    let square = z.sq();
    let odd = |power: f64| share.lit(2.0 / power);
    z * (odd(1.0) + square * (odd(3.0) + square * (odd(5.0) + square * (odd(7.0) + square * odd(9.0)))))
}

impl<R: Real> Stasis<R> {
    /// The constants of the stasis equations.
    #[inline(always)]
    pub fn new(p: &Params<R>) -> Self {
        Self {
            sinus_mixing: p.sinus_mixing,
            pocket_mixing: p.pocket_mixing,
            pulse_mixing: p.pulse_mixing,
            fidget_stroke: p.fidget_stroke,
            fidget_renewal: renewal(p.fidget_stroke),
            sway_stroke: p.sway_stroke,
            sway_renewal: renewal(p.sway_stroke),
            hypoxia_from_min: p.hypoxia_from_min,
            age_spread: p.pocket_age_spread,
            production: p.hypoxia_span_min.recip(),
            decay: p.activity_decay_h,
        }
    }

    /// Turnover with so many spontaneous movements and weight shifts per second, averaged over time: they renew the veins as the same strokes
    /// would one by one, and their flow is not counted as flow through the veins. `still` is the turnover without them.
    #[inline(always)]
    pub fn moved(&self, still: &Turnover<R>, fidgets_hz: R, shifts_hz: R) -> Turnover<R> {
        traced!(self, Stasis::moved(&still, fidgets_hz, shifts_hz));
        let per_minute = fidgets_hz.lit(60.0);
        let moved = (fidgets_hz * self.fidget_stroke + shifts_hz * self.sway_stroke) * per_minute;
        let renewed = (fidgets_hz * self.fidget_renewal + shifts_hz * self.sway_renewal) * per_minute;
        Turnover {
            sinus_flow: (still.sinus_flow - moved).pos(),
            sinus_strokes: still.sinus_strokes + renewed,
            pocket_flow: (still.pocket_flow - moved).pos(),
            pocket_strokes: still.pocket_strokes + renewed,
        }
    }

    /// Rates at which the blood of sinuses and pockets is exchanged (1/min).
    #[inline(always)]
    fn exchange(&self, turnover: &Turnover<R>) -> (R, R) {
        traced!(self, Stasis::exchange(&turnover));
        (
            self.sinus_mixing * turnover.sinus_flow + self.pulse_mixing * turnover.sinus_strokes,
            self.pocket_mixing * turnover.pocket_flow + self.pulse_mixing * turnover.pocket_strokes,
        )
    }

    /// Production of activity at a mean age of the pocket blood, and the rate of its loss (1/h).
    ///
    /// The ages of blood that is mixed while a part of it is exchanged are exponentially distributed: the share `exp(-limit / mean)` is older
    /// than the limit, and exceeds it by the mean age on average. If the blood is not mixed, all of it has the mean age.
    #[inline(always)]
    fn activity(&self, pocket_min: R, pocket_exchange: R) -> (R, R) {
        traced!(self, Stasis::activity(pocket_min, pocket_exchange));
        let age_min = pocket_min.max(pocket_min.lit(0.01));
        let mixed = age_min * faded(self.hypoxia_from_min * age_min.recip());
        let equal = (pocket_min - self.hypoxia_from_min).pos();
        let made = (equal + self.age_spread * (mixed - equal)) * self.production;
        (made, self.decay + pocket_exchange * pocket_min.lit(60.0))
    }

    /// The equilibrium of ages and activity at a constant turnover.
    #[inline(always)]
    pub fn settled(&self, turnover: &Turnover<R>) -> Stagnation<R> {
        traced!(self, Stasis::settled(&turnover));
        let (sinus, pocket) = self.exchange(turnover);
        let slowest = sinus.lit(1e-3);
        let (sinus_min, pocket_min) = (sinus.max(slowest).recip(), pocket.max(slowest).recip());
        let (made, lost) = self.activity(pocket_min, pocket);
        Stagnation { sinus_min, pocket_min, activity: made * lost.recip() }
    }

    /// Advances ages and activity by `minutes`.
    #[inline(always)]
    pub fn advance(&self, stagnation: Stagnation<R>, turnover: &Turnover<R>, minutes: R) -> Stagnation<R> {
        traced!(self, Stasis::advance(stagnation, &turnover, minutes));
        let one = minutes.lit(1.0);
        let hours = minutes * minutes.lit(1.0 / 60.0);
        let (sinus, pocket) = self.exchange(turnover);
        let sinus_min = relax(stagnation.sinus_min, one, sinus, minutes);
        let pocket_min = relax(stagnation.pocket_min, one, pocket, minutes);
        let mean_age = (stagnation.pocket_min + pocket_min) * one.lit(0.5);
        let (made, lost) = self.activity(mean_age, pocket);
        Stagnation { sinus_min, pocket_min, activity: flush_to_zero(relax(stagnation.activity, made, lost, hours)) }
    }
}

/// Returns the activity, or 0 if it is very small, because processors treat subnormal numbers differently.
#[inline(always)]
fn flush_to_zero<R: Real>(activity: R) -> R {
    traced!(flush_to_zero(activity));
    let none = activity.lit(0.0);
    Real::select(activity.max(none - activity).lt(activity.lit(SMALLEST_ACTIVITY)), none, activity)
}

/// Share of a window that counts as time with low shear: 1 below 95 % of the threshold, 0 above 105 %, linear between them.
#[inline(always)]
pub fn low_shear_share<R: Real>(shear_per_s: R, inverse_threshold: R) -> R {
    traced!(low_shear_share(shear_per_s, inverse_threshold));
    let one = shear_per_s.lit(1.0);
    ((one.lit(1.05) - shear_per_s * inverse_threshold) * one.lit(10.0)).clamp(one.lit(0.0), one)
}

/// Wall shear rate (1/s) in `count` round parallel veins of length `length_cm`, with total volume `volume_ml` and total flow `flow_ml_s`.
#[inline(always)]
pub fn wall_shear<R: Real>(flow_ml_s: R, volume_ml: R, length_cm: R, count: R) -> R {
    traced!(wall_shear(flow_ml_s, volume_ml, length_cm, count));
    let zero = flow_ml_s.lit(0.0);
    let area = volume_ml.max(zero.lit(0.05)) * (length_cm * count).recip();
    let velocity = flow_ml_s.max(zero) * (area * count).recip();
    // radius = sqrt(area / pi); shear = 4 velocity / radius
    velocity * zero.lit(4.0) * (area * zero.lit(std::f64::consts::FRAC_1_PI)).rsqrt()
}

#[cfg(test)]
mod tests {
    use super::{Stagnation, Stasis, Turnover, faded, relax, renewal, wall_shear};

    #[test]
    fn relaxation_is_the_exponential() {
        for time in [0.0, 1e-6, 0.01, 0.3, 1.0, 2.0, 4.0, 8.0, 20.0] {
            let exact = 2.0 + 3.0 * f64::exp(-time);
            assert!((relax(5.0, 2.0, 1.0, time) - exact).abs() < 3e-3, "{time}");
        }
        assert_eq!(relax(5.0, 2.0, 0.0, 3.0), 11.0, "without a rate, the source alone acts");
    }

    #[test]
    fn fading_is_the_exponential() {
        for x in [0.0, 0.1, 0.5, 1.0, 2.0, 4.0] {
            assert!((faded(x) - f64::exp(-x)).abs() < 2e-3, "{x}: {}", faded(x));
        }
        assert!(faded(1e6_f32) > 0.0 && faded(1e6_f32) < 1e-12);
    }

    #[test]
    fn the_renewal_of_a_stroke_is_a_logarithm() {
        for share in [0.0, 0.02, 0.182, 0.4, 0.5, 0.6] {
            let exact = -(1.0_f64 - share).ln();
            assert!((renewal(share) - exact).abs() < 2e-4 * exact.max(0.1), "{share}");
        }
    }

    #[test]
    fn strokes_one_by_one_and_averaged_leave_the_same_old_blood() {
        let stasis = Stasis {
            sinus_mixing: 0.1,
            pocket_mixing: 0.1,
            pulse_mixing: 0.6,
            fidget_stroke: 0.0,
            fidget_renewal: 0.0,
            sway_stroke: 0.0,
            sway_renewal: 0.0,
            hypoxia_from_min: 5.0,
            age_spread: 1.0,
            production: 0.03,
            decay: 1.0,
        };
        let of = |strokes_per_min: f64| Turnover {
            sinus_strokes: strokes_per_min,
            pocket_strokes: strokes_per_min,
            ..Turnover::none(0.0)
        };
        let old = Stagnation { sinus_min: 1e6, pocket_min: 1e6, activity: 0.0 };
        for share in [0.05, 0.2, 0.5] {
            let (mut single, strokes) = (old, 12);
            for _ in 0..strokes {
                // A stroke within a second, then four seconds of rest.
                single = stasis.advance(single, &of(60.0 * renewal(share)), 1.0 / 60.0);
                single = stasis.advance(single, &of(0.0), 4.0 / 60.0);
            }
            let mut averaged = old;
            for _ in 0..4 {
                averaged = stasis.advance(averaged, &of(f64::from(strokes) * renewal(share)), 0.25);
            }
            let left = (1.0 - share).powf(0.6 * f64::from(strokes));
            for age in [single.sinus_min, averaged.sinus_min] {
                assert!((age / (1e6 * left) - 1.0).abs() < 0.01, "{share}: {age}");
            }
        }
    }

    #[test]
    fn relaxation_is_stiffly_stable() {
        assert!((relax(100.0_f64, 1.0, 1.0, 1e6) - 1.0).abs() < 1e-3);
    }

    #[test]
    fn shear_follows_poiseuille() {
        // One vein, 1 cm2, 1 mL/s: 4 Q / (pi r^3) with r = sqrt(1/pi) cm.
        let radius = std::f64::consts::FRAC_1_PI.sqrt();
        let expected = 4.0 / (std::f64::consts::PI * radius.powi(3));
        assert!((wall_shear(1.0, 10.0, 10.0, 1.0) - expected).abs() < 1e-9);
    }
}
