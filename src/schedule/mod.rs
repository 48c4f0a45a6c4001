//! A day compiled once per arm into a list of windows that every person and every backend follows.

mod activity;
mod compile;
mod pace;
mod posture;
mod program;
mod wave;

pub use activity::Effort;
pub use compile::compile;
pub use pace::Resolution;
pub use posture::posture;
pub use program::{Bout, Held, Mark, Op, Program, Run};
pub use wave::{Pulse, STILL, sample};
