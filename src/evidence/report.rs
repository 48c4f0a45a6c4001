//! The evidence table, for people.

use std::fmt::Write as _;

use super::evaluate::{Finding, Findings};

/// What precedes and follows the table in the documentation.
const HEAD: &str = include_str!("head.md");
const NOTES: &str = include_str!("notes.md");

/// Aligned lines for a terminal.
pub fn table(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", ""].map(str::to_owned);
    let rows: Vec<[String; 8]> = findings.0.iter().map(cells).collect();
    let width = |at: usize| rows.iter().chain([&header]).map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..8).map(width).collect();
    let mut text = String::new();
    for row in [&header].into_iter().chain(&rows) {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            // Numbers stand to the right, words to the left.
            let number = (3..7).contains(&at);
            let _ = if number { write!(line, "{cell:>width$}  ") } else { write!(line, "{cell:<width$}  ") };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    let (held, all) = findings.score();
    let _ = writeln!(text, "\n{held} of {all} scored values are reproduced.");
    text
}

/// The whole of `docs/evidence.md`.
pub fn document(findings: &Findings) -> String {
    let (held, all) = findings.score();
    format!("{HEAD}\n{held} of {all} scored values are reproduced.\n\n{}\n{NOTES}", markdown(findings))
}

/// The same as a Markdown table.
fn markdown(findings: &Findings) -> String {
    let mut text = String::from(
        "| | quantity | unit | published | band | model | SD | people | | source |\n|---|---|---|--:|--:|--:|--:|--:|---|---|\n",
    );
    for finding in &findings.0 {
        let [id, quantity, unit, target, band, value, sd, verdict] = cells(finding);
        let (people, source) = (finding.people, &finding.target.source);
        let _ = writeln!(
            text,
            "| {id} | {quantity} | {unit} | {target} | {band} | {value} | {sd} | {people} | {verdict} | {source} |"
        );
    }
    text
}

fn cells(finding: &Finding) -> [String; 8] {
    let target = &finding.target;
    let verdict = match (target.scored, finding.holds()) {
        (true, true) => "in",
        (true, false) => "OUT",
        (false, true) => "(in)",
        (false, false) => "(out)",
    };
    [
        target.id.clone(),
        target.quantity.clone(),
        target.unit.clone(),
        number(target.target),
        format!("{} .. {}", number(target.band[0]), number(target.band[1])),
        number(finding.value),
        finding.sd.map_or_else(String::new, number),
        verdict.to_owned(),
    ]
}

/// Three significant digits, small numbers as powers of ten.
fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || !value.is_finite() {
        return format!("{value:.0}");
    }
    if size < 1e-3 {
        return format!("{value:.2e}");
    }
    let decimals = (2 - size.log10().floor() as i32).clamp(0, 5) as usize;
    format!("{value:.decimals$}")
}
