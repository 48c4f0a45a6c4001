//! Simulates the blood in one window, step by step, and computes the averages over the window.

use super::blood::{FlowConditions, instant};
use super::body::Body;
use super::leg::{Channels, DEEP, FOOT, NODES, SINUS, SURFACE, THIGH};
use super::real::{Real, compartments, scaled};
use super::shape::{shaped, traced};
use super::step::{Method, StepResult, implicit, linearize, ros2};
use super::window::Means;

/// Shares of the peak pressures at one moment of a cycle, for the four compartments and the foot.
pub type Wave = [f32; 5];

shaped! {
    /// External pressures on the veins in one window (mmHg).
    #[derive(Clone, Copy, Debug)]
    pub struct Compression<R> {
        /// Constant pressure of a stocking or a cuff on each node.
        pub resting: [R; NODES],
        /// Peak pressures of the muscles on the four compartments, and of the body's load on the foot.
        pub peak: [R; 5],
    }
}

impl<R: Real> Compression<R> {
    /// External pressure on each node at one moment of the cycle (mmHg).
    #[inline(always)]
    pub fn at(&self, wave: &Wave) -> [R; NODES] {
        let mut shares = self.peak;
        for (share, part) in shares.iter_mut().zip(wave) {
            *share = share.lit(f64::from(*part));
        }
        self.under(&shares)
    }

    /// The same, with the shares of the peak pressures in the model's number type.
    #[inline(always)]
    pub fn under(&self, shares: &[R; 5]) -> [R; NODES] {
        traced!(self, Compression::under(&shares));
        let mut external = self.resting;
        for muscle in 0..4 {
            external[muscle + 1] = external[muscle + 1] + self.peak[muscle] * shares[muscle];
        }
        external[FOOT] = external[FOOT] + self.peak[4] * shares[4];
        external
    }
}

impl<R: Real> Body<R> {
    /// External pressures on the veins: from a stocking (mmHg at the ankle), a cuff, muscles and load.
    #[inline(always)]
    pub fn compression(&self, channels: &Channels<R>, stocking_mmhg: R) -> Compression<R> {
        traced!(self, Body::compression(&channels, stocking_mmhg));
        let p = &self.params;
        let cuff = channels.calf_cuff_mmhg;
        let mut resting = [(stocking_mmhg * p.stocking_calf + cuff) * p.transmission_muscle; NODES];
        resting[FOOT] = stocking_mmhg * p.stocking_foot * p.transmission_skin;
        resting[SURFACE] = (stocking_mmhg * p.stocking_shank + cuff) * p.transmission_skin;
        resting[THIGH] = stocking_mmhg.lit(0.0);
        let one = stocking_mmhg.lit(1.0);
        // Weaker people use a larger share of their strength for the same task, so muscle pressure falls less than strength.
        let effort = (one + p.strength_share * (self.leg.strength - one)).max(one.lit(0.1));
        let muscle = effort * p.transmission_contraction;
        let peak = [
            channels.muscle_superficial_posterior_mmhg * muscle,
            channels.muscle_deep_posterior_mmhg * muscle,
            channels.muscle_anterior_mmhg * muscle,
            channels.muscle_lateral_mmhg * muscle,
            channels.foot_load_mmhg * self.leg.foot_pump,
        ];
        Compression { resting, peak }
    }
}

/// Relative volume of veins with reflux in a standing leg. The leaks in the parameter table apply at this volume.
const FILLED: f64 = 3.0;

impl<R: Real> Body<R> {
    /// Reduces the backward conductances of veins under a stocking or a cuff. External pressure narrows a vein, and conductance is
    /// proportional to the square of its area (Poiseuille). Competent valves and forward conductances do not change.
    #[inline(always)]
    pub fn narrowed(&self, conditions: FlowConditions<R>, compression: &Compression<R>) -> FlowConditions<R> {
        traced!(self, Body::narrowed(conditions, &compression));
        let one = conditions.central_mmhg.lit(1.0);
        let reach = self.params.stocking_narrowing;
        macro_rules! kept {
            ($node:expr, $wall:expr) => {{
                let lost = reach * compression.resting[$node] * (self.walls[$wall].firm * one.lit(FILLED)).recip();
                (one - lost).clamp(one.lit(0.2), one).sq()
            }};
        }
        let (deep, surface) = (kept!(DEEP, 1), kept!(SURFACE, 2));
        FlowConditions {
            perforators: compartments!(at => (conditions.perforators[at].0, conditions.perforators[at].1 * surface)),
            drainage: compartments!(at => (conditions.drainage[at].0, conditions.drainage[at].1 * deep)),
            junctions: (conditions.junctions.0, conditions.junctions.1 * surface),
            ..conditions
        }
    }
}

