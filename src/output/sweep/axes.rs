//! The swept keys as columns of tables.

use polars::prelude::{Column, PlSmallStr};

use crate::results::{ColumnSpec, ColumnType, column};
use crate::scenario::{AxisValue, Members};

/// Name of the column with the member's number.
pub(in crate::output) const MEMBER: &str = "member";
/// All integers up to this number can be represented as floating point numbers.
const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

/// The columns that identify the member of a sweep: its number, then one column per axis.
pub(super) struct AxisColumns {
    axes: Vec<(String, ColumnType)>,
    /// One row per member.
    values: Vec<(i32, Vec<AxisValue>)>,
}

impl AxisColumns {
    /// Chooses for each column the smallest type that can represent all values.
    pub(super) fn new(sweep: &Members) -> Self {
        let values = sweep.members.iter().map(|member| (member.number.cast_signed(), member.values.clone()));
        let of = |axis: usize| sweep.members.iter().map(move |member| &member.values[axis]);
        let axes = sweep.axes.iter().enumerate().map(|(at, axis)| (axis.clone(), narrowest(of(at))));
        Self { axes: axes.collect(), values: values.collect() }
    }

    /// The descriptions of the columns.
    pub(super) fn specs(&self) -> Vec<ColumnSpec> {
        let mut specs = vec![column(MEMBER, ColumnType::Int32, "", "Member of the sweep, from 1.")];
        let words = "Value of the swept key in this member; lists and tables as written in the scenario.";
        specs.extend(self.axes.iter().map(|(axis, kind)| column(axis, *kind, "", words)));
        specs
    }

    /// `rows` rows for each of these members, which are given by their positions in the sweep.
    pub(super) fn frame(&self, members: &[usize], rows: usize) -> Vec<Column> {
        let each = || members.iter().flat_map(|member| std::iter::repeat_n(&self.values[*member], rows));
        let mut columns = vec![Column::new(MEMBER.into(), each().map(|(number, _)| *number).collect::<Vec<_>>())];
        for (at, (axis, kind)) in self.axes.iter().enumerate() {
            let name = PlSmallStr::from_str(axis);
            let values = || each().map(|(_, values)| &values[at]);
            columns.push(match kind {
                ColumnType::Int32 => Column::new(name, values().map(whole).collect::<Vec<Option<i32>>>()),
                ColumnType::Float32 | ColumnType::Float64 => {
                    Column::new(name, values().map(number).collect::<Vec<Option<f64>>>())
                }
                ColumnType::Bool => Column::new(name, values().map(truth).collect::<Vec<Option<bool>>>()),
                ColumnType::Text => Column::new(name, values().map(AxisValue::to_string).collect::<Vec<String>>()),
            });
        }
        columns
    }
}

fn narrowest<'a>(values: impl Iterator<Item = &'a AxisValue> + Clone) -> ColumnType {
    let all = |fits: fn(&AxisValue) -> bool| values.clone().all(fits);
    if all(|value| whole(value).is_some()) {
        ColumnType::Int32
    } else if all(|value| number(value).is_some()) {
        ColumnType::Float64
    } else if all(|value| truth(value).is_some()) {
        ColumnType::Bool
    } else {
        ColumnType::Text
    }
}

fn whole(value: &AxisValue) -> Option<i32> {
    match value {
        AxisValue::Whole(value) => i32::try_from(*value).ok(),
        _ => None,
    }
}

fn number(value: &AxisValue) -> Option<f64> {
    match value {
        AxisValue::Whole(value) => (value.unsigned_abs() <= EXACT).then_some(*value as f64),
        AxisValue::Number(value) => Some(*value),
        _ => None,
    }
}

fn truth(value: &AxisValue) -> Option<bool> {
    match value {
        AxisValue::Truth(value) => Some(*value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_as_narrow_as_its_values() {
        let (one, half) = (AxisValue::Whole(1), AxisValue::Number(0.5));
        let (large, huge) = (AxisValue::Whole(1 << 40), AxisValue::Whole(i64::MAX));
        let (yes, word) = (AxisValue::Truth(true), AxisValue::Text("15-20".to_owned()));
        let kind = |values: &[&AxisValue]| narrowest(values.iter().copied());
        assert_eq!(kind(&[&one, &one]), ColumnType::Int32);
        assert_eq!(kind(&[&one, &half]), ColumnType::Float64);
        assert_eq!(kind(&[&one, &large]), ColumnType::Float64);
        assert_eq!(kind(&[&one, &huge]), ColumnType::Text, "a seed keeps all its digits");
        assert_eq!(kind(&[&yes, &yes]), ColumnType::Bool);
        assert_eq!(kind(&[&yes, &word]), ColumnType::Text);
    }
}
