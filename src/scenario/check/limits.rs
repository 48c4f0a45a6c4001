//! The numbers that scenario files may use, for the table of keys.

pub(in crate::scenario) use super::analysis::DAY_MIN;
pub(in crate::scenario) use super::doses::{
    HIGHEST_CADENCE, HIGHEST_PRESSURE_MMHG, LONGEST_PLAN, MOST_REPETITIONS, MOST_SESSIONS,
};
pub(in crate::scenario) use super::names::LONGEST;
pub(in crate::scenario) use super::study::{CONFIDENCE, LARGEST_SEED, MOST_DRAWS, MOST_PERSONS};
pub(in crate::scenario) use super::timeline::{CALF_MMHG, LONGEST_H, LONGEST_S, SHORTEST_H, TEMPERATURE_C, THIGH_MMHG};
