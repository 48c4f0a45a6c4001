//! Scenario files: parsed with spans, validated with all problems collected, then a [`Scenario`] that cannot be invalid.

mod check;
mod compose;
mod data;
mod distribution;
mod explanation;
mod fault;
mod intervention;
mod load;
mod measurement;
mod members;
mod outputs;
mod parameter;
mod people;
mod phase;
mod precision;
mod problem;
mod read;
mod resolved;
mod safety;
mod schema;
mod sources;
mod template;
mod types;
mod variable;

pub use check::kinds_with_doses;
pub use distribution::Distribution;
pub use explanation::Explanation;
pub use fault::{Faults, ScenarioError, Style, render_problems};
pub use intervention::{
    BODY_KG, Bouts, Dose, Focus, Garment, Habit, Intervention, InterventionKind, Knee, Routine, Sides, Stage, Timing,
};
pub use load::{Overrides, load, load_members, parse, parse_members};
pub use measurement::{Measurement, MeasurementSource, Operation, Reading, Take, Term};
pub use members::{AxisValue, Loaded, Member, Members, describe_axes};
pub use outputs::Outputs;
pub use parameter::SetParameter;
pub use people::{Missing, PeopleFile, PeopleRow, PeopleRows};
pub use phase::{Activity, Cuff, Duration, Exercise, Legs, Phase, Posture, Seat};
pub use precision::Precision;
pub use problem::{Code, Problem, Severity};
pub use read::keys;
pub(crate) use read::suggest;
pub use resolved::resolved_toml;
pub use safety::{Rule, ask_first, barred, needs_clinician};
pub use schema::{SCHEMA_FILE, json_schema};
pub use sources::{Position, Sources};
pub use template::Template;
pub use types::*;
pub use variable::{Variable, VariableKind};
