//! The program as people and programs meet it: every verb, its files, its words and its exit codes.
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "../support/mod.rs"]
mod support;

mod batches;
mod check;
mod cli;
mod compare;
mod device;
mod docs;
mod draws;
mod export;
mod gpu_run;
mod inputs;
mod lost_output;
mod outputs;
mod plan;
mod precision;
mod progress;
mod published;
mod reader;
mod report;
mod resume;
mod run;
mod sensitivity;
mod shards;
mod shipped_runs;
mod start;
mod stats;
mod sweep;
mod tornado;
