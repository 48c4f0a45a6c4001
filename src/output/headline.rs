//! The table of the main results that is printed at the end of a run.

mod clots;
mod measured;
mod progress;

use super::screen::{NOTHING, ScreenTable, difference, fixed, paragraph, people_to_treat, percent};
use super::{Finished, RunFile, STATEMENT};
use crate::results::{EVERYONE, Measure, Statistic};
use crate::scenario::{Arm, Draws, Flag, Report, Scenario};
use crate::stats::{Estimate, StatRow};

pub(super) use clots::{BASIS, CLOTS_TITLE, PER};

/// The main results of every arm as text. Lines have at most `width` characters, except for paths; no label is cut.
pub fn headline(scenario: &Scenario, finished: &Finished, width: usize) -> String {
    let results = Results { scenario, finished, width };
    let mut text = results.main();
    text.push_str(&results.swelling());
    text.push_str(&progress::table(&results));
    text.push_str(&results.flags());
    text.push_str(&results.responders());
    text.push_str(&measured::table(&results));
    text.push_str(&clots::table(&results));
    text.push_str(&results.closing());
    text
}

/// The results of a run, and the width at which they are printed.
struct Results<'a> {
    scenario: &'a Scenario,
    finished: &'a Finished,
    width: usize,
}

/// Swelling side by side, because studies do not measure from the start of the day on: headings, and measures that are added or subtracted.
pub(super) const SWELLING: [(&str, &[(f64, Measure)]); 5] = [
    ("carried over from earlier days", &[(1.0, Measure::SwellingChronicMl)]),
    (
        "left from the morning",
        &[(1.0, Measure::SwellingMl), (-1.0, Measure::SwellingChronicMl), (-1.0, Measure::EdemaMl)],
    ),
    ("fluid since start", &[(1.0, Measure::EdemaMl)]),
    ("in total", &[(1.0, Measure::SwellingMl)]),
    ("volume from minute 10", &[(1.0, Measure::AssessedVolumeGainMl)]),
];
pub(super) const SWELLING_TITLE: &str = "Swelling of one lower leg in mL; studies mostly measure volume";
/// How the columns of swelling belong together.
pub(super) const SWELLING_SUM: &str =
    "What earlier days, the morning before the timeline and the time since its start have left add up to the total.";

/// What the columns of adherence mean.
const ADHERENCE: &str = "Adherence asked: mean probability that a person does a bout or adopts a habit. Lived: mean share of the bouts and \
habits of the arm that people did; those who may not do them are included.";

const FLAGS_TITLE: &str = "Share of people with";
const RESPONDERS_TITLE: &str = "Share of people who respond";
const TO_TREAT: &str =
    "NNT: number of people who must do what the arm asks for, compared with the reference, so that one fewer has it.";

