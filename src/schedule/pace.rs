//! How finely time is divided: finely where blood moves, coarsely where it rests. `docs/accuracy.md` shows the errors that result.

use crate::model::Method;

use super::program::Skipped;

/// How finely time is divided, relative to a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resolution {
    /// Divisor of every step and window.
    pub refine: u32,
    /// Whether all cycles are simulated, even those that a study skips.
    pub every_cycle: bool,
}

impl Resolution {
    /// The resolution of a study.
    pub const DEFAULT: Self = Self { refine: 1, every_cycle: false };
    /// A tenth of the step, and no cycle is skipped: the reference for accuracy.
    pub const REFERENCE: Self = Self { refine: 10, every_cycle: true };
}

/// Windows of one minute: length (s) and how many.
type Windows = &'static [(f64, u32)];

/// How carefully rest is followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Care {
    /// As in a study's phases.
    Usual,
    /// Before the timeline and in short phases, where volumes are read soon after a change of posture, and where cuffs inflate.
    Fine,
}

/// Phases up to this length are short (s).
const SHORT_S: f64 = 600.0;

impl Care {
    /// The care in a phase of this length (s).
    pub(super) fn of(phase_s: f64) -> Self {
        if phase_s > SHORT_S { Self::Usual } else { Self::Fine }
    }
}

/// Windows of a minute at rest. Minutes count from the last change of posture or activity. Veins refill within the first two or three
/// minutes.
pub(super) fn rest(minute: u32, care: Care) -> Windows {
    match (care, minute) {
        (Care::Fine, 0) => &[(0.1, 5), (0.25, 6), (0.5, 6), (1.0, 55)],
        (Care::Fine, 1) => &[(1.0, 30), (2.5, 12)],
        (Care::Fine, 2) => &[(2.5, 24)],
        (Care::Fine, 3..6) => &[(5.0, 12)],
        (Care::Fine, 6..8) => &[(10.0, 6)],
        (Care::Fine, _) => &[(30.0, 2)],
        (Care::Usual, 0) => &[(0.1, 5), (0.25, 6), (0.5, 6), (2.5, 22)],
        (Care::Usual, 1) => &[(2.5, 24)],
        (Care::Usual, 2..5) => &[(5.0, 12)],
        (Care::Usual, 5..8) => &[(10.0, 6)],
        (Care::Usual, 8..12) => &[(30.0, 2)],
        (Care::Usual, _) => &[(60.0, 1)],
    }
}

/// Windows up to this length are computed with ROS2, which follows how blood approaches its equilibrium (s). Longer windows follow the
/// equilibrium only, with implicit Euler.
const RESOLVED_S: f64 = 1.2;

/// The method for a window at rest. A refined run passes the unrefined length, so that it uses the same methods.
pub(super) fn method(window_s: f64) -> Method {
    if window_s > RESOLVED_S { Method::ImplicitEuler } else { Method::Ros2 }
}

/// The method while something pumps. Before the timeline, veins may still be empty when the cycles begin.
pub(super) fn pump_method(in_phase: bool, cycles: Cycles) -> Method {
    if in_phase && cycles != Cycles::Every { Method::HeldRos2 } else { Method::Ros2 }
}

/// Longest step while something pumps (s).
const PUMP_STEP_S: f64 = 0.046;

/// Number of steps in a cycle. It is even, so that half a cycle has a whole number of steps.
pub(super) fn steps(cycle_s: f64) -> u32 {
    2 * (cycle_s / (2.0 * PUMP_STEP_S)).ceil() as u32
}

/// Which cycles are simulated while something pumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cycles {
    /// All.
    Every,
    /// Those in which the leg settles, and a few in each minute.
    Some,
    /// Fewer: after the assessed phases, where only the swelling is followed.
    Few,
}

/// One minute of a bout, counted from its start: pairs of seconds simulated and seconds skipped. The leg settles within the first two
/// minutes; after that, a few seconds per minute follow the slow drift of tissue and tone.
pub(super) fn pump(minute: u32, cycles: Cycles) -> &'static [(f64, f64)] {
    match (cycles, minute) {
        (Cycles::Every, _) => &[(60.0, 0.0)],
        (_, 0) => &[(14.0, 4.0), (5.0, 6.0), (4.0, 8.0), (4.0, 60.0)],
        (_, 1) => &[(6.0, 22.0), (6.0, 60.0)],
        (Cycles::Few, _) if minute % 2 == 1 => &[(0.0, 60.0)],
        _ => &[(5.0, 60.0)],
    }
}

/// Number of cycles that are simulated in this time (s).
pub(super) fn simulated(seconds: f64, cycle_s: f64) -> u32 {
    if seconds > 0.0 { ((seconds / cycle_s).round() as u32).max(CYCLES_BETWEEN_SKIPS) } else { 0 }
}

/// Smallest number of cycles that are simulated between two skips. With fewer, the drift that the last skip left in slow rhythms does not
/// settle but grows.
const CYCLES_BETWEEN_SKIPS: u32 = 3;

/// Longest window of skipped cycles (s).
const SKIPPED_WINDOW_S: f64 = 6.0;

/// Number of cycles that one window skips.
pub(super) fn cycles_per_window(cycle_s: f64) -> u32 {
    ((SKIPPED_WINDOW_S / cycle_s) as u32).max(1)
}

/// Assumed time constant with which drift fades (s). Foot and superficial veins settle more slowly. A longer time constant would amplify
/// drift that has not settled in the few cycles between two skips, and the error would grow without limit within minutes.
const SETTLING_S: f64 = 10.0;

/// Drift of the blood in a window of skipped cycles.
pub(super) fn skipped(cycles: u32, cycle_s: f64) -> Skipped {
    let kept = libm::exp(-cycle_s / SETTLING_S);
    let decay = libm::pow(kept, f64::from(cycles));
    Skipped { drift: (kept * (1.0 - decay) / (1.0 - kept)) as f32, decay: decay as f32 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_at_rest_fill_each_minute() {
        for (minute, care) in (0..12).flat_map(|minute| [(minute, Care::Usual), (minute, Care::Fine)]) {
            let seconds: f64 = rest(minute, care).iter().map(|(window_s, count)| window_s * f64::from(*count)).sum();
            assert!((seconds - 60.0).abs() < 1e-9, "minute {minute}: {seconds} s");
        }
    }

    #[test]
    fn drift_is_the_sum_of_fading_cycles() {
        let kept = f64::exp(-0.2);
        let sum: f64 = (1..=3).map(|cycle| kept.powi(cycle)).sum();
        let skipped = skipped(3, 2.0);
        assert!((f64::from(skipped.drift) - sum).abs() < 1e-6);
        assert!((f64::from(skipped.decay) - kept.powi(3)).abs() < 1e-6);
    }
}
