//! Published measurements, protocols that imitate how they were taken, and what the model says to them.
//!
//! A protocol is a scenario like any other, in `protocols/`: `soleus run` takes it too.

mod evaluate;
pub mod lines;
mod people;
mod protocol;
mod report;
mod risk;
mod target;

pub use evaluate::{EvidenceError, Finding, Findings, evaluate, evaluate_targets};
pub use people::{Body, people_chapter, survey_numbers};
pub use protocol::{PROTOCOLS, Protocol};
pub use report::{document, table};
pub use risk::{Clots, Spread};
pub use target::{Setting, Target, targets};
