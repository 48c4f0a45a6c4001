//! The evidence table as text.

use super::determinants::{self, Measured};
use super::evaluate::{Finding, Findings};
use super::lines::{aligned, markdown, number};
use super::people::people_chapter;
use super::risk::{Clots, NAME};
use super::target::{Checked, Place, Role, Target, activities};
use crate::keys::Word;

/// Text around the tables in the documentation.
const HEAD: &str = include_str!("head.md");
const CLOTS: &str = include_str!("clots.md");
const NOTES: &str = include_str!("notes.md");
const UNSEEN: &str = include_str!("unseen.md");
const UNSEEN_RISK: &str = include_str!("unseen_risk.md");
const ACTIVITIES: &str = include_str!("activities.md");
const LEFT_OUT: &str = include_str!("left_out.md");

/// Aligned lines for a terminal.
pub fn table(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", "published SD", ""];
    let of_role = |(_, role): (&str, Role)| {
        let rows: Vec<[String; 9]> = findings.of(role).map(cells).collect();
        format!("{}\n{}\n\n", aligned(header, &rows, 3..8), score_line(findings, role))
    };
    let tables: String = Role::choices().into_iter().map(of_role).collect();
    let clots = findings.clots.as_ref().map_or_else(String::new, |clots| clot_lines(clots).join("\n") + "\n");
    format!("{tables}{clots}")
}

/// The whole of `docs/evidence.md`.
pub fn document(findings: &Findings, measured: &[Measured]) -> String {
    let clots = findings
        .clots
        .as_ref()
        .map_or_else(String::new, |clots| clot_lines(clots).iter().map(|line| format!("* {line}\n")).collect());
    let [calibrated, unseen, risk] =
        [Role::Calibrated, Role::Unseen, Role::UnseenRisk].map(|role| score_line(findings, role));
    format!(
        "{HEAD}\n* {calibrated}\n* {unseen}\n* {risk}\n\n{}\n{CLOTS}\n{clots}\n{NOTES}\n{UNSEEN}\n{unseen}\n\n{}\n\
         {UNSEEN_RISK}\n{risk}\n\n{}\n{ACTIVITIES}\n{}\n{}\n{LEFT_OUT}\n{}",
        calibrated_rows(findings),
        unseen_rows(findings, Role::Unseen),
        unseen_rows(findings, Role::UnseenRisk),
        activity_rows(findings),
        determinants::chapter(measured),
        people_chapter()
    )
}

fn calibrated_rows(findings: &Findings) -> String {
    let header = ["", "quantity", "unit", "published", "band", "model", "SD", "published SD", "people", "", "source"];
    let rows: Vec<[String; 11]> = findings.of(Role::Calibrated).map(long_cells).collect();
    markdown(header, &rows, 3..9)
}

fn unseen_rows(findings: &Findings, role: Role) -> String {
    let header =
        ["", "quantity", "unit", "published", "band", "band from", "model", "SD", "people", "", "protocol", "source"];
    let cells = |finding: &Finding| {
        let [id, quantity, unit, published, band, model, sd, _, people, verdict, source] = long_cells(finding);
        let from = finding.target.interval.clone().unwrap_or_else(|| "a quarter".to_owned());
        let Place { protocol, arm, .. } = &finding.target.reading;
        let protocol = if protocol == NAME { arm.clone() } else { protocol.clone() };
        [id, quantity, unit, published, band, from, model, sd, people, verdict, protocol, source]
    };
    let rows: Vec<[String; 12]> = findings.of(role).map(cells).collect();
    markdown(header, &rows, 3..9)
}

/// Every activity with the values that depend on it.
fn activity_rows(findings: &Findings) -> String {
    let header = ["activity", "", "quantity", "unit", "measured", "band", "model", "", "source"];
    let row = |name: &str, finding: &Finding| {
        let [id, quantity, unit, measured, band, value, .., verdict, source] = long_cells(finding);
        [name.to_owned(), id, quantity, unit, measured, band, value, verdict, source]
    };
    let rows_of = |Checked { name, calibrated, checks }: Checked| {
        let ids: Vec<String> = calibrated.into_iter().chain(checks.into_iter().map(|check| check.id)).collect();
        let found = ids.into_iter().filter_map(|id| findings.rows.iter().find(|finding| finding.target.id == id));
        found.map(|finding| row(&name, finding)).collect::<Vec<_>>()
    };
    let rows: Vec<[String; 9]> = activities().into_iter().flat_map(rows_of).collect();
    markdown(header, &rows, 4..7)
}

/// The number of reproduced values of a role, and the required number.
fn score_line(findings: &Findings, role: Role) -> String {
    let (held, all) = findings.score(role);
    format!("{held} of {all} {} values are reproduced (required: {}).", role.word(), role.bar())
}

/// Sentences about the risks after a flight.
fn clot_lines(clots: &Clots) -> Vec<String> {
    let once = |risk: f64| format!("1 in {:.0}", 1.0 / risk);
    let ratio = |ratio: f64| format!("{ratio:.2}");
    let [total, excess] = clots.isolated.map(once);
    let [total_of_many, excess_of_many] = clots.per_flight.map(once);
    vec![
        format!(
            "One isolated flight over 4 h, followed for 8 weeks: symptomatic VTE {total}, of which excess {excess}."
        ),
        format!(
            "Per flight of people who fly often, in 24.5 days for each flight: total {total_of_many}, excess \
             {excess_of_many}."
        ),
        format!(
            "A screening after the flight would find a clot in {:.1} % of people; this is a different scale.",
            100.0 * clots.screened
        ),
        format!(
            "With stockings of 15-20 mmHg, the excess of clots with symptoms is {} of that without stockings.",
            ratio(clots.stockings[0])
        ),
        format!(
            "With stockings of 15-20 mmHg, the number of clots that a screening finds is {} of that without stockings.",
            ratio(clots.stockings[1])
        ),
    ]
}

/// The published value, or why there is none.
fn published(target: &Target) -> String {
    match target.target.is_nan() {
        true if target.source.starts_with("assumption") => "assumption".to_owned(),
        true => "direction".to_owned(),
        false => number(target.target),
    }
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
        published(target),
        format!("{} .. {}", number(target.band[0]), number(target.band[1])),
        number(finding.value),
        finding.sd.map_or_else(String::new, number),
        target.sd.map_or_else(String::new, number),
        verdict.to_owned(),
    ]
}
