//! A table for people: one line per outcome, group and arm.

use super::Derived;
use crate::output::STATEMENT;
use crate::output::derived::{Contrast, People, RunLabel};
use crate::results::{Measure, Method, Statistic};
use crate::stats::{Estimate, StatRow};

/// Number of digits that are shown.
const DIGITS: i32 = 4;
/// Numbers below this power of ten are written with an exponent.
const SMALLEST: i32 = -6;
const NOTHING: &str = "-";
/// Mark of a small group, and its meaning.
const SMALL: &str = " (small)";
const SMALL_NOTE: &str = "(small): fewer than 10 people, or people from fewer than 10 rows of the data file. Intervals cover less than they say; \
numbers about so few real people are not published.";
const HEADINGS: [&str; 7] = ["outcome", "group", "arm", "mean or share", "reference", "difference [interval]", "ratio"];

/// The table with aligned columns, and notes below.
pub(super) fn plain(derived: &Derived) -> String {
    let lines = lines(derived);
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..HEADINGS.len()).map(width).collect();
    let mut text = runs(derived);
    for line in &lines {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text + &notes(derived, "\n")
}

/// The table in Markdown.
pub(super) fn markdown(derived: &Derived) -> String {
    let mut text = runs(derived);
    for (at, line) in lines(derived).iter().enumerate() {
        let cells: Vec<String> = line.iter().map(|cell| cell.replace('|', "\\|")).collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
        if at == 0 {
            text.push_str(&format!("|{}\n", "---|".repeat(HEADINGS.len())));
        }
    }
    text + &notes(derived, "\n")
}

/// The numbers of the runs, if there are several.
fn runs(derived: &Derived) -> String {
    let line = |(number, run): (usize, &RunLabel)| {
        let member = run.member.as_ref().map_or(String::new(), |member| format!(", {member}"));
        format!("Run {number}: {} ({}{member})\n", run.path, run.study)
    };
    match derived.runs.len() {
        1 => String::new(),
        _ => (1..).zip(&derived.runs).map(line).collect::<String>() + "\n",
    }
}

fn notes(derived: &Derived, between: &str) -> String {
    let small = derived.summary.iter().any(|summary| summary.row.size.is_small());
    let small = small.then_some(SMALL_NOTE);
    let notes = derived.notes.iter().map(String::as_str).chain(small).chain([STATEMENT]);
    notes.map(|note| format!("{between}{note}\n")).collect()
}

/// The cells of all lines; the first line has the headings.
fn lines(derived: &Derived) -> Vec<[String; HEADINGS.len()]> {
    let mut lines = vec![HEADINGS.map(str::to_owned)];
    let central: Vec<(usize, &StatRow)> = derived
        .summary
        .iter()
        .filter(|summary| matches!(summary.row.statistic, Statistic::Mean | Statistic::Risk))
        .map(|summary| (summary.run, &summary.row))
        .collect();
    for subject in subjects(&central) {
        let about = central.iter().filter(|(_, row)| Subject::of(row) == subject);
        // Of the rows about an arm, only the first one counts: those about constants have the same value.
        let mut shown: Vec<(usize, &str)> = Vec::new();
        for (run, row) in about {
            if !shown.contains(&(*run, &row.arm)) {
                shown.push((*run, &row.arm));
                lines.push(line(derived, *run, row));
            }
        }
    }
    let responders = derived.contrasts.iter().filter(|one| one.row.statistic == Statistic::ResponderShare);
    lines.extend(responders.map(|contrast| responder(derived, contrast)));
    lines
}

/// What a line is about, apart from the arm: an outcome of a group.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Subject<'a> {
    measure: &'a str,
    by: &'a str,
    class: &'a str,
}

impl<'a> Subject<'a> {
    fn of(row: &'a StatRow) -> Self {
        Self { measure: &row.measure, by: &row.stratum_by, class: &row.stratum }
    }
}

/// What the lines are about: the main outcomes first, each with its groups in their order.
fn subjects<'a>(rows: &[(usize, &'a StatRow)]) -> Vec<Subject<'a>> {
    let mut groups: Vec<(&str, &str)> = Vec::new();
    let mut measures: Vec<&str> = Vec::new();
    for (_, row) in rows {
        let Subject { measure, by, class } = Subject::of(row);
        if !groups.contains(&(by, class)) {
            groups.push((by, class));
        }
        if !measures.contains(&measure) {
            measures.push(measure);
        }
    }
    measures.sort_by_key(|measure| Measure::headline_position(measure).unwrap_or(usize::MAX));
    let of_measure = |measure| groups.iter().map(move |(by, class)| Subject { measure, by, class });
    measures.into_iter().flat_map(of_measure).collect()
}

