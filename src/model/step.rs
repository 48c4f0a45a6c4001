//! Computes one step of the blood with one of two methods.
//!
//! Short steps are two-stage Rosenbrock-W steps (ROS2; Verwer, Spee, Blom & Hundsdorfer 1999, SIAM J Sci Comput 20:1456). They are
//! second order for any approximate Jacobian and L-stable, so valves may switch and veins may collapse within a step. They use the
//! state of the valves at the start of the step. If a step is long compared with the filling time of a vein, it must use the state
//! of the valves at its end; otherwise a vein that fills behind a shut valve would be filled beyond the opening of the valve, and
//! then emptied to a negative volume. Such long steps use the implicit Euler method. They are solved by Newton's method, which finds
//! the state of every valve in two or three iterations.

use super::blood::{FlowConditions, Instant, Jacobian, instant, jacobian};
use super::leg::{DEEP, FOOT, MUSCLES, NODES, SINUS, SURFACE, THIGH};
use super::real::{Real, scaled};
use super::shape::{shaped, traced};
use super::system::System;

/// The method of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// ROS2, of second order, for short steps. It follows the blood while it approaches an equilibrium.
    Ros2,
    /// The same, but the steps of a window share the linearization at its start. ROS2 is a W-method: it is of second order with any
    /// Jacobian. At the start of a cycle the veins are full and stiff, so the shared Jacobian is stiff enough for the whole cycle.
    HeldRos2,
    /// Implicit Euler, of first order, for long steps. It follows the equilibrium only.
    ImplicitEuler,
}

impl Method {
    /// Number of steps of ROS2 that share a linearization, at most.
    #[inline(always)]
    pub fn held(self) -> usize {
        if self == Self::HeldRos2 { HELD } else { 1 }
    }
}

/// The largest number of steps that share a linearization: about two seconds.
const HELD: usize = 48;

/// The parameter gamma of ROS2. Two values make the method L-stable; this one has the smaller error.
pub(super) const GAMMA: f64 = 1.0 - std::f64::consts::FRAC_1_SQRT_2;
/// Gamma of hasty steps. A flat vein may fill within such a step, and a full vein may be nearly thirty times as stiff as a flat one, but
/// the Jacobian has the stiffness at the start. If that is less than `1 / (4 gamma)` of the stiffness reached, volumes swing ever wider
/// and become negative. With [`GAMMA`] this share is 0.85, with this value a sixteenth. The method stays of second order, but its error
/// is larger.
const HASTY_GAMMA: f64 = 4.0;
/// A step is hasty if a vein would gain or lose more than this share of its blood at the rate of the step's start.
const HASTE: f64 = 0.7;
/// Number of Newton iterations of an implicit step. A third one changes outcomes by less than a tenth of their numerical error.
const ITERATIONS: usize = 2;

shaped! {
    /// The result of one step. The method itself computes the integrals, so that flows and volumes agree except for rounding.
    #[derive(Clone, Copy, Debug)]
    pub struct StepResult<R> {
        /// Volumes at the end of the step (mL).
        pub volume: [R; NODES],
        /// Mean pressures in the veins of foot, soleal sinuses, deep posterior compartment, surface and thigh (mmHg).
        pub pressure: [R; 5],
        /// Arterial inflow of foot, calf and thigh (mL).
        pub inflow_ml: [R; 3],
        /// Blood that flowed from soleal sinuses and deep posterior veins into the popliteal vein, including spontaneous movement (mL).
        pub drained_ml: [R; 2],
        /// Blood that flowed into the iliac vein (mL).
        pub outflow_ml: R,
    }
}

/// One step, with external pressures from `before` to `after` (mmHg). The six arguments are those of ROS2 and the method.
#[inline(always)]
pub fn step<R: Real>(
    conditions: &FlowConditions<R>,
    volume: &[R; NODES],
    before: &[R; NODES],
    after: &[R; NODES],
    step_s: R,
    method: Method,
) -> StepResult<R> {
    match method {
        Method::Ros2 | Method::HeldRos2 => {
            let start = instant(conditions, volume, before);
            ros2(conditions, &start, &linearize(conditions, &start, step_s), after, step_s)
        }
        Method::ImplicitEuler => implicit(conditions, volume, after, step_s),
    }
}

shaped! {
    /// The linearization of the equations at the start of a step, for this step and some of the next ones.
    #[derive(Clone, Copy)]
    pub(crate) struct Linearization<R> {
        jacobian: Jacobian<R>,
        /// Gamma times the length of a step (s).
        scale: R,
        system: System<R>,
    }
}

/// Linearizes the equations at the start of a step.
#[inline(always)]
pub(crate) fn linearize<R: Real>(conditions: &FlowConditions<R>, start: &Instant<R>, step_s: R) -> Linearization<R> {
    traced!(linearize(&conditions, &start, step_s));
    let ahead = scaled(start.rate, step_s);
    let jacobian = jacobian(conditions, start, &ahead);
    let scale = step_s * gamma(&start.volume, &ahead);
    Linearization { system: System::factor(&jacobian, scale), jacobian, scale }
}

