//! Draws people. Person i is a function of (seed, i): the same person in every arm, block and run, with any number of threads.

mod adherence;
mod attributes;
mod bases;
mod body;
mod cells;
mod change;
mod coins;
mod copula;
mod distribution;
mod doubts;
mod eligibility;
mod endurance;
mod fit;
mod habits;
mod illness;
mod joe_kuo;
mod order;
mod person;
mod reference;
mod sample;
mod sampling;
mod shares;
mod sobol;
mod streams;
mod training;
mod uniforms;
mod us_adults;
mod veins;

#[cfg(test)]
mod checks;

pub use adherence::Adherence;
pub use body::{lean_leg_ml, usual_hematocrit_pct};
pub use cells::{Cells, class_code};
pub use change::changed;
pub use doubts::{Doubt, doubts};
pub use eligibility::{Exclusion, exclusion, ineligible_arms, may_do};
pub use endurance::walking_time_min;
pub use fit::{Unreachable, check_correlations};
pub use order::{Cycle, draw_order};
pub use person::Person;
pub use reference::Reference;
pub use sample::sample;
pub use sampling::Population;
pub use shares::{ShareSource, share_sources};
pub use streams::{Purpose, Streams};
pub use training::{trained, with_training};
#[cfg(test)]
pub(crate) use uniforms::Uniforms;
