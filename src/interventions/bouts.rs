//! Bouts of a routine: their times and doses, and the keys for them.

use super::Routine;
use crate::keys::Need::{Default, Optional};
use crate::keys::{Key, whole, within, word};

/// A day in minutes, the longest interval.
pub const DAY_MIN: u32 = 24 * 60;
/// A week in minutes, the longest phase.
pub const WEEK_MIN: u32 = 7 * DAY_MIN;
/// Highest cadence that a leg can follow, per minute.
pub const HIGHEST_CADENCE: u32 = 120;
/// Most repetitions in a set: a day of them.
const MOST_REPETITIONS: u32 = DAY_MIN * HIGHEST_CADENCE;
/// Most sets of a bout or of a session.
pub(super) const MOST_SETS: u32 = 20;
/// Largest load that a person carries (kg).
pub(super) const LARGEST_LOAD_KG: f64 = 200.0;
/// Body mass for the effect of an additional weight (kg). The effort of a bout is the same for all people.
pub const BODY_KG: f64 = 75.0;

keys! {
    EVERY_MIN: u32 = "every_min", Optional, whole(1, DAY_MIN, "min"), "Time from the start of one bout to the start of the next; without `from_min`, the first bout starts this long after the start of the phase.";
    FROM_MIN: u32 = "from_min", Optional, whole(0, WEEK_MIN, "min"), "Minute in which the first bout starts, or a stocking is put on, counted from the start of the phase, or of the first of several phases that follow one another; by default, `every_min`, or 0 for stockings.";
    UNTIL_MIN: u32 = "until_min", Optional, whole(0, WEEK_MIN, "min"), "Minute by which the last bout has ended, or in which a stocking is taken off, counted like `from_min`; by default, the end of the phases.";
    DURATION_MIN: u32 = "duration_min", Optional, whole(1, DAY_MIN, "min"), "Length of a bout, shorter than `every_min`.";
    SETS: u32 = "sets", Optional, whole(1, MOST_SETS, ""), "Number of sets of `repetitions` in a bout or session, or number of rounds of a circuit.";
    REPETITIONS: u32 = "repetitions", Optional, whole(1, MOST_REPETITIONS, ""), "Cycles of one leg in a set, in place of `duration_min`; a bout ends with rest to fill its last minute.";
    REST_S: u32 = "rest_s", Default("60"), whole(0, 600, "s"), "Rest between two sets.";
    CADENCE_PER_MIN: u32 = "cadence_per_min", Optional, whole(1, HIGHEST_CADENCE, "1/min"), "Cycles of one leg per minute; by default, the usual number for the kind.";
    KNEE: Knee = "knee", Default("\"straight\""), word(), "Whether the knee is straight, so that the gastrocnemius muscle takes part, or bent.";
    LEGS: Sides = "legs", Default("\"both\""), word(), "Whether both legs work together, or alternate after each set.";
    LOAD_KG: f64 = "load_kg", Default("0"), within(0.0, LARGEST_LOAD_KG, "kg"), "Weight that is carried in addition to body weight.";
}

/// Keys of routines with repetitions and a load.
pub(super) const LOADED: &[Key] = &[
    EVERY_MIN.key,
    FROM_MIN.key,
    UNTIL_MIN.key,
    DURATION_MIN.key,
    SETS.key,
    REPETITIONS.key,
    REST_S.key,
    CADENCE_PER_MIN.key,
    KNEE.key,
    LEGS.key,
    LOAD_KG.key,
];
/// Keys of routines with repetitions: those of `LOADED` up to the cadence.
pub(super) const REPEATED: &[Key] = LOADED.split_at(8).0;
/// Keys of routines with a duration: those of `LOADED` up to the duration.
pub(super) const LASTING: &[Key] = LOADED.split_at(4).0;
/// Keys of routines with a duration and a cadence.
pub(super) const PACED: &[Key] = &[EVERY_MIN.key, FROM_MIN.key, UNTIL_MIN.key, DURATION_MIN.key, CADENCE_PER_MIN.key];

/// Bouts of the same routine.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bouts {
    /// The routine.
    pub routine: Routine,
    /// The times.
    pub timing: Timing,
    /// The dose of each bout.
    pub dose: Dose,
    /// Cycles of one leg per minute, at least 1; strokes of a massage. It is 1 for routines without repetitions.
    pub cadence_per_min: u32,
    /// Position of the knee.
    pub knee: Knee,
    /// Whether the legs work together or alternate.
    pub sides: Sides,
    /// Weight that is carried in addition to body weight (kg).
    pub load_kg: f64,
}

/// Times of the bouts (whole minutes on the clock of the intervention).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Start of the first bout.
    pub from_min: u32,
    /// Time from the start of one bout to the start of the next; `None` if there is only one.
    pub every_min: Option<u32>,
    /// Time at which all bouts have ended.
    pub until_min: Option<u32>,
}

