//! What a person did before the timeline: ordinary days and nights, then perhaps a morning. Tissue fluid and stagnant blood remember it; they
//! are computed from the conditions in four postures, with a fixed number of steps.

use super::real::Real;
use super::shape::{shaped, traced};
use super::stasis::Turnover;
use super::tissue::{Fluid, REGIONS, Tissue, TissueConditions};

/// Something that people do on an ordinary day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Habit {
    /// Lying in bed.
    Lying,
    /// Standing, with weight shifts.
    Standing,
    /// Sitting on a chair.
    Sitting,
    /// Level walking.
    Walking,
}

/// Number of habits.
pub const HABITS: usize = 4;

shaped! {
    /// What blood and tissue meet in each [`Habit`], in their order.
    #[derive(Clone, Copy, Debug)]
    pub struct Habits<R> {
        /// Conditions of the tissue of foot, calf and thigh.
        pub conditions: [[TissueConditions<R>; REGIONS]; HABITS],
        /// Turnover of the deep calf veins.
        pub turnover: [Turnover<R>; HABITS],
    }
}

/// An episode of the time before the timeline: what, and how long (min).
pub type Episode = (Habit, f32);

/// Number of ordinary days. After them, the fluid does not depend on how they began.
const DAYS: usize = 2;
/// Rounds of two hours in a day of 16 hours, of them 8.7 seated, 4.7 standing and 2.7 walking (assumption; adults in the United States sit
/// 55 % of their waking time: Matthews et al. 2008, from memory).
const ROUNDS: usize = 8;
/// One round. Episodes are short, because tissue that is stiff at first makes long steps inaccurate.
const ROUND: [(Episode, usize); 5] = [
    ((Habit::Sitting, 6.5), 5),
    ((Habit::Standing, 5.0), 4),
    ((Habit::Walking, 5.0), 4),
    ((Habit::Sitting, 6.5), 5),
    ((Habit::Standing, 5.0), 3),
];
/// A night of eight hours.
const NIGHT: (Episode, usize) = ((Habit::Lying, 4.0), 120);
/// The morning of people who are up and about.
const MORNING: [(Episode, usize); 3] =
    [((Habit::Standing, 2.0), 15), ((Habit::Sitting, 2.0), 15), ((Habit::Walking, 2.0), 15)];

/// The time before the timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    /// The episodes in order.
    pub episodes: Vec<Episode>,
    /// Number of episodes before the last ordinary day.
    pub until_last_day: usize,
    /// Number of episodes until the last night ends.
    pub until_waking: usize,
}

impl History {
    /// Ordinary days, the last of which ends with a night.
    pub fn from_bed() -> Self {
        let rounds = [ROUND; ROUNDS];
        let day: Vec<Episode> = repeated(rounds.as_flattened()).chain(repeated(&[NIGHT])).collect();
        let episodes = day.repeat(DAYS);
        Self { until_last_day: (DAYS - 1) * day.len(), until_waking: episodes.len(), episodes }
    }

    /// The same, and then half an hour each of standing, sitting and walking.
    pub fn up_and_about() -> Self {
        let mut history = Self::from_bed();
        history.episodes.extend(repeated(&MORNING));
        history
    }
}

fn repeated(episodes: &[(Episode, usize)]) -> impl Iterator<Item = Episode> {
    episodes.iter().flat_map(|&(episode, count)| std::iter::repeat_n(episode, count))
}

impl<R: Real> Habits<R> {
    /// No conditions.
    #[inline(always)]
    pub fn new(zero: R) -> Self {
        traced!(Habits::new(zero));
        let none =
            TissueConditions { venous_mmhg: zero, inflow: zero, support_mmhg: zero, pumping: zero, permeability: zero };
        Self { conditions: [[none; REGIONS]; HABITS], turnover: [Turnover::none(zero); HABITS] }
    }
}

/// The fluid of foot, calf and thigh after some minutes in these conditions.
#[inline(always)]
pub fn lived<R: Real>(
    tissue: &[Tissue<R>; REGIONS],
    fluid: &[Fluid<R>; REGIONS],
    conditions: &[TissueConditions<R>; REGIONS],
    minutes: R,
) -> [Fluid<R>; REGIONS] {
    traced!(lived(&tissue, &fluid, &conditions, minutes));
    [
        tissue[0].approach(fluid[0], &conditions[0], minutes),
        tissue[1].approach(fluid[1], &conditions[1], minutes),
        tissue[2].approach(fluid[2], &conditions[2], minutes),
    ]
}
