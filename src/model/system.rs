//! The linear system of an implicit step. The compartments couple only to foot, superficial and thigh veins, so each solve is
//! four reciprocals and a 3 x 3 system.

use super::blood::{Couplings, MUSCLES};
use super::leg::NODES;
use super::real::{Real, scaled};

const FOOT: usize = 0;
const SURFACE: usize = 5;
const THIGH: usize = 6;

/// The matrix `1 - scale J`, compartments eliminated.
pub(super) struct System<R> {
    /// One over the diagonal of each compartment.
    inverse: [R; 4],
    /// What a compartment gains from foot, superficial and thigh.
    gains: [[R; 3]; 4],
    /// What foot, superficial and thigh gain from a compartment, times `inverse`.
    gives: [[R; 3]; 4],
    /// Triangular factors of the 3 x 3 rest: reciprocal pivots, then multipliers.
    pivots: [R; 3],
    lower: [R; 3],
    upper: [R; 3],
}

impl<R: Real> System<R> {
    #[inline(always)]
    pub(super) fn factor(at: &Couplings<R>, scale: R) -> Self {
        let zero = scale.lit(0.0);
        let one = scale.lit(1.0);
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
            let (foot, perforator, drain) = (&at.foot_deep[i], &at.perforators[i], &at.drainage[i]);
            let drained = drain.from + at.fidget[i];
            let total = at.inflow[muscle] + (foot.to + perforator.to) + drained;
            inverse[i] = (one + scale * total).recip();
            gains[i] = scaled([foot.from, perforator.from, drain.to], scale);
            gives[i] = scaled([foot.to, perforator.to, drained], scale * inverse[i]);
            for (sum, lost) in diagonal.iter_mut().zip([foot.from, perforator.from, drain.to]) {
                *sum = *sum + lost;
            }
        }
        let mut matrix = [
            [one + scale * diagonal[0], zero - scale * foot_link.to, zero],
            [zero - scale * foot_link.from, one + scale * diagonal[1], zero - scale * junction.to],
            [zero, zero - scale * junction.from, one + scale * diagonal[2]],
        ];
        for i in 0..4 {
            for (row, gives) in matrix.iter_mut().zip(gives[i]) {
                for (entry, gains) in row.iter_mut().zip(gains[i]) {
                    *entry = *entry - gives * gains;
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

    #[inline(always)]
    pub(super) fn solve(&self, right: [R; NODES]) -> [R; NODES] {
        let mut outer = [right[FOOT], right[SURFACE], right[THIGH]];
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            for (outer, gives) in outer.iter_mut().zip(self.gives[i]) {
                *outer = *outer + gives * right[muscle];
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
            let gained = from_foot * foot + from_surface * surface + from_thigh * thigh;
            solved[muscle] = (right[muscle] + gained) * self.inverse[i];
        }
        solved
    }
}
