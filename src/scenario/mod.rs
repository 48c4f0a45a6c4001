//! Scenario files: parsed with spans, validated with all problems collected, then a [`Scenario`] that cannot be invalid.

mod check;
mod fault;
mod load;
mod measurement;
mod outputs;
mod parameter;
mod phase;
mod problem;
mod read;
mod resolved;
mod types;
mod variable;

pub use fault::{Faults, ScenarioError, Style, position, render_problems};
pub use load::{Loaded, Overrides, load, parse};
pub use measurement::{Measurement, MeasurementSource, Operation, Reading, Take, Term};
pub use outputs::{Outputs, Table};
pub use parameter::SetParameter;
pub use phase::{Activity, Cuff, Duration, Exercise, Legs, Phase, Posture, Seat};
pub use problem::{Code, Problem, Severity};
pub use resolved::resolved_toml;
pub use types::*;
pub use variable::{Variable, VariableKind};
