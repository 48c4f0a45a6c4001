//! Makes a Jupyter notebook of a Python text, in which a line `# %%` begins a cell of code and `# %% [markdown]` a cell of text.

use serde_json::{Value, json};

/// Begins a cell.
const CELL: &str = "# %%";
/// Begins a cell of text.
const TEXT: &str = "# %% [markdown]";

/// What a cell contains.
#[derive(Clone, Copy)]
enum Kind {
    Code,
    Text,
}

/// The text of the notebook.
pub(super) fn of(text: &str) -> String {
    let mut cells: Vec<(Kind, Vec<&str>)> = Vec::new();
    for line in text.lines() {
        match cells.last_mut() {
            _ if line == TEXT => cells.push((Kind::Text, Vec::new())),
            _ if line == CELL => cells.push((Kind::Code, Vec::new())),
            Some((_, lines)) => lines.push(line),
            None => {}
        }
    }
    let notebook = json!({
        "cells": cells.iter().map(|(kind, lines)| cell(*kind, lines)).collect::<Vec<_>>(),
        "metadata": {
            "kernelspec": { "display_name": "Python 3", "language": "python", "name": "python3" },
            "language_info": { "name": "python" },
        },
        "nbformat": 4,
        "nbformat_minor": 4,
    });
    format!("{notebook:#}\n")
}

fn cell(kind: Kind, lines: &[&str]) -> Value {
    let source = |lines: &[&str]| lines.join("\n").trim_matches('\n').to_owned();
    match kind {
        Kind::Code => {
            json!({ "cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": source(lines) })
        }
        Kind::Text => {
            let plain: Vec<&str> = lines.iter().map(|line| line.strip_prefix("# ").unwrap_or_default()).collect();
            json!({ "cell_type": "markdown", "metadata": {}, "source": source(&plain) })
        }
    }
}
