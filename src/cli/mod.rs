//! The command line: one file per verb. Results go to stdout, messages to stderr.
#![expect(clippy::disallowed_methods, reason = "the clock: progress, speed, and when a run began")]

mod args;
mod check;
mod checklist;
mod compare;
mod completions;
mod console;
mod devices;
mod docs;
mod doctor;
mod engine;
mod exit;
mod explain;
mod export;
mod extend;
mod ls;
mod new;
mod plan;
mod progress;
mod report;
mod resume;
mod run;
mod scenario;
mod schema;
mod stats;
mod status;
mod stop;
mod submit;
mod tornado;
mod trace;
mod verify;
mod width;

use std::io;
use std::process::ExitCode;

use clap::Parser;

pub use args::Cli;
pub use console::Console;
pub use exit::Exit;

use args::Verb;
use stop::Stop;

/// Runs the program.
pub fn main() -> ExitCode {
    match Cli::try_parse() {
        Ok(cli) => perform(&cli).into(),
        Err(error) => {
            // Help and version are also handled here: they are results and go to stdout.
            let lost = error.print().is_err_and(|lost| lost.kind() != io::ErrorKind::BrokenPipe);
            if error.use_stderr() || lost { Exit::Unusable.into() } else { Exit::Done.into() }
        }
    }
}

/// Runs the verb of the command line.
fn perform(cli: &Cli) -> Exit {
    let console = Console::new(&cli.shared);
    let stop = Stop::listen(&console);
    let exit = match &cli.verb {
        Verb::Run(args) => run::run(args, &console, &stop),
        Verb::Resume(args) => resume::resume(args, &console, &stop),
        Verb::Extend(args) => extend::extend(args, &console, &stop),
        Verb::Merge(args) => run::merge(args, &console, &stop),
        Verb::Status(args) => status::status(args, &console),
        Verb::Submit(args) => submit::submit(args, &console),
        Verb::Ls(args) => ls::ls(args, &console),
        Verb::Check(args) => check::check(args, &console),
        Verb::Report(args) => report::report(args, &console),
        Verb::Plan(args) => plan::plan(args, &console),
        Verb::Compare(args) => compare::compare(args, &console),
        Verb::Stats(args) => stats::stats(args, &console),
        Verb::Export(args) => export::export(args, &console),
        Verb::Tornado(args) => tornado::tornado(args, &console),
        Verb::Trace(args) => trace::trace(args, &console),
        Verb::Verify(args) => verify::verify(args, &console),
        Verb::New(args) => new::new(args, &console),
        Verb::Explain(args) => explain::explain(args, &console),
        Verb::Docs(args) => docs::docs(args, &console),
        Verb::Schema(args) => schema::schema(args, &console),
        Verb::Completions(args) => completions::completions(args, &console),
        Verb::Devices => devices::devices(&console),
        Verb::Doctor(args) => doctor::doctor(args, &console),
    };
    if exit == Exit::Done && console.undelivered() { Exit::Unusable } else { exit }
}
