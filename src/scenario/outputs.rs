//! The tables that a study writes.

use super::Scenario;
use crate::results::{Content, Presence, Table};

/// Settings of the tables. They do not change statistics, which always include all people and outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Interval of the time course; `None` for no time course.
    pub timeseries_every_min: Option<u32>,
    /// Tables in addition to those that are always written, in the order of [`Table`].
    pub tables: Vec<Table>,
    /// Columns of `outcomes` after its key columns, in the order of the table; `None` for all.
    pub columns: Option<Vec<String>>,
    /// Number of people, drawn at random, with rows in `persons` and `outcomes`; `None` for all.
    pub persons_sample: Option<u32>,
}

impl Scenario {
    /// Whether a run writes this table: the scenario asks for it, and it has content.
    pub fn writes(&self, table: Table) -> bool {
        match table.presence() {
            Presence::Always => true,
            Presence::Sweep => false,
            Presence::OnRequest(content) => self.has(content) && self.outputs.has(table),
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
    /// All tables, with a time course of this interval.
    pub fn all(timeseries_every_min: Option<u32>) -> Self {
        Self { timeseries_every_min, tables: Table::optional().collect(), columns: None, persons_sample: None }
    }

    /// Whether the scenario asks for a table.
    pub fn has(&self, table: Table) -> bool {
        self.tables.contains(&table)
    }

    /// Whether the scenario asks for a column of `outcomes`.
    pub fn has_column(&self, name: &str) -> bool {
        self.columns.as_ref().is_none_or(|columns| columns.iter().any(|column| column == name))
    }
}
