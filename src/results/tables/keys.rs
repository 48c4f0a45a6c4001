//! Keys of tables: the columns that together identify a row, and the columns that refer to rows of other tables.

use super::Table;

/// The columns that identify a row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// None of these columns is ever null.
    Primary(&'static [&'static str]),
    /// Some of these columns may be null.
    Unique(&'static [&'static str]),
}

/// Columns whose values are those of a row of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The columns, which have the same names in both tables.
    pub fields: &'static [&'static str],
    /// The other table.
    pub table: Table,
}

/// The column of the arm in tables about arms.
const ARM: Reference = Reference { fields: &["arm"], table: Table::Arms };
/// The person in tables about people.
const PERSON: Reference = Reference { fields: &["draw", "person_id"], table: Table::Persons };
/// The member in tables of a sweep.
const MEMBER: Reference = Reference { fields: &["member"], table: Table::Runs };

impl Table {
    /// The key of its rows in a run; in a sweep, the column `member` comes before the other columns. `None` if rows have no key: two rows of
    /// `contrasts` about a ratio that is not defined differ in no column.
    pub fn key(self) -> Option<Key> {
        Some(match self {
            Table::Runs => Key::Primary(&["run_id"]),
            Table::Persons => Key::Primary(&["draw", "person_id"]),
            Table::Outcomes => Key::Primary(&["draw", "arm", "person_id"]),
            Table::Summary => Key::Unique(&["arm", "stratum_by", "stratum", "measure", "statistic", "ci_kind"]),
            Table::Contrasts => return None,
            Table::Timeseries => {
                Key::Primary(&["arm", "stratum_by", "stratum", "phase", "time_in_phase_min", "measure"])
            }
            Table::Sensitivity => Key::Unique(&["arm", "reference", "measure", "variable"]),
            Table::Onset => Key::Primary(&["arm", "day"]),
            Table::Ranking => Key::Primary(&["arm", "measure", "rank"]),
            Table::Draws => Key::Primary(&["draw", "parameter"]),
            Table::Eligibility => Key::Primary(&["arm", "reason"]),
            Table::Arms => Key::Primary(&["arm"]),
            Table::Dictionary => Key::Primary(&["table", "column"]),
        })
    }

    /// The rows of other tables to which its rows refer, in a run or in a sweep. References to columns or tables that are not there do not count.
    pub fn references(self) -> &'static [Reference] {
        match self {
            Table::Runs | Table::Persons | Table::Draws | Table::Arms | Table::Dictionary => &[],
            Table::Outcomes => &[ARM, PERSON],
            Table::Summary | Table::Contrasts => &[ARM, MEMBER],
            Table::Timeseries | Table::Sensitivity | Table::Onset | Table::Ranking | Table::Eligibility => &[ARM],
        }
    }
}
