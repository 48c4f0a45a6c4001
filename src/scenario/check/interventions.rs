//! `[interventions.<id>]`: what people can do, with its dose.

use std::ops::Range;

use super::{distribution, doses, habits, host, names, timeline, training};
use crate::interventions::{Facts, Kind};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Intervention, InterventionKind};

/// Keys that every kind of intervention takes.
pub const EVERY_KIND: &[&str] = &["kind", "during", "adherence"];

/// The interventions that could be read, with the faulty ones.
pub(super) struct Drafts<'a> {
    /// `None` if the section itself is faulty.
    list: Option<Vec<Draft<'a>>>,
}

/// One intervention. Its name is known even if the rest is faulty.
struct Draft<'a> {
    id: &'a str,
    span: Range<usize>,
    whole: Option<Intervention>,
}

/// Reads `[interventions]`. A study may have none.
pub(super) fn read<'a>(root: &Section<'a>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Drafts<'a> {
    let Some(item) = root.get("interventions") else { return Drafts { list: Some(Vec::new()) } };
    let Some(section) = item.section("[interventions]", problems) else { return Drafts { list: None } };
    let list = section.items().map(|item| {
        let span = section.key_span(item.name);
        let whole = intervention(&item, span.clone(), timeline, problems);
        Draft { id: item.name, span, whole }
    });
    Drafts { list: Some(list.collect()) }
}

fn intervention(
    item: &Item<'_>,
    span: Range<usize>,
    timeline: &timeline::Draft<'_>,
    problems: &mut Problems,
) -> Option<Intervention> {
    let valid = names::check_identifier(item.name, span.clone(), problems);
    let mut section = item.section(format!("[interventions.{}]", item.name), problems)?;
    section.span = span;
    section.allow(&keys::INTERVENTION, problems);
    let adherence =
        section.get("adherence").map_or(Some(None), |item| distribution::of_adherence(&item, problems).map(Some));
    let kind = kind(&section, problems)?;
    let during = host::phases_of(&section, &kind, timeline, problems)?;
    valid.and(adherence).map(|adherence| Intervention { id: item.name.to_owned(), kind, during, adherence })
}

fn kind(section: &Section<'_>, problems: &mut Problems) -> Option<InterventionKind> {
    let item = section.require("kind", "such as `kind = \"ankle_pumps\"`", problems)?;
    let name = item.text(problems)?;
    let Some(kind) = Kind::all().find(|kind| kind.facts().word == name) else {
        let names: Vec<&str> = Kind::all().map(|kind| kind.facts().word).collect();
        return item.unknown("kind of intervention", name, &names, problems);
    };
    check_doses(section, kind.facts(), problems);
    match kind {
        Kind::None => Some(InterventionKind::None),
        Kind::Routine(routine) => doses::bouts(section, routine, problems).map(InterventionKind::Bouts),
        Kind::Compression => doses::garment(section, problems).map(InterventionKind::Compression),
        Kind::Plan => training::plan(section, problems).map(InterventionKind::Training),
        Kind::Sessions(focus) => {
            training::stage(section, focus, problems).map(|stage| InterventionKind::Training(vec![stage]))
        }
        Kind::Habit(kind) => habits::read(section, kind, problems).map(InterventionKind::Habit),
    }
}

/// Complains about dose keys that exist but do not apply to this kind.
fn check_doses(section: &Section<'_>, kind: &Facts, problems: &mut Problems) {
    let Facts { word: kind, keys: doses, .. } = kind;
    let known = |key: &str| keys::INTERVENTION.knows(key);
    let idle = |key: &str| known(key) && !EVERY_KIND.contains(&key) && !doses.contains(&key);
    for item in section.items().filter(|item| idle(item.name)) {
        let message = format!("`{}` means nothing to {kind}", item.name);
        let hint =
            if doses.is_empty() { "remove it".to_owned() } else { format!("{kind} takes {}", suggest::list(doses)) };
        let span = section.key_span(item.name);
        problems.push(Problem::new(Code::KeyConflict, span, message).label("means nothing here").hint(hint));
    }
}

impl Drafts<'_> {
    /// The index of the intervention that an item names.
    pub(super) fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        let id = item.text(problems)?;
        let list = self.list.as_ref()?;
        list.iter().position(|draft| draft.id == id).or_else(|| {
            let ids: Vec<&str> = list.iter().map(|draft| draft.id).collect();
            item.unknown("intervention", id, &ids, problems)
        })
    }

    /// An intervention that could be read completely.
    pub(super) fn get(&self, index: usize) -> Option<&Intervention> {
        self.list.as_ref()?.get(index)?.whole.as_ref()
    }

    /// Warns of interventions that no arm uses.
    pub(super) fn warn_unused(&self, used: &[usize], problems: &mut Problems) {
        for (index, draft) in self.list.iter().flatten().enumerate() {
            if !used.contains(&index) {
                let message = format!("no arm uses the intervention `{}`", draft.id);
                problems.push(Problem::new(Code::NoEffect, draft.span.clone(), message).label("unused"));
            }
        }
    }

    /// All interventions, if none of them is faulty.
    pub(super) fn complete(self) -> Option<Vec<Intervention>> {
        self.list?.into_iter().map(|draft| draft.whole).collect()
    }
}
