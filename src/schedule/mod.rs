//! A day compiled once per arm into a list of windows that every person and every backend follows.

mod activity;
mod compile;
mod effort;
mod pace;
mod posture;
mod program;
mod routine;
mod surroundings;
mod wave;

pub use compile::compile;
pub use effort::Effort;
pub use pace::Resolution;
pub use posture::posture;
pub use program::{Bout, Held, Mark, Op, Program, Run};
pub use wave::{Pulse, STILL, sample};
