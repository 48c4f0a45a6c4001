//! The arguments of the verbs that run studies, and continue, divide and join runs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Engine, Sample};
use crate::output::Shard;

/// Arguments of `run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Values that replace those of the scenario
    #[command(flatten)]
    pub sample: Sample,
    /// Where to compute
    #[command(flatten)]
    pub engine: Engine,
    /// Replace the finished run in the folder of --out, as soon as the new run is complete
    #[arg(long)]
    pub force: bool,
    /// Simulate only shard I of N (I from 1 to N) of the people, in a folder of its own in that of --out; `soleus merge` joins them
    #[arg(long, value_name = "I/N", conflicts_with = "force")]
    pub shard: Option<Shard>,
    /// Simulate only this member of the scenario's sweep, counted from 1, in the folder of the sweep, which --out names
    #[arg(long, value_name = "K", conflicts_with_all = ["force", "shard"], value_parser = clap::value_parser!(u32).range(1..))]
    pub member: Option<u32>,
    /// Without --out: start a new run even if the same run is there, finished or interrupted
    #[arg(long, conflicts_with_all = ["shard", "member"])]
    pub new: bool,
    /// A finished run whose people are used (`soleus extend`).
    #[arg(skip)]
    pub extends: Option<PathBuf>,
}

impl RunArgs {
    /// The arguments that simulate one file in the usual way.
    pub fn of(file: PathBuf, sample: Sample, engine: Engine) -> Self {
        Self { files: vec![file], sample, engine, force: false, shard: None, member: None, new: false, extends: None }
    }
}

/// Arguments of `resume`.
#[derive(Debug, Args)]
pub struct ResumeArgs {
    /// Folder of an interrupted run, shard or sweep
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Where to compute
    #[command(flatten)]
    pub engine: Engine,
}

/// Arguments of `extend`.
#[derive(Debug, Args)]
pub struct ExtendArgs {
    /// Folder of a finished run; with --out, the larger run goes to that folder and this one stays as it is
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
    /// Number of people in all
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub persons: u32,
    /// Where to compute
    #[command(flatten)]
    pub engine: Engine,
}

/// Arguments of `merge`.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Folders of finished shards in any order; a folder of several shards stands for all of them
    #[arg(required = true, value_name = "RUN")]
    pub shards: Vec<PathBuf>,
    /// Replace the finished run in the folder of --out, as soon as the new run is complete
    #[arg(long)]
    pub force: bool,
}

/// Arguments of `status`.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// Folder of shards: that of --out in `soleus run --shard`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// Print only the numbers of the missing shards, as an array expression of batch systems, such as 3,7-9
    #[arg(long)]
    pub missing: bool,
}

/// Arguments of `ls`.
#[derive(Debug, Args)]
pub struct LsArgs {
    /// Folder in which runs are looked for, as DIR/STUDY/RUN
    #[arg(value_name = "DIR", default_value = "runs")]
    pub root: PathBuf,
}

/// Arguments of `submit`.
#[derive(Debug, Args)]
pub struct SubmitArgs {
    /// The batch system
    #[arg(value_enum, value_name = "SYSTEM")]
    pub system: BatchSystem,
    /// Scenario file. A sweep is divided into its members, any other scenario into shards
    #[arg(value_name = "STUDY")]
    pub study: PathBuf,
    /// Number of shards
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub shards: Option<u32>,
    /// Processors of each job
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u32).range(1..))]
    pub cpus: u32,
    /// Number of people, seed and values that replace those of the scenario
    #[command(flatten)]
    pub sample: Sample,
}

/// A batch system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum BatchSystem {
    /// Slurm
    Slurm,
}

/// Arguments of `tornado`.
#[derive(Debug, Args)]
pub struct TornadoArgs {
    /// Scenario file; --out names a Parquet table for all inputs, arms and outcomes
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Member of the scenario's sweep, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub member: Option<u32>,
    /// Values that replace those of the scenario; without --persons, the first 128 people are simulated
    #[command(flatten)]
    pub sample: Sample,
    /// Where to compute
    #[command(flatten)]
    pub engine: Engine,
}
