//! Scenario files: parsed with spans, validated with all problems collected, then a [`Scenario`] that cannot be invalid.

mod check;
mod compose;
mod data;
mod fault;
mod intervention;
mod load;
mod measurement;
mod members;
mod outputs;
mod parameter;
mod people;
mod phase;
mod problem;
mod read;
mod resolved;
mod safety;
mod sources;
mod types;
mod variable;

pub use fault::{Faults, ScenarioError, Style, render_problems};
pub use intervention::{
    Bouts, Dose, Focus, Garment, Habit, Intervention, InterventionKind, Knee, Routine, Sides, Stage, Timing,
};
pub use load::{Overrides, load, load_members, parse, parse_members};
pub use measurement::{Measurement, MeasurementSource, Operation, Reading, Take, Term};
pub use members::{AxisValue, Loaded, Member, Members, describe_axes};
pub use outputs::{Outputs, Table};
pub use parameter::SetParameter;
pub use people::{Missing, PeopleFile, PeopleRow, PeopleRows};
pub use phase::{Activity, Cuff, Duration, Exercise, Legs, Phase, Posture, Seat};
pub use problem::{Code, Problem, Severity};
pub use resolved::resolved_toml;
pub use safety::{Rule, ask_first, barred, needs_clinician};
pub use sources::{Position, Sources};
pub use types::*;
pub use variable::{Variable, VariableKind};
