//! Scenario files: they are parsed with positions and validated completely. The result is a [`Scenario`] that is always valid.

mod compose;
mod data;
mod distribution;
mod explanation;
mod fault;
mod load;
mod members;
mod people;
mod problem;
mod provenance;
mod published;
mod read;
mod schema;
mod sections;
mod sources;
mod template;

pub use crate::activities::Activity;
pub use crate::attributes::{Feature, Variable, VariableKind};
pub use crate::interventions::{
    BODY_KG, Bouts, Dose, Focus, Garment, Habit, HabitKind, InterventionKind, Knee, Routine, Sides, Stage, Timing,
    Trial,
};
pub use crate::postures::Posture;
pub use distribution::Distribution;
pub use explanation::Explanation;
pub use fault::{Faults, ScenarioError, Style, render_problems};
pub use load::{Overrides, bounded, load, load_members, parse, parse_members, read_members};
pub use members::{AxisValue, Loaded, Member, Members, describe_axes};
pub use people::{Accepted, Codes, Condition, FileValue, Missing, PeopleColumns, PeopleFile, PeopleRows, RowCounts};
pub use problem::{Code, Problem, Severity};
pub use provenance::Provenance;
pub use published::{Published, published};
pub(crate) use read::suggest;
pub use schema::{SCHEMA_FILE, json_schema};
pub use sections::*;
pub use sources::{Position, Sources};
pub use template::Template;