impl Results<'_> {
    /// A table with one row per arm.
    fn arms(&self) -> ScreenTable {
        ScreenTable::new("arm", self.scenario.arms.iter().map(|arm| arm.label.clone()))
    }

    /// One cell per arm.
    fn cells(&self, cell: impl Fn(&Arm) -> String) -> Vec<String> {
        self.scenario.arms.iter().map(cell).collect()
    }

    fn main(&self) -> String {
        let asks = self.scenario.arms.iter().any(|arm| self.finished.lived.of(self.scenario, arm).is_some());
        let mut table = self
            .arms()
            .column("edema mL", self.cells(|arm| self.mean(arm, Measure::EdemaMl, 1)))
            .column("vs reference [interval]", self.cells(|arm| self.difference(arm, Measure::EdemaMl, 1)))
            .column("residence min", self.cells(|arm| self.mean(arm, Measure::ResidenceMeanMin, 1)))
            .column("stasis vs ref. h", self.cells(|arm| self.bare_difference(arm, Measure::StasisDose, 2)));
        if asks {
            let lived = |arm: &Arm| self.finished.lived.of(self.scenario, arm);
            let share =
                |share: Option<f64>| share.map_or(NOTHING.to_owned(), |share| format!("{:.0} %", 100.0 * share));
            table = table
                .column("adherence asked", self.cells(|arm| share(lived(arm).map(|lived| lived.asked))))
                .column("lived", self.cells(|arm| share(lived(arm).map(|lived| lived.lived))));
        }
        let note = if asks { paragraph(ADHERENCE, self.width) } else { String::new() };
        table.text(self.width) + &note
    }

    fn swelling(&self) -> String {
        let mut table = self.arms();
        for (heading, terms) in SWELLING {
            table = table.column(heading, self.cells(|arm| self.sum_of_means(arm, terms, 1)));
        }
        self.titled(SWELLING_TITLE, &[SWELLING_SUM], &table)
    }

    /// The share of people with each flag, and the number of people to treat.
    fn flags(&self) -> String {
        let flags = &self.scenario.outcomes.flags;
        let compares = self.scenario.arms.len() > 1;
        let mut table = self.arms();
        for Flag { id, .. } in flags {
            let share = |arm: &Arm| percent(self.summary(arm, id, Statistic::Risk));
            table = table.column(id, self.cells(share));
            if compares {
                table = table.column(&format!("NNT {id}"), self.cells(|arm| self.to_treat(arm, id)));
            }
        }
        match (flags.is_empty(), compares) {
            (true, _) => String::new(),
            (false, true) => self.titled(FLAGS_TITLE, &[TO_TREAT], &table),
            (false, false) => self.titled(FLAGS_TITLE, &[], &table),
        }
    }

    /// The share of people who respond, with its interval.
    fn responders(&self) -> String {
        let responders = &self.scenario.analysis.responders;
        if responders.is_empty() || self.scenario.arms.len() < 2 {
            return String::new();
        }
        let mut table = self.arms();
        for Flag { id, .. } in responders {
            let share = |arm: &Arm| percent(self.contrast(arm, id, Statistic::ResponderShare));
            table = table.column(id, self.cells(|arm| self.versus(arm, || share(arm))));
        }
        self.titled(RESPONDERS_TITLE, &[], &table)
    }

    /// A table below its title and what a reader must know of it.
    fn titled(&self, title: &str, notes: &[&str], table: &ScreenTable) -> String {
        let notes: String = notes.iter().map(|note| paragraph(note, self.width)).collect();
        format!("\n{}{notes}{}", paragraph(title, self.width), table.text(self.width))
    }

    /// Whom the arms exclude, what intervals include, and where the results are.
    fn closing(&self) -> String {
        let Self { scenario, finished, width } = *self;
        let percent = scenario.design.confidence * 100.0;
        let persons = scenario.design.persons;
        let about = match scenario.design.draws {
            Draws::Nested => {
                "samples of people; for clots, uncertain constants of stasis and of its link to clots".to_owned()
            }
            Draws::Off => "samples of people; no constants were drawn, so that those of clots are unknown".to_owned(),
            Draws::Repeated(draws) => format!("{draws} draws of uncertain constants"),
        };
        let excluded = finished.exclusions.sentence(scenario);
        let excluded = excluded.map_or(String::new(), |sentence| format!("\n{}", paragraph(&sentence, width)));
        let intervals = paragraph(&format!("{percent} % intervals: {about}. {persons} people in every arm."), width);
        let contrasts = finished.folder.join("contrasts.parquet");
        let page = finished.folder.join(&*RunFile::Report.name());
        let open = match scenario.outputs.report {
            Report::Html => format!("open {} in a browser, or ", page.display()),
            Report::None => String::new(),
        };
        format!(
            "{excluded}\n{intervals}{}Next: {open}read {} (`soleus docs results` shows how in Python, R and DuckDB)\n",
            paragraph(STATEMENT, width),
            contrasts.display()
        )
    }

    /// A statistic of an arm; the first row is about people, not about uncertain constants.
    fn summary(&self, arm: &Arm, measure: &str, statistic: Statistic) -> Estimate {
        find(&self.finished.summary, arm, measure, statistic).map(|row| row.estimate).unwrap_or_default()
    }

    fn contrast(&self, arm: &Arm, measure: &str, statistic: Statistic) -> Estimate {
        find(&self.finished.contrasts, arm, measure, statistic).map(|row| row.estimate).unwrap_or_default()
    }

    /// The mean without its interval.
    fn mean(&self, arm: &Arm, measure: Measure, decimals: usize) -> String {
        let mean = self.summary(arm, measure.name(), Statistic::Mean);
        fixed(Estimate { interval: None, ..mean }, 1.0, decimals)
    }

    /// The sum of means.
    fn sum_of_means(&self, arm: &Arm, terms: &[(f64, Measure)], decimals: usize) -> String {
        let mean = |measure: Measure| self.summary(arm, measure.name(), Statistic::Mean).value;
        let value = terms.iter().map(|(sign, measure)| mean(*measure).map(|mean| sign * mean)).sum();
        fixed(Estimate { value, ..Estimate::default() }, 1.0, decimals)
    }

    fn difference(&self, arm: &Arm, measure: Measure, decimals: usize) -> String {
        self.versus(arm, || difference(self.contrast(arm, measure.name(), Statistic::MeanDifference), 1.0, decimals))
    }

    fn bare_difference(&self, arm: &Arm, measure: Measure, decimals: usize) -> String {
        let found = self.contrast(arm, measure.name(), Statistic::MeanDifference);
        difference(Estimate { interval: None, ..found }, 1.0, decimals)
    }

    fn to_treat(&self, arm: &Arm, flag: &str) -> String {
        let of = |statistic| self.contrast(arm, flag, statistic);
        self.versus(arm, || people_to_treat(of(Statistic::NumberNeededToTreat), of(Statistic::RiskDifference)))
    }

    /// A comparison with the reference, or the word that the arm is the reference.
    fn versus(&self, arm: &Arm, words: impl Fn() -> String) -> String {
        if arm.reference { "reference".to_owned() } else { words() }
    }
}

pub(super) fn find<'a>(
    rows: impl IntoIterator<Item = &'a StatRow>,
    arm: &Arm,
    measure: &str,
    statistic: Statistic,
) -> Option<&'a StatRow> {
    rows.into_iter().find(|row| {
        row.arm == arm.id && row.stratum_by == EVERYONE && row.measure == measure && row.statistic == statistic
    })
}

#[cfg(test)]
mod tests;
