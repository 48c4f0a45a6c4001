//! A row of the long tables `summary` and `contrasts`.

use rayon::prelude::*;

use super::groups::{Group, Strata};
use super::outcome::Outcome;
use super::{Estimate, GroupSize};
use crate::results::{ArmBlock, Statistic};

/// One statistic of one outcome of one group in one arm.
#[derive(Clone, Debug, PartialEq)]
pub struct StatRow {
    /// Arm id.
    pub arm: String,
    /// Attribute or stratum by which the people were grouped.
    pub stratum_by: String,
    /// The group of people.
    pub stratum: String,
    /// Name of the outcome's column.
    pub measure: String,
    /// Unit of the estimate.
    pub unit: &'static str,
    /// Which statistic.
    pub statistic: Statistic,
    /// The value and its error.
    pub estimate: Estimate,
    /// Number of people who count.
    pub n: u32,
    /// Number of these people with the flag, or who respond, if the outcome is a flag or a responder.
    pub n_events: Option<u32>,
    /// Whether few people are behind the row.
    pub size: GroupSize,
}

/// What all rows of one outcome of one group have in common.
pub(super) struct RowMaker<'a> {
    pub(super) arm: &'a str,
    pub(super) group: &'a Group,
    pub(super) outcome: Outcome<'a>,
    pub(super) n: usize,
    pub(super) n_events: Option<u32>,
    pub(super) size: GroupSize,
}

impl RowMaker<'_> {
    /// Makes the row of a statistic.
    pub(super) fn row(&self, statistic: Statistic, estimate: Estimate) -> StatRow {
        StatRow {
            arm: self.arm.to_owned(),
            stratum_by: self.group.by.clone(),
            stratum: self.group.class.clone(),
            measure: self.outcome.name().to_owned(),
            unit: statistic.unit(self.outcome.unit()),
            statistic,
            estimate,
            n: u32::try_from(self.n).unwrap_or(u32::MAX),
            n_events: self.n_events,
            size: self.size,
        }
    }
}

/// Rows for each of these outcomes in every group in an arm, by group, then by outcome.
pub(super) fn rows_of(
    outcomes: Vec<Outcome>,
    columns: &ArmBlock,
    strata: &Strata,
    rows: impl Fn(&Group, Outcome) -> Vec<StatRow> + Sync,
) -> Vec<StatRow> {
    let groups = strata.groups_of_arm(&columns.eligible);
    let outcomes: Vec<Outcome> = outcomes.into_iter().filter(|outcome| outcome.is_in(columns)).collect();
    let tasks: Vec<(&Group, Outcome)> =
        groups.iter().flat_map(|group| outcomes.iter().map(move |outcome| (group, *outcome))).collect();
    let rows: Vec<Vec<StatRow>> = tasks.into_par_iter().map(|(group, outcome)| rows(group, outcome)).collect();
    rows.into_iter().flatten().collect()
}

/// Number of ones among flags.
pub(super) fn events(values: &[f64]) -> u32 {
    values.iter().map(|&value| u32::from(value > 0.5)).sum()
}
