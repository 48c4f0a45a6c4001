//! The leg and what computes it: physiology, evidence, accuracy, equal bits on every engine.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../../examples/calibrate/calibration/mod.rs"]
mod calibration;
#[path = "../support/mod.rs"]
mod support;

mod accuracy;
mod balance;
mod budget;
mod calibrate;
mod constants;
mod coverage;
mod determinants;
mod efforts;
mod evidence;
mod interventions;
mod lanes;
mod measurements;
mod order;
mod ordinary;
mod parity;
mod physiology;
mod risk;
mod sampling;
mod shared;
mod signs;
mod stasis;
mod swelling;
mod tissue;