/// One step of ROS2 that begins at `start`. Its linearization may be that of an earlier step.
#[inline(always)]
pub(crate) fn ros2<R: Real>(
    conditions: &FlowConditions<R>,
    start: &Instant<R>,
    linearization: &Linearization<R>,
    after: &[R; NODES],
    step_s: R,
) -> StepResult<R> {
    traced!(ros2(&conditions, &start, &linearization, &after, step_s));
    let Linearization { jacobian, system, scale } = linearization;
    let volume = &start.volume;
    let first = system.solve(start.rate);
    let mut predicted = *volume;
    for node in 0..NODES {
        predicted[node] = volume[node] + step_s * first[node];
    }
    let end = instant(conditions, &predicted, after);
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
        moved[node] = *scale * (first[node] + second[node]);
    }
    integrate(jacobian, start, &end, &moved, half, ended)
}

/// Gamma of a step in which the volumes would change by `ahead` at the rate of its start (mL).
#[inline(always)]
fn gamma<R: Real>(volume: &[R; NODES], ahead: &[R; NODES]) -> R {
    traced!(gamma(&volume, &ahead));
    let zero = ahead[0].lit(0.0);
    let mut excess = zero;
    for node in 0..NODES {
        let change = ahead[node].max(zero - ahead[node]);
        excess = excess.max(change - zero.lit(HASTE) * volume[node]);
    }
    R::select(zero.lt(excess), zero.lit(HASTY_GAMMA), zero.lit(GAMMA))
}

/// The result of a step, with its integrals. For a rate `q` with derivative `q'`, the method's own quadrature is
/// `h/2 (q_start + q_end + q' gamma h (k1 + k2))`. `half` is `h/2`, and `moved` is `gamma h (k1 + k2)`. A function that becomes WGSL
/// takes plain values, so that the six arguments are not grouped.
#[inline(always)]
fn integrate<R: Real>(
    jacobian: &Jacobian<R>,
    start: &Instant<R>,
    end: &Instant<R>,
    moved: &[R; NODES],
    half: R,
    volume: [R; NODES],
) -> StepResult<R> {
    traced!(integrate(&jacobian, &start, &end, &moved, half, volume));
    let zero = half.lit(0.0);
    let mut pressure = [zero; 5];
    for (mean, node) in pressure.iter_mut().zip([FOOT, SINUS, DEEP, SURFACE, THIGH]) {
        let both = start.pressure[node] + end.pressure[node];
        *mean = half.lit(0.5) * (both + jacobian.elastance[node] * moved[node]);
    }
    let mut inflow = start.inflow;
    for node in 0..NODES {
        inflow[node] = start.inflow[node] + end.inflow[node] - jacobian.inflow[node] * moved[node];
    }
    let calf = (inflow[1] + inflow[2]) + (inflow[3] + inflow[4]) + inflow[SURFACE];
    let mut drained_ml = [zero; 2];
    for (at, drained) in drained_ml.iter_mut().enumerate() {
        let edge = &jacobian.drainage[at];
        let both = start.drainage[at].rate + start.fidget[at] + end.drainage[at].rate + end.fidget[at];
        let change = (edge.from + jacobian.fidget[at]) * moved[MUSCLES[at]] - edge.to * moved[THIGH];
        *drained = half * (both + change);
    }
    StepResult {
        volume,
        pressure,
        inflow_ml: [half * inflow[FOOT], half * calf, half * inflow[THIGH]],
        drained_ml,
        outflow_ml: half * (start.outflow.rate + end.outflow.rate + jacobian.outflow * moved[THIGH]),
    }
}

/// One implicit Euler step. Its flows are those of the last linearization, so that flows and volumes agree except for rounding.
#[inline(always)]
pub(crate) fn implicit<R: Real>(
    conditions: &FlowConditions<R>,
    volume: &[R; NODES],
    external: &[R; NODES],
    step_s: R,
) -> StepResult<R> {
    traced!(implicit(&conditions, &volume, &external, step_s));
    let mut reached = *volume;
    for _ in 1..ITERATIONS {
        let at = instant(conditions, &reached, external);
        reached = newton(conditions, &at, volume, step_s).reached;
    }
    let at = instant(conditions, &reached, external);
    let Iterate { jacobian, reached } = newton(conditions, &at, volume, step_s);
    // An implicit Euler step uses only the state at its end, so both stages of the quadrature are this state.
    let mut twice = reached;
    for node in 0..NODES {
        let moved = reached[node] - at.volume[node];
        twice[node] = moved + moved;
    }
    integrate(&jacobian, &at, &at, &twice, step_s * step_s.lit(0.5), reached)
}

shaped! {
    /// The result of a Newton iteration.
    #[derive(Clone, Copy)]
    struct Iterate<R> {
        /// The Jacobian of the linearization.
        jacobian: Jacobian<R>,
        /// The new estimate of the volumes at the end of the step (mL).
        reached: [R; NODES],
    }
}

/// One Newton iteration of a step that began at `volume`; `at` is the present estimate of its end.
#[inline(always)]
fn newton<R: Real>(conditions: &FlowConditions<R>, at: &Instant<R>, volume: &[R; NODES], step_s: R) -> Iterate<R> {
    traced!(newton(&conditions, &at, &volume, step_s));
    let jacobian = jacobian(conditions, at, &[step_s.lit(0.0); NODES]);
    let mut residual = at.rate;
    for node in 0..NODES {
        residual[node] = step_s * at.rate[node] - (at.volume[node] - volume[node]);
    }
    let moved = System::factor(&jacobian, step_s).solve(residual);
    let mut reached = at.volume;
    for node in 0..NODES {
        reached[node] = reached[node] + moved[node];
    }
    Iterate { jacobian, reached }
}
