//! Runs compiled days for many people.

mod cpu;
mod follow;
pub mod gpu;
mod group;
mod inputs;
mod integrate;
mod moment;
mod order;
mod plan;
mod results;
mod survey;

pub use cpu::{Cpu, SimdLevel, alone};
pub use follow::{Sample, follow};
pub use group::Group;
pub use inputs::{Inputs, Outputs};
pub use integrate::integrate;
pub use plan::{Block, blocks};
pub use results::Results;
pub use survey::survey;

/// Something that simulates people.
pub trait Backend: Sync {
    /// For people: what computes, and how.
    fn name(&self) -> String;
    /// How many people it likes to get at once.
    fn people_at_once(&self) -> usize {
        1
    }
    /// Whether it gives the bits of the plainest engine.
    fn exact(&self) -> bool {
        true
    }
    /// Whether it still computes itself; no where it failed and another engine does its work.
    fn intact(&self) -> bool {
        true
    }
    /// How many calls of [`Backend::run`] it works on side by side.
    fn calls_at_once(&self) -> usize {
        1
    }
    /// What went wrong since somebody asked last and did no harm to the results.
    fn incidents(&self) -> Vec<String> {
        Vec::new()
    }
    /// Simulates everybody in `inputs` through `program`; the results do not depend on how the work is divided.
    /// The time course counts every value as [`crate::results::CourseSums::add`] does.
    fn run(&self, program: &crate::schedule::Program, inputs: &Inputs) -> Results;
}
