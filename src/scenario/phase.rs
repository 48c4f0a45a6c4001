//! Phases of the day.

use super::{Activity, Posture, Variable};

/// A part of the day in one posture.
#[derive(Clone, Debug, PartialEq)]
pub struct Phase {
    /// Unique within the timeline.
    pub name: String,
    /// Posture.
    pub posture: Posture,
    /// Length.
    pub duration: Duration,
    /// What the legs do during the whole phase. Such a phase cannot have bouts of interventions.
    pub exercise: Option<Exercise>,
    /// Whether the legs may move by themselves while seated.
    pub legs: Legs,
    /// What a seated person sits on.
    pub seat: Seat,
    /// Air temperature (°C).
    pub temperature_c: f64,
    /// Angle between thigh and shank of a seated person (degrees); 180 is straight.
    pub knee_angle_deg: f64,
    /// Cuff around the calf.
    pub calf_cuff: Cuff,
    /// Cuff around the thigh.
    pub thigh_cuff: Cuff,
}

impl Phase {
    /// Default air temperature (°C).
    pub const COMFORT_C: f64 = 24.0;
    /// Angle of the knee of a person who sits upright (degrees).
    pub const SEATED_KNEE_DEG: f64 = 90.0;

    /// A phase with default conditions.
    pub fn plain(name: &str, posture: Posture, duration: Duration) -> Self {
        Self {
            name: name.to_owned(),
            posture,
            duration,
            exercise: None,
            legs: Legs::Free,
            seat: Seat::Chair,
            temperature_c: Self::COMFORT_C,
            knee_angle_deg: Self::SEATED_KNEE_DEG,
            calf_cuff: Cuff::NONE,
            thigh_cuff: Cuff::NONE,
        }
    }

    /// Length of the phase (s) for a person with these hours of a variable.
    pub fn length_s(&self, hours: impl Fn(Variable) -> f64) -> f64 {
        match self.duration {
            Duration::Minutes(minutes) => f64::from(minutes) * 60.0,
            Duration::Seconds(seconds) => f64::from(seconds),
            Duration::Repetitions(count) => f64::from(count) * self.cycle_s(),
            Duration::Of(variable) => (hours(variable) * 60.0).round().max(1.0) * 60.0,
        }
    }

    /// Whether it can have bouts of interventions.
    pub fn hosts_bouts(&self) -> bool {
        let inflating = self.calf_cuff.inflates() || self.thigh_cuff.inflates();
        let maneuver = self.exercise.is_some() || inflating;
        !maneuver && matches!(self.duration, Duration::Minutes(_) | Duration::Of(_))
    }

    /// Length of one cycle of the phase's exercise (s); 1 s if there is no exercise.
    pub fn cycle_s(&self) -> f64 {
        self.exercise.map_or(1.0, |exercise| 60.0 / f64::from(exercise.cadence_per_min.max(1)))
    }
}

/// Length of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// The same whole number of minutes for everyone, at least 1.
    Minutes(u32),
    /// The same whole number of seconds for everyone, at least 1: a maneuver, which has no bouts.
    Seconds(u32),
    /// A number of cycles of the phase's exercise, at least 1. The phase has no bouts.
    Repetitions(u32),
    /// A person's own variable in hours, rounded to whole minutes, at least 1.
    Of(Variable),
}

words! {
    /// Whether legs may move by themselves while seated.
    pub enum Legs {
        /// As often as the person fidgets.
        Free = "free",
        /// Not at all.
        Still = "still",
    }
}

words! {
    /// What a seated person sits on.
    pub enum Seat {
        /// A chair in a room.
        Chair = "chair",
        /// A seat in an aircraft, coach, train or car: narrow, and time in it counts as travel.
        Vehicle = "vehicle",
    }
}

/// A rhythmic exercise of the legs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exercise {
    /// The activity.
    pub activity: Activity,
    /// Cycles of one leg per minute, at least 1.
    pub cadence_per_min: u32,
}

/// Pressure of a cuff, which changes evenly over the phase (mmHg). Negative for suction.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cuff {
    /// At the start of the phase.
    pub from_mmhg: f64,
    /// At the end of the phase.
    pub to_mmhg: f64,
}

impl Cuff {
    /// No cuff.
    pub const NONE: Self = Self { from_mmhg: 0.0, to_mmhg: 0.0 };

    /// Whether its pressure changes.
    pub fn inflates(self) -> bool {
        self.from_mmhg != self.to_mmhg
    }
}
