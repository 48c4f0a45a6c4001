//! `[analysis.responders]`: people whose outcome changes enough.

use super::outcomes::{Compared, compared};
use super::{ANALYSIS, analysis};
use crate::keys::Need::{Each, Optional, Required};
use crate::keys::{Composite, Kind, composite, entry, number};
use crate::results::Measure;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Section, all};
use crate::scenario::{Flag, Measurement};

section! {
    KEYS, "[analysis.responders]", "Responders: people whose outcome differs enough between an arm and the reference.", {
        ANY_RESPONDER: Composite = "<responder>", Each(&Kind::Column), composite(Kind::Table(&RESPONDER_KEYS)), "Who responds: the people whose outcome in an arm minus their own in the reference is above or below a threshold. `contrasts` has the share of these people under this name.";
    }
}

section! {
    RESPONDER_KEYS, "a responder of [analysis.responders]", "A responder: a person whose outcome differs enough between an arm and the reference.", {
        FROM: Measure = "from", Required, entry("outcome"), "The outcome whose difference from the reference is compared with the threshold.";
        ABOVE: f64 = "above", Optional, number(""), "Threshold; a person responds if the difference is larger.";
        BELOW: f64 = "below", Optional, number(""), "Threshold, in place of `above`; a person responds if the difference is smaller. With -20, these are people who have more than 20 less.";
    }
}

/// The difference of a person's outcome from the reference.
const RESPONDER: Compared =
    Compared { word: "responder", keys: &RESPONDER_KEYS, from: &FROM, above: &ABOVE, below: &BELOW };

/// Names that are taken by other columns of outcomes; `None` for faulty ones.
pub(super) struct Taken<'a> {
    pub(super) flags: Option<&'a [Flag]>,
    pub(super) measurements: Option<&'a [Measurement]>,
}

/// Reads `[analysis.responders]`. A study may have none.
pub(super) fn read(root: &Section<'_>, taken: &Taken<'_>, problems: &mut Problems) -> Option<Vec<Flag>> {
    let Some(item) = root.get(ANALYSIS.name).filter(|item| item.value.get_ref().is_table()) else {
        return Some(Vec::new());
    };
    let section = item.section(analysis::KEYS.section, problems)?;
    let Some(item) = section.get(analysis::RESPONDERS.name) else { return Some(Vec::new()) };
    let section = item.section(KEYS.section, problems)?;
    all(section.items().map(|item| {
        let span = section.key_span(item.name);
        if taken.has(item.name) {
            let message = format!("`{}` is already a flag or a measurement", item.name);
            let problem = Problem::new(Code::Duplicate, span, message).label("name is taken");
            return problems.fail(problem.hint("choose another name"));
        }
        compared(&item, span, &RESPONDER, problems)
    }))
}

impl Taken<'_> {
    fn has(&self, name: &str) -> bool {
        let flags = self.flags.into_iter().flatten().map(|flag| flag.id.as_str());
        let measured = self.measurements.into_iter().flatten().map(|measurement| measurement.id.as_str());
        flags.chain(measured).any(|one| one == name)
    }
}

/// Writes `[analysis.responders]`, if there are any.
pub(super) fn write(responders: &[Flag], out: &mut Text) {
    if responders.is_empty() {
        return;
    }
    out.section("analysis.responders");
    for responder in responders {
        out.pair(&responder.id, &responder.write());
    }
}
