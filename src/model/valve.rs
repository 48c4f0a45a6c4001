//! Flow along one edge of the venous tree.

use super::real::Real;

/// One end of an edge.
#[derive(Clone, Copy, Debug)]
pub struct End<R> {
    /// Pressure over its hydrostatic head (mmHg).
    pub level: R,
    /// Rise of pressure with volume (mmHg/mL).
    pub elastance: R,
    /// Share of conductance that the vein's filling leaves.
    pub open: R,
    /// Its rise with volume (1/mL).
    pub widening: R,
}

/// What the flow along an edge owes to the volumes at its ends (1/s, never negative).
#[derive(Clone, Copy, Debug)]
pub struct Coupling<R> {
    /// Derivative to the upstream volume.
    pub from: R,
    /// Minus the derivative to the downstream volume.
    pub to: R,
}

/// Conductance of an edge (mL/s/mmHg) forward and backward.
pub type Conductance<R> = (R, R);

/// Opening of a valve at a pressure difference (mmHg): effective pressure and its derivative. Zero below zero; smooth over `width`.
#[inline(always)]
pub fn opening<R: Real>(difference: R, width: R, inverse_width: R) -> (R, R) {
    let within = difference.pos().min(width);
    let above = (difference - width).pos();
    let share = within * inverse_width;
    (within * share * within.lit(0.5) + above, share)
}

/// Pressure over which a valve opens (mmHg), and one over it.
pub type Width<R> = (R, R);

/// Flow along a one-way edge (mL/s), limited by the vein it comes from.
#[inline(always)]
pub fn flow<R: Real>(from: &End<R>, to: &End<R>, (forward, backward): Conductance<R>, width: Width<R>) -> R {
    let (open, _) = opening(from.level - to.level, width.0, width.1);
    let (leak, _) = opening(to.level - from.level, width.0, width.1);
    forward * from.open * open - backward * to.open * leak
}

/// How a step should couple the ends of an edge whose levels are about to change by `rise` (mmHg).
///
/// A valve that is shut now but about to open must already be felt, or a long step fills the vein far beyond the opening and
/// rings. So the slope is that of the more open of the two moments; the method's order does not depend on it.
#[inline(always)]
pub fn coupling<R: Real>(
    (from, from_rise): (&End<R>, R),
    (to, to_rise): (&End<R>, R),
    (forward, backward): Conductance<R>,
    width: Width<R>,
) -> Coupling<R> {
    let (now, ahead) = (from.level - to.level, from_rise - to_rise);
    let zero = now.lit(0.0);
    let (open, _) = opening(now, width.0, width.1);
    let (leak, _) = opening(zero - now, width.0, width.1);
    let (_, open_slope) = opening(now + ahead.max(zero), width.0, width.1);
    let (_, leak_slope) = opening((zero - now) - ahead.min(zero), width.0, width.1);
    let slope = forward * from.open * open_slope + backward * to.open * leak_slope;
    Coupling {
        from: slope * from.elastance + forward * from.widening * open,
        to: slope * to.elastance + backward * to.widening * leak,
    }
}

/// Share of its conductance that an emptying vein keeps, the square of its relative volume (Poiseuille), and its slope.
#[inline(always)]
pub fn patency<R: Real>(relative_volume: R) -> (R, R) {
    let one = relative_volume.lit(1.0);
    let filled = relative_volume.clamp(relative_volume.lit(0.0), one);
    let slope = Real::select(relative_volume.lt(one), filled + filled, relative_volume.lit(0.0));
    (filled * filled, slope)
}

#[cfg(test)]
mod tests {
    use super::{End, coupling, flow, opening, patency};

    const WIDTH: (f64, f64) = (0.5, 2.0);

    fn end(volume: f64) -> End<f64> {
        let (open, widening) = patency(volume);
        End { level: 20.0 * volume, elastance: 20.0, open, widening }
    }

    #[test]
    fn a_tight_valve_lets_nothing_back() {
        assert_eq!(flow(&end(1.0), &end(2.0), (0.5, 0.0), WIDTH), 0.0);
        assert!((flow(&end(2.0), &end(1.0), (0.5, 0.0), WIDTH) - 0.5 * 19.75).abs() < 1e-12);
    }

    #[test]
    fn coupling_is_the_derivative_of_the_flow() {
        let along = |from: f64, to: f64| flow(&end(from), &end(to), (0.5, 0.2), WIDTH);
        for (from, to) in [(0.8, 0.5), (0.5, 0.8), (1.4, 0.6), (0.6, 1.4), (0.7, 0.69)] {
            let at = coupling((&end(from), 0.0), (&end(to), 0.0), (0.5, 0.2), WIDTH);
            let numeric = |up: f64, down: f64| (along(from + up, to + down) - along(from - up, to - down)) / 2e-6;
            assert!((numeric(1e-6, 0.0) - at.from).abs() < 1e-4, "from {from} {to}");
            assert!((-numeric(0.0, 1e-6) - at.to).abs() < 1e-4, "to {from} {to}");
        }
    }

    #[test]
    fn a_valve_about_to_open_is_felt() {
        let shut = coupling((&end(1.0), 0.0), (&end(2.0), 0.0), (0.5, 0.0), WIDTH);
        let opening = coupling((&end(1.0), 25.0), (&end(2.0), 0.0), (0.5, 0.0), WIDTH);
        assert_eq!((shut.from, opening.from), (0.0, 10.0));
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
