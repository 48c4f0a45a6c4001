//! Comparison of the model with published measurements. Protocols imitate how the measurements were taken.
//!
//! A protocol is an ordinary scenario in `protocols/`; `soleus run` accepts it too.

mod determinants;
mod ensemble;
mod evaluate;
pub mod lines;
mod people;
mod protocol;
mod report;
mod risk;
mod target;
mod unseen_risk;

pub use determinants::{Measured, directions_line, measure as measure_determinants};
pub use ensemble::{WeighedDraw, effective_size, resampled, weighed_draws};
pub use evaluate::{EvidenceError, Finding, Findings, Next, evaluate, evaluate_targets};
pub use people::{Body, people_chapter, survey_numbers};
pub use protocol::{PROTOCOLS, Protocol};
pub use report::{document, table};
pub use risk::Clots;
pub use target::{Checked, Role, Setting, Target, activities, targets, unseen};
