//! `[outcomes]`: the assessed phase and the flags.

use toml::de::DeValue;

use super::{names, timeline};
use crate::results::Measure;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Flag, Outcomes, Threshold};

/// Reads `[outcomes]`. By default, the longest sitting or standing phase is assessed and there are no flags.
pub(super) fn outcomes(
    root: &Section<'_>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<Outcomes> {
    let Some(item) = root.get("outcomes") else {
        return Some(Outcomes { assess: usual(root, timeline, problems)?, flags: Vec::new() });
    };
    let section = item.section("[outcomes]", problems)?;
    let assess = match section.get("assess") {
        Some(item) => timeline.find(&item, problems),
        None => usual(root, timeline, problems),
    };
    let flags: Vec<Option<Flag>> =
        section.items().filter(|item| item.name != "assess").map(|item| flag(&item, &section, problems)).collect();
    Some(Outcomes { assess: assess?, flags: flags.into_iter().collect::<Option<_>>()? })
}

fn usual(root: &Section<'_>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Option<usize> {
    let longest = timeline.longest(|posture| posture.facts().assessed);
    if longest.is_some() || !timeline.is_known() || timeline.has_faulty_length() {
        return longest;
    }
    let message = "no phase is seated or standing: say which one is assessed";
    let problem = Problem::new(Code::MissingKey, root.key_span("timeline"), message).label("which phase counts?");
    problems.fail(problem.hint("add `assess = \"<phase>\"` to [outcomes]"))
}

fn flag(item: &Item<'_>, outcomes: &Section<'_>, problems: &mut Problems) -> Option<Flag> {
    let span = outcomes.key_span(item.name);
    if !matches!(item.value.get_ref(), DeValue::Table(_)) {
        // Apart from `assess`, all keys here are flags, and this is not a flag.
        if let Some(problem) = outcomes.misplaced(item.name) {
            return problems.fail(problem);
        }
        let message = format!("unknown key `{}` in [outcomes]", item.name);
        let hint = match suggest::nearest(item.name, ["assess"]) {
            Some(_) => "did you mean `assess`?",
            None => "a flag looks like `name = { from = \"edema_ml\", above = 100 }`",
        };
        return problems.fail(Problem::new(Code::UnknownKey, span, message).label("no such key").hint(hint));
    }
    let free = names::check_column(item.name, span.clone(), problems)
        .and_then(|()| names::check_no_variable(item.name, span.clone(), problems));
    let mut section = item.section(format!("the flag `{}`", item.name), problems)?;
    section.span = span;
    section.allow(&keys::FLAG, problems);
    let from = section.require("from", "the measure that the flag is derived from", problems);
    let from = from.and_then(|item| measure(&item, problems));
    let threshold = threshold(&section, problems);
    free.and(Some(Flag { id: item.name.to_owned(), from: from?, threshold: threshold? }))
}

fn measure(item: &Item<'_>, problems: &mut Problems) -> Option<Measure> {
    let name = item.text(problems)?;
    Measure::from_name(name).or_else(|| {
        let names: Vec<&str> = Measure::ALL.iter().map(|measure| measure.name()).collect();
        item.unknown("measure", name, &names, problems)
    })
}

fn threshold(section: &Section<'_>, problems: &mut Problems) -> Option<Threshold> {
    match (section.get("above"), section.get("below")) {
        (Some(item), None) => item.number(problems).map(Threshold::Above),
        (None, Some(item)) => item.number(problems).map(Threshold::Below),
        (Some(first), Some(second)) => {
            let problem =
                Problem::new(Code::KeyConflict, second.span(), "a flag has one threshold").label("second threshold");
            problems.fail(problem.also(first.span(), "first threshold").hint("make two flags of it"))
        }
        (None, None) => section.require("above", "give `above` or `below`", problems).and(None),
    }
}
