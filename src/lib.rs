//! Population Monte Carlo studies of the leg's circulation: edema, stasis of the blood, and the effects of
//! interventions.
//!
//! Data flow in one direction: a scenario file becomes a [`scenario::Scenario`], people ([`population`]), a compiled
//! step list per arm ([`schedule`]), outcomes of every person in every arm ([`engine`]), and tables ([`stats`],
//! [`output`]); [`study`] runs it all.
#![cfg_attr(test, allow(clippy::disallowed_methods, reason = "tests compare with the platform's functions"))]

#[macro_use]
pub mod keys;

pub mod activities;
pub mod attributes;
pub mod cli;
pub mod engine;
pub mod evidence;
pub mod interventions;
pub mod model;
pub mod output;
pub mod population;
pub mod postures;
pub mod probability;
pub mod results;
pub mod risk;
pub mod scenario;
pub mod schedule;
pub mod stats;
pub mod study;
#[cfg(test)]
mod tracer;
