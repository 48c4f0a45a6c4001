//! Results on disk: the run folder, its Parquet tables, the manifest, and the words that go with them.
//!
//! Tables hold only what follows from scenario, seed and version, so that equal runs are equal bytes; everything about the
//! occasion (times, device, threads) stands in `manifest.json`.

mod arms;
mod arrow_schema;
mod datapackage;
mod dictionary;
mod draws;
mod error;
mod evidence;
mod files;
mod folder;
mod headline;
mod identity;
mod limits;
mod manifest;
mod measured;
mod outcomes;
mod parquet;
mod parts;
mod people;
mod persons;
mod schema;
mod sensitivity;
mod single;
mod statistics;
mod sweep;
mod tables;
mod trace;
mod writer;

pub use dictionary::{describe_tables, usual_tables};
pub use error::OutputError;
pub use evidence::write_evidence;
pub use files::RunFile;
pub use folder::{Existing, Place, RunFolder};
pub use headline::headline;
pub use identity::RunIdentity;
pub use limits::STATEMENT;
pub use manifest::{Composition, ManifestFacts, MemberOf};
pub use parquet::ROW_GROUP;
pub use single::write_text;
pub use sweep::{SweepWriter, Swept};
pub use tables::specs as all_tables;
pub use trace::write_trace;
pub use writer::{Ended, Finished, RunWriter};

#[cfg(test)]
mod tests;
