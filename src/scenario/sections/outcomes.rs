//! `[outcomes]`: the assessed phase and the flags.

use std::ops::Range;

use toml::de::DeValue;

use super::{names, timeline};
use crate::keys::Need::{Each, Optional, Required};
use crate::keys::{Composite, Keys, Kind, Typed, composite, entry, number};
use crate::results::Measure;
use crate::scenario::Scenario;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list, quoted};
use crate::scenario::read::{Item, Section, all, suggest};

section! {
    KEYS, "[outcomes]", "The assessed phase and the flags.", {
        ASSESS: Composite = "assess", Optional, composite(Kind::Either(&[Kind::Name("phase"), Kind::List(&Kind::Name("phase"))])), "The phase for which outcomes are computed, or a list of phases. Volumes are read at the end of the last one; means, maxima and doses run over all of them, however they are divided. A name means the last copy of a repeated phase; in a list, all of its copies. By default, the longest sitting or standing phase, and the last one of equally long phases.";
        ANY_FLAG: Composite = "<flag>", Each(&Kind::Column), composite(Kind::Table(&FLAG_KEYS)), "A flag of each person: whether an outcome is above or below a threshold. Its name becomes a column.";
    }
}

section! {
    FLAG_KEYS, "a flag of [outcomes]", "A flag: whether an outcome of a person is above or below a threshold.", {
        FROM: Measure = "from", Required, entry("outcome"), "The outcome that is compared with the threshold.";
        ABOVE: f64 = "above", Optional, number(""), "Threshold; the flag is yes if the outcome is larger.";
        BELOW: f64 = "below", Optional, number(""), "Threshold, in place of `above`; the flag is yes if the outcome is smaller.";
    }
}

/// The assessed phase and the flags.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// The assessed phases (indices), in ascending order; at least one.
    pub assess: Vec<usize>,
    /// Flags derived from a measure and a threshold.
    pub flags: Vec<Flag>,
}

impl Outcomes {
    /// The last assessed phase (index), at whose end volumes are read.
    pub fn last_assessed(&self) -> usize {
        self.assess[self.assess.len() - 1]
    }
}

/// True if a measure is above or below a threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Column name.
    pub id: String,
    /// Measure it is derived from.
    pub from: Measure,
    /// The threshold and its side.
    pub threshold: Threshold,
}

/// A threshold and the side that counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// Strictly above.
    Above(f64),
    /// Strictly below.
    Below(f64),
}

impl Threshold {
    /// Whether a value is on the side that counts.
    pub fn counts(self, value: f64) -> bool {
        match self {
            Self::Above(threshold) => value > threshold,
            Self::Below(threshold) => value < threshold,
        }
    }
}

/// Reads `[outcomes]`. By default, the longest sitting or standing phase is assessed and there are no flags.
pub(super) fn read(root: &Section<'_>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Option<Outcomes> {
    let Some(item) = root.get(super::OUTCOMES.name) else {
        return Some(Outcomes { assess: vec![usual(root, timeline, problems)?], flags: Vec::new() });
    };
    let section = item.section(KEYS.section, problems)?;
    let assess = match section.get(ASSESS.name) {
        Some(item) => assessed(&item, timeline, problems),
        None => usual(root, timeline, problems).map(|phase| vec![phase]),
    };
    let others = section.items().filter(|item| item.name != ASSESS.name);
    let flags = all(others.map(|item| flag(&item, &section, problems)));
    Some(Outcomes { assess: assess?, flags: flags? })
}

/// The phases that `assess` names.
fn assessed(item: &Item<'_>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Option<Vec<usize>> {
    if !matches!(item.value.get_ref(), DeValue::Array(_)) {
        return timeline.find(item, problems).map(|phase| vec![phase]);
    }
    let entries = item.list(problems)?;
    if entries.is_empty() {
        let problem = Problem::new(Code::OutOfRange, item.span(), "`assess` names no phase").label("empty");
        return problems.fail(problem.hint("name at least one phase, or remove `assess`"));
    }
    let phases = all(entries.iter().map(|entry| timeline.find_all(entry, problems)))?.concat();
    timeline.distinct(ASSESS.name, item, phases, problems)
}

