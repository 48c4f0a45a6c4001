//! The numbers that scenario files may use, for the table of keys.

pub(in crate::scenario) use super::analysis::DAY_MIN;
pub(in crate::scenario) use super::distribution::SHAPES;
pub(in crate::scenario) use super::doses::{
    HIGHEST_CADENCE, HIGHEST_PRESSURE_MMHG, LOAD_KG, MOST_REPETITIONS, REST_S, SETS, WEEK_MIN,
};
pub(in crate::scenario) use super::habits::{CHANGE_KG, CHANGE_PCT, WATER_ML_H};
pub(in crate::scenario) use super::names::LONGEST;
pub(in crate::scenario) use super::study::{CONFIDENCE, LARGEST_SEED, MOST_DRAWS, MOST_PERSONS};
pub(in crate::scenario) use super::timeline::{
    CALF_MMHG, KNEE_DEG, LONGEST_H, LONGEST_S, SHORTEST_H, TEMPERATURE_C, THIGH_MMHG,
};
pub(in crate::scenario) use super::training::{LONGEST_PLAN, MOST_SESSIONS, REPETITIONS};
