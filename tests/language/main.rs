//! Scenario files: what they mean, what is wrong with them, and texts that nobody would write.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod broken;
mod compose;
mod fuzz;
mod key_ranges;
mod people;
mod scenario_clinic;
mod scenario_clinic_fuzz;
mod scenario_draws;
mod scenario_faults;
mod scenario_fuzz;
mod void;
mod words;