/// The equal steps of one window.
#[derive(Clone, Copy, Debug)]
pub struct Steps<'a, R> {
    /// The shares of the peak pressures at the start of the window and after each step; at least two.
    pub waves: &'a [Wave],
    /// Length of a step (s).
    pub step_s: R,
    /// The method that computes the steps.
    pub method: Method,
}

/// Simulates the blood in one window; returns the volumes at its end and the averages over it. `observe` is called before every step,
/// with the volumes and the external pressures.
#[inline(always)]
pub fn simulate_window<R: Real>(
    conditions: &FlowConditions<R>,
    compression: &Compression<R>,
    volume: [R; NODES],
    steps: &Steps<R>,
    observe: impl FnMut(usize, &[R; NODES], &[R; NODES]),
) -> ([R; NODES], Means<R>) {
    // There is one loop for each method. A single loop with a choice in every step would be slower.
    match steps.method {
        Method::Ros2 | Method::HeldRos2 => simulate_short(conditions, compression, volume, steps, observe),
        Method::ImplicitEuler => simulate_long(conditions, compression, volume, steps, observe),
    }
}

/// Simulates the blood in steps of ROS2. Several steps may share one linearization.
#[inline(always)]
fn simulate_short<R: Real>(
    conditions: &FlowConditions<R>,
    compression: &Compression<R>,
    volume: [R; NODES],
    &Steps { waves, step_s, method }: &Steps<R>,
    mut observe: impl FnMut(usize, &[R; NODES], &[R; NODES]),
) -> ([R; NODES], Means<R>) {
    let begun = volume;
    let mut volume = volume;
    let mut sums = Sums::new(step_s.lit(0.0));
    let mut before = compression.at(&waves[0]);
    let mut at = 0;
    while at + 1 < waves.len() {
        let mut start = instant(conditions, &volume, &before);
        let linearization = linearize(conditions, &start, step_s);
        let until = (at + method.held()).min(waves.len() - 1);
        loop {
            observe(at, &volume, &before);
            at += 1;
            let after = compression.at(&waves[at]);
            let stepped = ros2(conditions, &start, &linearization, &after, step_s);
            sums = sums.with(&volume, &stepped);
            volume = stepped.volume;
            before = after;
            if at == until {
                break;
            }
            start = instant(conditions, &volume, &before);
        }
    }
    let steps = step_s.lit((waves.len() - 1) as f64);
    (volume, sums.means(conditions, &begun, &volume, steps, step_s))
}

/// Simulates the blood in implicit steps.
#[inline(always)]
fn simulate_long<R: Real>(
    conditions: &FlowConditions<R>,
    compression: &Compression<R>,
    volume: [R; NODES],
    &Steps { waves, step_s, .. }: &Steps<R>,
    mut observe: impl FnMut(usize, &[R; NODES], &[R; NODES]),
) -> ([R; NODES], Means<R>) {
    let begun = volume;
    let mut volume = volume;
    let mut sums = Sums::new(step_s.lit(0.0));
    let mut before = compression.at(&waves[0]);
    for (at, wave) in waves[1..].iter().enumerate() {
        observe(at, &volume, &before);
        before = compression.at(wave);
        let stepped = implicit(conditions, &volume, &before, step_s);
        sums = sums.with(&volume, &stepped);
        volume = stepped.volume;
    }
    let steps = step_s.lit((waves.len() - 1) as f64);
    (volume, sums.means(conditions, &begun, &volume, steps, step_s))
}

