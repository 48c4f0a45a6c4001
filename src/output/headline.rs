//! The table of the main results that is printed at the end of a run.

mod measured;
mod progress;

use super::{Finished, RunFile, STATEMENT};
use crate::results::Measure;
use crate::results::{EVERYONE, Method, Statistic};
use crate::scenario::{Arm, Draws, Flag, Published, Report, Scenario, published};
use crate::stats::{RankRow, StatRow};

/// Largest width of a line.
const WIDTH: usize = 100;
/// Largest length of an arm's label; longer labels are cut.
const LABEL: usize = 26;
const GAP: &str = "  ";
const NOTHING: &str = "-";

/// The main results of every arm as aligned text. Lines have at most 100 characters, except for the path of the folder.
pub fn headline(scenario: &Scenario, finished: &Finished) -> String {
    let columns = [
        Column::new("arm", scenario, |arm| shorten(&arm.label, LABEL)),
        Column::new("edema mL", scenario, |arm| fixed(mean(finished, arm, Measure::EdemaMl), 1)),
        Column::new("vs reference [interval]", scenario, |arm| difference(finished, arm, Measure::EdemaMl, 1)),
        Column::new("residence min", scenario, |arm| fixed(mean(finished, arm, Measure::ResidenceMeanMin), 1)),
        Column::new("stasis vs ref. h", scenario, |arm| difference_only(finished, arm, Measure::StasisDose, 2)),
    ];
    let flag = |flag: &Flag| Column::new(&shorten(&flag.id, LABEL), scenario, |arm| share(finished, arm, &flag.id));
    let flags = scenario.outcomes.flags.iter().map(flag);
    let mut text = render(&columns);
    let [label, ..] = columns;
    text.push_str(&swelling(&label, scenario, finished));
    text.push_str(&progress::table(scenario, finished));
    text.push_str(&tables("Share of people with", &label, flags));
    text.push_str(&measured::table(scenario, finished));
    text.push_str(&clots(&label, scenario, finished));
    text.push_str(&closing(scenario, finished));
    text
}

/// Divides the columns into tables that are not too wide. Each table begins with the column `label`.
fn tables(title: &str, label: &Column, columns: impl Iterator<Item = Column>) -> String {
    let mut all: Vec<Vec<Column>> = Vec::new();
    for column in columns {
        match all.last_mut() {
            Some(last) if width(last) + GAP.len() + column.width <= WIDTH => last.push(column),
            _ => all.push(vec![label.clone(), column]),
        }
    }
    all.iter().map(|columns| format!("\n{title}\n{}", render(columns))).collect()
}

/// The measures of swelling side by side, because studies do not measure from the start of the day on.
pub(super) const SWELLING: [(&str, Measure); 4] = [
    ("fluid since start", Measure::EdemaMl),
    ("volume from minute 10", Measure::AssessedVolumeGainMl),
    ("carried over", Measure::SwellingChronicMl),
    ("in total", Measure::SwellingMl),
];
pub(super) const SWELLING_TITLE: &str = "Swelling of one lower leg in mL; studies mostly measure volume";

fn swelling(label: &Column, scenario: &Scenario, finished: &Finished) -> String {
    let of = |heading, measure| Column::new(heading, scenario, |arm| fixed(mean(finished, arm, measure), 1));
    tables(SWELLING_TITLE, label, SWELLING.into_iter().map(|(heading, measure)| of(heading, measure)))
}

/// Number of people to which the printed numbers of clots refer.
pub(super) const PER: f64 = 1e5;

/// What the numbers of clots rest on.
pub(super) const BASIS: &str = "Swelling was calibrated to measurements in people. Clots rest on assumptions about stasis, fitted to a few \
published rates; no trial counted clots in travelers who pump or walk.";

pub(super) const CLOTS_TITLE: &str = "Expected clots per 100,000 people; those with symptoms within 8 weeks";

/// Smallest share of draws that is printed.
const LEAST_SHARE: f64 = 0.005;

/// The expected clots: those with symptoms, and those that a screening finds.
fn clots(label: &Column, scenario: &Scenario, finished: &Finished) -> String {
    let per = |arm: &Arm, measure| mean(finished, arm, measure).map(|risk| PER * risk);
    let columns = [
        Column::new("with symptoms", scenario, |arm| fixed(per(arm, Measure::VteSymptomaticRisk), 1)),
        Column::new("of these excess", scenario, |arm| fixed(per(arm, Measure::VteSymptomaticExcessRisk), 1)),
        Column::new("excess vs reference", scenario, |arm| excess_difference(finished, arm)),
        Column::new("found by screening", scenario, |arm| fixed(per(arm, Measure::DvtSymptomlessRisk), 0)),
    ];
    let table = tables(CLOTS_TITLE, label, columns.into_iter());
    let basis: String = wrap(BASIS).iter().map(|line| format!("{line}\n")).collect();
    format!("{table}{}{basis}{}", fewest(scenario, finished), beside(scenario, finished))
}

