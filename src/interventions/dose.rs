//! How much of an intervention: bouts, garments, stages of training, habits.

use super::{Focus, Routine};

/// What is done, with its dose.
#[derive(Clone, Debug, PartialEq)]
pub enum InterventionKind {
    /// Nothing: the no-op arm.
    None,
    /// Something that is done now and then.
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
    /// What is done.
    pub routine: Routine,
    /// When.
    pub timing: Timing,
    /// How much in each bout.
    pub dose: Dose,
    /// Cycles of one leg per minute, at least 1; strokes of a massage. 1 where nothing is repeated.
    pub cadence_per_min: u32,
    /// How the knee is held.
    pub knee: Knee,
    /// Whether the legs work together or in turn.
    pub sides: Sides,
    /// Weight carried beside that of the body (kg).
    pub load_kg: f64,
}

/// When bouts happen in a phase that hosts them (whole minutes since it began).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timing {
    /// Start of the first.
    pub from_min: u32,
    /// From start to start; none where there is only one.
    pub every_min: Option<u32>,
    /// All bouts are over by then.
    pub until_min: Option<u32>,
}

/// How much is done in a bout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dose {
    /// So long, at least a minute.
    Minutes(u32),
    /// Repetitions (rounds of a circuit), each number at least 1, with pauses between the sets.
    Sets {
        /// How many times.
        sets: u32,
        /// Repetitions in each; 1 for a circuit, whose rounds are fixed.
        repetitions: u32,
        /// Pause between two sets (s).
        rest_s: u32,
    },
}

/// How the knee is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knee {
    /// Gastrocnemius takes part.
    Straight,
    /// Soleus works alone.
    Bent,
}

/// Whether the legs work together or in turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Together.
    Both,
    /// Set by set in turn, the working one with all of the weight.
    One,
}

/// A below-knee stocking.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Garment {
    /// Pressure at the ankle by its label (mmHg).
    pub ankle_pressure_mmhg: f64,
    /// Put on so long after a phase in which it is worn began (min).
    pub from_min: u32,
    /// Taken off then, where it does not stay on to the end of the phase (min).
    pub until_min: Option<u32>,
}

/// A stage of a training plan: weeks of equal sessions.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    /// What is trained.
    pub focus: Focus,
    /// How many weeks, at least 1.
    pub weeks: u32,
    /// How often.
    pub sessions_per_week: u32,
    /// Sets of a session.
    pub sets: u32,
    /// Repetitions of a set.
    pub repetitions: u32,
    /// Weight carried beside that of the body (kg).
    pub load_kg: f64,
    /// Whether the legs work together or in turn.
    pub sides: Sides,
}

/// Something that changes a person before the timeline begins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Habit {
    /// Water drunk (mL/h); makes up for plasma that is missing.
    Water(f64),
    /// Plasma volume over that at normal hydration.
    PlasmaVolume(f64),
    /// Dietary salt is at most this (g/day).
    Salt(f64),
    /// Gain of body mass (kg), negative for a loss.
    WeightKg(f64),
    /// The same in percent of it.
    WeightPct(f64),
    /// Does not smoke any more.
    SmokingCessation,
    /// Wears these shoes: an index into the labels of the variable.
    Footwear(u32),
    /// Moves the legs so often while seated (1/h).
    Fidgeting(f64),
    /// Takes an anticoagulant.
    Anticoagulant,
}

/// Usual pause between sets (s).
pub const USUAL_REST_S: u32 = 60;
/// Body mass that added weight is compared with (kg): a bout is the same for everybody who does it.
pub const BODY_KG: f64 = 75.0;

impl InterventionKind {
    /// The bouts of what is done in bouts.
    pub fn bouts(&self) -> Option<&Bouts> {
        match self {
            Self::Bouts(bouts) => Some(bouts),
            Self::None | Self::Compression(_) | Self::Training(_) | Self::Habit(_) => None,
        }
    }

    /// The garment of what is worn.
    pub fn garment(&self) -> Option<&Garment> {
        match self {
            Self::Compression(garment) => Some(garment),
            Self::None | Self::Bouts(_) | Self::Training(_) | Self::Habit(_) => None,
        }
    }
}

impl Bouts {
    /// Starts of the bouts in a phase of this length (min), each over by its end.
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
                // Sets that fill a minute but for rounding.
                (((seconds - 1e-6) / 60.0).ceil() as u32).max(1)
            }
        }
    }

    /// Length of a set (s), both legs' where they work in turn.
    fn set_s(&self) -> f64 {
        let Dose::Sets { repetitions, .. } = self.dose else { return 0.0 };
        let cycle_s = 60.0 / f64::from(self.cadence_per_min.max(1));
        let turns = if self.sides == Sides::One { 2.0 } else { 1.0 };
        let cycles = self.routine.facts().cycles_per_set.unwrap_or(repetitions);
        f64::from(cycles) * cycle_s * turns
    }
}
