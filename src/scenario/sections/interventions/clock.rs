//! The clock of an intervention: phases that follow one another share it, so that their division is of no consequence for the bouts.

/// Minutes that have passed on the clock of an intervention when phase `at` begins. The clock starts with the first of the phases `during`
/// which it happens, and runs on through those that follow without a gap. It starts again after a phase whose length differs between people
/// or is not a number of minutes (`fixed_min` is `None`).
pub fn clock_min(during: &[usize], at: usize, fixed_min: impl Fn(usize) -> Option<u32>) -> u32 {
    let before = (0..at).rev().take_while(|phase| during.contains(phase));
    before.map_while(fixed_min).fold(0, u32::saturating_add)
}

#[cfg(test)]
mod tests {
    use super::clock_min;

    #[test]
    fn the_clock_runs_on_until_a_gap_or_a_phase_of_unknown_length() {
        let lengths = [Some(20), Some(30), Some(40), None, Some(10), Some(5)];
        let clock = |during: &[usize], at| clock_min(during, at, |phase: usize| lengths[phase]);
        assert_eq!(clock(&[0, 1, 2], 0), 0);
        assert_eq!(clock(&[0, 1, 2], 2), 50);
        assert_eq!(clock(&[0, 2], 2), 0, "a gap");
        assert_eq!(clock(&[2, 3, 4, 5], 3), 40);
        assert_eq!(clock(&[2, 3, 4, 5], 4), 0, "after people with different lengths");
        assert_eq!(clock(&[2, 3, 4, 5], 5), 10);
    }
}
