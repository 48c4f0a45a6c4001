//! Engines, which simulate many people through compiled days.

mod checkpoint;
mod cpu;
mod drawn;
pub mod gpu;
mod group;
mod inputs;
mod integrate;
mod measure;
mod moment;
mod order;
mod plan;
mod results;
mod signals;

pub use checkpoint::Begun;
pub use cpu::{Cpu, SimdLevel, simulate_one};
pub use group::Group;
pub use inputs::{Inputs, Outputs};
pub use integrate::{habits, integrate};
pub use measure::measure;
pub use plan::{Block, blocks};
pub use results::Results;
pub use signals::{Sample, sample_signals};

/// An engine that simulates people.
pub trait Backend: Sync {
    /// Text for the user: the device that computes, and how it does.
    fn name(&self) -> String;
    /// Number of people with which a call of [`Backend::run`] is fastest.
    fn people_at_once(&self) -> usize {
        1
    }
    /// Whether its results equal, bit for bit, those of the simulation of one person at a time without vectors ([`simulate_one`]).
    fn exact(&self) -> bool {
        true
    }
    /// Whether it still computes itself; false if it failed and another engine does its work.
    fn intact(&self) -> bool {
        true
    }
    /// How many calls of [`Backend::run`] it processes at the same time.
    fn calls_at_once(&self) -> usize {
        1
    }
    /// Messages about errors since the last call of this method; these errors did not change the results.
    fn incidents(&self) -> Vec<String> {
        Vec::new()
    }
    /// The states of all people of `inputs` at the start of the timeline, for [`Inputs::begun`].
    fn begin(&self, program: &crate::schedule::Program, inputs: &Inputs) -> Begun {
        Cpu::default().begin(program, inputs)
    }
    /// Simulates all people of `inputs` through `program`. The results must not depend on how the work is divided.
    /// The time course counts every value as [`crate::results::CourseSums::add`] does.
    fn run(&self, program: &crate::schedule::Program, inputs: &Inputs) -> Results;
}
