//! `soleus completions`: prints completions of the command line for a shell.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs};
use super::{Console, Exit};

/// Prints the completion script for the shell.
pub(super) fn completions(args: &CompletionsArgs, console: &Console) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "soleus", &mut script);
    console.result(&String::from_utf8_lossy(&script));
    Exit::Done
}
