//! `after_weeks`: the day follows a part of the arm's training. A list makes one arm for each number of weeks.

use std::ops::RangeInclusive;

use toml::de::DeValue;

use super::{AFTER_WEEKS, REFERENCE};
use crate::interventions::LONGEST_PLAN;
use crate::keys::{Kind, whole};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, all};
use crate::scenario::sections::interventions::Drafts;
use crate::scenario::{Arm, InterventionKind};

/// Weeks of training before the day. An arm allows at most as many weeks as its plan has.
pub(super) const WEEKS: Kind = whole(0, LONGEST_PLAN, "").kind;

/// Number of training weeks before the day.
pub(super) enum Weeks {
    /// All weeks of the plan.
    All,
    /// This number of weeks.
    One(u32),
    /// One arm for each of these.
    Each(Vec<u32>),
}

/// Reads the weeks of an arm with these interventions.
pub(super) fn read(
    section: &Section<'_>,
    uses: Option<&[usize]>,
    interventions: &Drafts<'_>,
    problems: &mut Problems,
) -> Option<Weeks> {
    let Some(item) = section.get(AFTER_WEEKS.name) else { return Some(Weeks::All) };
    let range = 0..=plan_weeks(&item, uses?, interventions, problems)?;
    let DeValue::Array(_) = item.value.get_ref() else {
        return item.whole_in(range, "", problems).map(Weeks::One);
    };
    let entries = item.list(problems)?;
    let weeks: Vec<u32> = all(entries.iter().map(|entry| week(entry, range.clone(), problems)))?;
    let place = |message: &str| Problem::new(Code::OutOfRange, item.span(), message.to_owned());
    if weeks.is_empty() {
        return problems.fail(place("`after_weeks` lists no weeks").label("empty"));
    }
    if weeks.windows(2).any(|pair| pair[0] >= pair[1]) {
        return problems.fail(place("`after_weeks` must increase").label("not increasing"));
    }
    if section.get(REFERENCE.name).is_some_and(|item| item.value.get_ref().as_bool() == Some(true)) {
        let message = "the reference must be a single arm, but a list of weeks makes several arms";
        let problem = Problem::new(Code::Reference, item.span(), message).label("several arms");
        return problems.fail(problem.hint("choose another arm as the reference, such as one without interventions"));
    }
    Some(Weeks::Each(weeks))
}

fn week(entry: &Item<'_>, range: RangeInclusive<u32>, problems: &mut Problems) -> Option<u32> {
    entry.whole_in(range, "", problems)
}

/// Weeks of the arm's plan. Complains if it has no plan.
fn plan_weeks(item: &Item<'_>, uses: &[usize], interventions: &Drafts<'_>, problems: &mut Problems) -> Option<u32> {
    let used: Vec<_> = uses.iter().map(|index| interventions.get(*index)).collect();
    if used.contains(&None) {
        // A part of the interventions is faulty, so the plan is unknown.
        return Some(LONGEST_PLAN);
    }
    let weeks = used.iter().flatten().find_map(|intervention| match &intervention.kind {
        InterventionKind::Training(stages) => Some(stages.iter().map(|stage| stage.weeks).sum()),
        _ => None,
    });
    weeks.or_else(|| {
        let message = "`after_weeks` needs an intervention with training in `use`";
        problems.fail(Problem::new(Code::KeyConflict, item.span(), message).label("the arm has no training"))
    })
}

impl Weeks {
    /// The arms that an arm with these weeks becomes.
    pub(super) fn arms(&self, arm: Arm) -> Vec<Arm> {
        match self {
            Self::All => vec![arm],
            Self::One(weeks) => vec![Arm { after_weeks: Some(*weeks), ..arm }],
            Self::Each(weeks) => weeks.iter().map(|weeks| after(&arm, *weeks)).collect(),
        }
    }
}

fn after(arm: &Arm, weeks: u32) -> Arm {
    let plural = if weeks == 1 { "week" } else { "weeks" };
    Arm {
        id: format!("{}_week_{weeks}", arm.id),
        label: format!("{}, after {weeks} {plural}", arm.label),
        after_weeks: Some(weeks),
        ..arm.clone()
    }
}
