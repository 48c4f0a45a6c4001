//! The width of the terminal.

use std::io::{self, IsTerminal};

use clap::Command;

/// Width of text in columns where there is no terminal.
const USUAL: usize = 100;
/// Widths that text is written for.
const LEAST: usize = 40;
const MOST: usize = 200;

/// Width of messages in columns: that of the environment variable `COLUMNS`, otherwise that of the terminal, otherwise the usual one.
pub(super) fn width() -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let is_terminal = io::stderr().is_terminal() || io::stdout().is_terminal();
    asked.or_else(|| is_terminal.then(of_terminal)).map_or(USUAL, |width| width.clamp(LEAST, MOST))
}

/// Width of the terminal, at most one column less. The standard library does not know it, but the command line parser does: it fits its
/// help to the terminal.
fn of_terminal() -> usize {
    fitted(Command::new("width").max_term_width(MOST))
}

/// Length of the longest line of a long text of one-letter words that is written as a help.
fn fitted(command: Command) -> usize {
    let help = command.about("- ".repeat(MOST)).help_template("{about}").render_help().to_string();
    help.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(USUAL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_help_is_as_wide_as_its_terminal() {
        for width in [60, 80, 121] {
            let found = fitted(Command::new("width").term_width(width));
            assert!(found == width || found + 1 == width, "{width}: {found}");
        }
    }
}