/// Difference of the excess from the reference, with the interval from uncertain constants.
fn excess_difference(finished: &Finished, arm: &Arm) -> String {
    let measure = Measure::VteSymptomaticExcessRisk.name();
    let drawn = finished.contrasts.iter().filter(|row| row.estimate.method == Some(Method::ParameterDraws));
    let estimate = find(drawn, arm, measure, Statistic::MeanDifference).map(|row| row.estimate);
    match estimate.and_then(|estimate| Some((estimate.value?, estimate.interval))) {
        Some((value, Some((low, high)))) => format!("{:+.1} [{:.1}, {:.1}]", PER * value, PER * low, PER * high),
        Some((value, None)) => format!("{:+.1} [unknown]", PER * value),
        None if arm.reference => "reference".to_owned(),
        None => NOTHING.to_owned(),
    }
}

/// How often each arm has the fewest excess clots; empty if constants were not drawn.
fn fewest(scenario: &Scenario, finished: &Finished) -> String {
    let first = finished.ranking.rows().filter(|row| row.rank == 1 && row.share >= LEAST_SHARE);
    let mut first: Vec<RankRow> = first.collect();
    first.sort_by(|one, other| other.share.total_cmp(&one.share));
    let words: Vec<String> =
        first.iter().map(|row| format!("{} {:.0} %", scenario.arms[row.arm].label, 100.0 * row.share)).collect();
    if words.is_empty() {
        return String::new();
    }
    let draws = finished.ranking.draws();
    let text = format!("Fewest excess clots, share of {draws} draws of the uncertain constants: {}.", words.join(", "));
    wrap(&text).iter().map(|line| format!("{line}\n")).collect()
}

/// What trials and cohorts found about clots in arms like these; empty if nothing is known. Only the first study of an arm and an outcome is
/// printed.
fn beside(scenario: &Scenario, finished: &Finished) -> String {
    let of_clots = |row: &Published| Measure::RISKS.iter().any(|risk| risk.name() == row.trial.outcome);
    let mut rows: Vec<Published> = published(scenario).into_iter().filter(of_clots).collect();
    rows.dedup_by_key(|row| (row.arm.id.clone(), row.trial.outcome.clone()));
    let line = |row: &Published| {
        let Published { arm, trial } = row;
        let interval = trial.interval().map_or(String::new(), |(low, high)| format!(" [{low}, {high}]"));
        let drawn = finished.contrasts.iter().filter(|row| row.estimate.method == Some(Method::ParameterDraws));
        let ours = find(drawn, arm, &trial.outcome, Statistic::MeanRatio).map(|row| row.estimate);
        let ours = ours.and_then(|estimate| Some((estimate.value?, estimate.interval?)));
        let ours =
            ours.map_or("unknown".to_owned(), |(value, (low, high))| format!("{value:.2} [{low:.2}, {high:.2}]"));
        let text = format!(
            "{}: {} x {}{interval}, here x {ours}. {} ({})",
            arm.label, trial.outcome, trial.value, trial.source, trial.id
        );
        wrap(&text).iter().map(|line| format!("{line}\n")).collect::<String>()
    };
    let lines: Vec<String> = rows.iter().map(line).collect();
    if lines.is_empty() {
        String::new()
    } else {
        format!("\nPublished ratios beside those of this run\n{}", lines.concat())
    }
}

/// A heading and the cells below it.
#[derive(Clone)]
struct Column {
    width: usize,
    cells: Vec<String>,
}

impl Column {
    /// One cell per arm.
    fn new(heading: &str, scenario: &Scenario, cell: impl Fn(&Arm) -> String) -> Self {
        Self::of(heading, scenario.arms.iter().map(cell))
    }

    fn of(heading: &str, cells: impl Iterator<Item = String>) -> Self {
        let cells: Vec<String> = std::iter::once(heading.to_owned()).chain(cells).collect();
        Self { width: cells.iter().map(|cell| cell.chars().count()).max().unwrap_or(0), cells }
    }
}

fn width(columns: &[Column]) -> usize {
    columns.iter().map(|column| column.width + GAP.len()).sum::<usize>().saturating_sub(GAP.len())
}

