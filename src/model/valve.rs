//! The flow between two nodes, with a valve.

use super::real::Real;
use super::shape::{shaped, traced};

/// Forward and backward conductance of an edge (mL/s/mmHg).
pub type Conductance<R> = (R, R);

shaped! {
    /// The pressure range over which a valve opens.
    #[derive(Clone, Copy, Debug)]
    pub struct ValveWidth<R> {
        /// Pressure difference that opens the valve fully (mmHg).
        pub mmhg: R,
        /// Its reciprocal (1/mmHg).
        pub inverse: R,
        /// Half of its reciprocal (1/mmHg).
        pub half_inverse: R,
    }
}

shaped! {
    /// An edge between two nodes at one instant.
    #[derive(Clone, Copy, Debug)]
    pub struct Edge<R> {
        /// Flow (mL/s); forward flow is positive.
        pub rate: R,
        /// Pressure difference between the two nodes (mmHg).
        pub difference: R,
        /// Effective pressure that drives the flow, without its sign (mmHg).
        pub opening: R,
        /// Forward and backward conductance, reduced if the veins are not full (mL/s/mmHg).
        pub left: Conductance<R>,
    }
}

shaped! {
    /// Derivatives of an edge's flow with respect to the volumes at its ends (1/s). They are never negative.
    #[derive(Clone, Copy, Debug)]
    pub struct FlowDerivatives<R> {
        /// Derivative with respect to the volume of the first node.
        pub from: R,
        /// Minus the derivative with respect to the volume of the second node.
        pub to: R,
    }
}

impl<R: Real> ValveWidth<R> {
    /// A valve that this pressure difference opens fully (mmHg).
    #[inline(always)]
    pub fn new(mmhg: R) -> Self {
        traced!(ValveWidth::new(mmhg));
        let inverse = mmhg.recip();
        Self { mmhg, inverse, half_inverse: inverse * mmhg.lit(0.5) }
    }

    /// Effective pressure at a pressure difference of this size (mmHg). It grows quadratically until the valve is open; then it is the
    /// difference minus half of the opening pressure.
    #[inline(always)]
    pub fn opening(&self, size: R) -> R {
        traced!(self, ValveWidth::opening(size));
        let within = size.min(self.mmhg);
        within * within * self.half_inverse + (size - within)
    }

    /// Derivative of [`Self::opening`]: 0 if the valve is closed, 1 if it is open.
    #[inline(always)]
    pub fn openness(&self, difference: R) -> R {
        traced!(self, ValveWidth::openness(difference));
        difference.pos().min(self.mmhg) * self.inverse
    }
}

impl<R: Real> Edge<R> {
    /// An edge at this pressure difference (mmHg). In each direction, the patency of the vein from which the blood comes limits the flow.
    #[inline(always)]
    pub fn new(difference: R, conductance: Conductance<R>, patency: (R, R), width: &ValveWidth<R>) -> Self {
        traced!(Edge::new(difference, conductance, patency, &width));
        let (forward, backward) = conductance;
        let zero = difference.lit(0.0);
        let against = zero - difference;
        let left = (forward * patency.0, backward * patency.1);
        let opening = width.opening(difference.max(against));
        let signed = Real::select(difference.lt(zero), zero - left.1, left.0);
        Self { rate: signed * opening, difference, opening, left }
    }

    /// Derivatives of the flow for a step. `ahead` is the change of the pressure difference that is expected within the step (mmHg).
    ///
    /// A valve may be closed at the start of a step and open within it. If its derivative were 0, a long step would fill the vein far
    /// beyond the opening of the valve, and the solution would oscillate. The derivatives are therefore those of the wider opening of the
    /// two moments. The order of the method does not depend on this.
    #[inline(always)]
    pub fn derivatives(
        &self,
        ahead: R,
        conductance: Conductance<R>,
        from: &End<R>,
        to: &End<R>,
        width: &ValveWidth<R>,
    ) -> FlowDerivatives<R> {
        traced!(self, Edge::derivatives(ahead, conductance, &from, &to, &width));
        let (forward, backward) = conductance;
        let zero = ahead.lit(0.0);
        let open = width.openness(self.difference + ahead.pos());
        let leak = width.openness(zero - (self.difference + ahead.min(zero)));
        let slope = self.left.0 * open + self.left.1 * leak;
        let reversed = self.difference.lt(zero);
        let forward = Real::select(reversed, zero, forward * from.widening);
        let backward = Real::select(reversed, backward * to.widening, zero);
        FlowDerivatives {
            from: slope * from.elastance + forward * self.opening,
            to: slope * to.elastance + backward * self.opening,
        }
    }
}

