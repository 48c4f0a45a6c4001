//! Doses of interventions: bouts, garments, stages of training, habits.

use super::{Focus, Routine};

/// An intervention with its dose.
#[derive(Clone, Debug, PartialEq)]
pub enum InterventionKind {
    /// Nothing: for an arm without interventions.
    None,
    /// An exercise or treatment that is done in bouts.
    Bouts(Bouts),
    /// A garment on the lower leg.
    Compression(Garment),
    /// Weeks of calf training that are over when the timeline begins.
    Training(Vec<Stage>),
    /// Something that changes the person before the timeline begins.
    Habit(Habit),
}

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

/// Times of the bouts in a phase (whole minutes from its start).
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

/// A below-knee stocking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Garment {
    /// Pressure at the ankle by its label (mmHg).
    pub ankle_pressure_mmhg: f64,
    /// Time from the start of the phase at which it is put on (min).
    pub from_min: u32,
    /// Time at which it is taken off (min); `None` if it is worn until the end of the phase.
    pub until_min: Option<u32>,
}

/// A stage of a training plan: weeks of equal sessions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// Focus of the training.
    pub focus: Focus,
    /// Number of weeks, at least 1.
    pub weeks: u32,
    /// Number of sessions per week.
    pub sessions_per_week: u32,
    /// Sets of a session.
    pub sets: u32,
    /// Repetitions of a set.
    pub repetitions: u32,
    /// Weight that is carried in addition to body weight (kg).
    pub load_kg: f64,
    /// Whether the legs work together or alternate.
    pub sides: Sides,
}

/// Something that changes a person before the timeline begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Habit {
    /// Water drunk (mL/h); it replaces lost plasma.
    Water(f64),
    /// Plasma volume relative to that at normal hydration.
    PlasmaVolume(f64),
    /// Dietary salt is at most this (g/day).
    Salt(f64),
    /// Gain of body mass (kg), negative for a loss.
    WeightKg(f64),
    /// The same in percent of body mass.
    WeightPct(f64),
    /// Stops smoking.
    SmokingCessation,
    /// Wears these shoes: an index into the labels of the variable.
    Footwear(u32),
    /// Rate of spontaneous leg movements while seated (1/h).
    Fidgeting(f64),
    /// Takes an anticoagulant.
    Anticoagulant,
}

/// Usual pause between sets (s).
pub const USUAL_REST_S: u32 = 60;
/// Body mass for the effect of an additional weight (kg). The effort of a bout is the same for all people.
pub const BODY_KG: f64 = 75.0;

impl InterventionKind {
    /// The bouts of a routine.
    pub fn bouts(&self) -> Option<&Bouts> {
        match self {
            Self::Bouts(bouts) => Some(bouts),
            Self::None | Self::Compression(_) | Self::Training(_) | Self::Habit(_) => None,
        }
    }

    /// The garment of a compression.
    pub fn garment(&self) -> Option<&Garment> {
        match self {
            Self::Compression(garment) => Some(garment),
            Self::None | Self::Bouts(_) | Self::Training(_) | Self::Habit(_) => None,
        }
    }
}

impl Bouts {
    /// Starts of the bouts in a phase of this length (min). Each bout ends before the phase does.
    pub fn starts(&self, length_min: u32) -> impl Iterator<Item = u32> + use<> {
        let (timing, duration) = (self.timing, self.duration_min());
        let end = timing.until_min.map_or(length_min, |until| until.min(length_min));
        let step = timing.every_min.unwrap_or(u32::MAX);
        std::iter::successors(Some(timing.from_min), move |start| start.checked_add(step))
            .take_while(move |start| start.saturating_add(duration) <= end)
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
