//! `[arms.<id>]`: which interventions each arm asks for.

mod clinician;
mod eligibility;
mod idle;
mod overlap;
mod weeks;

use std::ops::Range;

use super::interventions::Drafts;
use super::{distribution, names, timeline};
use crate::keys::Need::{Default, Each, Optional, Required};
use crate::keys::{Composite, Kind, composite, text, truth, within};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, list, quoted};
use crate::scenario::read::{Item, Section, all};
use crate::scenario::{Distribution, Intervention, PopulationSpec, Scenario, Variable};

pub use eligibility::Eligibility;
pub(super) use eligibility::KEYS as ELIGIBILITY_KEYS;

section! {
    KEYS, "[arms]", "The arms that are compared, in the order in which results are shown. All arms have the same people.", {
        ANY_ARM: Composite = "<id>", Each(&Kind::Identifier), composite(Kind::Table(&ARM_KEYS)), "One arm; exactly one arm is the reference.";
    }
}

section! {
    ARM_KEYS, "[arms.<id>]", "An arm: what its people do.", {
        LABEL: String = "label", Optional, text(), "Label of the arm in printed results; by default, its id.";
        USE: Composite = "use", Required, composite(Kind::List(&Kind::Name("intervention"))), "Ids of the interventions of this arm; `[]` for an arm without interventions.";
        ADHERENCE: Composite = "adherence", Optional, composite(Kind::Distribution), "Probability that a person does a bout or adopts a habit of this arm, in place of the person's own `adherence`: a number from 0 to 1, or a distribution.";
        UPTAKE: f64 = "uptake", Optional, within(0.0, 1.0, "1"), "Share of people who take part in this arm at all; the others do nothing that it asks, on no occasion. Whether a person takes part is drawn once and is the same in all arms with the same share. `adherence` then holds for those who take part.";
        REFERENCE: bool = "reference", Default("false"), truth(), "Whether the other arms are compared with this arm.";
        AFTER_WEEKS: Composite = "after_weeks", Optional, composite(Kind::Either(&[Kind::List(&weeks::WEEKS), weeks::WEEKS])), "Number of weeks of the arm's training before the simulated day; a list of numbers in ascending order makes one arm for each.";
        ELIGIBILITY: Composite = "eligibility", Optional, composite(Kind::Table(&eligibility::KEYS)), "People whom the study excludes from the arm, in addition to those with a contraindication of its interventions. They are simulated without these interventions and counted with the reason.";
    }
}

/// Largest number of arms, including the copies of `after_weeks`.
const MOST_ARMS: usize = 1000;

/// One arm of the study. All arms have the same people.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Unique identifier.
    pub id: String,
    /// Label for people.
    pub label: String,
    /// Interventions (indices).
    pub uses: Vec<usize>,
    /// How likely people do what the arm asks for.
    pub adherence: ArmAdherence,
    /// Share of people who take part at all; `None` if everybody does.
    pub uptake: Option<f64>,
    /// Whether the other arms are compared with this one.
    pub reference: bool,
    /// Number of weeks of the arm's training before the timeline; `None` for all weeks.
    pub after_weeks: Option<u32>,
    /// Exclusions of the arm, in addition to the contraindications of its interventions.
    pub eligibility: Eligibility,
}

impl Arm {
    /// The id in the file. Arms that differ only in their weeks of training are made from one arm, and people have the same adherence in
    /// them.
    pub fn family(&self) -> &str {
        let suffix = self.after_weeks.map(|weeks| format!("_week_{weeks}"));
        suffix.and_then(|suffix| self.id.strip_suffix(&suffix)).unwrap_or(&self.id)
    }
}

/// How likely people do what an arm asks.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmAdherence {
    /// The person's own propensity (`Variable::Adherence`).
    Own,
    /// Drawn from this distribution; a number is a constant.
    Given(Distribution),
}