fn usual(root: &Section<'_>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Option<usize> {
    let longest = timeline.longest(|posture| posture.facts().assessed);
    if longest.is_some() || !timeline.is_known() || timeline.has_faulty_length() {
        return longest;
    }
    let message = "no phase is sitting or standing, so the assessed phase must be named";
    let problem =
        Problem::new(Code::MissingKey, root.key_span("timeline"), message).label("the assessed phase is missing");
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
        let hint = match suggest::nearest(item.name, [ASSESS.name]) {
            Some(_) => "did you mean `assess`?",
            None => "a flag looks like `name = { from = \"edema_ml\", above = 100 }`",
        };
        return problems.fail(Problem::new(Code::UnknownKey, span, message).label("no such key").hint(hint));
    }
    compared(item, span, &FLAG, problems)
}

/// What is compared with a threshold: its word in messages, and its keys.
pub(super) struct Compared {
    pub(super) word: &'static str,
    pub(super) keys: &'static Keys,
    pub(super) from: &'static Typed<Measure>,
    pub(super) above: &'static Typed<f64>,
    pub(super) below: &'static Typed<f64>,
}

/// The outcome of a person.
const FLAG: Compared = Compared { word: "flag", keys: &FLAG_KEYS, from: &FROM, above: &ABOVE, below: &BELOW };

/// Reads an outcome with its threshold. The name of the item becomes a column or a value of the column `measure`.
pub(super) fn compared(item: &Item<'_>, span: Range<usize>, what: &Compared, problems: &mut Problems) -> Option<Flag> {
    let free = names::check_column(item.name, span.clone(), problems)
        .and_then(|()| names::check_no_variable(item.name, span.clone(), problems));
    let mut section = item.section(format!("the {} `{}`", what.word, item.name), problems)?;
    section.span = span;
    section.allow(what.keys, problems);
    let from = section.value(what.from, problems);
    let threshold = threshold(&section, what, problems);
    free.and(Some(Flag { id: item.name.to_owned(), from: from?, threshold: threshold? }))
}

fn threshold(section: &Section<'_>, what: &Compared, problems: &mut Problems) -> Option<Threshold> {
    match (section.get(what.above.name), section.get(what.below.name)) {
        (Some(_), None) => section.value(what.above, problems).map(Threshold::Above),
        (None, Some(_)) => section.value(what.below, problems).map(Threshold::Below),
        (Some(first), Some(second)) => {
            let message = format!("a {} has one threshold", what.word);
            let problem = Problem::new(Code::KeyConflict, second.span(), message).label("second threshold");
            problems.fail(problem.also(first.span(), "first threshold").hint(format!("write two {}s", what.word)))
        }
        (None, None) => section.missing(what.above.name, "give `above` or `below`", problems),
    }
}

/// Writes `[outcomes]`.
pub(super) fn write(scenario: &Scenario, out: &mut Text) {
    let Outcomes { assess, flags } = &scenario.outcomes;
    out.section("outcomes");
    let mut names = assess.iter().map(|phase| quoted(&scenario.timeline.phases[*phase].name));
    match assess.as_slice() {
        [_] => out.pair(ASSESS.name, &names.next().unwrap_or_default()),
        _ => out.pair(ASSESS.name, &list(names)),
    }
    for flag in flags {
        out.pair(&flag.id, &flag.write());
    }
}

impl Flag {
    /// The outcome and its threshold.
    pub(super) fn write(&self) -> String {
        let mut out = Text::default();
        out.key(&FROM, &self.from);
        match &self.threshold {
            Threshold::Above(value) => out.key(&ABOVE, value),
            Threshold::Below(value) => out.key(&BELOW, value),
        }
        out.inline()
    }
}
