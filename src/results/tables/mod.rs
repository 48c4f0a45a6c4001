//! The tables of results: the list of all tables, and the columns that they have in every run.

mod column;
mod keys;
mod people;
mod statistics;
mod study;

pub use column::{ColumnSpec, ColumnType, TableSpec, column};
pub use keys::{Key, Reference};
pub use statistics::COURSE_PERCENTILES;

/// Name of the group of all people, in the columns `stratum_by` and `stratum`.
pub const EVERYONE: &str = "all";

macro_rules! tables {
    ($( $(#[$doc:meta])* $variant:ident, $name:literal, $presence:expr; )*) => {
        /// A table of results. Its file is `<name>.parquet`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Table { $( $(#[$doc])* $variant, )* }

        impl Table {
            /// All of them, in the order of the dictionary.
            pub const ALL: [Table; [$( $name, )*].len()] = [$( Table::$variant, )*];

            /// Its name in scenarios and on disk.
            pub fn name(self) -> &'static str { match self { $( Table::$variant => $name, )* } }

            /// When it is written.
            pub fn presence(self) -> Presence { match self { $( Table::$variant => $presence, )* } }
        }
    };
}

tables! {
    /// The members of a sweep.
    Runs, "runs", Presence::Sweep;
    /// The simulated people.
    Persons, "persons", Presence::OnRequest(Content::Study);
    /// The outcomes of each person in each arm.
    Outcomes, "outcomes", Presence::OnRequest(Content::Study);
    /// Statistics of each arm.
    Summary, "summary", Presence::Always;
    /// Statistics of each arm against the reference.
    Contrasts, "contrasts", Presence::Always;
    /// Means and percentiles over the timeline.
    Timeseries, "timeseries", Presence::OnRequest(Content::TimeCourse);
    /// Correlations of outcomes with attributes of people.
    Sensitivity, "sensitivity", Presence::OnRequest(Content::Sensitivity);
    /// When the excess clots of each arm are felt.
    Onset, "onset", Presence::OnRequest(Content::Study);
    /// How often each arm is the best.
    Ranking, "ranking", Presence::OnRequest(Content::Draws);
    /// The values of uncertain constants.
    Draws, "draws", Presence::OnRequest(Content::Draws);
    /// Who may not do the interventions of each arm.
    Eligibility, "eligibility", Presence::OnRequest(Content::Study);
    /// The interventions of each arm.
    Arms, "arms", Presence::OnRequest(Content::Study);
    /// Descriptions of all columns.
    Dictionary, "dictionary", Presence::OnRequest(Content::Study);
}

/// When a table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// By every run.
    Always,
    /// By runs that request it and have the content.
    OnRequest(Content),
    /// By sweeps only.
    Sweep,
}

/// What a run must have to fill a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// People and arms, which every run has.
    Study,
    /// A time course.
    TimeCourse,
    /// Correlations of outcomes with attributes.
    Sensitivity,
    /// Draws of the constants.
    Draws,
}

impl Table {
    /// Name of its file.
    pub fn file(self) -> String {
        format!("{}.parquet", self.name())
    }

    /// Tables that a study may leave out.
    pub fn optional() -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(|table| matches!(table.presence(), Presence::OnRequest(_)))
    }

    /// Layout for a run with this many draws of the constants, without the columns that its scenario adds.
    pub fn spec(self, draws: u32) -> TableSpec {
        let (description, columns) = match self {
            Table::Runs => study::runs(),
            Table::Persons => people::persons(draws),
            Table::Outcomes => people::outcomes(),
            Table::Summary => statistics::summary(draws),
            Table::Contrasts => statistics::contrasts(draws),
            Table::Timeseries => statistics::timeseries(draws),
            Table::Sensitivity => study::sensitivity(),
            Table::Onset => study::onset(),
            Table::Ranking => study::ranking(),
            Table::Draws => study::draws(),
            Table::Eligibility => study::eligibility(),
            Table::Arms => study::arms(),
            Table::Dictionary => study::dictionary(),
        };
        TableSpec { table: self, description, columns }
    }

    /// Whether any table has a column with this name in every run.
    pub fn has_column_anywhere(name: &str) -> bool {
        Self::ALL.iter().any(|table| table.spec(1).columns.iter().any(|column| column.name == name))
    }
}
