//! Scenario files: parsed with spans, validated with all problems collected, then a [`Scenario`] that cannot be invalid.

mod check;
mod fault;
mod load;
mod problem;
mod read;
mod resolved;
mod types;
mod variable;

pub use fault::{Faults, ScenarioError, Style, position, render_problems};
pub use load::{Loaded, Overrides, load, parse};
pub use problem::{Code, Problem, Severity};
pub use resolved::resolved_toml;
pub use types::*;
pub use variable::{Variable, VariableKind};
