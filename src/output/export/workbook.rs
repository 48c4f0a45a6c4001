//! One Excel workbook: the main results, a sheet for each table, and the limits of the results.

use std::path::Path;

use polars::prelude::{AnyValue, DataFrame};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{ExportPlan, Exported, check_free, headline};
use crate::output::reread::SavedRun;
use crate::output::single::whole;
use crate::output::{Existing, OutputError, RunFile, STATEMENT};
use crate::results::Table;

/// Width of the columns of numbers and identifiers, and of texts.
const NARROW: f64 = 16.0;
const WIDE: f64 = 100.0;
/// Columns with sentences.
const SENTENCES: [&str; 2] = ["description", "source"];
/// Number of rows from which a table is written row by row to the disk, and not kept in memory.
const LARGE: usize = 50_000;

/// Writes the workbook.
pub(super) fn write(run: &SavedRun, plan: &ExportPlan, to: &Path, existing: Existing) -> Result<Exported, OutputError> {
    check_free(to, existing)?;
    let failed = |source| OutputError::Workbook { path: to.to_owned(), source };
    let mut book = Workbook::new();
    book.set_properties(&properties(run));
    let mut tables = vec![headline_sheet(run, &mut book, to)?];
    for table in plan.tables() {
        tables.push((table.name(), table_sheet(run, *table, &mut book, to)?));
    }
    limits_sheet(&run.text(RunFile::Limits)?, book.add_worksheet()).map_err(failed)?;
    whole(to, |file| book.save_to_writer(file).map_err(failed))?;
    Ok(Exported { path: to.to_owned(), tables })
}

/// Title, statement and time of the run. The time of the export would make equal exports differ.
fn properties(run: &SavedRun) -> DocProperties {
    let properties = DocProperties::new().set_title(run.fact("title")).set_comment(STATEMENT);
    match ExcelDateTime::parse_from_str(run.fact("finished_utc").trim_end_matches('Z')) {
        Ok(finished) => properties.set_creation_datetime(&finished),
        Err(_) => properties,
    }
}

fn headline_sheet(run: &SavedRun, book: &mut Workbook, to: &Path) -> Result<(&'static str, usize), OutputError> {
    const NAME: &str = "headline";
    let frame = headline::frame(run)?.map_err(OutputError::table(to))?;
    let failed = |source| OutputError::Workbook { path: to.to_owned(), source };
    let sheet = book.add_worksheet();
    sheet.set_name(NAME).and_then(|sheet| head(sheet, &frame)).map_err(failed)?;
    rows(sheet, &frame, 0).and_then(|()| filter(sheet, &frame, frame.height())).map_err(failed)?;
    Ok((NAME, frame.height()))
}

/// Writes a table, slice by slice. Returns the number of its rows.
fn table_sheet(run: &SavedRun, table: Table, book: &mut Workbook, to: &Path) -> Result<usize, OutputError> {
    let failed = |source| OutputError::Workbook { path: to.to_owned(), source };
    let saved = run.table(table)?;
    let sheet = match saved.rows() {
        0..LARGE => book.add_worksheet(),
        _ => book.add_worksheet_with_constant_memory().map_err(failed)?,
    };
    sheet.set_name(table.name()).map_err(failed)?;
    let mut first = 0;
    for frame in saved.slices(None) {
        let frame = frame?;
        if first == 0 {
            head(sheet, &frame).and_then(|sheet| filter(sheet, &frame, saved.rows())).map_err(failed)?;
        }
        rows(sheet, &frame, first).map_err(failed)?;
        first += frame.height();
    }
    Ok(saved.rows())
}

/// Writes the names of the columns, which stay visible.
fn head<'a>(sheet: &'a mut Worksheet, frame: &DataFrame) -> Result<&'a mut Worksheet, XlsxError> {
    let bold = Format::new().set_bold();
    for (at, name) in (0u16..).zip(frame.get_column_names()) {
        let name = name.as_str();
        sheet.set_column_width(at, if SENTENCES.contains(&name) { WIDE } else { NARROW })?;
        sheet.write_string_with_format(0, at, name, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)
}

/// Lets the reader filter the rows.
fn filter(sheet: &mut Worksheet, frame: &DataFrame, rows: usize) -> Result<(), XlsxError> {
    let last = u16::try_from(frame.width()).unwrap_or(u16::MAX).saturating_sub(1);
    sheet.autofilter(0, 0, line(rows), last).map(|_| ())
}

/// Writes rows below those before them. Texts are written as texts, never as formulas.
fn rows(sheet: &mut Worksheet, frame: &DataFrame, before: usize) -> Result<(), XlsxError> {
    let columns = frame.columns();
    for row in 0..frame.height() {
        for (at, column) in (0u16..).zip(columns) {
            let place = line(before + row + 1);
            match column.get(row) {
                Ok(AnyValue::String(text)) => sheet.write_string(place, at, text)?,
                Ok(AnyValue::Boolean(truth)) => sheet.write_boolean(place, at, truth)?,
                Ok(AnyValue::Int32(whole)) => sheet.write_number(place, at, whole)?,
                // A number of people has seven digits; more would be noise.
                Ok(AnyValue::Float32(value)) => sheet.write_number(place, at, shortest(value))?,
                Ok(AnyValue::Float64(value)) => sheet.write_number(place, at, value)?,
                _ => continue,
            };
        }
    }
    Ok(())
}

/// The number that is written with as many digits as a 32-bit number needs.
fn shortest(value: f32) -> f64 {
    value.to_string().parse().unwrap_or(f64::from(value))
}

fn line(row: usize) -> u32 {
    u32::try_from(row).unwrap_or(u32::MAX)
}

fn limits_sheet(text: &str, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    sheet.set_name("limits")?.set_column_width(0, WIDE)?;
    for (at, line) in (0u32..).zip(text.lines()) {
        sheet.write_string_with_format(at, 0, line, &wrapped)?;
    }
    Ok(())
}