/// The parts of the scenario to which arms refer.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) interventions: &'a Drafts<'a>,
    pub(super) timeline: &'a timeline::Draft<'a>,
    /// `None` if it is faulty.
    pub(super) population: Option<&'a PopulationSpec>,
}

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
pub(super) fn read(root: &Section<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<Vec<Arm>> {
    let section = root.require(&super::ARMS, problems)?.section(KEYS.section, problems)?;
    let drafts: Vec<Draft> =
        section.items().map(|item| arm(&item, section.key_span(item.name), context, problems)).collect();
    if drafts.is_empty() {
        let problem =
            Problem::new(Code::MissingKey, root.key_span(super::ARMS.name), "the study has no arms").label("empty");
        return problems.fail(problem.hint("add at least one [arms.<id>] with `use = [...]`"));
    }
    // If the list of an arm could not be read, it is unknown which interventions are unused.
    if let Some(used) = drafts.iter().map(|draft| draft.uses.as_deref()).collect::<Option<Vec<_>>>() {
        context.interventions.warn_unused(&used.concat(), problems);
    }
    check_reference(&drafts, root.key_span(super::ARMS.name), problems)?;
    let arms: Vec<Arm> = drafts.into_iter().map(|draft| draft.whole).collect::<Option<Vec<_>>>()?.concat();
    check_unique(&arms, root.key_span(super::ARMS.name), problems)?;
    names::check_count("arms", arms.len(), MOST_ARMS, root.key_span(super::ARMS.name), problems)?;
    Some(arms)
}

/// Complains if an arm made by `after_weeks` has the same name as another arm.
fn check_unique(arms: &[Arm], section: Range<usize>, problems: &mut Problems) -> Option<()> {
    let mut unique = names::Unique::default();
    let named: Vec<_> = arms.iter().map(|arm| unique.add("the arm", &arm.id, section.clone(), problems)).collect();
    named.into_iter().collect()
}

fn arm(item: &Item<'_>, span: Range<usize>, context: &Context<'_>, problems: &mut Problems) -> Draft {
    let Context { interventions, population, .. } = *context;
    let id = names::check_identifier(item.name, span.clone(), problems).map(|()| item.name.to_owned());
    let Some(mut section) = item.section(format!("[arms.{}]", item.name), problems) else {
        return Draft { whole: None, uses: None, reference: None };
    };
    section.span = span;
    section.allow(&ARM_KEYS, problems);
    let label = section.value_or(&LABEL, item.name.to_owned(), problems);
    let listed = uses(&section, interventions, problems);
    let uses = listed.clone().map(|uses| with_habits(uses, interventions));
    let uses = uses.and_then(|uses| overlap::check(item.name, &uses, &section, context, problems).map(|()| uses));
    if let Some(uses) = &uses {
        let place = section.place(&USE);
        let asked = Asked { arm: item.name, uses, drafts: interventions, population, place };
        clinician::warn(&asked, problems);
        idle::warn(&asked, problems);
    }
    let weeks = weeks::read(&section, uses.as_deref(), interventions, problems);
    let adherence = section
        .get(ADHERENCE.name)
        .map_or(Some(ArmAdherence::Own), |item| distribution::of_adherence(&item, problems).map(ArmAdherence::Given));
    let uptake = section.optional(&UPTAKE, problems);
    let eligibility = eligibility::read(&section, problems);
    let reference = section.value(&REFERENCE, problems);
    Draft {
        uses: uses.clone(),
        reference: (reference == Some(true)).then(|| section.key_span(REFERENCE.name)),
        whole: (|| {
            let arm = Arm {
                id: id?,
                label: label?,
                uses: uses?,
                adherence: adherence?,
                uptake: uptake?,
                reference: reference?,
                after_weeks: None,
                eligibility: eligibility?,
            };
            let mut arms = weeks?.arms(arm);
            for arm in arms.iter_mut().filter(|arm| arm.after_weeks == Some(0)) {
                arm.uses = listed.clone().unwrap_or_default();
            }
            Some(arms)
        })(),
    }
}

/// Adds the daily habits of the plans among these interventions.
fn with_habits(mut uses: Vec<usize>, interventions: &Drafts<'_>) -> Vec<usize> {
    let habits: Vec<usize> = uses.iter().flat_map(|plan| interventions.habits_of(*plan)).collect();
    uses.extend(habits.into_iter().filter(|habit| !uses.contains(habit)).collect::<Vec<_>>());
    uses
}

fn uses(section: &Section<'_>, interventions: &Drafts<'_>, problems: &mut Problems) -> Option<Vec<usize>> {
    let items = section.require(&USE, problems)?.list(problems)?;
    let uses: Vec<usize> = all(items.iter().map(|item| interventions.find(item, problems)))?;
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

/// Writes the arms.
pub(super) fn write(scenario: &Scenario, out: &mut Text) {
    for arm in &scenario.arms {
        out.section(&format!("arms.{}", arm.id));
        arm.write(scenario, out);
    }
}

impl Arm {
    fn write(&self, scenario: &Scenario, out: &mut Text) {
        out.key(&LABEL, &self.label);
        out.pair(USE.name, &list(self.uses.iter().map(|index| quoted(&scenario.interventions[*index].id))));
        if let ArmAdherence::Given(distribution) = &self.adherence {
            out.pair(ADHERENCE.name, &distribution::write(distribution, Variable::Adherence.kind()));
        }
        out.optional(&UPTAKE, self.uptake.as_ref());
        if let Some(weeks) = self.after_weeks {
            out.pair(AFTER_WEEKS.name, &weeks.to_string());
        }
        if self.eligibility != Eligibility::ALL {
            out.pair(ELIGIBILITY.name, &self.eligibility.write());
        }
        out.key(&REFERENCE, &self.reference);
    }
}
