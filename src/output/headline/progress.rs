//! The tables of plans week by week that are printed at the end of a run.

use super::Results;
use crate::output::progress::{FOLLOWED, Followers, MEANING, NO_GROUPS, Plan, followers, plans, weeks_words};
use crate::output::screen::{ScreenTable, fixed, paragraph};
use crate::results::{EVERYONE, Measure, Statistic};
use crate::scenario::Arm;
use crate::stats::Estimate;

/// The means of each plan after each number of weeks, of everyone and of the people with the highest adherence; empty without plans.
pub(super) fn table(results: &Results<'_>) -> String {
    let plans = plans(results.scenario);
    if plans.is_empty() {
        return String::new();
    }
    let groups = followers(results.scenario);
    let shown: Vec<&Followers> = groups.first().into_iter().chain(groups.iter().skip(1).last()).collect();
    let text: String = plans.iter().flat_map(|plan| shown.iter().map(move |group| of(results, plan, group))).collect();
    let closing = if groups.len() == 1 { format!("{MEANING} {NO_GROUPS}") } else { MEANING.to_owned() };
    text + &paragraph(&closing, results.width)
}

fn of(results: &Results<'_>, plan: &Plan, group: &Followers) -> String {
    let reference = &results.scenario.arms[results.scenario.reference_arm()];
    let weeks = plan.arms.iter().map(|(weeks, _)| weeks_words(*weeks));
    let mut table = ScreenTable::new("weeks", std::iter::once(reference.label.clone()).chain(weeks));
    for (heading, measure, decimals) in FOLLOWED {
        let arms = std::iter::once(reference).chain(plan.arms.iter().map(|(_, arm)| *arm));
        table = table.column(heading, arms.map(|arm| fixed(mean(results, arm, group, measure), 1.0, decimals)));
    }
    let who = if group.by == EVERYONE { "everyone".to_owned() } else { format!("{} {}", group.by, group.class) };
    results.titled(&format!("Progress with \"{}\": {who}", plan.label), &[], &table)
}

fn mean(results: &Results<'_>, arm: &Arm, group: &Followers, measure: Measure) -> Estimate {
    let found = results.finished.summary.iter().find(|row| {
        row.arm == arm.id
            && (&row.stratum_by, &row.stratum) == (&group.by, &group.class)
            && row.measure == measure.name()
            && row.statistic == Statistic::Mean
    });
    found.map_or_else(Estimate::default, |row| Estimate { interval: None, ..row.estimate })
}
