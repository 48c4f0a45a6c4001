//! The arguments of the command line.

mod results;
mod work;

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::scenario::{Overrides, Template};

pub(super) use results::{CompareArgs, ExportArgs, StatsArgs};
pub(super) use work::{
    BatchSystem, ExtendArgs, LsArgs, MergeArgs, ResumeArgs, RunArgs, StatusArgs, SubmitArgs, TornadoArgs,
};

/// Population Monte Carlo studies of the leg's circulation: edema, stasis and their countermeasures.
///
/// Results describe simulated people under stated assumptions; they are not medical advice.
#[derive(Debug, Parser)]
#[command(name = "soleus", version, max_term_width = 100, arg_required_else_help = true)]
pub struct Cli {
    /// The verb.
    #[command(subcommand)]
    pub verb: Verb,
    /// Flags that every verb takes.
    #[command(flatten)]
    pub shared: Shared,
}

/// The verb.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Simulate scenarios and write a run folder for each
    Run(RunArgs),
    /// Finish an interrupted run; nothing that was saved is simulated again
    Resume(ResumeArgs),
    /// Enlarge a finished run; its people are not simulated again
    Extend(ExtendArgs),
    /// Join all shards of a run; the result equals the run without shards
    Merge(MergeArgs),
    /// Show which shards of a run are finished
    Status(StatusArgs),
    /// Write the scripts that run a study on a batch system
    Submit(SubmitArgs),
    /// List past runs
    Ls(LsArgs),
    /// Validate scenarios and show all problems at once, with places and hints; check that run folders are unchanged
    Check(CheckArgs),
    /// Make the report of a finished run again from its tables, without simulating
    Report(ReportArgs),
    /// Estimate what a run would do and cost, and how large its Monte Carlo errors would be, without running it
    Plan(PlanArgs),
    /// Compare arms of finished runs with each other, person by person where the people are the same
    Compare(CompareArgs),
    /// Compute statistics of a finished run for other groups, flags, quantiles or another reference, without simulating
    Stats(StatsArgs),
    /// Write the tables of a finished run as CSV files or as one Excel workbook
    Export(ExportArgs),
    /// Show which attributes and constants an outcome depends on: each moves from its 10th to its 90th percentile
    Tornado(TornadoArgs),
    /// Simulate one leg in full detail
    Trace(TraceArgs),
    /// Compare the model with published measurements
    Verify(VerifyArgs),
    /// Write a commented scenario to start from, with a schema for editors, a notebook and an R script
    New(NewArgs),
    /// Explain a code of `check`, a column, a variable, a signal, a constant or a key; `outcomes` lists all outcomes
    Explain(ExplainArgs),
    /// Print a document about the program, such as `results`; without a name, list all
    Docs(DocsArgs),
    /// Print the keys of scenario files, or the columns of tables, as JSON
    Schema(SchemaArgs),
    /// Print command-line completions for a shell
    Completions(CompletionsArgs),
    /// List the graphics adapters of this machine
    Devices,
    /// Check that this machine can compute: threads, files, graphics adapters, CPU against GPU
    Doctor(DoctorArgs),
}

/// Flags that every verb takes.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Shared options")]
pub struct Shared {
    /// Folder for the results; for several scenarios, it gets one run folder per file
    #[arg(short, long, global = true, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// Print only problems
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print more messages; twice for even more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Whether messages are colored; auto honors NO_COLOR
    #[arg(long, global = true, value_enum, default_value_t = When::Auto, value_name = "WHEN")]
    pub color: When,
    /// How progress is shown
    #[arg(long, global = true, value_enum, default_value_t = Progress::Auto, value_name = "HOW")]
    pub progress: Progress,
    /// Write one JSON object to stdout
    #[arg(long, global = true)]
    pub json: bool,
    /// Form of messages: text, or one JSON object per line with its level, and with the amounts of progress
    #[arg(long, global = true, value_enum, default_value_t = LogFormat::Text, value_name = "FORM")]
    pub log_format: LogFormat,
}

/// Form of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Text for people.
    Text,
    /// One JSON object per line.
    Json,
}

/// Whether messages are colored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How progress is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Progress {
    /// A bar on a terminal, lines elsewhere
    Auto,
    /// A bar
    Bar,
    /// Plain lines
    Lines,
    /// Not at all
    None,
}

/// Arguments of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Scenario files, run folders, or `-` for a scenario from stdin
    #[arg(required = true, value_name = "FILE|RUN")]
    pub files: Vec<PathBuf>,
    /// Values that replace those of the scenario
    #[command(flatten)]
    pub changes: Changes,
}

/// Arguments of `report`.
#[derive(Debug, Args)]
pub struct ReportArgs {
    /// Folder of a finished run or sweep; with --out, the page is written to that file and the folder stays as it is
    #[arg(value_name = "RUN")]
    pub run: PathBuf,
}

/// Arguments of `plan`.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Scenario files
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Values that replace those of the scenario
    #[command(flatten)]
    pub sample: Sample,
    /// Where to compute
    #[command(flatten)]
    pub engine: Engine,
}

/// Arguments of `verify`.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// Where to compute
    #[command(flatten)]
    pub engine: Engine,
}

/// Arguments of `new`.
#[derive(Debug, Args)]
#[command(allow_missing_positional = true)]
pub struct NewArgs {
    /// Shipped scenario to start from
    #[arg(value_name = "TEMPLATE", default_value = Template::ALL[0].name, value_parser = Template::names())]
    pub template: String,
    /// Folder for the new files; existing files are not replaced
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
}

