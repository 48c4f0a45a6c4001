//! Calf training before the day: weeks of sessions make muscles stronger and less easily tired, and ankles more mobile.

/// Largest gain of strength by the usual dose (assumption; 16 weeks of heavy resistance: force +12 %, one-repetition maximum +22 %, Ferri 2003,
/// PMID 12492780; half a year of it in trained people seldom exceeds a third).
const LARGEST_GAIN: f64 = 0.32;
/// Largest gain of the time that a task can be kept up (assumption).
const LARGEST_ENDURANCE_GAIN: f64 = 0.6;
/// Largest gain of ankle range (degrees): some 3 to 5 by weeks of stretching (from memory; assumption).
const LARGEST_RANGE_DEG: f64 = 6.0;
/// Weeks after which 63 % of these are reached. Strength: half of the 16-week gain shows after 8 weeks (after Ema 2017, Ferri 2003).
/// Endurance and range come sooner (assumption).
const STRENGTH_WEEKS: f64 = 11.0;
const ENDURANCE_WEEKS: f64 = 5.0;
const RANGE_WEEKS: f64 = 4.0;
/// What the largest dose brings over the usual one of the studies that these are taken from.
const LARGEST_DOSE_EFFECT: f64 = 1.3;
/// What has been gained is lost this many times more slowly than it came (assumption).
const DETRAINING_FACTOR: f64 = 3.0;
/// Sessions a week of the studies that the gains are taken from.
const USUAL_SESSIONS: f64 = 3.0;

/// What a session does, over a session of heavy resistance (strength), of many heel raises (endurance), of stretching (range).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stimulus {
    /// For strength.
    pub strength: f64,
    /// For endurance.
    pub endurance: f64,
    /// For the range of motion of the ankle.
    pub range: f64,
}

/// What training has made of a person so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trained {
    /// Calf strength over that before.
    pub strength: f64,
    /// Time that a task can be kept up, over that before, strength apart.
    pub endurance: f64,
    /// Range of motion of the ankle gained (degrees).
    pub range_deg: f64,
}

impl Trained {
    /// Nothing yet.
    pub const NONE: Self = Self { strength: 1.0, endurance: 1.0, range_deg: 0.0 };

    /// After another week of so many sessions, all of them done. Gains level off with time, and with more than a few sessions a week.
    pub fn after_week(self, stimulus: Stimulus, sessions_per_week: f64) -> Self {
        let frequency = sessions_per_week / (sessions_per_week + 1.0) * (USUAL_SESSIONS + 1.0) / USUAL_SESSIONS;
        let toward = |now: f64, largest: f64, share: f64, weeks: f64| {
            let goal = largest * saturated(frequency * share);
            let weeks = if goal < now { DETRAINING_FACTOR * weeks } else { weeks };
            goal + (now - goal) * libm::exp(-1.0 / weeks)
        };
        Self {
            strength: 1.0 + toward(self.strength - 1.0, LARGEST_GAIN, stimulus.strength, STRENGTH_WEEKS),
            endurance: 1.0 + toward(self.endurance - 1.0, LARGEST_ENDURANCE_GAIN, stimulus.endurance, ENDURANCE_WEEKS),
            range_deg: toward(self.range_deg, LARGEST_RANGE_DEG, stimulus.range, RANGE_WEEKS),
        }
    }
}

/// What a dose comes to, 1 for the usual one: beyond that, more of it brings less and less, at most [`LARGEST_DOSE_EFFECT`] (assumption).
fn saturated(dose: f64) -> f64 {
    let beyond = (dose - 1.0).max(0.0);
    dose.min(1.0) + (LARGEST_DOSE_EFFECT - 1.0) * (1.0 - libm::exp(-beyond / (LARGEST_DOSE_EFFECT - 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAVY: Stimulus = Stimulus { strength: 1.0, endurance: 0.6, range: 0.1 };

    fn after(weeks: u32, sessions: f64, stimulus: Stimulus) -> Trained {
        (0..weeks).fold(Trained::NONE, |trained, _| trained.after_week(stimulus, sessions))
    }

    #[test]
    fn training_levels_off_with_weeks_and_sessions() {
        let strength = |weeks, sessions| after(weeks, sessions, HEAVY).strength;
        assert_eq!(strength(0, 3.0), 1.0);
        let (eight, sixteen) = (strength(8, 3.0), strength(16, 3.0));
        assert!((1.10..1.20).contains(&eight), "{eight}");
        assert!(sixteen > eight && sixteen - eight < eight - 1.0);
        assert!(strength(8, 6.0) > eight && strength(8, 1.0) < eight);
    }

    #[test]
    fn gains_fade_more_slowly_than_they_come() {
        let idle = Stimulus { strength: 0.0, endurance: 0.0, range: 0.0 };
        let trained = after(4, 3.0, HEAVY);
        let rested = (0..4).fold(trained, |trained, _| trained.after_week(idle, 3.0));
        assert!(rested.strength < trained.strength);
        assert!(trained.strength - rested.strength < 0.5 * (trained.strength - 1.0));
    }
}
