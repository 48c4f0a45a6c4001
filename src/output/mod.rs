//! Results on disk: the run folder, its Parquet tables, the manifest, and descriptions.
//!
//! Tables contain only values that follow from scenario, seed and version, so that equal runs have equal bytes.

mod arms;
mod arrow_schema;
mod batch;
mod call;
mod cleanup;
mod datapackage;
mod derived;
mod devices;
mod dictionary;
mod draft;
mod draws;
mod eligibility;
mod error;
mod evidence;
mod examine;
mod export;
mod files;
mod folder;
mod headline;
mod identity;
mod limits;
mod lived;
mod lock;
mod manifest;
mod measured;
mod onset;
mod outcomes;
mod pair;
mod parquet;
mod past;
mod people;
mod persons;
mod place;
mod progress;
mod published;
mod ranking;
mod report;
mod reread;
mod schema;
mod screen;
mod seal;
mod sensitivity;
mod shard;
mod shards;
mod single;
mod staging;
mod statistics;
mod sweep;
mod tables;
mod tornado;
mod trace;
mod work;
mod writer;

pub use batch::{ArmResult, arm_results, batch_table};
pub use call::Call;
pub use cleanup::clean_up_then;
pub use derived::{
    Contrast, Derived, DerivedError, People, Request, RunLabel, ShowFormat, Summary, compare, regroup, write_regrouped,
};
pub use devices::Device;
pub use dictionary::{describe_tables, usual_tables};
pub use error::OutputError;
pub use evidence::write_evidence;
pub use examine::{Examined, Fault, examine};
pub use export::{ExportFormat, ExportPlan, Exported, export};
pub use files::RunFile;
pub use folder::{Existing, RunFolder};
pub use headline::headline;
pub use identity::RunIdentity;
pub use limits::STATEMENT;
pub use lived::{Lived, Share};
pub use manifest::{Composition, ManifestFacts, MemberOf};
pub use parquet::ROW_GROUP;
pub use past::{PastRun, PastState, past_runs, runs_of};
pub use place::Place;
pub use report::{BatchPart, Change, Rebuilt, batch_report, main_outcome, rebuild_report, report_of, sweep_table};
pub use reread::{ReadError, SavedKind, SavedRun};
pub use screen::{ScreenTable, paragraph, wrapped};
pub use shard::{Shard, array_expression};
pub use shards::{SavedShard, Shards, is_finished_shard, missing_shards};
pub use single::write_text;
pub use sweep::{SweepWriter, Swept, member_folder};
pub use tables::specs as all_tables;
pub use tornado::{Swing, Tornado, write_tornado};
pub use trace::write_trace;
pub use work::people_so_far;
pub use writer::{Ended, Finished, RunWriter};

#[cfg(test)]
mod tests;
