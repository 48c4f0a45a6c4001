//! The table `persons`: the simulated people.

use polars::prelude::{Column, DataFrame, PlSmallStr, PolarsResult};

use crate::population::Person;
use crate::results::{ColumnSpec, ColumnType, TableSpec, column};
use crate::scenario::{Scenario, Stratum, Variable, VariableKind};

/// Adds the scenario's columns to the layout of the table.
pub(super) fn extend(spec: &mut TableSpec, scenario: &Scenario) {
    spec.insert_before("bmi", Variable::ALL.iter().map(|variable| variable_column(*variable)));
    spec.insert_before("ineligible_arms", scenario.analysis.strata.iter().filter_map(stratum_column));
}

/// The rows of people of a draw. `ineligible` has one text per person.
pub(super) fn frame(
    scenario: &Scenario,
    run_id: &str,
    draw: u32,
    people: &[Person],
    ineligible: &[String],
) -> PolarsResult<DataFrame> {
    let n = people.len();
    let mut columns = vec![
        Column::new("run_id".into(), vec![run_id; n]),
        Column::new("draw".into(), vec![draw.cast_signed(); n]),
        Column::new("person_id".into(), people.iter().map(|person| person.id.cast_signed()).collect::<Vec<_>>()),
        Column::new("source_row".into(), people.iter().map(|person| person.source_row).collect::<Vec<_>>()),
        Column::new("weight".into(), vec![1.0f32; n]),
    ];
    columns.extend(Variable::ALL.iter().map(|variable| variable_values(*variable, people)));
    columns.push(Column::new("bmi".into(), people.iter().map(|person| person.bmi() as f32).collect::<Vec<_>>()));
    for stratum in &scenario.analysis.strata {
        if let Some(spec) = stratum_column(stratum) {
            columns.push(stratum_values(&spec.name, stratum, people));
        }
    }
    columns.push(Column::new("ineligible_arms".into(), ineligible.to_vec()));
    DataFrame::new(n, columns)
}

fn variable_column(variable: Variable) -> ColumnSpec {
    let kind = match variable.kind() {
        VariableKind::Continuous => ColumnType::Float32,
        VariableKind::Flag => ColumnType::Bool,
        VariableKind::Category(_) => ColumnType::Text,
    };
    column(variable.name(), kind, variable.unit(), variable.description())
}

fn variable_values(variable: Variable, people: &[Person]) -> Column {
    let name = PlSmallStr::from_static(variable.name());
    let values = people.iter().map(|person| person.get(variable));
    match variable.kind() {
        VariableKind::Continuous => Column::new(name, values.map(|value| value as f32).collect::<Vec<_>>()),
        VariableKind::Flag => Column::new(name, values.map(|value| value != 0.0).collect::<Vec<_>>()),
        VariableKind::Category(labels) => {
            Column::new(name, values.map(|value| labels.get(value as usize).copied()).collect::<Vec<_>>())
        }
    }
}

/// The column with the classes of a stratum; `None` if it would equal the column of the variable.
fn stratum_column(stratum: &Stratum) -> Option<ColumnSpec> {
    let taken = Variable::from_name(&stratum.name).is_some();
    if taken && stratum.name == stratum.of.name() && stratum.of.kind() != VariableKind::Continuous {
        return None;
    }
    let name = if taken { format!("{}_class", stratum.name) } else { stratum.name.clone() };
    let words = format!("Class of {} in this stratum; null if the person is in no class.", stratum.of.name());
    Some(column(&name, ColumnType::Text, "", &words))
}

/// The name of the column with the classes of a stratum.
pub(super) fn class_column(stratum: &Stratum) -> String {
    stratum_column(stratum).map_or_else(|| stratum.name.clone(), |spec| spec.name)
}

fn stratum_values(name: &str, stratum: &Stratum, people: &[Person]) -> Column {
    let labels = stratum.labels();
    let label = |person: &Person| labels.get(stratum.class_of(person.feature(stratum.of))?).map(String::as_str);
    Column::new(name.into(), people.iter().map(label).collect::<Vec<Option<&str>>>())
}