shaped! {
    /// Derivatives at one end of an edge with respect to its volume.
    #[derive(Clone, Copy, Debug)]
    pub struct End<R> {
        /// Derivative of the pressure (mmHg/mL).
        pub elastance: R,
        /// Derivative of the patency (1/mL).
        pub widening: R,
    }
}

/// Conductance of a vein, relative to that of the full vein: the square of its relative volume (Poiseuille), at most 1.
#[inline(always)]
pub fn patency<R: Real>(relative_volume: R) -> R {
    traced!(patency(relative_volume));
    relative_volume.clamp(relative_volume.lit(0.0), relative_volume.lit(1.0)).sq()
}

/// Derivative of the patency with respect to the relative volume.
#[inline(always)]
pub fn widening<R: Real>(relative_volume: R) -> R {
    traced!(widening(relative_volume));
    let (zero, one) = (relative_volume.lit(0.0), relative_volume.lit(1.0));
    let filled = Real::select(relative_volume.lt(one), relative_volume.max(zero), zero);
    filled + filled
}

#[cfg(test)]
mod tests {
    use super::{Edge, End, ValveWidth, patency, widening};

    const ELASTANCE: f64 = 20.0;

    fn edge(from: f64, to: f64, conductance: (f64, f64)) -> Edge<f64> {
        Edge::new(ELASTANCE * (from - to), conductance, (patency(from), patency(to)), &ValveWidth::new(0.5))
    }

    fn derivatives(from: f64, to: f64, conductance: (f64, f64), ahead: f64) -> (f64, f64) {
        let end = |volume: f64| End { elastance: ELASTANCE, widening: widening(volume) };
        let edge = edge(from, to, conductance);
        let derivatives = edge.derivatives(ahead, conductance, &end(from), &end(to), &ValveWidth::new(0.5));
        (derivatives.from, derivatives.to)
    }

    #[test]
    fn a_tight_valve_lets_nothing_back() {
        assert_eq!(edge(1.0, 2.0, (0.5, 0.0)).rate, 0.0);
        assert!((edge(2.0, 1.0, (0.5, 0.0)).rate - 0.5 * 19.75).abs() < 1e-12);
    }

    #[test]
    fn coupling_is_the_derivative_of_the_flow() {
        let conductance = (0.5, 0.2);
        let along = |from: f64, to: f64| edge(from, to, conductance).rate;
        for (from, to) in [(0.8, 0.5), (0.5, 0.8), (1.4, 0.6), (0.6, 1.4), (0.7, 0.69)] {
            let (up, down) = derivatives(from, to, conductance, 0.0);
            let numeric = |a: f64, b: f64| (along(from + a, to + b) - along(from - a, to - b)) / 2e-6;
            assert!((numeric(1e-6, 0.0) - up).abs() < 1e-4, "from {from} {to}");
            assert!((-numeric(0.0, 1e-6) - down).abs() < 1e-4, "to {from} {to}");
        }
    }

    #[test]
    fn a_valve_about_to_open_is_felt() {
        assert_eq!(derivatives(1.0, 2.0, (0.5, 0.0), 0.0).0, 0.0);
        assert_eq!(derivatives(1.0, 2.0, (0.5, 0.0), 25.0).0, 10.0);
    }

    #[test]
    fn opening_is_continuous_with_its_slope() {
        let width = ValveWidth::new(0.5_f64);
        for step in 1..40 {
            let at = f64::from(step) * 0.05 + 0.01;
            let numeric = (width.opening(at + 1e-7) - width.opening(at - 1e-7)) / 2e-7;
            assert!((numeric - width.openness(at)).abs() < 1e-6);
        }
    }
}
