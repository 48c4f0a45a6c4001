//! Calf training before the day: weeks of sessions make muscles stronger, and stronger muscles squeeze harder.

/// Largest gain of strength (assumption; 16 weeks of heavy resistance: force +12 %, one-repetition maximum +22 %, Ferri 2003,
/// PMID 12492780; half a year of it in trained people seldom exceeds a third).
const LARGEST_GAIN: f64 = 0.32;
/// Weeks after which 63 % of it are reached: half of the 16-week gain shows after 8 weeks (assumption after Ema 2017, Ferri 2003).
const WEEKS: f64 = 11.0;
/// Sessions a week of the studies that the gain is taken from.
const USUAL_SESSIONS: f64 = 3.0;

/// Strength after a training plan over that before it.
///
/// `weeks` of `sessions_per_week`, all of them done. The gain levels off with time, and with more than a few sessions a week.
pub fn trained_strength(weeks: f64, sessions_per_week: f64) -> f64 {
    let reached = 1.0 - libm::exp(-weeks / WEEKS);
    let frequency = sessions_per_week / (sessions_per_week + 1.0) * (USUAL_SESSIONS + 1.0) / USUAL_SESSIONS;
    1.0 + LARGEST_GAIN * reached * frequency
}

#[cfg(test)]
mod tests {
    use super::trained_strength;

    #[test]
    fn training_levels_off_with_weeks_and_sessions() {
        assert_eq!(trained_strength(0.0, 3.0), 1.0);
        let (eight, sixteen) = (trained_strength(8.0, 3.0), trained_strength(16.0, 3.0));
        assert!((1.10..1.20).contains(&eight), "{eight}");
        assert!(sixteen > eight && sixteen - eight < eight - 1.0);
        assert!(trained_strength(8.0, 6.0) > eight && trained_strength(8.0, 1.0) < eight);
    }
}
