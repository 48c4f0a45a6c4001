//! The table `persons`: who was simulated.

use polars::prelude::{Column, DataFrame, PlSmallStr, PolarsResult};

use super::schema::{ColumnSpec, ColumnType, TableSpec, column};
use crate::population::Person;
use crate::scenario::{Scenario, Stratum, Variable, VariableKind};

/// Layout of the table.
pub(super) fn spec(scenario: &Scenario) -> TableSpec {
    let mut columns = vec![
        column("run_id", ColumnType::Text, "", "Identity of the run: equal for equal scenario, model and version."),
        column("draw", ColumnType::Int32, "", "Draw of the uncertain parameters, from 0."),
        column("person_id", ColumnType::Int32, "", "The person, from 0: the same person in every arm."),
        column(
            "source_row",
            ColumnType::Int32,
            "",
            "Line of the data file that the person was drawn from, from 1 (in a Parquet file the row); null without a file.",
        ),
        column("weight", ColumnType::Float32, "1", "How many people the person stands for, relative to the others."),
    ];
    columns.extend(Variable::ALL.iter().map(|variable| variable_column(*variable)));
    columns.push(column("bmi", ColumnType::Float32, "kg/m^2", "Body mass index."));
    columns.extend(scenario.analysis.strata.iter().filter_map(stratum_column));
    columns.push(column(
        "ineligible_arms",
        ColumnType::Text,
        "",
        "Arms whose interventions the person may not take, with the reasons; empty where there are none.",
    ));
    let description = match scenario.design.parameter_draws {
        1 => "One row per simulated person.",
        _ => "One row per draw and simulated person, who is the same in every draw.",
    };
    TableSpec { name: "persons", description, columns }
}

/// People of a draw as rows; `ineligible` holds one text per person.
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

/// Column of a stratum's classes; none where a variable's own column says the same.
fn stratum_column(stratum: &Stratum) -> Option<ColumnSpec> {
    let taken = Variable::from_name(&stratum.name).is_some();
    if taken && stratum.name == stratum.of.name() && stratum.of.kind() != VariableKind::Continuous {
        return None;
    }
    let name = if taken { format!("{}_class", stratum.name) } else { stratum.name.clone() };
    let words = format!("Stratum: class of {}; null outside all classes.", stratum.of.name());
    Some(column(&name, ColumnType::Text, "", &words))
}

fn stratum_values(name: &str, stratum: &Stratum, people: &[Person]) -> Column {
    let labels = stratum.labels();
    let label = |person: &Person| labels.get(stratum.class_of(person.get(stratum.of))?).map(String::as_str);
    Column::new(name.into(), people.iter().map(label).collect::<Vec<Option<&str>>>())
}
