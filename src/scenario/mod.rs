//! Scenario files: they are parsed with positions and validated completely. The result is a [`Scenario`] that is always valid.

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
mod schema;
mod sources;
mod template;
mod types;

pub use crate::activities::Activity;
pub use crate::attributes::{Variable, VariableKind};
pub use crate::interventions::{
    BODY_KG, Bouts, Dose, Focus, Garment, Habit, InterventionKind, Knee, Routine, Sides, Stage, Timing,
};
pub use crate::postures::Posture;
pub use check::EVERY_KIND;
pub use distribution::Distribution;
pub use explanation::Explanation;
pub use fault::{Faults, ScenarioError, Style, render_problems};
pub use intervention::Intervention;
pub use load::{Overrides, load, load_members, parse, parse_members};
pub use measurement::{Measurement, MeasurementSource, Operation, Reading, Take, Term};
pub use members::{AxisValue, Loaded, Member, Members, describe_axes};
pub use outputs::Outputs;
pub use parameter::SetParameter;
pub use people::{Missing, PeopleFile, PeopleRow, PeopleRows};
pub use phase::{Cuff, Duration, Exercise, Legs, Phase, Seat};
pub use precision::Precision;
pub use problem::{Code, Problem, Severity};
pub use read::keys;
pub(crate) use read::suggest;
pub use resolved::resolved_toml;
pub use schema::{SCHEMA_FILE, json_schema};
pub use sources::{Position, Sources};
pub use template::Template;
pub use types::*;
