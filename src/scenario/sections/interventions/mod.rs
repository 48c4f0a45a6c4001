//! `[interventions.<id>]`: what people can do, with its dose.

mod bouts;
mod clock;
mod garment;
mod habits;
mod host;
mod lived;
mod training;

use std::borrow::Cow;
use std::ops::Range;

pub use clock::{Room, bout_starts, clock_min};

use super::{distribution, names, timeline};
use crate::interventions::{InterventionKind, Kind};
use crate::keys::Need::{Each, Optional, Required};
use crate::keys::{self, Composite, Key, Word, composite, word};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list, quoted};
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Distribution, Scenario, Variable};

section! {
    KEYS, "[interventions]", "The interventions of the study; each arm uses some of them.", {
        ANY_INTERVENTION: Composite = "<id>", Each(&keys::Kind::Identifier), composite(keys::Kind::Table(&INTERVENTION_KEYS)), "An intervention with its dose; arms refer to it by its id.";
    }
}

section! {
    INTERVENTION_KEYS, "[interventions.<id>]", "An intervention with its dose.", {
        KIND: Kind = "kind", Required, word(), "Kind of the intervention, such as \"ankle_pumps\"; it determines which other keys are possible.";
        DURING: Composite = "during", Optional, composite(keys::Kind::List(&keys::Kind::Name("phase"))), "Phases in which the intervention is done; by default, all phases with a suitable posture.";
        ADHERENCE: Composite = "adherence", Optional, composite(keys::Kind::Distribution), "Probability that a person does a bout or adopts a habit of this intervention, in place of the arm's adherence.";
        UPTAKE: f64 = "uptake", Optional, keys::within(0.0, 1.0, "1"), "Share of people who take up this intervention at all; the others never do it. It is drawn once for each person and is the same in all arms. `adherence` then holds for those who take it up.";
    } .. doses()
}

/// Keys that every kind of intervention takes.
pub const EVERY_KIND: [Key; 4] = [KIND.key, DURING.key, ADHERENCE.key, UPTAKE.key];

/// The keys of the doses of all kinds, each once. None is required by every kind.
fn doses() -> Vec<Key> {
    let mut doses: Vec<Key> = Vec::new();
    for key in Kind::all().flat_map(|kind| kind.facts().keys) {
        if !doses.iter().any(|known| known.name == key.name) {
            let need = if let Required = key.need { Optional } else { key.need };
            doses.push(Key { need, ..*key });
        }
    }
    doses
}

/// An intervention: something that people can do for their legs.
#[derive(Clone, Debug, PartialEq)]
pub struct Intervention {
    /// Unique identifier; it is a part of the key of the person's adherence draws.
    pub id: String,
    /// Its kind and dose.
    pub kind: InterventionKind,
    /// Phases (indices) in which it happens; at least one.
    pub during: Vec<usize>,
    /// How likely people do it; `None` if the arm determines this.
    pub adherence: Option<Distribution>,
    /// Who does it at all; `None` if everybody does.
    pub uptake: Option<Uptake>,
}

/// The share of people who do an intervention at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Uptake {
    /// The share, 0 to 1.
    pub share: f64,
    /// The intervention that is the key of the draw; for a daily habit of a plan, the plan.
    pub of: String,
}

/// The interventions that could be read, with the faulty ones.
pub(super) struct Drafts<'a> {
    /// `None` if the section itself is faulty.
    list: Option<Vec<Draft<'a>>>,
}

/// One intervention. Its name is known even if the rest is faulty.
struct Draft<'a> {
    id: Cow<'a, str>,
    span: Range<usize>,
    whole: Option<Intervention>,
    /// Index of the training plan to whose daily habits it belongs, if any.
    plan: Option<usize>,
}

/// Reads `[interventions]`. A study may have none.
pub(super) fn read<'a>(root: &Section<'a>, timeline: &timeline::Draft<'_>, problems: &mut Problems) -> Drafts<'a> {
    let Some(item) = root.get(super::INTERVENTIONS.name) else { return Drafts { list: Some(Vec::new()) } };
    let Some(section) = item.section(KEYS.section, problems) else { return Drafts { list: None } };
    let list = section.items().map(|item| {
        let span = section.key_span(item.name);
        let whole = intervention(&item, span.clone(), timeline, problems);
        Draft { id: item.name.into(), span, whole, plan: None }
    });
    let mut list: Vec<Draft<'a>> = list.collect();
    for (plan, item) in section.items().enumerate() {
        let habits = lived::read(&item, list[plan].whole.as_ref(), timeline, problems);
        let span = list[plan].span.clone();
        lived::check_names(&habits, list.iter().map(|draft| draft.id.as_ref()), &span, problems);
        list.extend(habits.into_iter().map(|habit| Draft {
            id: habit.id.clone().into(),
            span: span.clone(),
            whole: Some(habit),
            plan: Some(plan),
        }));
    }
    Drafts { list: Some(list) }
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
    section.allow(&INTERVENTION_KEYS, problems);
    let adherence =
        section.get(ADHERENCE.name).map_or(Some(None), |item| distribution::of_adherence(&item, problems).map(Some));
    let uptake = section.optional(&UPTAKE, problems);
    let kind = kind(&section, problems)?;
    let during = host::phases_of(&section, &kind, timeline, problems)?;
    let (adherence, uptake, id) = (valid.and(adherence)?, uptake?, item.name.to_owned());
    let uptake = uptake.map(|share| Uptake { share, of: id.clone() });
    Some(Intervention { id, kind, during, adherence, uptake })
}

