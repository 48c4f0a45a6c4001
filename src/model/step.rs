//! One step of the blood: the two-stage Rosenbrock-W method ROS2.
//!
//! Verwer, Spee, Blom & Hundsdorfer 1999 (SIAM J Sci Comput 20:1456): second order for any approximate Jacobian and L-stable
//! with `gamma = 1 - 1/sqrt(2)`, so valves may switch and veins may collapse inside a step. The compartments couple only to
//! foot, superficial and thigh veins, so each linear solve is four reciprocals and a 3 x 3 system.

use super::blood::{Instant, MUSCLES, Setting, instant};
use super::leg::NODES;
use super::real::Real;

/// `1 - 1/sqrt(2)`: L-stable, smallest error.
pub const GAMMA: f64 = 1.0 - std::f64::consts::FRAC_1_SQRT_2;

const FOOT: usize = 0;
const SURFACE: usize = 5;
const THIGH: usize = 6;

/// What one step did.
#[derive(Clone, Copy, Debug)]
pub struct Stepped<R> {
    /// Volumes at the end (mL).
    pub volume: [R; NODES],
    /// The instant at the start.
    pub start: Instant<R>,
    /// The instant at the predicted end.
    pub end: Instant<R>,
    /// Arterial inflow of each node over the step, consistent with the volumes to rounding (mL).
    pub inflow_ml: [R; NODES],
    /// Flow into the iliac vein over the step, likewise (mL).
    pub outflow_ml: R,
}

/// Advances volumes by `step_s` while external pressures go from `before` to `after` (mmHg).
#[inline(always)]
pub fn step<R: Real>(
    setting: &Setting<R>,
    volume: &[R; NODES],
    before: &[R; NODES],
    after: &[R; NODES],
    step_s: R,
) -> Stepped<R> {
    let start = instant(setting, volume, before);
    let system = System::factor(&start, step_s * step_s.lit(GAMMA));
    let first = system.solve(start.rate);
    let predicted = combine(volume, &first, &first, step_s, step_s.lit(0.0));
    let end = instant(setting, &predicted, after);
    let mut residual = end.rate;
    for node in 0..NODES {
        residual[node] = residual[node] - first[node] - first[node];
    }
    let second = system.solve(residual);
    let (three_halves, half) = (step_s * step_s.lit(1.5), step_s * step_s.lit(0.5));
    let quadrature = |at_start: R, at_end: R, derivative: R, first: R, second: R| {
        let early = at_start + system.scale * derivative * first;
        let late = at_end + system.scale * derivative * second - early - early;
        three_halves * early + half * late
    };
    let mut inflow_ml = [step_s; NODES];
    for node in 0..NODES {
        let derivative = step_s.lit(0.0) - start.inflow[node].slope * start.elastance[node];
        inflow_ml[node] =
            quadrature(start.inflow[node].rate, end.inflow[node].rate, derivative, first[node], second[node]);
    }
    let derivative = start.outflow.slope * start.elastance[THIGH];
    let outflow_ml = quadrature(start.outflow.rate, end.outflow.rate, derivative, first[THIGH], second[THIGH]);
    Stepped { volume: combine(volume, &first, &second, three_halves, half), start, end, inflow_ml, outflow_ml }
}

#[inline(always)]
fn combine<R: Real>(volume: &[R; NODES], first: &[R; NODES], second: &[R; NODES], a: R, b: R) -> [R; NODES] {
    let mut sum = *volume;
    for node in 0..NODES {
        sum[node] = volume[node] + (a * first[node] + b * second[node]);
    }
    sum
}

/// The matrix `1 - gamma h J`, compartments eliminated.
struct System<R> {
    scale: R,
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
    fn factor(at: &Instant<R>, scale: R) -> Self {
        let zero = scale.lit(0.0);
        let one = scale.lit(1.0);
        let stiff = at.elastance.map(|elastance| elastance * scale);
        let (foot_link, junction) = (at.foot_superficial.slope, at.junctions.slope);
        let mut diagonal = [
            at.inflow[FOOT].slope + foot_link,
            at.inflow[SURFACE].slope + foot_link + junction,
            at.inflow[THIGH].slope + junction + at.outflow.slope,
        ];
        let mut inverse = [zero; 4];
        let mut gains = [[zero; 3]; 4];
        let mut gives = [[zero; 3]; 4];
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            let slopes = [at.foot_deep[i].slope, at.perforators[i].slope, at.drainage[i].slope];
            let passed = scale * at.fidget[i].slope;
            let total = at.inflow[muscle].slope + (slopes[0] + slopes[1]) + slopes[2];
            inverse[i] = (one + stiff[muscle] * total + passed).recip();
            let shares = [stiff[muscle] * slopes[0], stiff[muscle] * slopes[1], stiff[muscle] * slopes[2] + passed];
            for (k, node) in [FOOT, SURFACE, THIGH].into_iter().enumerate() {
                gains[i][k] = stiff[node] * slopes[k];
                gives[i][k] = shares[k] * inverse[i];
                diagonal[k] = diagonal[k] + slopes[k];
            }
        }
        let mut matrix = [
            [one + stiff[FOOT] * diagonal[0], zero - stiff[SURFACE] * foot_link, zero],
            [zero - stiff[FOOT] * foot_link, one + stiff[SURFACE] * diagonal[1], zero - stiff[THIGH] * junction],
            [zero, zero - stiff[SURFACE] * junction, one + stiff[THIGH] * diagonal[2]],
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
        Self { scale, inverse, gains, gives, pivots: [first, second, third], lower: [down, further, last], upper: [b, c, f] }
    }

    #[inline(always)]
    fn solve(&self, right: [R; NODES]) -> [R; NODES] {
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
