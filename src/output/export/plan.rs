//! Which tables are exported, and whether they fit.

use clap::ValueEnum;

use crate::output::OutputError;
use crate::output::reread::{ReadError, SavedRun};
use crate::results::Table;

/// The form of exported tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A folder with one CSV file per table, for spreadsheets, R and other programs
    Csv,
    /// One Excel workbook with one sheet per table
    Xlsx,
}

/// The tables of a run that are exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportPlan {
    format: ExportFormat,
    tables: Vec<Table>,
}

/// Largest number of rows of a sheet, with the row of the names of columns.
const SHEET_ROWS: usize = 1_048_576;
/// The tables of a workbook, in the order of its sheets.
const SHEETS: [Table; 5] = [Table::Runs, Table::Contrasts, Table::Summary, Table::Arms, Table::Dictionary];

impl ExportFormat {
    /// Its word on the command line, which is also the ending of its files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

impl ExportPlan {
    /// The tables that are exported: those that are named, otherwise the usual ones. Tables with rows for people must be named.
    ///
    /// # Errors
    /// If a table is unknown, or the run does not have it, or it has more rows than a sheet.
    pub fn new(run: &SavedRun, format: ExportFormat, named: &[String]) -> Result<Self, OutputError> {
        let there = run.tables();
        let mut tables = Vec::new();
        for name in named {
            let table = Table::ALL.into_iter().find(|table| table.name() == name);
            let table = table.ok_or_else(|| OutputError::UnknownTable { name: name.clone(), known: names(&there) })?;
            if !there.contains(&table) {
                return Err(ReadError::NoTable { path: run.path().to_owned(), table }.into());
            }
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
        if named.is_empty() {
            tables.extend(usual(format).into_iter().filter(|table| there.contains(table)));
        }
        let plan = Self { format, tables };
        plan.check_length(run)?;
        Ok(plan)
    }

    /// The form.
    pub fn format(&self) -> ExportFormat {
        self.format
    }

    /// The tables, in the order of the sheets.
    pub(super) fn tables(&self) -> &[Table] {
        &self.tables
    }

    fn check_length(&self, run: &SavedRun) -> Result<(), OutputError> {
        for table in self.tables.iter().filter(|_| self.format == ExportFormat::Xlsx) {
            let rows = run.table(*table)?.rows();
            if rows >= SHEET_ROWS {
                return Err(OutputError::TooLong { table: table.name(), rows, most: SHEET_ROWS - 1 });
            }
        }
        Ok(())
    }
}

fn usual(format: ExportFormat) -> Vec<Table> {
    match format {
        ExportFormat::Xlsx => SHEETS.to_vec(),
        ExportFormat::Csv => {
            Table::ALL.into_iter().filter(|table| ![Table::Persons, Table::Outcomes].contains(table)).collect()
        }
    }
}

fn names(tables: &[Table]) -> String {
    tables.iter().map(|table| table.name()).collect::<Vec<_>>().join(", ")
}
