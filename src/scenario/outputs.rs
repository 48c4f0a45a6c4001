//! What a study writes.

use super::Scenario;
use crate::results::{Content, Presence, Table};

/// What is written. Statistics are about everybody and everything, whatever this says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Spacing of the time course, or none.
    pub timeseries_every_min: Option<u32>,
    /// Tables beside those that are always written, in the order of [`Table`].
    pub tables: Vec<Table>,
    /// Columns of `outcomes` behind its keys, in their order there; all where none are named.
    pub columns: Option<Vec<String>>,
    /// So many people, drawn at random, have rows in `persons` and `outcomes`; all where no number is given.
    pub persons_sample: Option<u32>,
}

impl Scenario {
    /// Whether a run has this table: it is wanted, and there is something to put in.
    pub fn writes(&self, table: Table) -> bool {
        match table.presence() {
            Presence::Always => true,
            Presence::Sweep => false,
            Presence::Wanted(content) => self.has(content) && self.outputs.has(table),
        }
    }

    fn has(&self, content: Content) -> bool {
        match content {
            Content::Study => true,
            Content::TimeCourse => self.outputs.timeseries_every_min.is_some(),
            Content::Sensitivity => self.analysis.sensitivity,
            Content::Draws => self.design.parameter_draws > 1,
        }
    }
}

impl Outputs {
    /// Everything, with a time course of this spacing.
    pub fn all(timeseries_every_min: Option<u32>) -> Self {
        Self { timeseries_every_min, tables: Table::optional().collect(), columns: None, persons_sample: None }
    }

    /// Whether a table is wanted.
    pub fn has(&self, table: Table) -> bool {
        self.tables.contains(&table)
    }

    /// Whether a column of `outcomes` is wanted.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.as_ref().is_none_or(|columns| columns.iter().any(|column| column == name))
    }
}
