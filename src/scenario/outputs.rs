//! What a study writes.

use super::Scenario;

/// What is written. Statistics are about everybody and everything, whatever this says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outputs {
    /// Spacing of the time course, or none.
    pub timeseries_every_min: Option<u32>,
    /// Tables beside `summary` and `contrasts`, in the order of [`Table`].
    pub tables: Vec<Table>,
    /// Columns of `outcomes` behind its keys, in their order there; all where none are named.
    pub columns: Option<Vec<String>>,
    /// So many people, drawn at random, have rows in `persons` and `outcomes`; all where no number is given.
    pub persons_sample: Option<u32>,
}

/// A table that a study can do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Who was simulated.
    Persons,
    /// What became of each of them in each arm.
    Outcomes,
    /// Means and percentiles over the timeline.
    Timeseries,
    /// Which attributes of people the outcomes go with.
    Sensitivity,
    /// What uncertain constants were.
    Draws,
    /// What each arm was asked to do.
    Arms,
    /// What every column means.
    Dictionary,
}

impl Table {
    /// All of them.
    pub const ALL: [Table; 7] = [
        Table::Persons,
        Table::Outcomes,
        Table::Timeseries,
        Table::Sensitivity,
        Table::Draws,
        Table::Arms,
        Table::Dictionary,
    ];

    /// Its name in scenarios and on disk.
    pub fn name(self) -> &'static str {
        match self {
            Table::Persons => "persons",
            Table::Outcomes => "outcomes",
            Table::Timeseries => "timeseries",
            Table::Sensitivity => "sensitivity",
            Table::Draws => "draws",
            Table::Arms => "arms",
            Table::Dictionary => "dictionary",
        }
    }
}

impl Scenario {
    /// Whether a run has this table: it is wanted, and there is something to put in.
    pub fn writes(&self, table: Table) -> bool {
        let filled = match table {
            Table::Timeseries => self.outputs.timeseries_every_min.is_some(),
            Table::Sensitivity => self.analysis.sensitivity,
            Table::Draws => self.design.parameter_draws > 1,
            Table::Persons | Table::Outcomes | Table::Arms | Table::Dictionary => true,
        };
        filled && self.outputs.has(table)
    }
}

impl Outputs {
    /// Everything, with a time course of this spacing.
    pub fn all(timeseries_every_min: Option<u32>) -> Self {
        Self { timeseries_every_min, tables: Table::ALL.to_vec(), columns: None, persons_sample: None }
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
