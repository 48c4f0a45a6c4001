//! The linear system of a step, `1 - s J` for a scale `s`. The unknowns of the muscle compartments are eliminated first.
//!
//! A compartment has flows only to foot, superficial and thigh veins. A solution therefore needs four reciprocals and a 3 x 3 system.

use super::blood::Jacobian;
use super::leg::{FOOT, MUSCLES, NODES, SURFACE, THIGH};
use super::real::Real;
use super::shape::{shaped, traced};
use super::valve::FlowDerivatives;

shaped! {
    /// The factorized matrix.
    #[derive(Clone, Copy)]
    pub(super) struct System<R> {
        /// Reciprocals of the diagonal elements of the compartments.
        inverse: [R; 4],
        /// For each compartment: the elements in its row, in the columns of foot, superficial and thigh veins, with the opposite sign.
        gains: [[R; 3]; 4],
        /// For each compartment: the elements in its column, in the rows of foot, superficial and thigh veins, with the opposite sign, times
        /// `inverse`.
        gives: [[R; 3]; 4],
        /// LU factors of the remaining 3 x 3 matrix: reciprocals of the pivots, then the elements of both triangles.
        pivots: [R; 3],
        lower: [R; 3],
        upper: [R; 3],
    }
}

impl<R: Real> System<R> {
    /// Factorizes the matrix with this Jacobian.
    #[inline(always)]
    pub(super) fn factor(at: &Jacobian<R>, scale: R) -> Self {
        traced!(System::factor(&at, scale));
        let zero = scale.lit(0.0);
        let one = scale.lit(1.0);
        let none = FlowDerivatives { from: zero, to: zero };
        let (foot_link, junction) = (&at.foot_superficial, &at.junctions);
        let mut diagonal = [
            at.inflow[FOOT] + foot_link.from,
            at.inflow[SURFACE] + foot_link.to + junction.from,
            at.inflow[THIGH] + junction.to + at.outflow,
        ];
        let mut inverse = [zero; 4];
        let mut gains = [[zero; 3]; 4];
        let mut gives = [[zero; 3]; 4];
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            let (perforator, drain) = (&at.perforators[i], &at.drainage[i]);
            let drained = drain.from + at.fidget[i];
            let mut total = at.inflow[muscle] + perforator.to + drained;
            diagonal[1] = diagonal[1] + perforator.from;
            diagonal[2] = diagonal[2] + drain.to;
            // No flow leads from the foot to the soleal sinuses.
            if i > 0 {
                total = total + at.foot_deep[i - 1].to;
                diagonal[0] = diagonal[0] + at.foot_deep[i - 1].from;
            }
            inverse[i] = (one + scale * total).recip();
            let (give, foot) = (scale * inverse[i], if i > 0 { at.foot_deep[i - 1] } else { none });
            gains[i] = [scale * foot.from, scale * perforator.from, scale * drain.to];
            gives[i] = [give * foot.to, give * perforator.to, give * drained];
        }
        let mut matrix = [
            [one + scale * diagonal[0], zero - scale * foot_link.to, zero],
            [zero - scale * foot_link.from, one + scale * diagonal[1], zero - scale * junction.to],
            [zero, zero - scale * junction.from, one + scale * diagonal[2]],
        ];
        for i in 0..4 {
            for row in usize::from(i == 0)..3 {
                for column in usize::from(i == 0)..3 {
                    matrix[row][column] = matrix[row][column] - gives[i][row] * gains[i][column];
                }
            }
        }
        let [[a, b, c], [d, e, f], [g, h, i]] = matrix;
        let first = a.recip();
        let (down, further) = (d * first, g * first);
        let (e, f) = (e - down * b, f - down * c);
        let second = e.recip();
        let last = (h - further * b) * second;
        let third = (i - further * c - last * f).recip();
        Self { inverse, gains, gives, pivots: [first, second, third], lower: [down, further, last], upper: [b, c, f] }
    }

    /// Solves the system for a right-hand side.
    #[inline(always)]
    pub(super) fn solve(&self, right: [R; NODES]) -> [R; NODES] {
        traced!(self, System::solve(right));
        let mut outer = [right[FOOT], right[SURFACE], right[THIGH]];
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            let [to_foot, to_surface, to_thigh] = self.gives[i];
            outer[1] = outer[1] + to_surface * right[muscle];
            outer[2] = outer[2] + to_thigh * right[muscle];
            if i > 0 {
                outer[0] = outer[0] + to_foot * right[muscle];
            }
        }
        let [first, second, third] = self.pivots;
        let [down, further, last] = self.lower;
        let [b, c, f] = self.upper;
        let middle = outer[1] - down * outer[0];
        let thigh = (outer[2] - further * outer[0] - last * middle) * third;
        let surface = (middle - f * thigh) * second;
        let foot = (outer[0] - b * surface - c * thigh) * first;
        let mut solved = right;
        solved[FOOT] = foot;
        solved[SURFACE] = surface;
        solved[THIGH] = thigh;
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            let [from_foot, from_surface, from_thigh] = self.gains[i];
            let mut gained = from_surface * surface + from_thigh * thigh;
            if i > 0 {
                gained = gained + from_foot * foot;
            }
            solved[muscle] = (right[muscle] + gained) * self.inverse[i];
        }
        solved
    }
}
