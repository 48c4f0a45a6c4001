//! The attributes of people: as the scenario asks for them, and as they were drawn.

use maud::{Markup, html};
use polars::prelude::{DataFrame, DataType, PolarsResult};
use toml::Value;

use super::absent;
use crate::output::report::chart::{Scale, histogram};
use crate::output::report::page::{Cell, Drawings, Figure, Grid};
use crate::output::report::quantiles::Sorted;
use crate::output::report::read::{numbers, texts};
use crate::output::report::run::Run;
use crate::output::report::words::{count, decimals, label, number, percent, signed, toml_words, with_unit};
use crate::output::{OutputError, RunFile};
use crate::results::Table;
use crate::scenario::{Variable, VariableKind};
use crate::stats::rank_correlation;

/// Number of bars of a histogram.
const BARS: u32 = 30;
/// Share of people beyond each end of a histogram.
const BEYOND: f64 = 0.001;
/// Most charts.
const MOST: usize = 9;
const COLOR: &str = "#0072B2";
/// Attributes that are shown even if the scenario does not set them.
const ALWAYS: [Variable; 4] = [Variable::Sex, Variable::AgeYears, Variable::HeightCm, Variable::WeightKg];

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let Some(persons) = run.files.table(Table::Persons, &[])? else { return Ok(absent(Table::Persons)) };
    let path = (run.files.0)(RunFile::Table(Table::Persons));
    drawn(run, &persons).map_err(OutputError::unreadable_table(&path))
}

fn drawn(run: &Run<'_>, persons: &DataFrame) -> PolarsResult<Markup> {
    let asked = asked(run);
    let known =
        |variable: &&Variable| ALWAYS.contains(variable) || asked.iter().any(|(name, _)| name == variable.name());
    let variables: Vec<Variable> = Variable::ALL.iter().filter(known).copied().collect();
    let mut grid = Grid::new(
        format!("Attributes of {} people: asked and drawn", count(persons.height() as u32)),
        ["Attribute", "Asked", "Mean or shares", "SD", "5th percentile", "Median", "95th percentile"],
    );
    let mut panels = Vec::new();
    for variable in variables {
        let words = asked.iter().find(|(name, _)| name == variable.name()).map(|(_, words)| words.clone());
        let mut cells = vec![Cell::words(words.unwrap_or_else(|| "drawn from the population".to_owned()))];
        let title = with_unit(&label(variable.name(), variable.unit()), variable.unit());
        match variable.kind() {
            VariableKind::Continuous => {
                let sorted = Sorted::of(numbers(persons, variable.name())?);
                cells.extend(spread(&sorted));
                if panels.len() < MOST && sorted.quantile(0.0) < sorted.quantile(1.0) {
                    panels.push((title.clone(), chart(&sorted, &title)));
                }
            }
            VariableKind::Flag | VariableKind::Category(_) => cells.push(Cell::words(shares(persons, variable)?)),
        }
        grid.push(title, cells);
    }
    let figure = Figure {
        id: "inputs-drawn",
        title: "People as they were drawn.".to_owned(),
        description: "Histograms of attributes of the simulated people.".to_owned(),
        note: "The table compares them with what the scenario asks for.".to_owned(),
        legend: html! {},
        drawings: Drawings::Panels(panels),
        table: grid,
    };
    let other = "All attributes that are not listed are drawn from the base population or have their usual values; persons.parquet has them.";
    Ok(html! { p { (population(run)) " " (other) } (figure.markup()) (correlations(run, persons)?) })
}

/// The distributions that the scenario sets, in words.
fn asked(run: &Run<'_>) -> Vec<(String, String)> {
    let variables =
        run.resolved.get("population").and_then(|population| population.get("variables")).and_then(Value::as_table);
    variables.into_iter().flatten().map(|(name, value)| (name.clone(), toml_words(value))).collect()
}

fn population(run: &Run<'_>) -> String {
    let of = |key: &str| run.resolved.get("population").and_then(|population| population.get(key)).map(toml_words);
    match (of("file"), of("base")) {
        (Some(file), _) => format!("People are drawn from the data file {file}."),
        (None, Some(base)) => format!("People are drawn from the built-in population {base}."),
        (None, None) => String::new(),
    }
}

fn spread(sorted: &Sorted) -> Vec<Cell> {
    let decimals = decimals([sorted.mean()]);
    let cell = |value: f64| Cell::Value { shown: number(value, decimals), exact: value };
    let quantile = |share: f64| sorted.quantile(share).map_or(Cell::Nothing, cell);
    vec![cell(sorted.mean()), cell(sorted.sd()), quantile(0.05), quantile(0.5), quantile(0.95)]
}

fn chart(sorted: &Sorted, title: &str) -> crate::output::report::chart::Drawing {
    let scale = Scale::of([BEYOND, 1.0 - BEYOND].map(|share| sorted.quantile(share)).into_iter().flatten());
    let edges = scale.edges(BARS);
    histogram(&edges, &sorted.histogram(&edges), None, title, COLOR)
}

/// The shares of the values of a flag or a category.
fn shares(persons: &DataFrame, variable: Variable) -> PolarsResult<String> {
    let values: Vec<Option<String>> = match persons.column(variable.name())?.dtype() {
        DataType::Boolean => {
            let label = |value: Option<bool>| Some((*variable.labels().get(usize::from(value?))?).to_owned());
            persons.column(variable.name())?.bool()?.iter().map(label).collect()
        }
        _ => texts(persons, variable.name())?,
    };
    let share = |label: &str| {
        let counted = values.iter().filter(|value| value.as_deref() == Some(label)).count();
        format!("{label} {}", percent(counted as f64 / values.len().max(1) as f64))
    };
    Ok(variable.labels().iter().map(|label| share(label)).collect::<Vec<_>>().join(", "))
}

/// The rank correlations that the scenario asks for, and those of the people.
fn correlations(run: &Run<'_>, persons: &DataFrame) -> PolarsResult<Markup> {
    let pairs =
        run.resolved.get("population").and_then(|population| population.get("correlation")?.get("pairs")?.as_array());
    let mut grid = Grid::new("Rank correlations (Spearman): asked and drawn", ["Pair", "Asked", "Drawn"]);
    for pair in pairs.into_iter().flatten().filter_map(Value::as_array) {
        let [Value::String(one), Value::String(other), asked] = pair.as_slice() else { continue };
        let drawn = rank_correlation(&numbers(persons, one)?, &numbers(persons, other)?);
        let value = |value: f64| Cell::Value { shown: signed(value, 2), exact: value };
        let cells = vec![asked.as_float().map_or(Cell::Nothing, value), drawn.map_or(Cell::Nothing, value)];
        grid.push(format!("{one} and {other}"), cells);
    }
    Ok(if grid.rows.is_empty() {
        html! {}
    } else {
        grid.markup()
    })
}
