//! The CPU engine: blocks of people on all threads, each block in the lanes of the widest vectors at hand.

use fearless_simd::{Level, Simd, dispatch};
use rayon::prelude::*;

use crate::model::Lanes;
use crate::schedule::Program;

use super::Backend;
use super::inputs::{Inputs, Outputs};
use super::integrate::integrate;
use super::plan::{Block, blocks};

/// Which vectors compute.
#[derive(Clone, Copy, Debug)]
pub enum SimdLevel {
    /// One person at a time.
    Scalar,
    /// These vectors.
    Vectors(Level),
}

impl SimdLevel {
    /// The widest that this processor has.
    pub fn best() -> Self {
        Self::Vectors(Level::new())
    }

    /// Every kind that this processor has, scalar first.
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

    /// For people.
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
    /// Which vectors compute.
    pub level: SimdLevel,
    /// People per task.
    pub block: usize,
}

impl Default for Cpu {
    fn default() -> Self {
        Self { level: SimdLevel::best(), block: 64 }
    }
}

impl Backend for Cpu {
    fn name(&self) -> String {
        format!("CPU, {} lanes, {} threads", self.level.name(), rayon::current_num_threads())
    }

    fn run(&self, program: &Program, inputs: &Inputs) -> Outputs {
        let parts: Vec<(Block, Outputs)> = blocks(inputs.people, self.block)
            .collect::<Vec<_>>()
            .into_par_iter()
            .map(|block| (block, self.block(program, inputs, block)))
            .collect();
        let mut outputs = Outputs::new(program, inputs.people);
        for (block, part) in &parts {
            outputs.place(block.first, part);
        }
        outputs
    }
}

impl Cpu {
    fn block(&self, program: &Program, inputs: &Inputs, block: Block) -> Outputs {
        let mut outputs = Outputs::new(program, block.count);
        let mut at = 0;
        while at < block.count {
            let first = block.first + at;
            let (width, part) = match self.level {
                SimdLevel::Scalar => scalar(program, inputs, first),
                SimdLevel::Vectors(level) => dispatch!(level, simd => vectors(simd, program, inputs, first)),
            };
            outputs.place(at, &part);
            at += width;
        }
        outputs
    }
}

fn scalar(program: &Program, inputs: &Inputs, first: usize) -> (usize, Outputs) {
    let mut part = Outputs::new(program, 1);
    integrate::<f32>(program, inputs, (), first, &mut part);
    (1, part)
}

#[inline(always)]
fn vectors<S: Simd>(simd: S, program: &Program, inputs: &Inputs, first: usize) -> (usize, Outputs) {
    let mut part = Outputs::new(program, Lanes::<S>::WIDTH);
    integrate::<Lanes<S>>(program, inputs, simd, first, &mut part);
    (Lanes::<S>::WIDTH, part)
}
