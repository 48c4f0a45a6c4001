//! One step of the blood: the two-stage Rosenbrock-W method ROS2.
//!
//! Verwer, Spee, Blom & Hundsdorfer 1999 (SIAM J Sci Comput 20:1456): second order for any approximate Jacobian and L-stable
//! with `gamma = 1 -+ 1/sqrt(2)`, so valves may switch and veins may collapse inside a step. The smaller gamma has the smaller
//! error, but its first stage overshoots when a step is long against the leg's own time constants (about a second); the larger
//! one approaches equilibrium from one side whatever the step. The compartments couple only to foot, superficial and thigh
//! veins, so each linear solve is four reciprocals and a 3 x 3 system.

use super::blood::{Couplings, Instant, Setting, couplings, instant};
use super::leg::{FOOT, MUSCLES, NODES, SURFACE, THIGH};
use super::real::{Real, scaled};

/// Which of the two L-stable methods takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damping {
    /// `1 - 1/sqrt(2)`: for steps that resolve what happens.
    Sharp,
    /// `1 + 1/sqrt(2)`: for steps that follow an equilibrium.
    Strong,
}

impl Damping {
    /// The method's parameter.
    pub const fn gamma(self) -> f64 {
        match self {
            Damping::Sharp => 1.0 - std::f64::consts::FRAC_1_SQRT_2,
            Damping::Strong => 1.0 + std::f64::consts::FRAC_1_SQRT_2,
        }
    }
}

/// What one step did. Every integral is taken by the method itself, so that it fits the volumes to rounding.
#[derive(Clone, Copy, Debug)]
pub struct Stepped<R> {
    /// Volumes at the end (mL).
    pub volume: [R; NODES],
    /// Mean pressure inside each node (mmHg).
    pub pressure: [R; NODES],
    /// Arterial inflow of each node (mL).
    pub inflow_ml: [R; NODES],
    /// Flow from each compartment into the popliteal vein, spontaneous movement included (mL).
    pub drained_ml: [R; 4],
    /// Flow into the iliac vein (mL).
    pub outflow_ml: R,
    /// The instant at the start.
    pub start: Instant<R>,
}

/// Advances volumes by `step_s` while external pressures go from `before` to `after` (mmHg).
#[inline(always)]
pub fn step<R: Real>(
    setting: &Setting<R>,
    volume: &[R; NODES],
    before: &[R; NODES],
    after: &[R; NODES],
    step_s: R,
    damping: Damping,
) -> Stepped<R> {
    let start = instant(setting, volume, before);
    let coupled = couplings(setting, &start, step_s);
    let system = System::factor(&coupled, step_s * step_s.lit(damping.gamma()));
    let first = system.solve(start.rate);
    let predicted = combine(volume, &first, &first, step_s, step_s.lit(0.0));
    let end = instant(setting, &predicted, after);
    let mut residual = end.rate;
    for node in 0..NODES {
        residual[node] = residual[node] - first[node] - first[node];
    }
    let second = system.solve(residual);
    let (three_halves, half) = (step_s * step_s.lit(1.5), step_s * step_s.lit(0.5));
    let stages = Stages { scale: system.scale, three_halves: step_s.lit(1.5), half: step_s.lit(0.5) };
    let mut pressure = start.pressure;
    let mut inflow_ml = start.inflow;
    for node in 0..NODES {
        let (early, late) = (first[node], second[node]);
        let elastance = start.ends[node].elastance;
        let lost = step_s.lit(0.0) - coupled.inflow[node];
        pressure[node] = stages.mean(start.pressure[node], end.pressure[node], elastance * early, elastance * late);
        inflow_ml[node] = step_s * stages.mean(start.inflow[node], end.inflow[node], lost * early, lost * late);
    }
    let mut drained_ml = start.drainage;
    for (at, muscle) in MUSCLES.into_iter().enumerate() {
        let edge = &coupled.drainage[at];
        let (gain, loss) = (edge.from + coupled.fidget[at], edge.to);
        let along_first = gain * first[muscle] - loss * first[THIGH];
        let along_second = gain * second[muscle] - loss * second[THIGH];
        let (at_start, at_end) = (start.drainage[at] + start.fidget[at], end.drainage[at] + end.fidget[at]);
        drained_ml[at] = step_s * stages.mean(at_start, at_end, along_first, along_second);
    }
    let outflow_ml = step_s
        * stages.mean(start.outflow, end.outflow, coupled.outflow * first[THIGH], coupled.outflow * second[THIGH]);
    let volume = combine(volume, &first, &second, three_halves, half);
    Stepped { volume, pressure, inflow_ml, drained_ml, outflow_ml, start }
}

/// The method's own quadrature.
struct Stages<R> {
    scale: R,
    three_halves: R,
    half: R,
}

impl<R: Real> Stages<R> {
    /// Mean over the step of something with these values at both stages and these derivatives along the two increments.
    #[inline(always)]
    fn mean(&self, start: R, end: R, along_first: R, along_second: R) -> R {
        let early = start + self.scale * along_first;
        let late = end + self.scale * along_second - early - early;
        self.three_halves * early + self.half * late
    }
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
    fn factor(at: &Couplings<R>, scale: R) -> Self {
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
        Self {
            scale,
            inverse,
            gains,
            gives,
            pivots: [first, second, third],
            lower: [down, further, last],
            upper: [b, c, f],
        }
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
