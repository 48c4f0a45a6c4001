//! The CPU engine: it simulates blocks of people on all threads; the people of a block share the lanes of vectors.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use fearless_simd::{Level, Simd, dispatch};
use rayon::prelude::*;

use crate::model::Lanes;
use crate::results::CourseSums;
use crate::schedule::Program;

use super::Backend;
use super::checkpoint::{Begun, Saved};
use super::inputs::{Inputs, Outputs};
use super::integrate::{integrate, integrate_block};
use super::order::ordered;
use super::plan::{Block, blocks};
use super::results::Results;

/// The vector instructions that the engine uses.
#[derive(Clone, Copy, Debug)]
pub enum SimdLevel {
    /// No vectors: one person at a time.
    Scalar,
    /// Vectors of this instruction set.
    Vectors(Level),
}

impl SimdLevel {
    /// The widest vectors of this processor.
    pub fn best() -> Self {
        Self::Vectors(Level::new())
    }

    /// Every level that this processor supports, scalar first.
    pub fn all() -> Vec<Self> {
        let mut levels = vec![Self::Scalar];
        #[cfg(target_arch = "x86_64")]
        {
            let level = Level::new();
            levels.extend(level.as_sse2().map(|level| Self::Vectors(Level::Sse2(level))));
            levels.extend(level.as_sse4_2().map(|level| Self::Vectors(Level::Sse4_2(level))));
            levels.extend(level.as_avx2().map(|level| Self::Vectors(Level::Avx2(level))));
            levels.extend(level.as_avx512().map(|level| Self::Vectors(Level::Avx512(level))));
        }
        #[cfg(not(target_arch = "x86_64"))]
        levels.push(Self::best());
        levels
    }

    /// Name for the user.
    pub fn name(self) -> String {
        match self {
            Self::Scalar => "scalar".to_owned(),
            Self::Vectors(level) => {
                let text = format!("{level:?}");
                text.split('(').next().unwrap_or(&text).to_lowercase()
            }
        }
    }
}

/// The CPU engine.
#[derive(Clone, Copy, Debug)]
pub struct Cpu {
    /// The vector instructions that the engine uses.
    pub level: SimdLevel,
    /// Number of people in a block.
    pub block: usize,
}

impl Default for Cpu {
    fn default() -> Self {
        Self { level: SimdLevel::best(), block: 256 }
    }
}

impl Backend for Cpu {
    fn name(&self) -> String {
        format!("CPU, {} lanes, {} threads", self.level.name(), rayon::current_num_threads())
    }

    fn begin(&self, program: &Program, inputs: &Inputs) -> Begun {
        let mut begun = Begun::unknown(inputs.people);
        let blocks: Vec<Block> = blocks(inputs.people, self.block).collect();
        let parts: Vec<Saved> = blocks.into_par_iter().map(|block| self.beginning(program, inputs, block)).collect();
        for part in parts {
            begun.block_mut(part.block).copy_from_slice(&part.rows);
        }
        begun
    }

    fn run(&self, program: &Program, inputs: &Inputs) -> Results {
        ordered(inputs, |inputs| self.in_blocks(program, inputs))
    }
}

impl Cpu {
    fn in_blocks(&self, program: &Program, inputs: &Inputs) -> Results {
        let mut results = Results::new(program, inputs);
        let course = Mutex::new(&mut results.course);
        let parts: Vec<(Block, Outputs<f32>)> = blocks(inputs.people, self.block)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|block| (block, self.outcomes(program, inputs, block, &course)))
            .collect();
        for (block, part) in &parts {
            results.place(block.first, part);
        }
        results
    }

    /// Simulates a block, adds its time course to the sums and returns the outcomes. The sums are integers, so they do not depend
    /// on the order of the blocks.
    fn outcomes(
        &self,
        program: &Program,
        inputs: &Inputs,
        block: Block,
        course: &Mutex<&mut CourseSums>,
    ) -> Outputs<f32> {
        let mut outputs = self.block(program, inputs, block);
        let values = std::mem::take(&mut outputs.course);
        let cells = &inputs.cells[block.first..][..block.count];
        course.lock().unwrap_or_else(PoisonError::into_inner).add_people(&values, cells);
        outputs
    }

    fn block(&self, program: &Program, inputs: &Inputs, block: Block) -> Outputs<f32> {
        let mut outputs = Outputs::new(program, inputs, block.count);
        match self.level {
            SimdLevel::Scalar => {
                for at in 0..block.count {
                    outputs.place(at, &simulate_one(program, inputs, block.first + at));
                }
            }
            SimdLevel::Vectors(level) => {
                let segments = usize::from(inputs.begun.is_some())..program.segments.len();
                let saved = &mut Saved::new(block, inputs);
                dispatch!(level, simd => vectors(simd, program, inputs, segments, saved, &mut outputs));
            }
        }
        outputs
    }

    /// The states of the people of a block at the start of the timeline.
    fn beginning(&self, program: &Program, inputs: &Inputs, block: Block) -> Saved {
        let (mut outputs, mut saved) = (Outputs::new(program, inputs, block.count), Saved::new(block, inputs));
        let (out, saved_here) = (&mut outputs, &mut saved);
        match self.level {
            SimdLevel::Scalar => integrate_block::<f32>(program, inputs, (), 0..1, saved_here, out),
            SimdLevel::Vectors(level) => {
                dispatch!(level, simd => vectors(simd, program, inputs, 0..1, saved_here, out))
            }
        }
        saved
    }
}

/// Simulates one person of `inputs` without vectors; returns every value of the time course.
pub fn simulate_one(program: &Program, inputs: &Inputs, person: usize) -> Outputs<f32> {
    let mut outputs = Outputs::new(program, inputs, 1);
    integrate::<f32>(program, inputs, (), person, &mut outputs);
    outputs
}

/// Simulates a block with vectors; the six arguments are those of [`integrate_block`].
#[inline(always)]
fn vectors<S: Simd>(
    simd: S,
    program: &Program,
    inputs: &Inputs,
    segments: Range<usize>,
    saved: &mut Saved,
    out: &mut Outputs<f32>,
) {
    integrate_block::<Lanes<S>>(program, inputs, simd, segments, saved, out);
}
