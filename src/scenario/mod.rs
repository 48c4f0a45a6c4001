//! Scenario files: parsed with spans, validated with all problems collected, then a [`Scenario`] that cannot be invalid.

mod types;
mod variable;

pub use types::*;
pub use variable::{Variable, VariableKind};
