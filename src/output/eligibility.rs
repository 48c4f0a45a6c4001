//! The table `eligibility`: how many people may not do the interventions of each arm, and why.

use std::collections::BTreeMap;

use polars::prelude::{Column, DataFrame, PolarsResult};
use rayon::prelude::*;

use super::schema::text;
use crate::population::{Exclusion, Person, exclusion};
use crate::scenario::{Arm, Scenario};

/// The people whom the arms exclude, counted by their first reason.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exclusions {
    people: u32,
    /// For each arm.
    counts: Vec<BTreeMap<Exclusion, u32>>,
}

impl Exclusions {
    /// Counts these people too.
    pub(super) fn push(&mut self, scenario: &Scenario, people: &[Person]) {
        self.people += people.len() as u32;
        self.counts.resize_with(scenario.arms.len(), BTreeMap::new);
        for (arm, counts) in scenario.arms.iter().zip(&mut self.counts) {
            let reasons: Vec<Exclusion> =
                people.par_iter().filter_map(|person| exclusion(arm, scenario, person)).collect();
            reasons.into_iter().for_each(|reason| *counts.entry(reason).or_default() += 1);
        }
    }

    /// Arm, reason and number of people, for reasons that at least one person has.
    fn rows<'a>(&'a self, scenario: &'a Scenario) -> impl Iterator<Item = (&'a Arm, &'a Exclusion, u32)> {
        let arms = scenario.arms.iter().zip(&self.counts);
        arms.flat_map(|(arm, counts)| counts.iter().map(move |(reason, count)| (arm, reason, *count)))
    }

    fn share(&self, count: u32) -> f64 {
        f64::from(count) / f64::from(self.people.max(1))
    }

    /// The rows of the table.
    pub(super) fn frame(&self, run_id: &str, scenario: &Scenario) -> PolarsResult<DataFrame> {
        let rows: Vec<(&Arm, &Exclusion, u32)> = self.rows(scenario).collect();
        let columns = vec![
            text("run_id", rows.iter().map(|_| run_id)),
            text("arm", rows.iter().map(|(arm, ..)| arm.id.as_str())),
            text("reason", rows.iter().map(|(_, why, _)| why.reason.as_str())),
            text("source", rows.iter().map(|(_, why, _)| why.source)),
            Column::new("n".into(), rows.iter().map(|(.., count)| count.cast_signed()).collect::<Vec<i32>>()),
            Column::new("share".into(), rows.iter().map(|(.., count)| self.share(*count)).collect::<Vec<f64>>()),
        ];
        DataFrame::new(rows.len(), columns)
    }

    /// One sentence about all arms; `None` if they exclude nobody.
    pub(super) fn sentence(&self, scenario: &Scenario) -> Option<String> {
        let arm = |arm: &Arm| {
            let own = self.rows(scenario).filter(|(of, ..)| of.id == arm.id);
            let reasons: Vec<String> =
                own.map(|(_, why, count)| format!("{} {}", why.reason, percent(self.share(count)))).collect();
            (!reasons.is_empty()).then(|| format!("{}: {}", arm.label, reasons.join(", ")))
        };
        let arms: Vec<String> = scenario.arms.iter().filter_map(arm).collect();
        let why = "People who may not do what an arm asks for; they are counted in its means, without doing it";
        (!arms.is_empty()).then(|| format!("{why}. {}.", arms.join("; ")))
    }
}

fn percent(share: f64) -> String {
    if share < 0.001 { "< 0.1 %".to_owned() } else { format!("{:.1} %", 100.0 * share) }
}
