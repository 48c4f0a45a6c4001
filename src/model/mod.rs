//! The leg: one branch-free model, generic over its number type.

mod measure;

pub use measure::{Course, Measure};
