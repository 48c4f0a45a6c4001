//! `[arms.<id>]`: which interventions each arm asks for.

use std::ops::Range;

use super::interventions::Drafts;
use super::{clinician, distribution, eligibility, idle, names, overlap, timeline, weeks};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys};
use crate::scenario::{Arm, ArmAdherence, Intervention, PopulationSpec};

/// The parts of an arm that could be read, even if other parts are faulty.
struct Draft {
    /// One arm, or one for each number in a list of `after_weeks`; `None` if something is faulty.
    whole: Option<Vec<Arm>>,
    uses: Option<Vec<usize>>,
    reference: Option<Range<usize>>,
}

/// What an arm asks for, and of which population.
pub(super) struct Asked<'a> {
    pub(super) arm: &'a str,
    uses: &'a [usize],
    drafts: &'a Drafts<'a>,
    /// `None` if it is faulty.
    pub(super) population: Option<&'a PopulationSpec>,
    /// Where the arm lists its interventions.
    pub(super) place: Range<usize>,
}

impl Asked<'_> {
    /// The interventions that could be read.
    pub(super) fn interventions(&self) -> impl Iterator<Item = &Intervention> {
        self.uses.iter().filter_map(|index| self.drafts.get(*index))
    }
}

/// Reads `[arms]` in the order of the file.
pub(super) fn read(
    root: &Section<'_>,
    interventions: &Drafts<'_>,
    timeline: &timeline::Draft<'_>,
    population: Option<&PopulationSpec>,
    problems: &mut Problems,
) -> Option<Vec<Arm>> {
    let hint = "add at least one [arms.<id>] with `use = [...]`";
    let section = root.require("arms", hint, problems)?.section("[arms]", problems)?;
    let drafts: Vec<Draft> = section
        .items()
        .map(|item| arm(&item, section.key_span(item.name), interventions, timeline, population, problems))
        .collect();
    if drafts.is_empty() {
        let problem = Problem::new(Code::MissingKey, root.key_span("arms"), "the study has no arms").label("empty");
        return problems.fail(problem.hint(hint));
    }
    // If the list of an arm could not be read, it is unknown which interventions are unused.
    if let Some(used) = drafts.iter().map(|draft| draft.uses.as_deref()).collect::<Option<Vec<_>>>() {
        interventions.warn_unused(&used.concat(), problems);
    }
    check_reference(&drafts, root.key_span("arms"), problems)?;
    let arms: Vec<Arm> = drafts.into_iter().map(|draft| draft.whole).collect::<Option<Vec<_>>>()?.concat();
    check_unique(&arms, root.key_span("arms"), problems)?;
    Some(arms)
}

/// Complains if an arm made by `after_weeks` has the same name as another arm.
fn check_unique(arms: &[Arm], section: Range<usize>, problems: &mut Problems) -> Option<()> {
    let mut unique = names::Unique::default();
    let named: Vec<_> = arms.iter().map(|arm| unique.add("the arm", &arm.id, section.clone(), problems)).collect();
    named.into_iter().collect()
}

fn arm(
    item: &Item<'_>,
    span: Range<usize>,
    interventions: &Drafts<'_>,
    timeline: &timeline::Draft<'_>,
    population: Option<&PopulationSpec>,
    problems: &mut Problems,
) -> Draft {
    let id = names::check_identifier(item.name, span.clone(), problems).map(|()| item.name.to_owned());
    let Some(mut section) = item.section(format!("[arms.{}]", item.name), problems) else {
        return Draft { whole: None, uses: None, reference: None };
    };
    section.span = span;
    section.allow(&keys::ARM, problems);
    let label = section.get("label").map_or(Some(item.name), |item| item.text(problems)).map(str::to_owned);
    let uses = uses(&section, interventions, problems);
    let uses = uses
        .and_then(|uses| overlap::check(item.name, &uses, &section, interventions, timeline, problems).map(|()| uses));
    if let Some(uses) = &uses {
        let place = section.get("use").map_or(section.span.clone(), |item| item.span());
        let asked = Asked { arm: item.name, uses, drafts: interventions, population, place };
        clinician::warn(&asked, problems);
        idle::warn(&asked, problems);
    }
    let weeks = weeks::read(&section, uses.as_deref(), interventions, problems);
    let adherence = section
        .get("adherence")
        .map_or(Some(ArmAdherence::Own), |item| distribution::of_adherence(&item, problems).map(ArmAdherence::Given));
    let eligibility = eligibility::read(&section, problems);
    let reference = section.get("reference").map_or(Some(false), |item| item.truth(problems));
    Draft {
        uses: uses.clone(),
        reference: (reference == Some(true)).then(|| section.key_span("reference")),
        whole: (|| {
            let arm = Arm {
                id: id?,
                label: label?,
                uses: uses?,
                adherence: adherence?,
                reference: reference?,
                after_weeks: None,
                eligibility: eligibility?,
            };
            Some(weeks?.arms(arm))
        })(),
    }
}

fn uses(section: &Section<'_>, interventions: &Drafts<'_>, problems: &mut Problems) -> Option<Vec<usize>> {
    let hint = "name interventions, or write `use = []` for an arm that does nothing";
    let items = section.require("use", hint, problems)?.list(problems)?;
    let found: Vec<Option<usize>> = items.iter().map(|item| interventions.find(item, problems)).collect();
    let uses: Vec<usize> = found.into_iter().collect::<Option<_>>()?;
    for (i, index) in uses.iter().enumerate() {
        if let Some(first) = uses[..i].iter().position(|earlier| earlier == index) {
            let problem = Problem::new(Code::Duplicate, items[i].span(), "an arm uses an intervention twice");
            return problems.fail(problem.label("again here").also(items[first].span(), "first here"));
        }
    }
    Some(uses)
}

fn check_reference(drafts: &[Draft], section: Range<usize>, problems: &mut Problems) -> Option<()> {
    let marked: Vec<&Range<usize>> = drafts.iter().filter_map(|draft| draft.reference.as_ref()).collect();
    match marked.as_slice() {
        [_] => Some(()),
        [] => {
            let problem =
                Problem::new(Code::Reference, section, "no arm is the reference").label("no reference among these");
            problems.fail(problem.hint("add `reference = true` to the arm that the others are compared with"))
        }
        [first, others @ ..] => {
            for other in others {
                let problem = Problem::new(Code::Reference, (*other).clone(), "more than one arm is the reference");
                let problem = problem.label("another reference").also((*first).clone(), "first reference");
                problems.push(problem.hint("keep `reference = true` in exactly one arm"));
            }
            None
        }
    }
}
