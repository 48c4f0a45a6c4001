//! Runs a study: people, schedules and backend in, tables out.

mod block;

pub use block::{ArmBlock, TILE};
