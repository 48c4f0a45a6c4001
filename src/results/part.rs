//! A part of a run: what became of consecutive people in every arm, and who takes such parts.

use std::ops::Range;

use super::block::ArmBlock;
use super::course::CourseSums;
use super::tile::TILE;
use crate::model::Tick;

/// Which part of a run. Parts of one draw do not overlap, and may be made and handed on in any order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartKey {
    /// Draw of the uncertain parameters, from 0.
    pub draw: u32,
    /// The first tile: its people begin with id `tile` times [`TILE`].
    pub tile: u32,
}

/// Outcomes of consecutive whole tiles of people in every arm; the last tile of a run may be short.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Which part it is.
    pub key: PartKey,
    /// One block per arm, in the scenario's order, each of the same people; without their time courses.
    pub arms: Vec<ArmBlock>,
}

/// Takes the parts of a run: those of a draw in any order, all of them before the first of the next draw.
pub trait Sink {
    /// Why a part could not be taken.
    type Error;

    /// A run begins. Its time courses are taken at these moments, in this order.
    fn begin(&mut self, ticks: &[Tick]) -> Result<(), Self::Error>;

    /// Adds the time course of a batch of people in one arm. Their other outcomes follow in a part. It is handed over separately because it
    /// is large: otherwise a part would hold the time courses of all arms at the same time.
    fn add_course(&mut self, arm: usize, course: &CourseSums) -> Result<(), Self::Error>;

    /// Takes a part. None is handed over twice.
    fn take(&mut self, part: Part) -> Result<(), Self::Error>;
}

impl PartKey {
    /// Id of the first person.
    pub fn first_person(self) -> u32 {
        self.tile * TILE as u32
    }
}

impl Part {
    /// Number of people.
    pub fn people(&self) -> usize {
        self.arms.first().map_or(0, ArmBlock::people)
    }

    /// Ids of the people.
    pub fn ids(&self) -> Range<u32> {
        let first = self.key.first_person();
        first..first + self.people() as u32
    }
}
