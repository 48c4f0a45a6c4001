//! One step of the blood, by one of two methods.
//!
//! Steps that resolve what happens are two-stage Rosenbrock-W steps (ROS2, Verwer, Spee, Blom & Hundsdorfer 1999, SIAM J Sci
//! Comput 20:1456): second order for any approximate Jacobian and L-stable, so valves may switch and veins may collapse inside a
//! step. They still see the valves of their start. A step that is long against the filling of a vein must see those of its end:
//! a vein that fills behind a shut valve would else shoot past its opening and be emptied below nothing. Such steps are implicit
//! Euler, solved by Newton's method, which settles every valve in two or three iterations.

use super::blood::{Instant, MUSCLES, Setting, couplings, instant};
use super::leg::NODES;
use super::real::Real;
use super::system::System;

/// Which method takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damping {
    /// ROS2, second order: for steps that resolve what happens.
    Sharp,
    /// Implicit Euler: for steps that follow an equilibrium.
    Strong,
}

/// Parameter of ROS2; of the two that make it L-stable the one with the smaller error.
pub(super) const GAMMA: f64 = 1.0 - std::f64::consts::FRAC_1_SQRT_2;
/// Newton iterations of an implicit step; a fourth changes nothing that anyone reports.
const ITERATIONS: usize = 3;

const THIGH: usize = 6;

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
    match damping {
        Damping::Sharp => resolving(setting, volume, before, after, step_s),
        Damping::Strong => implicit(setting, volume, before, after, step_s),
    }
}

/// One step of ROS2.
#[inline(always)]
fn resolving<R: Real>(
    setting: &Setting<R>,
    volume: &[R; NODES],
    before: &[R; NODES],
    after: &[R; NODES],
    step_s: R,
) -> Stepped<R> {
    let start = instant(setting, volume, before);
    let coupled = couplings(setting, &start, step_s);
    let scale = step_s * step_s.lit(GAMMA);
    let system = System::factor(&coupled, scale);
    let first = system.solve(start.rate);
    let predicted = combine(volume, &first, &first, step_s, step_s.lit(0.0));
    let end = instant(setting, &predicted, after);
    let mut residual = end.rate;
    for node in 0..NODES {
        residual[node] = residual[node] - first[node] - first[node];
    }
    let second = system.solve(residual);
    let (three_halves, half) = (step_s * step_s.lit(1.5), step_s * step_s.lit(0.5));
    let stages = Stages { scale, three_halves: step_s.lit(1.5), half: step_s.lit(0.5) };
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

/// One implicit Euler step. Its flows are those of the last linearization, so that they fit the volumes to rounding.
#[inline(always)]
fn implicit<R: Real>(
    setting: &Setting<R>,
    volume: &[R; NODES],
    before: &[R; NODES],
    after: &[R; NODES],
    step_s: R,
) -> Stepped<R> {
    let zero = step_s.lit(0.0);
    let start = instant(setting, volume, before);
    let mut reached = *volume;
    let mut pressure = start.pressure;
    let mut inflow_ml = start.inflow;
    let mut drained_ml = start.drainage;
    let mut outflow_ml = zero;
    for _ in 0..ITERATIONS {
        let at = instant(setting, &reached, after);
        let coupled = couplings(setting, &at, zero);
        let system = System::factor(&coupled, step_s);
        let mut residual = at.rate;
        for node in 0..NODES {
            residual[node] = step_s * at.rate[node] - (reached[node] - volume[node]);
        }
        let moved = system.solve(residual);
        for node in 0..NODES {
            reached[node] = reached[node] + moved[node];
            pressure[node] = at.pressure[node] + at.ends[node].elastance * moved[node];
            inflow_ml[node] = step_s * (at.inflow[node] - coupled.inflow[node] * moved[node]);
        }
        for (i, muscle) in MUSCLES.into_iter().enumerate() {
            let edge = &coupled.drainage[i];
            let (gain, loss) = (edge.from + coupled.fidget[i], edge.to);
            drained_ml[i] = step_s * (at.drainage[i] + at.fidget[i] + gain * moved[muscle] - loss * moved[THIGH]);
        }
        outflow_ml = step_s * (at.outflow + coupled.outflow * moved[THIGH]);
    }
    Stepped { volume: reached, pressure, inflow_ml, drained_ml, outflow_ml, start }
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
