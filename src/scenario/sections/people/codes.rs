//! `recode` and `missing_codes`: what the values of a column mean.

use std::ops::Range;

use crate::keys::Need::Each;
use crate::keys::{Composite, Key, Kind, composite};
use crate::scenario::data::Cell;
use crate::scenario::people::{Codes, FileValue};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list, quoted};
use crate::scenario::read::{Item, Section, Value};
use crate::scenario::sections::distribution;
use crate::scenario::sections::population::{MISSING_CODES, RECODE, VARIABLE, variable_named};
use crate::scenario::{Variable, VariableKind};

section! {
    RECODE_KEYS, "[population.recode]", "The meaning of the values of a data file.", {
        ANY_RECODED: Composite = "<variable>", Each(&VARIABLE), composite(Kind::Table(&VALUE_KEYS)), "Values in the column of this variable, and their meaning.";
    }
}

section! {
    VALUE_KEYS, "a variable of [population.recode]", "Values of a column, and their meaning.", {
        ANY_VALUE: Composite = "<value>", Each(&Kind::Line), composite(Kind::Value), "The value of the variable that this value of the file means: a number, yes or no, or a label. A number is the same in all notations, and text in both cases.";
    }
}

section! {
    MISSING_CODES_KEYS, "[population.missing_codes]", "Values of a data file that mean a missing value.", {
        ANY_CODES: Composite = "<variable>", Each(&VARIABLE), composite(Kind::List(&Kind::Value)), "Values in the column of this variable that mean a missing value, such as `[7, 9, \"refused\"]`.";
    }
}

/// Reads both keys.
pub(super) fn read(population: &Section<'_>, problems: &mut Problems) -> Option<Vec<Codes>> {
    let mut all: Vec<Codes> = Vec::new();
    let before = problems.count();
    let mut each = |key: &Key, read: &mut dyn FnMut(&Item<'_>, &mut Codes, &mut Problems)| {
        let Some(section) = population.get(key.name).and_then(|item| item.section(key.name, problems)) else { return };
        for item in section.items() {
            let Some(variable) = variable_named(item.name, section.key_span(item.name), problems) else { continue };
            read(&item, of(variable, &mut all), problems);
        }
    };
    each(&RECODE, &mut recode);
    each(&MISSING_CODES, &mut |item, codes, problems| codes.missing = values(item, problems).unwrap_or_default());
    all.sort_by_key(|codes| codes.variable);
    (problems.count() == before).then_some(all)
}

/// The codes of a variable, which may be new.
fn of(variable: Variable, all: &mut Vec<Codes>) -> &mut Codes {
    let at = all.iter().position(|codes| codes.variable == variable).unwrap_or_else(|| {
        all.push(Codes { variable, missing: Vec::new(), recode: Vec::new() });
        all.len() - 1
    });
    &mut all[at]
}

fn recode(item: &Item<'_>, codes: &mut Codes, problems: &mut Problems) {
    let Some(section) = item.section(RECODE_KEYS.section, problems) else { return };
    for item in section.items() {
        let from = FileValue::of_text(item.name);
        if codes.recode.iter().any(|(known, _)| known.is(&from)) {
            let message = format!("`{}` is given a meaning twice", item.name);
            problems.push(Problem::new(Code::Duplicate, section.key_span(item.name), message).label("again here"));
        }
        if let Some(value) = distribution::value_of(&item, codes.variable, problems) {
            codes.recode.push((from, value));
        }
    }
}

/// Values of a data file, in a list.
pub(super) fn values(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<FileValue>> {
    item.list(problems)?.iter().map(|entry| value(entry, problems)).collect()
}

/// A value of a data file: text, a number, true or false.
pub(super) fn value(item: &Item<'_>, problems: &mut Problems) -> Option<FileValue> {
    if let Some(text) = item.value.get_ref().as_str() {
        return Some(FileValue::of_text(text));
    }
    if let Some(truth) = item.value.get_ref().as_bool() {
        return Some(FileValue::Text(truth.to_string()));
    }
    item.number(problems).map(FileValue::Number)
}

/// The value in a cell; `None` if it is missing.
pub(super) fn of_cell(cell: Cell<'_>) -> Option<FileValue> {
    match cell {
        Cell::Missing => None,
        Cell::Number(number) => Some(FileValue::Number(number)),
        Cell::Text(text) => Some(FileValue::of_text(text)),
    }
}

/// What a cell means by its codes; `None` if they do not mention it.
pub(super) fn meaning(codes: &Codes, cell: Cell<'_>) -> Option<Option<f64>> {
    let value = of_cell(cell)?;
    if codes.missing.iter().any(|code| code.is(&value)) {
        return Some(None);
    }
    codes.recode.iter().find(|(from, _)| from.is(&value)).map(|(_, to)| Some(*to))
}

/// Remembers the value of a cell.
pub(super) fn note(seen: &mut Vec<FileValue>, cell: Cell<'_>) {
    if let Some(value) = of_cell(cell).filter(|value| !seen.iter().any(|known| known.is(value))) {
        seen.push(value);
    }
}

/// Warns of codes that no row has. Numbers and texts are remembered at most as often as there are codes.
pub(super) fn unseen(codes: &Codes, seen: &[FileValue], place: Range<usize>) -> Option<Problem> {
    let given = codes.missing.iter().chain(codes.recode.iter().map(|(from, _)| from));
    let unseen: Vec<String> = given.filter(|code| !seen.iter().any(|value| value.is(code))).map(bare).collect();
    let message = format!("no row has these codes of `{}`: {}", codes.variable.name(), unseen.join(", "));
    (!unseen.is_empty()).then(|| Problem::new(Code::NoEffect, place, message).label("never in this column"))
}

/// Writes both keys, if there is something to write.
pub(super) fn write(all: &[Codes], out: &mut Text) {
    let (mut recode, mut missing) = (Text::default(), Text::default());
    for Codes { variable, missing: codes, recode: map } in all {
        if !map.is_empty() {
            let mut one = Text::default();
            map.iter().for_each(|(from, to)| one.pair(&quoted(&bare(from)), &meant(*variable, *to)));
            recode.pair(variable.name(), &one.inline());
        }
        if !codes.is_empty() {
            missing.pair(variable.name(), &written(codes));
        }
    }
    for (key, text) in [(RECODE.name, recode), (MISSING_CODES.name, missing)] {
        if !text.0.is_empty() {
            out.pair(key, &text.inline());
        }
    }
}

/// Values as a list.
pub(super) fn written(values: &[FileValue]) -> String {
    list(values.iter().map(|value| match value {
        FileValue::Number(number) => number.write(),
        FileValue::Text(text) => quoted(text),
    }))
}

fn bare(value: &FileValue) -> String {
    match value {
        FileValue::Number(number) => format!("{number}"),
        FileValue::Text(text) => text.clone(),
    }
}

fn meant(variable: Variable, value: f64) -> String {
    match variable.kind() {
        VariableKind::Continuous => value.write(),
        VariableKind::Flag => (value > 0.5).to_string(),
        VariableKind::Category(labels) => quoted(labels[value as usize]),
    }
}
