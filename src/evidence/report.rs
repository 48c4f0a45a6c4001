//! The evidence table, for people.

use super::evaluate::{Finding, Findings};
use super::lines::{aligned, markdown, number};

/// What precedes and follows the table in the documentation.
const HEAD: &str = include_str!("head.md");
const NOTES: &str = include_str!("notes.md");

/// Aligned lines for a terminal.
pub fn table(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", "published SD", ""];
    let rows: Vec<[String; 9]> = findings.0.iter().map(cells).collect();
    let (held, all) = findings.score();
    format!("{}\n{held} of {all} scored values are reproduced.\n", aligned(header, &rows, 3..8))
}

/// The whole of `docs/evidence.md`.
pub fn document(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", "published SD", "people", "", "source"];
    let rows: Vec<[String; 11]> = findings.0.iter().map(long_cells).collect();
    let (held, all) = findings.score();
    let table = markdown(header, &rows, 3..9);
    format!("{HEAD}\n{held} of {all} scored values are reproduced.\n\n{table}\n{NOTES}")
}

fn long_cells(finding: &Finding) -> [String; 11] {
    let [id, quantity, unit, published, band, value, sd, published_sd, verdict] = cells(finding);
    let (people, source) = (finding.people.to_string(), finding.target.source.clone());
    [id, quantity, unit, published, band, value, sd, published_sd, people, verdict, source]
}

fn cells(finding: &Finding) -> [String; 9] {
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
        target.sd.map_or_else(String::new, number),
        verdict.to_owned(),
    ]
}
