//! Flow along one edge of the venous tree.

use super::real::Real;

/// Flow (mL/s) and its derivative to the upstream pressure (mL/s/mmHg).
#[derive(Clone, Copy, Debug)]
pub struct Flow<R> {
    /// Forward positive (mL/s).
    pub rate: R,
    /// Derivative to the pressure difference (mL/s/mmHg).
    pub slope: R,
}

/// Opening of a valve at a pressure difference (mmHg): effective pressure and its derivative. Zero below zero; smooth over `width`.
#[inline(always)]
pub fn opening<R: Real>(difference: R, width: R, inverse_width: R) -> (R, R) {
    let within = difference.pos().min(width);
    let above = (difference - width).pos();
    let share = within * inverse_width;
    (within * share * within.lit(0.5) + above, share)
}

/// One-way edge: conductance `forward` one way, `backward` the other (mL/s/mmHg).
#[inline(always)]
pub fn valve<R: Real>(difference: R, forward: R, backward: R, width: R, inverse_width: R) -> Flow<R> {
    let (open, open_slope) = opening(difference, width, inverse_width);
    let (leak, leak_slope) = opening(difference.lit(0.0) - difference, width, inverse_width);
    Flow { rate: forward * open - backward * leak, slope: forward * open_slope + backward * leak_slope }
}

/// Share of its conductance that an emptying vein keeps: the square of its relative volume (Poiseuille), 1 when filled.
#[inline(always)]
pub fn patency<R: Real>(relative_volume: R) -> R {
    relative_volume.clamp(relative_volume.lit(0.0), relative_volume.lit(1.0)).sq()
}

#[cfg(test)]
mod tests {
    use super::{opening, valve};

    #[test]
    fn a_tight_valve_lets_nothing_back() {
        let back = valve(-30.0_f64, 0.5, 0.0, 0.5, 2.0);
        assert_eq!((back.rate, back.slope), (0.0, 0.0));
        let forward = valve(30.0_f64, 0.5, 0.0, 0.5, 2.0);
        assert!((forward.rate - 0.5 * 29.75).abs() < 1e-12);
        assert_eq!(forward.slope, 0.5);
    }

    #[test]
    fn opening_is_continuous_with_its_slope() {
        for step in -20..40 {
            let at = f64::from(step) * 0.05 + 0.01;
            let numeric = (opening(at + 1e-7, 0.5, 2.0).0 - opening(at - 1e-7, 0.5, 2.0).0) / 2e-7;
            assert!((numeric - opening(at, 0.5, 2.0).1).abs() < 1e-6);
        }
    }
}