/// Dose of a bout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dose {
    /// A duration, at least a minute.
    Minutes(u32),
    /// Repetitions (rounds of a circuit), each number at least 1, with pauses between the sets.
    Sets {
        /// Number of sets.
        sets: u32,
        /// Repetitions in each set; 1 for a circuit, whose rounds are fixed.
        repetitions: u32,
        /// Pause between two sets (s).
        rest_s: u32,
    },
}

words! {
    /// Position of the knee.
    pub enum Knee {
        /// Gastrocnemius takes part.
        Straight = "straight",
        /// Soleus works alone.
        Bent = "bent",
    }
}

words! {
    /// Whether the legs work together or alternate.
    pub enum Sides {
        /// Together.
        Both = "both",
        /// They alternate by sets. The working leg carries the whole weight.
        One = "one",
    }
}

impl Bouts {
    /// Starts of the bouts in each of the phases of these lengths (min) that share a clock, counted from the start of the phase. A bout is done
    /// when it is due, or else at the start of the next phase in which it can end.
    pub fn starts(&self, lengths_min: &[u32]) -> Vec<Vec<u32>> {
        let (Timing { from_min, every_min, until_min }, duration) = (self.timing, self.duration_min());
        let mut starts = vec![Vec::new(); lengths_min.len()];
        let (mut phase, mut begins, mut due, mut free) = (0, 0_u32, from_min, 0);
        while let Some(length) = lengths_min.get(phase) {
            let (start, ends) = (due.max(free).max(begins), begins.saturating_add(*length));
            let end = start.saturating_add(duration);
            if until_min.is_some_and(|until| end > until) {
                break;
            }
            if end > ends {
                (phase, begins) = (phase + 1, ends);
                continue;
            }
            starts[phase].push(start - begins);
            free = end;
            match every_min.and_then(|every| due.checked_add(every)) {
                Some(next) => due = next,
                None => break,
            }
        }
        starts
    }

    /// Length of a bout, in whole minutes.
    pub fn duration_min(&self) -> u32 {
        match self.dose {
            Dose::Minutes(minutes) => minutes,
            Dose::Sets { sets, rest_s, .. } => {
                let pauses_s = sets.saturating_sub(1) * rest_s;
                let seconds = f64::from(sets) * self.set_s() + f64::from(pauses_s);
                // Sets that fill a minute except for rounding.
                (((seconds - 1e-6) / 60.0).ceil() as u32).max(1)
            }
        }
    }

    /// Length of a set (s); of both legs if they alternate.
    fn set_s(&self) -> f64 {
        let Dose::Sets { repetitions, .. } = self.dose else { return 0.0 };
        let cycle_s = 60.0 / f64::from(self.cadence_per_min.max(1));
        let turns = if self.sides == Sides::One { 2.0 } else { 1.0 };
        let cycles = self.routine.facts().cycles_per_set.unwrap_or(repetitions);
        f64::from(cycles) * cycle_s * turns
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn starts(duration_min: u32, until_min: Option<u32>, phases: &[u32]) -> Vec<u32> {
        let bouts = Bouts {
            routine: Routine::AnklePumps,
            timing: Timing { from_min: 30, every_min: Some(30), until_min },
            dose: Dose::Minutes(duration_min),
            cadence_per_min: 30,
            knee: Knee::Straight,
            sides: Sides::Both,
            load_kg: 0.0,
        };
        let begins = phases.iter().scan(0, |clock, length| Some(std::mem::replace(clock, *clock + length)));
        let starts = begins.zip(bouts.starts(phases));
        starts.flat_map(|(begins, starts)| starts.into_iter().map(move |start| begins + start)).collect()
    }

    #[test]
    fn phases_that_share_a_clock_have_the_bouts_of_one_phase() {
        assert_eq!(starts(5, None, &[120]), [30, 60, 90]);
        assert_eq!(starts(5, None, &[20, 20, 20, 20, 20, 20]), [30, 60, 90]);
        assert_eq!(starts(5, Some(70), &[50, 70]), [30, 60]);
    }

    #[test]
    fn a_bout_that_does_not_end_in_a_phase_begins_with_the_next() {
        assert_eq!(starts(5, None, &[32, 60]), [32, 60], "the bout of minute 30");
        assert_eq!(starts(20, None, &[40, 80]), [40, 60, 90], "and the next one is on time");
        assert_eq!(starts(28, None, &[40, 80]), [40, 68], "or follows it");
        assert_eq!(starts(50, None, &[60, 60]), [60], "a bout fits into no phase until then");
        assert_eq!(starts(5, None, &[32, 4, 24]), [36], "the phase between is too short");
        assert_eq!(starts(5, None, &[0, 32, 30]), [32]);
        assert!(starts(5, None, &[]).is_empty());
    }
}