fn kind(section: &Section<'_>, problems: &mut Problems) -> Option<InterventionKind> {
    let kind = section.value(&KIND, problems)?;
    check_doses(section, kind, problems);
    match kind {
        Kind::None => Some(InterventionKind::None),
        Kind::Routine(routine) => bouts::read(section, routine, problems).map(InterventionKind::Bouts),
        Kind::Compression => garment::read(section, problems).map(InterventionKind::Compression),
        Kind::Plan => training::plan(section, problems).map(InterventionKind::Training),
        Kind::Sessions(focus) => {
            training::stage(section, focus, problems).map(|stage| InterventionKind::Training(vec![stage]))
        }
        Kind::Habit(kind) => habits::read(section, kind, problems).map(InterventionKind::Habit),
    }
}

/// Complains about dose keys that exist but do not apply to this kind.
fn check_doses(section: &Section<'_>, kind: Kind, problems: &mut Problems) {
    let names = |keys: &[Key]| keys.iter().map(|key| key.name).collect::<Vec<_>>();
    let (kind, doses, common) = (kind.word(), names(kind.facts().keys), names(&EVERY_KIND));
    let known = INTERVENTION_KEYS.known();
    let idle = |key: &str| known.contains(&key) && !common.contains(&key) && !doses.contains(&key);
    for item in section.items().filter(|item| idle(item.name)) {
        let message = format!("`{}` has no effect on {kind}", item.name);
        let hint = if doses.is_empty() {
            "remove it".to_owned()
        } else {
            format!("{kind} has the keys {}", suggest::list(&doses))
        };
        let span = section.key_span(item.name);
        problems.push(Problem::new(Code::KeyConflict, span, message).label("no effect here").hint(hint));
    }
}

/// Writes the interventions.
pub(super) fn write(scenario: &Scenario, out: &mut Text) {
    for intervention in &scenario.interventions {
        out.section(&format!("interventions.{}", intervention.id));
        intervention.write(scenario, out);
    }
}

impl Intervention {
    fn write(&self, scenario: &Scenario, out: &mut Text) {
        let before_the_day = matches!(self.kind, InterventionKind::Training(_) | InterventionKind::Habit(_));
        match &self.kind {
            InterventionKind::None => out.key(&KIND, &Kind::None),
            InterventionKind::Bouts(bouts) => bouts::write(bouts, out),
            InterventionKind::Compression(garment) => garment::write(garment, out),
            InterventionKind::Training(stages) => training::write(stages, out),
            InterventionKind::Habit(habit) => habits::write(habit, out),
        }
        if !before_the_day {
            let phases = &scenario.timeline.phases;
            out.pair(DURING.name, &list(self.during.iter().map(|index| quoted(&phases[*index].name))));
        }
        if let Some(adherence) = &self.adherence {
            out.pair(ADHERENCE.name, &distribution::write(adherence, Variable::Adherence.kind()));
        }
        out.optional(&UPTAKE, self.uptake.as_ref().map(|uptake| &uptake.share));
    }
}

impl Drafts<'_> {
    /// The index of the intervention that an item names.
    pub(super) fn find(&self, item: &Item<'_>, problems: &mut Problems) -> Option<usize> {
        let id = item.text(problems)?;
        let list = self.list.as_ref()?;
        list.iter().position(|draft| draft.id == id).or_else(|| {
            let ids: Vec<&str> = list.iter().map(|draft| draft.id.as_ref()).collect();
            item.unknown("intervention", id, &ids, problems)
        })
    }

    /// The daily habits of a training plan; none unless people live it.
    pub(super) fn habits_of(&self, plan: usize) -> impl Iterator<Item = usize> {
        let drafts = self.list.iter().flatten().enumerate();
        drafts.filter(move |(_, draft)| draft.plan == Some(plan)).map(|(index, _)| index)
    }

    /// An intervention that could be read completely.
    pub(super) fn get(&self, index: usize) -> Option<&Intervention> {
        self.list.as_ref()?.get(index)?.whole.as_ref()
    }

    /// Warns of interventions that no arm uses.
    pub(super) fn warn_unused(&self, used: &[usize], problems: &mut Problems) {
        for (index, draft) in self.list.iter().flatten().enumerate() {
            if !used.contains(&index) && draft.plan.is_none() {
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