/// The lines of a table. Labels are aligned left, numbers right.
fn render(columns: &[Column]) -> String {
    let lines = columns.first().map_or(0, |column| column.cells.len());
    let line = |line: usize| {
        let cell = |(index, column): (usize, &Column)| match index {
            0 => format!("{:<width$}", column.cells[line], width = column.width),
            _ => format!("{:>width$}", column.cells[line], width = column.width),
        };
        let cells: Vec<String> = columns.iter().enumerate().map(cell).collect();
        format!("{}\n", cells.join(GAP).trim_end())
    };
    (0..lines).map(line).collect()
}

fn closing(scenario: &Scenario, finished: &Finished) -> String {
    let percent = scenario.design.confidence * 100.0;
    let persons = scenario.design.persons;
    let about = match scenario.design.draws {
        Draws::Nested => {
            "samples of people; for clots, uncertain constants of stasis and of its link to clots".to_owned()
        }
        Draws::Off => "samples of people; no constants were drawn, so that those of clots are unknown".to_owned(),
        Draws::Repeated(draws) => format!("{draws} draws of uncertain constants"),
    };
    let excluded = finished.exclusions.sentence(scenario).map(|sentence| wrap(&sentence));
    let mut text: String = excluded.iter().flatten().map(|line| format!("\n{line}")).collect();
    text.push_str(if text.is_empty() { "\n" } else { "\n\n" });
    for line in wrap(&format!("{percent} % intervals: {about}. {persons} people in every arm.")) {
        text.push_str(&line);
        text.push('\n');
    }
    for line in wrap(STATEMENT) {
        text.push_str(&line);
        text.push('\n');
    }
    let contrasts = finished.folder.join("contrasts.parquet");
    let page = finished.folder.join(&*RunFile::Report.name());
    let open = match scenario.outputs.report {
        Report::Html => format!("open {} in a browser, or ", page.display()),
        Report::None => String::new(),
    };
    format!("{text}Next: {open}read {} (docs/results.md shows how in Python, R and DuckDB)\n", contrasts.display())
}

fn find<'a>(
    rows: impl IntoIterator<Item = &'a StatRow>,
    arm: &Arm,
    measure: &str,
    statistic: Statistic,
) -> Option<&'a StatRow> {
    rows.into_iter().find(|row| {
        row.arm == arm.id && row.stratum_by == EVERYONE && row.measure == measure && row.statistic == statistic
    })
}

fn summary(finished: &Finished, arm: &Arm, measure: &str, statistic: Statistic) -> Option<f64> {
    find(&finished.summary, arm, measure, statistic)?.estimate.value
}

fn mean(finished: &Finished, arm: &Arm, measure: Measure) -> Option<f64> {
    summary(finished, arm, measure.name(), Statistic::Mean)
}

fn share(finished: &Finished, arm: &Arm, flag: &str) -> String {
    let share = summary(finished, arm, flag, Statistic::Risk);
    share.map_or_else(|| NOTHING.to_owned(), |share| format!("{:.1} %", 100.0 * share))
}

fn difference(finished: &Finished, arm: &Arm, measure: Measure, decimals: usize) -> String {
    let row = find(&finished.contrasts, arm, measure.name(), Statistic::MeanDifference);
    match row.and_then(|row| Some((row.estimate.value?, row.estimate.interval?))) {
        Some((value, (low, high))) => format!("{value:+.decimals$} [{low:.decimals$}, {high:.decimals$}]"),
        None if arm.reference => "reference".to_owned(),
        None => NOTHING.to_owned(),
    }
}

fn difference_only(finished: &Finished, arm: &Arm, measure: Measure, decimals: usize) -> String {
    let row = find(&finished.contrasts, arm, measure.name(), Statistic::MeanDifference);
    row.and_then(|row| row.estimate.value).map_or_else(|| NOTHING.to_owned(), |value| format!("{value:+.decimals$}"))
}

fn fixed(value: Option<f64>, decimals: usize) -> String {
    value.map_or_else(|| NOTHING.to_owned(), |value| format!("{value:.decimals$}"))
}

/// Cuts a text that is longer than this.
pub(super) fn shorten(text: &str, longest: usize) -> String {
    match text.chars().count() <= longest {
        true => text.to_owned(),
        false => text.chars().take(longest - 1).chain(['…']).collect(),
    }
}

/// Breaks a sentence into lines of at most the largest width.
fn wrap(text: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.len() - 1;
        if !lines[last].is_empty() && lines[last].len() + 1 + word.len() > WIDTH {
            lines.push(word.to_owned());
        } else {
            let space = if lines[last].is_empty() { "" } else { " " };
            lines[last] = format!("{}{space}{word}", lines[last]);
        }
    }
    lines
}
