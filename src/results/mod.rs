//! The results of a simulation: the registry of outcomes, blocks of columns, parts of a run and the trait of their receivers, statistics,
//! tables.
//!
//! This folder does not depend on people, scenarios or files.

mod block;
mod course;
mod heaviness;
mod measure;
mod method;
mod nested;
mod part;
mod statistic;
mod tables;
mod tile;
mod trust;

pub use block::ArmBlock;
pub use course::CourseSums;
pub use heaviness::heaviness;
pub use measure::{HostOutcomes, Measure};
pub use method::Method;
pub use nested::{FEWEST_NESTED, NestedDoses};
pub use part::{Part, PartKey, Sink};
pub use statistic::{Pooling, Statistic, Subject};
pub use tables::{
    COURSE_PERCENTILES, ColumnSpec, ColumnType, Content, EVERYONE, Key, Presence, Reference, Table, TableSpec, column,
};
pub use tile::{INVALID_LIMIT, REPLICATES, TILE};
pub use trust::{TYPICAL_OF, Trust, Typical};
