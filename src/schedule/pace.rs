//! How finely time is cut: fine where blood moves, coarse where it rests. `docs/accuracy.md` shows what these numbers cost.

use crate::model::Damping;

use super::program::Held;

/// How finely time is cut, against what a study uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Every step and window is divided by this.
    pub refine: u32,
    /// Whether settled cycles are simulated all the same.
    pub every_cycle: bool,
}

impl Resolution {
    /// What a study uses.
    pub const DEFAULT: Self = Self { refine: 1, every_cycle: false };
    /// A tenth of the step, nothing skipped: the reference for accuracy.
    pub const REFERENCE: Self = Self { refine: 10, every_cycle: true };
}

/// Windows of one minute: length (s) and how many.
type Windows = &'static [(f64, u32)];

/// Windows of a minute at rest, counted from the last change of posture or activity. Veins refill within the first two or three.
pub(super) fn rest(minute: u32) -> Windows {
    match minute {
        0 => &[(0.1, 5), (0.25, 6), (0.5, 6), (1.0, 55)],
        1 => &[(1.0, 30), (2.5, 12)],
        2 => &[(2.5, 24)],
        3 | 4 => &[(5.0, 12)],
        5..8 => &[(10.0, 6)],
        _ => &[(30.0, 2)],
    }
}

/// Longer windows follow the equilibrium instead of resolving how it is reached (s).
const RESOLVED_S: f64 = 1.2;

/// How blood is stepped through a window at rest. A refined run asks with the unrefined length, so that it uses the same methods.
pub(super) fn damping(window_s: f64) -> Damping {
    if window_s > RESOLVED_S { Damping::Strong } else { Damping::Sharp }
}

/// Longest step while something pumps (s).
const PUMP_STEP_S: f64 = 0.046;

/// Steps of a cycle: even, so that half a cycle is a whole number of them.
pub(super) fn steps(cycle_s: f64) -> u32 {
    2 * (cycle_s / (2.0 * PUMP_STEP_S)).ceil() as u32
}

/// One minute of a bout, counted from its start: seconds simulated, then seconds skipped, again and again. The leg settles within
/// the first two; after that a sample a minute follows the slow drift of tissue and tone.
pub(super) fn pump(minute: u32, every_cycle: bool) -> &'static [(f64, f64)] {
    match minute {
        _ if every_cycle => &[(60.0, 0.0)],
        0 => &[(14.0, 4.0), (5.0, 6.0), (4.0, 8.0), (4.0, 60.0)],
        1 => &[(6.0, 22.0), (6.0, 60.0)],
        _ => &[(5.0, 60.0)],
    }
}

/// Cycles simulated at least between two skips: after fewer, slow rhythms still drift as they were left, and the drift grows.
pub(super) const CYCLES_BETWEEN_SKIPS: u32 = 3;

/// Longest window while cycles are skipped (s).
const HELD_S: f64 = 6.0;

/// Cycles that are skipped in one window.
pub(super) fn cycles_per_window(cycle_s: f64) -> u32 {
    ((HELD_S / cycle_s) as u32).max(1)
}

/// Time constant with which drift is taken to fade (s). Foot and superficial veins settle more slowly, but a longer one amplifies
/// what the few cycles between two skips have not settled, and grows without bound within minutes.
const SETTLING_S: f64 = 10.0;

/// Drift of the blood over skipped cycles.
pub(super) fn held(cycles: u32, cycle_s: f64) -> Held {
    let kept = libm::exp(-cycle_s / SETTLING_S);
    let fading = libm::pow(kept, f64::from(cycles));
    Held { drift: (kept * (1.0 - fading) / (1.0 - kept)) as f32, fading: fading as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_at_rest_fill_each_minute() {
        for minute in 0..12 {
            let seconds: f64 = rest(minute).iter().map(|(window_s, count)| window_s * f64::from(*count)).sum();
            assert!((seconds - 60.0).abs() < 1e-9, "minute {minute}: {seconds} s");
        }
    }

    #[test]
    fn drift_is_the_sum_of_fading_cycles() {
        let kept = f64::exp(-0.2);
        let sum: f64 = (1..=3).map(|cycle| kept.powi(cycle)).sum();
        let held = held(3, 2.0);
        assert!((f64::from(held.drift) - sum).abs() < 1e-6);
        assert!((f64::from(held.fading) - kept.powi(3)).abs() < 1e-6);
    }
}
