//! One step of the blood: the two-stage Rosenbrock-W method ROS2.
//!
//! Verwer, Spee, Blom & Hundsdorfer 1999 (SIAM J Sci Comput 20:1456): second order for any approximate Jacobian and L-stable
//! with `gamma = 1 -+ 1/sqrt(2)`, so valves may switch and veins may collapse inside a step. The smaller gamma has the smaller
//! error, but its first stage overshoots when a step is long against the leg's own time constants (about a second); the larger
//! one approaches equilibrium from one side whatever the step. The compartments couple only to foot, superficial and thigh
//! veins, so each linear solve is four reciprocals and a 3 x 3 system.

use super::blood::{Couplings, Instant, Setting, couplings, instant};
use super::leg::{DEEP, FOOT, MUSCLES, NODES, SINUS, SURFACE, THIGH};
use super::real::Real;
use super::valve::Coupling;

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
    /// Mean pressures in foot, soleal sinuses, deep posterior and superficial veins (mmHg).
    pub pressure: [R; 4],
    /// Arterial inflow of foot, calf and thigh (mL).
    pub inflow_ml: [R; 3],
    /// Flow from soleal sinuses and deep posterior veins into the popliteal vein, spontaneous movement included (mL).
    pub drained_ml: [R; 2],
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
    let scale = step_s * step_s.lit(damping.gamma());
    let system = System::factor(&coupled, scale);
    let first = system.solve(start.rate);
    let mut predicted = *volume;
    for node in 0..NODES {
        predicted[node] = volume[node] + step_s * first[node];
    }
    let end = instant(setting, &predicted, after);
    let mut residual = end.rate;
    for node in 0..NODES {
        residual[node] = residual[node] - first[node] - first[node];
    }
    let second = system.solve(residual);
    let (three_halves, half) = (step_s * step_s.lit(1.5), step_s * step_s.lit(0.5));
    let mut ended = *volume;
    let mut moved = first;
    for node in 0..NODES {
        ended[node] = volume[node] + (three_halves * first[node] + half * second[node]);
        moved[node] = scale * (first[node] + second[node]);
    }
    integrate(&coupled, &start, &end, &moved, half, ended)
}

/// The step's integrals. For a rate `q` with derivative `q'` the method's own quadrature is
/// `h/2 (q_start + q_end + q' gamma h (k1 + k2))`; `moved` is the last factor, `half` is `h/2`.
#[inline(always)]
fn integrate<R: Real>(
    coupled: &Couplings<R>,
    start: &Instant<R>,
    end: &Instant<R>,
    moved: &[R; NODES],
    half: R,
    volume: [R; NODES],
) -> Stepped<R> {
    let zero = half.lit(0.0);
    let mut pressure = [zero; 4];
    for (mean, node) in pressure.iter_mut().zip([FOOT, SINUS, DEEP, SURFACE]) {
        let both = start.pressure[node] + end.pressure[node];
        *mean = half.lit(0.5) * (both + coupled.elastance[node] * moved[node]);
    }
    let mut inflow = start.inflow;
    for node in 0..NODES {
        inflow[node] = start.inflow[node] + end.inflow[node] - coupled.inflow[node] * moved[node];
    }
    let calf = (inflow[1] + inflow[2]) + (inflow[3] + inflow[4]) + inflow[SURFACE];
    let mut drained_ml = [zero; 2];
    for (at, drained) in drained_ml.iter_mut().enumerate() {
        let edge = &coupled.drainage[at];
        let both = start.drainage[at].rate + start.fidget[at] + end.drainage[at].rate + end.fidget[at];
        let change = (edge.from + coupled.fidget[at]) * moved[MUSCLES[at]] - edge.to * moved[THIGH];
        *drained = half * (both + change);
    }
    Stepped {
        volume,
        pressure,
        inflow_ml: [half * inflow[FOOT], half * calf, half * inflow[THIGH]],
        drained_ml,
        outflow_ml: half * (start.outflow.rate + end.outflow.rate + coupled.outflow * moved[THIGH]),
        start: *start,
    }
}

/// The matrix `1 - gamma h J`, compartments eliminated.
struct System<R> {
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
        let none = Coupling { from: zero, to: zero };
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
            // The soleal sinuses take nothing from the foot.
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

    #[inline(always)]
    fn solve(&self, right: [R; NODES]) -> [R; NODES] {
        let mut outer = [right[FOOT], right[SURFACE], right[THIGH]];
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            for row in usize::from(i == 0)..3 {
                outer[row] = outer[row] + self.gives[i][row] * right[muscle];
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
