//! Observed distributions: values with weights, in the scenario or in a file, and histograms.

use super::{Target, families, parameters, value};
use crate::probability::{Categorical, Family, Histogram};
use crate::scenario::Variable;
use crate::scenario::data::{DataError, Sheet};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, all, suggest};
use crate::scenario::sections::people::{RowFaults, cell_value, cell_weight, open, unusable};

/// Largest number of different values in a table. All of them are written into the resolved scenario.
const MOST_VALUES: usize = 10_000;

/// Reads a table of values with weights. The weights may have any sum; they may be counts.
pub(in crate::scenario) fn table(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Family> {
    let set = parameters::chosen("table", section, problems)?;
    let pairs = if *set == ["values", "weights"] {
        listed(section, target, problems)?
    } else {
        of_file(section, target, problems)?
    };
    categorical(section, pairs, problems)
}

/// Reads the edges of a histogram and the counts between them.
pub(in crate::scenario) fn histogram(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Family> {
    let edges = section.need("edges", "the edges of the classes, in ascending order", problems);
    let counts = section.need("counts", "the number of people in each class", problems);
    let (edges_item, counts_item) = (edges?, counts?);
    let edges = each(&edges_item, |item, problems| value::of(item, target, problems), problems);
    let counts = each(&counts_item, |item, problems| item.number_in(0.0..=f64::MAX, "", problems), problems);
    let (edges, counts) = (edges?, counts?);
    if edges.len() != counts.len() + 1 {
        let message = format!("{} edges, but {} counts", edges.len(), counts.len());
        let problem =
            Problem::new(Code::Weights, counts_item.span(), message).label("one fewer than `edges` is needed");
        return problems.fail(problem.hint("give one count for each class, which lies between two edges"));
    }
    if !edges.windows(2).all(|pair| pair[0] < pair[1]) {
        return families::impossible(edges_item.span(), "`edges` must increase", problems);
    }
    check_sum(&counts_item, counts.iter().sum(), problems)?;
    Some(Histogram { edges, counts }.into())
}

fn each<T>(
    item: &Item<'_>,
    read: impl Fn(&Item<'_>, &mut Problems) -> Option<T>,
    problems: &mut Problems,
) -> Option<Vec<T>> {
    all(item.list(problems)?.iter().map(|item| read(item, problems)))
}

fn listed(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Vec<(f64, f64)>> {
    let (values_item, weights_item) = (section.get("values")?, section.get("weights")?);
    let values = each(&values_item, |item, problems| value::of(item, target, problems), problems);
    let weights = each(&weights_item, |item, problems| item.number_in(0.0..=f64::MAX, "", problems), problems);
    let (values, weights) = (values?, weights?);
    if values.len() != weights.len() {
        let message = format!("{} values, but {} weights", values.len(), weights.len());
        let problem = Problem::new(Code::Weights, weights_item.span(), message).label("another length than `values`");
        return problems.fail(problem.hint("give one weight for each value"));
    }
    check_sum(&weights_item, weights.iter().sum(), problems)?;
    Some(values.into_iter().zip(weights).collect())
}

/// Values and weights of a data file's rows. Rows without a value are ignored.
fn of_file(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Vec<(f64, f64)>> {
    let file = section.get("file")?;
    let name = file.text(problems)?;
    let Some(variable) = target.variable() else {
        let problem = Problem::new(Code::Distribution, file.span(), "constants of the model are not read from a file");
        return problems.fail(problem.label("not from a file").hint("give `values` and `weights`"));
    };
    let sheet = open(&file, name, problems)?;
    let column = |key: &str, problems: &mut Problems| match section.get(key) {
        Some(item) => position(&item, &sheet, name, problems).map(Some),
        None => Some(None),
    };
    let (value, weight) = (column("value", problems), column("weight", problems));
    let positions: Vec<usize> = [value?, weight?].into_iter().flatten().collect();
    let read = numbers(&sheet, &positions, variable);
    let (rows, pairs) = read.map_err(|error| problems.push(unusable(&error, name, file.span()))).ok()?;
    let pairs = pairs.map_err(|faults| {
        let message = format!("{} rows of `{name}` cannot be used", faults.count());
        let problem = Problem::new(Code::DataValue, file.span(), message).label("this data file");
        problems.push(problem.hint(faults.describe(&sheet)));
    });
    let pairs: Vec<(f64, f64)> = pairs.ok()?;
    warn_of_gaps(&file, name, rows - pairs.len(), problems);
    check_sum(&file, pairs.iter().map(|(_, weight)| weight).sum(), problems)?;
    Some(pairs)
}

/// Warns of rows without a value or a weight.
fn warn_of_gaps(file: &Item<'_>, name: &str, missing: usize, problems: &mut Problems) {
    if missing > 0 {
        let message = format!("{missing} rows of `{name}` are left out, because a value or a weight is missing");
        problems.push(Problem::new(Code::RowsDropped, file.span(), message).label("not all of it is used"));
    }
}

/// Values with their weights, or the faulty rows.
type Pairs = Result<Vec<(f64, f64)>, RowFaults>;

/// Number of rows of a file, and its values with their weights (1 if the file has no weights), or the faulty rows.
fn numbers(sheet: &Sheet, positions: &[usize], variable: Variable) -> Result<(usize, Pairs), DataError> {
    let mut faults = RowFaults::default();
    let mut columns = [Vec::new(), Vec::new()];
    let rows = sheet.visit(positions, &mut |column, row, cell| {
        let read = if column == 0 { cell_value(variable, cell) } else { cell_weight(cell) };
        columns[column].push(read.unwrap_or_else(|why| {
            faults.add(row.line, why);
            None
        }));
    })?;
    let [values, mut weights] = columns;
    weights.resize(rows, Some(1.0));
    let pairs = values.into_iter().zip(weights).filter_map(|(value, weight)| Some((value?, weight?))).collect();
    Ok((rows, if faults.count() == 0 { Ok(pairs) } else { Err(faults) }))
}

fn position(item: &Item<'_>, sheet: &Sheet, name: &str, problems: &mut Problems) -> Option<usize> {
    let column = item.text(problems)?;
    let place = sheet.header.iter().position(|known| known == column);
    place.or_else(|| {
        let known: Vec<&str> = sheet.header.iter().map(String::as_str).collect();
        let problem = Problem::new(Code::UnknownName, item.span(), format!("`{name}` has no column `{column}`"));
        problems.fail(problem.label("no such column").hint(suggest::hint(column, &known)))
    })
}

fn check_sum(item: &Item<'_>, sum: f64, problems: &mut Problems) -> Option<()> {
    if sum > 0.0 && sum.is_finite() {
        return Some(());
    }
    let message = if sum > 0.0 { "the weights are too large to be added up" } else { "nothing has a weight above 0" };
    let problem = Problem::new(Code::Weights, item.span(), message).label("no values to draw");
    problems.fail(problem.hint("weights may be any numbers that are not negative, at least one of them positive"))
}

/// Each value once, in ascending order, with weights that sum to 1.
fn categorical(section: &Section<'_>, mut pairs: Vec<(f64, f64)>, problems: &mut Problems) -> Option<Family> {
    pairs.retain(|(_, weight)| *weight > 0.0);
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    pairs.dedup_by(|later, first| {
        let same = later.0 == first.0;
        first.1 += if same { later.1 } else { 0.0 };
        same
    });
    if pairs.len() > MOST_VALUES {
        let message = format!("the table holds {} different values, more than {MOST_VALUES}", pairs.len());
        let problem = Problem::new(Code::Distribution, section.span.clone(), message).label("too many");
        return problems.fail(problem.hint("round the values, or describe them by a `histogram`"));
    }
    let sum: f64 = pairs.iter().map(|(_, weight)| weight).sum();
    let (values, weights) = pairs.into_iter().map(|(value, weight)| (value, weight / sum)).unzip();
    Some(Categorical { values, weights }.into())
}