/// Advances the blood by a window of skipped cycles. The volumes change by `drift` times their change in the last simulated cycle.
#[inline(always)]
pub fn skip_cycles<R: Real>(
    volume: [R; NODES],
    last_drift: &[R; NODES],
    drift: R,
    means: &Means<R>,
    window_s: R,
) -> ([R; NODES], Means<R>) {
    let moved = drifted(&volume, last_drift, drift);
    (moved, means.during_skipped_cycles(&volume, &moved, window_s))
}

/// Change of the volumes in one cycle (mL).
#[inline(always)]
pub fn drift<R: Real>(before: &[R; NODES], after: &[R; NODES]) -> [R; NODES] {
    traced!(drift(&before, &after));
    let mut drift = *after;
    for node in 0..NODES {
        drift[node] = after[node] - before[node];
    }
    drift
}

/// The drift per cycle after skipped cycles (mL).
#[inline(always)]
pub fn decayed<R: Real>(drift: &[R; NODES], share: R) -> [R; NODES] {
    traced!(decayed(&drift, share));
    scaled(*drift, share)
}

/// The volumes after a change by `drift` times the last drift (mL).
#[inline(always)]
pub fn drifted<R: Real>(volume: &[R; NODES], last_drift: &[R; NODES], drift: R) -> [R; NODES] {
    traced!(drifted(&volume, &last_drift, drift));
    let mut moved = *volume;
    for node in 0..NODES {
        moved[node] = volume[node] + last_drift[node] * drift;
    }
    moved
}

impl<R: Real> Means<R> {
    /// The averages in skipped cycles: those of the last simulated cycle, except that the outflow includes the change of the volumes
    /// within `window_s`.
    #[inline(always)]
    pub fn during_skipped_cycles(&self, from: &[R; NODES], to: &[R; NODES], window_s: R) -> Self {
        traced!(self, Means::during_skipped_cycles(&from, &to, window_s));
        let stored = (lower_ml(to) - lower_ml(from)) * window_s.recip();
        Means { popliteal_ml_s: self.supply_ml_s - stored, ..*self }
    }
}

/// Venous volume of the calf without the foot (mL), as a cuff around the calf measures it.
#[inline(always)]
pub fn calf_ml<R: Real>(volume: &[R; NODES]) -> R {
    traced!(calf_ml(&volume));
    (volume[1] + volume[2]) + (volume[3] + volume[4]) + volume[SURFACE]
}

/// Venous volume of the lower leg, including the foot (mL).
#[inline(always)]
pub fn lower_ml<R: Real>(volume: &[R; NODES]) -> R {
    traced!(lower_ml(&volume));
    calf_ml(volume) + volume[FOOT]
}

/// Venous volume of the whole leg (mL).
#[inline(always)]
pub fn leg_ml<R: Real>(volume: &[R; NODES]) -> R {
    traced!(leg_ml(&volume));
    lower_ml(volume) + volume[THIGH]
}

shaped! {
    /// Sums over the steps of one window.
    #[derive(Clone, Copy, Debug)]
    pub struct Sums<R> {
        foot_mmhg: R,
        surface_mmhg: R,
        calf_mmhg: R,
        thigh_mmhg: R,
        inflow_ml: [R; 3],
        outflow_ml: R,
        drained_ml: [R; 2],
        refilled: [R; 2],
        volume_ml: [R; 4],
    }
}

impl<R: Real> Sums<R> {
    /// The sums before the first step.
    #[inline(always)]
    pub fn new(zero: R) -> Self {
        traced!(Sums::new(zero));
        Self {
            foot_mmhg: zero,
            surface_mmhg: zero,
            calf_mmhg: zero,
            thigh_mmhg: zero,
            inflow_ml: [zero; 3],
            outflow_ml: zero,
            drained_ml: [zero; 2],
            refilled: [zero; 2],
            volume_ml: [zero; 4],
        }
    }

