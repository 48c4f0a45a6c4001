//! Published measurements, protocols that imitate how they were taken, and what the model says to them.
//!
//! A protocol is a scenario like any other, in `protocols/`: `soleus run` takes it too.

mod evaluate;
mod protocol;
mod report;
mod risk;
mod target;

pub use evaluate::{EvidenceError, Finding, Findings, evaluate};
pub use protocol::{PROTOCOLS, Protocol};
pub use report::{document, table};
pub use target::{Setting, Target, targets};
