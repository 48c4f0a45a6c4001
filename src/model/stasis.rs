//! Stasis: the age of the blood in soleal sinuses and valve pockets, wall shear, and procoagulant activity.

use super::real::Real;
use super::shape::{shaped, traced};
use super::step::GAMMA;

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
        /// Share of the refilled volume that is fresh blood.
        pub pulse_mixing: R,
        /// Age of the blood in valve pockets above which activity is produced (min).
        pub hypoxia_from_min: R,
        /// Production of activity per hour and per minute of age above that limit (1/min).
        pub production: R,
        /// Rate at which activity decays (1/h).
        pub decay: R,
    }
}

shaped! {
    /// Flows of the deep calf veins in one window, divided by the volume of the veins (1/min).
    #[derive(Clone, Copy, Debug)]
    pub struct Turnover<R> {
        /// Flow through the soleal sinuses.
        pub sinus_flow: R,
        /// Rate at which the soleal sinuses refilled.
        pub sinus_pulse: R,
        /// Flow through the deep posterior veins.
        pub pocket_flow: R,
        /// Rate at which the deep posterior veins refilled.
        pub pocket_pulse: R,
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

/// Advances `y' = source - rate * y` by `time` with one step of ROS2.
#[inline(always)]
pub fn relax<R: Real>(value: R, source: R, rate: R, time: R) -> R {
    traced!(relax(value, source, rate, time));
    let scale = time * time.lit(GAMMA);
    let inverse = (time.lit(1.0) + scale * rate).recip();
    let first = (source - rate * value) * inverse;
    let predicted = value + time * first;
    let second = (source - rate * predicted - first - first) * inverse;
    value + time * (time.lit(1.5) * first + time.lit(0.5) * second)
}

impl<R: Real> Stasis<R> {
    /// Rates at which the blood of sinuses and pockets is exchanged (1/min).
    #[inline(always)]
    fn exchange(&self, turnover: &Turnover<R>) -> (R, R) {
        traced!(self, Stasis::exchange(&turnover));
        (
            self.sinus_mixing * turnover.sinus_flow + self.pulse_mixing * turnover.sinus_pulse,
            self.pocket_mixing * turnover.pocket_flow + self.pulse_mixing * turnover.pocket_pulse,
        )
    }

    /// Production of activity at an age of the pocket blood, and the rate of its loss (1/h).
    #[inline(always)]
    fn activity(&self, pocket_min: R, pocket_exchange: R, coagulability: R) -> (R, R) {
        traced!(self, Stasis::activity(pocket_min, pocket_exchange, coagulability));
        let made = coagulability * (pocket_min - self.hypoxia_from_min).pos() * self.production;
        (made, self.decay + pocket_exchange * pocket_min.lit(60.0))
    }

    /// The equilibrium of ages and activity at a constant turnover.
    #[inline(always)]
    pub fn settled(&self, turnover: &Turnover<R>, coagulability: R) -> Stagnation<R> {
        traced!(self, Stasis::settled(&turnover, coagulability));
        let (sinus, pocket) = self.exchange(turnover);
        let slowest = sinus.lit(1e-3);
        let (sinus_min, pocket_min) = (sinus.max(slowest).recip(), pocket.max(slowest).recip());
        let (made, lost) = self.activity(pocket_min, pocket, coagulability);
        Stagnation { sinus_min, pocket_min, activity: made * lost.recip() }
    }

    /// Advances ages and activity by `minutes`. The production is proportional to `coagulability`.
    #[inline(always)]
    pub fn advance(
        &self,
        stagnation: Stagnation<R>,
        turnover: &Turnover<R>,
        coagulability: R,
        minutes: R,
    ) -> Stagnation<R> {
        traced!(self, Stasis::advance(stagnation, &turnover, coagulability, minutes));
        let one = minutes.lit(1.0);
        let hours = minutes * minutes.lit(1.0 / 60.0);
        let (sinus, pocket) = self.exchange(turnover);
        let sinus_min = relax(stagnation.sinus_min, one, sinus, minutes);
        let pocket_min = relax(stagnation.pocket_min, one, pocket, minutes);
        let mean_age = (stagnation.pocket_min + pocket_min) * one.lit(0.5);
        let (made, lost) = self.activity(mean_age, pocket, coagulability);
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
    use super::{relax, wall_shear};

    #[test]
    fn relaxation_converges_with_second_order() {
        let exact = 2.0 + (5.0 - 2.0) * (-3.0_f64).exp();
        let error = |steps: i32| {
            let mut value = 5.0_f64;
            for _ in 0..steps {
                value = relax(value, 2.0, 1.0, 3.0 / f64::from(steps));
            }
            (value - exact).abs()
        };
        let order = (error(50) / error(100)).log2();
        assert!((1.9..2.1).contains(&order), "order {order}");
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
