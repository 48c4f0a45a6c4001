//! Calf training in the weeks before the day: its effects on strength, endurance and ankle range.

/// Largest relative gain of strength with the usual dose (assumption; 16 weeks of heavy resistance: force +12 %, one-repetition maximum +22 %, Ferri 2003,
/// PMID 12492780; half a year in trained people seldom gives more than a third).
const LARGEST_GAIN: f64 = 0.32;
/// Largest relative gain of endurance, the time for which a person can do a task (assumption).
const LARGEST_ENDURANCE_GAIN: f64 = 0.6;
/// Largest gain of ankle range (degrees): some 3 to 5 by weeks of stretching (from memory; assumption).
const LARGEST_RANGE_DEG: f64 = 6.0;
/// Time constants in weeks: after this time, 63 % of the largest gain is reached. Strength: about half of the gain after 16 weeks is
/// reached after 8 weeks (after Ema 2017, Ferri 2003). Endurance and range grow faster (assumption).
const STRENGTH_WEEKS: f64 = 11.0;
const ENDURANCE_WEEKS: f64 = 5.0;
const RANGE_WEEKS: f64 = 4.0;
/// Effect of the largest dose, relative to the usual dose of the studies above.
const LARGEST_DOSE_EFFECT: f64 = 1.3;
/// A gain is lost this many times more slowly than it was reached (assumption).
const DETRAINING_FACTOR: f64 = 3.0;
/// Sessions per week in the studies above.
const USUAL_SESSIONS: f64 = 3.0;

/// The stimulus of one session, relative to a session of heavy resistance (strength), many heel raises (endurance) or stretching (range).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stimulus {
    /// Stimulus for strength.
    pub strength: f64,
    /// Stimulus for endurance.
    pub endurance: f64,
    /// Stimulus for the range of motion of the ankle.
    pub range: f64,
}

/// The effects of a person's training so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trained {
    /// Calf strength, relative to that before training.
    pub strength: f64,
    /// Time for which the person can do a task of the same relative effort, relative to that before training.
    pub endurance: f64,
    /// Gain of the ankle's range of motion (degrees).
    pub range_deg: f64,
}

impl Trained {
    /// No training.
    pub const NONE: Self = Self { strength: 1.0, endurance: 1.0, range_deg: 0.0 };

    /// The effects after one more week with this many sessions, all of which are done. The gain per week becomes smaller with time, and the
    /// gain per session becomes smaller with more sessions per week.
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

/// Effect of a dose, relative to that of 1, the usual dose. Above 1 it approaches [`LARGEST_DOSE_EFFECT`] (assumption).
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
