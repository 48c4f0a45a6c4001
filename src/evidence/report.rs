//! The evidence table as text.

use super::evaluate::{Finding, Findings};
use super::lines::{aligned, markdown, number};
use super::people::people_chapter;
use super::risk::{Clots, Spread};

/// Text before and after the table in the documentation.
const HEAD: &str = include_str!("head.md");
const CLOTS: &str = include_str!("clots.md");
const NOTES: &str = include_str!("notes.md");

/// Aligned lines for a terminal.
pub fn table(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", "published SD", ""];
    let rows: Vec<[String; 9]> = findings.rows.iter().map(cells).collect();
    let (held, all) = findings.score();
    let clots =
        findings.clots.as_ref().map_or_else(String::new, |clots| format!("\n{}", clot_lines(clots).join("\n") + "\n"));
    format!("{}\n{held} of {all} scored values are reproduced.\n{clots}", aligned(header, &rows, 3..8))
}

/// The whole of `docs/evidence.md`.
pub fn document(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", "published SD", "people", "", "source"];
    let rows: Vec<[String; 11]> = findings.rows.iter().map(long_cells).collect();
    let (held, all) = findings.score();
    let table = markdown(header, &rows, 3..9);
    let clots = findings
        .clots
        .as_ref()
        .map_or_else(String::new, |clots| clot_lines(clots).iter().map(|line| format!("* {line}\n")).collect());
    format!(
        "{HEAD}\n{held} of {all} scored values are reproduced.\n\n{table}\n{CLOTS}\n{clots}\n{NOTES}\n{}",
        people_chapter()
    )
}

/// Sentences about the risks after a flight.
fn clot_lines(clots: &Clots) -> Vec<String> {
    let once = |risk: f64| format!("1 in {:.0}", 1.0 / risk);
    let ratio = |spread: &Spread| {
        format!(
            "{:.2} ({:.2} to {:.2} under the link's uncertainty)",
            spread.value, spread.interval[0], spread.interval[1]
        )
    };
    let [total, excess] = clots.isolated.map(once);
    let [total_of_many, excess_of_many] = clots.per_flight.map(once);
    vec![
        format!(
            "One isolated flight over 4 h, followed for 8 weeks: symptomatic VTE {total}, of which excess {excess}."
        ),
        format!(
            "The same per flight of people who fly often, 24.5 days each: total {total_of_many}, excess {excess_of_many}."
        ),
        format!("A screening after the flight would find something in {:.1} %: another scale.", 100.0 * clots.screened),
        format!("Stockings of 15-20 mmHg leave {} of the excess with symptoms.", ratio(&clots.stockings[0])),
        format!("Stockings of 15-20 mmHg leave {} of what a screening finds.", ratio(&clots.stockings[1])),
    ]
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
