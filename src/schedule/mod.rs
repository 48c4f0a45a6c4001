//! A day compiled once per arm into a list of windows that every person and every backend follows.

mod compile;
mod pace;
mod program;
mod surroundings;

pub use compile::compile;
pub use pace::Resolution;
pub use program::{Bout, Held, Mark, Op, Program, Run};
