//! Compiles a day once per arm into a list of windows. Every person and every backend follows this list.

mod compile;
mod pace;
mod program;
mod stretch;
mod surroundings;

pub use compile::compile;
pub use pace::Resolution;
pub use program::{Bout, Mark, Op, Program, Run, Segment, Skipped};
