//! A part of a run: the outcomes of consecutive people in every arm. A sink receives the parts.

use std::ops::Range;

use super::block::ArmBlock;
use super::course::CourseSums;
use super::nested::NestedDoses;
use crate::model::Tick;

/// Key of a part in a run. Parts of one draw do not overlap. They may be computed and handed on in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartKey {
    /// Draw of the uncertain parameters, from 0.
    pub draw: u32,
    /// Id of the first person.
    pub first_person: u32,
}

/// Outcomes of people with consecutive ids, in every arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which part it is.
    pub key: PartKey,
    /// One block per arm, in the scenario's order. All have the same people; none has a time course.
    pub arms: Vec<ArmBlock>,
}

/// Receives the parts of a run. It may have some of them already; only those that it misses are simulated.
pub trait Sink {
    /// Why a part was not accepted.
    type Error;

    /// Starts a run. Its time courses are read at these moments, in this order.
    fn begin(&mut self, ticks: &[Tick]) -> Result<(), Self::Error>;

    /// Ids of the people of a draw whose parts are missing, as ascending ranges.
    fn missing(&self, draw: u32) -> Vec<Range<u32>>;

    /// Ids of the people whose doses under other constants of stasis are missing, if the study draws these constants for a part of the
    /// people.
    fn missing_nested(&self) -> Range<u32>;

    /// Receives these doses, before the parts. Their people follow those whose doses were received before.
    fn take_nested(&mut self, doses: NestedDoses) -> Result<(), Self::Error>;

    /// Adds the time course of a batch of people in one arm. Their other outcomes follow in a part. It is handed over separately because it
    /// is large: otherwise a part would hold the time courses of all arms at the same time.
    fn add_course(&mut self, arm: usize, people: usize, course: &CourseSums) -> Result<(), Self::Error>;

    /// Receives a part. No part comes twice.
    fn take(&mut self, part: Part) -> Result<(), Self::Error>;
}

impl Part {
    /// Number of people.
    pub fn people(&self) -> usize {
        self.arms.first().map_or(0, ArmBlock::people)
    }

    /// Ids of the people.
    pub fn ids(&self) -> Range<u32> {
        let first = self.key.first_person;
        first..first + self.people() as u32
    }
}
