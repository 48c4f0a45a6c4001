//! The tables of plans week by week that are printed at the end of a run.

use super::{Column, Finished, LABEL, fixed, shorten, tables, wrap};
use crate::output::progress::{FOLLOWED, Followers, MEANING, NO_GROUPS, Plan, followers, plans, weeks_words};
use crate::results::{EVERYONE, Measure, Statistic};
use crate::scenario::{Arm, Scenario};

/// The means of each plan after each number of weeks, of everyone and of the people with the highest adherence; empty without plans.
pub(super) fn table(scenario: &Scenario, finished: &Finished) -> String {
    let plans = plans(scenario);
    if plans.is_empty() {
        return String::new();
    }
    let groups = followers(scenario);
    let shown: Vec<&Followers> = groups.first().into_iter().chain(groups.iter().skip(1).last()).collect();
    let text: String =
        plans.iter().flat_map(|plan| shown.iter().map(move |group| of(scenario, finished, plan, group))).collect();
    let closing = if groups.len() == 1 { format!("{MEANING} {NO_GROUPS}") } else { MEANING.to_owned() };
    wrap(&closing).into_iter().fold(text, |text, line| format!("{text}{line}\n"))
}

fn of(scenario: &Scenario, finished: &Finished, plan: &Plan, group: &Followers) -> String {
    let reference = &scenario.arms[scenario.reference_arm()];
    let arms = || std::iter::once(reference).chain(plan.arms.iter().map(|(_, arm)| *arm));
    let weeks = plan.arms.iter().map(|(weeks, _)| weeks_words(*weeks));
    let label = Column::of("weeks", std::iter::once(shorten(&reference.label, LABEL)).chain(weeks));
    let columns = FOLLOWED.iter().map(|(heading, measure, decimals)| {
        Column::of(heading, arms().map(|arm| fixed(mean(finished, arm, group, *measure), *decimals)))
    });
    let who = if group.by == EVERYONE { "everyone".to_owned() } else { format!("{} {}", group.by, group.class) };
    tables(&format!("Progress with \"{}\": {who}", plan.label), &label, columns)
}

fn mean(finished: &Finished, arm: &Arm, group: &Followers, measure: Measure) -> Option<f64> {
    let row = finished.summary.iter().find(|row| {
        row.arm == arm.id
            && (&row.stratum_by, &row.stratum) == (&group.by, &group.class)
            && row.measure == measure.name()
            && row.statistic == Statistic::Mean
    });
    row?.estimate.value
}
