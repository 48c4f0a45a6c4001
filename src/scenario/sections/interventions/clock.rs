//! The clock of an intervention: phases that follow one another share it, so that their division is of no consequence for the bouts.

use std::ops::RangeInclusive;

use crate::interventions::Bouts;

/// The length of a phase that can have bouts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Minutes for the person with the longest phase.
    pub longest_min: u32,
    /// Whether all people have this length.
    pub fixed: bool,
}

/// Starts of the bouts in phase `at` (min from its start). Phases without `room` have no bouts.
pub fn bout_starts(bouts: &Bouts, during: &[usize], at: usize, room: impl Fn(usize) -> Option<Room>) -> Vec<u32> {
    let fixed_min = |phase| room(phase).filter(|room| room.fixed).map(|room| room.longest_min);
    let phases = shared_clock(during, at, fixed_min);
    let lengths: Vec<u32> = phases.clone().map(|phase| room(phase).map_or(0, |room| room.longest_min)).collect();
    bouts.starts(&lengths).swap_remove(at - phases.start())
}

/// The phases that share a clock with phase `at`, one of the phases `during` which the intervention happens. A clock starts with the first of
/// phases that follow one another, and again after a phase whose length differs between people or that cannot take part: those have no
/// `fixed_min`.
fn shared_clock(during: &[usize], at: usize, fixed_min: impl Fn(usize) -> Option<u32>) -> RangeInclusive<usize> {
    let goes_on = |phase: &usize| during.contains(phase) && fixed_min(*phase).is_some();
    let first = (0..at).rev().take_while(goes_on).last().unwrap_or(at);
    let last = (at..).take_while(goes_on).last().map_or(at, |last| last + usize::from(during.contains(&(last + 1))));
    first..=last
}

/// Minutes that have passed on the clock of an intervention when phase `at` begins.
pub fn clock_min(during: &[usize], at: usize, fixed_min: impl Fn(usize) -> Option<u32>) -> u32 {
    let before = *shared_clock(during, at, &fixed_min).start()..at;
    before.filter_map(fixed_min).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::{clock_min, shared_clock};

    #[test]
    fn the_clock_runs_on_until_a_gap_or_a_phase_of_unknown_length() {
        let lengths = [Some(20), Some(30), Some(40), None, Some(10), Some(5)];
        let fixed = |phase: usize| lengths.get(phase).copied().flatten();
        let clock = |during: &[usize], at| clock_min(during, at, fixed);
        assert_eq!(clock(&[0, 1, 2], 0), 0);
        assert_eq!(clock(&[0, 1, 2], 2), 50);
        assert_eq!(clock(&[0, 2], 2), 0, "a gap");
        assert_eq!(clock(&[2, 3, 4, 5], 3), 40);
        assert_eq!(clock(&[2, 3, 4, 5], 4), 0, "after people with different lengths");
        assert_eq!(clock(&[2, 3, 4, 5], 5), 10);
        assert_eq!(shared_clock(&[0, 1, 2, 3, 4], 1, fixed), 0..=3, "the phase of unknown length is the last");
        assert_eq!(shared_clock(&[0, 1, 2, 3, 4], 3, fixed), 0..=3);
        assert_eq!(shared_clock(&[0, 1, 2, 3, 4], 4, fixed), 4..=4);
        assert_eq!(shared_clock(&[0, 2], 0, fixed), 0..=0);
    }
}