fn line(derived: &Derived, run: usize, row: &StatRow) -> [String; HEADINGS.len()] {
    let about = |contrast: &&Contrast| {
        contrast.run == run && contrast.row.arm == row.arm && Subject::of(&contrast.row) == Subject::of(row)
    };
    let contrasts: Vec<&Contrast> = derived.contrasts.iter().filter(about).collect();
    let scale = Measure::readers_scale(&row.measure);
    let reference = contrasts.first().map_or_else(|| NOTHING.to_owned(), |contrast| reference(derived, contrast));
    let unit = match (scale, row.unit) {
        (1.0, "1") => String::new(),
        (1.0, unit) => format!(" ({unit})"),
        _ => " (per 100,000)".to_owned(),
    };
    [
        format!("{}{unit}", row.measure),
        group(row),
        named(derived, run, &row.arm),
        value(row.estimate.value, scale),
        reference,
        intervals(&contrasts, &[Statistic::MeanDifference, Statistic::RiskDifference], scale),
        intervals(&contrasts, &[Statistic::MeanRatio, Statistic::RiskRatio], 1.0),
    ]
}

/// The line of a responder: the share of people with its interval.
fn responder(derived: &Derived, contrast: &Contrast) -> [String; HEADINGS.len()] {
    let Contrast { run, row, .. } = contrast;
    let share = format!("{} {}", value(row.estimate.value, 1.0), interval(&row.estimate, 1.0));
    let none = || NOTHING.to_owned();
    [
        row.measure.clone(),
        group(row),
        named(derived, *run, &row.arm),
        share.trim_end().to_owned(),
        reference(derived, contrast),
        none(),
        none(),
    ]
}

/// The group of a row, with a mark if it is small.
fn group(row: &StatRow) -> String {
    let mark = if row.size.is_small() { SMALL } else { "" };
    match row.stratum_by == row.stratum {
        true => format!("{}{mark}", row.stratum),
        false => format!("{}: {}{mark}", row.stratum_by, row.stratum),
    }
}

/// The reference of a comparison.
fn reference(derived: &Derived, contrast: &Contrast) -> String {
    let others = if contrast.people == People::Different { " (other people)" } else { "" };
    format!("{}{others}", named(derived, contrast.reference_run, &contrast.reference))
}

/// The name of an arm, with the number of its run if there are several.
fn named(derived: &Derived, run: usize, arm: &str) -> String {
    if derived.runs.len() > 1 { format!("{}:{arm}", run + 1) } else { arm.to_owned() }
}

/// A number with the interval of the people and, if there is one, with that of the constants.
fn intervals(contrasts: &[&Contrast], statistics: &[Statistic], scale: f64) -> String {
    let of = |drawn: bool| {
        let is = |contrast: &&&Contrast| {
            let method = contrast.row.estimate.method;
            statistics.contains(&contrast.row.statistic) && (method == Some(Method::ParameterDraws)) == drawn
        };
        contrasts.iter().find(is).map(|contrast| contrast.row.estimate)
    };
    match (of(false), of(true)) {
        (Some(people), constants) => {
            let constants = constants.map_or(String::new(), |constants| match constants.interval {
                Some(_) => format!("; constants {}", interval(&constants, scale)),
                None => "; constants unknown".to_owned(),
            });
            format!("{} {}{constants}", value(people.value, scale), interval(&people, scale)).trim_end().to_owned()
        }
        (None, Some(constants)) => format!("{} {}", value(constants.value, scale), interval(&constants, scale)),
        (None, None) => NOTHING.to_owned(),
    }
}

fn interval(estimate: &Estimate, scale: f64) -> String {
    estimate
        .interval
        .map_or(String::new(), |(low, high)| format!("[{}, {}]", value(Some(low), scale), value(Some(high), scale)))
}

/// A number with a few digits.
fn value(value: Option<f64>, scale: f64) -> String {
    let Some(value) = value.map(|value| scale * value) else { return NOTHING.to_owned() };
    if value == 0.0 {
        return "0".to_owned();
    }
    let size = libm::floor(libm::log10(value.abs())) as i32;
    if size < SMALLEST {
        return format!("{value:.*e}", DIGITS as usize - 1);
    }
    let decimals = (DIGITS - 1 - size).clamp(0, 12) as usize;
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::value;

    #[test]
    fn numbers_have_four_digits() {
        let shown = [0.0, 1234.56, 123.456, -10.0014, 0.5, 0.000_123_456].map(|number| value(Some(number), 1.0));
        assert_eq!(shown, ["0", "1235", "123.5", "-10.00", "0.5000", "0.0001235"]);
        assert_eq!(value(Some(-1e-20), 1.0), "-1.000e-20");
        assert_eq!([value(None, 1.0), value(Some(2e-5), 1e5)], ["-", "2.000"]);
    }
}