/// Arguments of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// A code such as E003, or a name such as edema_ml
    #[arg(value_name = "CODE|NAME")]
    pub name: String,
}

/// Arguments of `docs`.
#[derive(Debug, Args)]
pub struct DocsArgs {
    /// Name of the document [default: the list of all]
    #[arg(value_name = "TOPIC")]
    pub topic: Option<String>,
}

/// Arguments of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// What is described
    #[arg(value_enum)]
    pub of: SchemaOf,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Scenario files, as a JSON Schema for editors
    Scenario,
    /// The columns of all tables of a run
    Tables,
}

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Whose completions
    #[arg(value_enum)]
    pub shell: Shell,
}

/// Arguments of `trace`.
#[derive(Debug, Args)]
pub struct TraceArgs {
    /// Scenario file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Arm of the simulated person
    #[arg(long, value_name = "ARM")]
    pub arm: String,
    /// The simulated person
    #[command(flatten)]
    pub who: Who,
    /// Member of the scenario's sweep, counted from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub member: Option<u32>,
    /// Values that replace those of the scenario
    #[command(flatten)]
    pub sample: Sample,
    /// Seconds between rows; at rest, rows can be up to 30 s apart
    #[arg(long, value_name = "S", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..))]
    pub every: u32,
}

/// The simulated person: one of the two.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub struct Who {
    /// Number of the person, counted from 0, as in the run
    #[arg(long, value_name = "N")]
    pub person: Option<u32>,
    /// A person with the typical value of every attribute
    #[arg(long)]
    pub typical: bool,
}

/// Arguments of `doctor`.
#[derive(Debug, Args)]
pub struct DoctorArgs {
    /// What to check: auto (a real GPU, otherwise a software adapter), cpu (no GPU), gpu, or a part of an adapter's
    /// name
    #[arg(long, value_name = "DEVICE", default_value = "auto")]
    pub device: Device,
}

/// Number of people, seed and values that replace those of the scenario.
#[derive(Clone, Debug, Args)]
pub struct Sample {
    /// Number of people, in place of the scenario's
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub persons: Option<u32>,
    /// Seed, in place of the scenario's
    #[arg(long, value_name = "SEED", value_parser = clap::value_parser!(u64).range(..=i64::MAX as u64))]
    pub seed: Option<u64>,
    /// Values that replace those of the scenario
    #[command(flatten)]
    pub changes: Changes,
}

/// Values that replace those of the scenario.
#[derive(Clone, Debug, Args)]
pub struct Changes {
    /// A value for a dotted path, such as arms.stockings.adherence=0.7; TOML, but words need no quotes. May be repeated
    #[arg(long, value_name = "PATH=VALUE")]
    pub set: Vec<String>,
}

/// Where to compute.
#[derive(Clone, Debug, Args)]
pub struct Engine {
    /// auto (a real GPU, otherwise the CPU), cpu, gpu (any adapter, even a software one), or a part of an adapter's
    /// name
    #[arg(long, value_name = "DEVICE", default_value = "auto")]
    pub device: Device,
    /// Exit with code 3 if no GPU can be used, instead of using the CPU; a software adapter is accepted only if
    /// --device selects it
    #[arg(long)]
    pub require_gpu: bool,
    /// Threads of the CPU engine [default: all cores]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=4096))]
    pub threads: Option<u32>,
}

/// Which device computes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Device {
    /// A real GPU if there is one, else the CPU.
    Auto,
    /// The CPU.
    Cpu,
    /// Any GPU, even a software one.
    Gpu,
    /// The first adapter whose name contains this text; upper and lower case are equal.
    Named(String),
}

impl FromStr for Device {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.to_ascii_lowercase().as_str() {
            "" => Err("name a device".to_owned()),
            "auto" => Ok(Self::Auto),
            "cpu" => Ok(Self::Cpu),
            "gpu" => Ok(Self::Gpu),
            _ => Ok(Self::Named(text.to_owned())),
        }
    }
}

impl From<&Changes> for Overrides {
    fn from(changes: &Changes) -> Self {
        Self { set: changes.set.clone(), ..Self::default() }
    }
}

impl From<&Sample> for Overrides {
    fn from(sample: &Sample) -> Self {
        Self { persons: sample.persons, seed: sample.seed, ..Self::from(&sample.changes) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn shared_flags_may_follow_the_verb() {
        let cli =
            Cli::try_parse_from(["soleus", "run", "a.toml", "--device", "H200", "--persons", "9", "--json"]).unwrap();
        assert!(cli.shared.json);
        let Verb::Run(run) = cli.verb else { panic!("not a run") };
        assert_eq!(run.engine.device, Device::Named("H200".to_owned()));
        assert_eq!(run.sample.persons, Some(9));
    }

    #[test]
    fn devices_are_known_whatever_the_case() {
        assert_eq!("CPU".parse(), Ok(Device::Cpu));
        assert_eq!("H200".parse(), Ok(Device::Named("H200".to_owned())));
    }

    #[test]
    fn a_trace_follows_exactly_one_person() {
        let parse = |who: &[&str]| {
            let fixed = ["soleus", "trace", "a.toml", "--arm", "usual"];
            Cli::try_parse_from(fixed.iter().chain(who)).is_ok()
        };
        assert!(parse(&["--typical"]));
        assert!(parse(&["--person", "3"]));
        assert!(!parse(&[]));
        assert!(!parse(&["--person", "3", "--typical"]));
    }
}