    /// Adds a step that began at these volumes.
    #[inline(always)]
    pub fn with(&self, volume: &[R; NODES], stepped: &StepResult<R>) -> Self {
        traced!(self, Sums::with(&volume, &stepped));
        let half = self.foot_mmhg.lit(0.5);
        let [foot, sinus, deep, surface, thigh] = stepped.pressure;
        let mut sums = *self;
        sums.foot_mmhg = self.foot_mmhg + foot;
        sums.surface_mmhg = self.surface_mmhg + surface;
        sums.calf_mmhg = self.calf_mmhg + ((sinus + deep) + surface);
        sums.thigh_mmhg = self.thigh_mmhg + thigh;
        for (sum, part) in sums.inflow_ml.iter_mut().zip(stepped.inflow_ml) {
            *sum = *sum + part;
        }
        sums.outflow_ml = self.outflow_ml + stepped.outflow_ml;
        for (at, node) in [SINUS, DEEP].into_iter().enumerate() {
            sums.drained_ml[at] = self.drained_ml[at] + stepped.drained_ml[at];
            let (before, after) = (volume[node], stepped.volume[node]);
            let mean = ((before + after) * half).max(half.lit(0.05));
            sums.refilled[at] = self.refilled[at] + (after - before).pos() * mean.recip();
        }
        let after = &stepped.volume;
        let volumes = [
            (volume[SINUS] + after[SINUS]) * half,
            (volume[DEEP] + after[DEEP]) * half,
            (volume[THIGH] + after[THIGH]) * half,
            (calf_ml(volume) + calf_ml(after)) * half,
        ];
        for (sum, part) in sums.volume_ml.iter_mut().zip(volumes) {
            *sum = *sum + part;
        }
        sums
    }

    /// The averages over a window of `steps` steps. `start` and `end` are the volumes at its start and end.
    #[inline(always)]
    pub fn means(
        &self,
        conditions: &FlowConditions<R>,
        start: &[R; NODES],
        end: &[R; NODES],
        steps: R,
        step_s: R,
    ) -> Means<R> {
        traced!(self, Sums::means(&conditions, &start, &end, steps, step_s));
        let per_step = steps.recip();
        let per_second = (steps * step_s).recip();
        let lost = conditions.filtration_ml_s;
        let filtered = lost[FOOT] + ((lost[1] + lost[2]) + (lost[3] + lost[4]) + lost[SURFACE]);
        let arrived = self.inflow_ml[0] + self.inflow_ml[1];
        let supply = arrived * per_second - filtered;
        let stored = (lower_ml(end) - lower_ml(start)) * per_second;
        Means {
            foot_mmhg: self.foot_mmhg * per_step,
            calf_mmhg: self.calf_mmhg * per_step * steps.lit(1.0 / 3.0),
            thigh_mmhg: self.thigh_mmhg * per_step,
            ankle_mmhg: self.surface_mmhg * per_step + (conditions.ankle_head_mmhg - conditions.head_mmhg[SURFACE]),
            inflow_ml_s: scaled(self.inflow_ml, per_second),
            leg_ml_s: ((arrived + self.inflow_ml[2]) * per_second, self.outflow_ml * per_second),
            popliteal_ml_s: supply - stored,
            supply_ml_s: supply,
            drained_ml_s: [self.drained_ml[0].pos() * per_second, self.drained_ml[1].pos() * per_second],
            refilled_per_s: scaled(self.refilled, per_second),
            volume_ml: scaled(self.volume_ml, per_step),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::stasis::renewal;

    /// Renewal by a stroke that empties veins of 20 mL to `left_ml` in this many steps and by their refilling in as many.
    fn refilled(left_ml: f64, steps: usize) -> f64 {
        let mut sums = Sums::new(0.0);
        let mut volume = [20.0; NODES];
        let fall = (20.0 - left_ml) / steps as f64;
        for change in std::iter::repeat_n(-fall, steps).chain(std::iter::repeat_n(fall, steps)) {
            let after = volume.map(|volume| volume + change);
            let none = [0.0; 3];
            let stepped = StepResult {
                volume: after,
                pressure: [0.0; 5],
                inflow_ml: none,
                drained_ml: [0.0; 2],
                outflow_ml: 0.0,
            };
            sums = sums.with(&volume, &stepped);
            volume = after;
        }
        sums.refilled[0]
    }

    #[test]
    fn refilling_renews_by_the_share_that_was_expelled() {
        for share in [0.05, 0.2, 0.5, 0.6] {
            let found = refilled(20.0 * (1.0 - share), 12);
            assert!((found / renewal(share) - 1.0).abs() < 0.01, "{share}: {found}");
        }
    }
}
