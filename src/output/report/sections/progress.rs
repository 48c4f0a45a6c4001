//! Progress over the weeks of a plan: everyone, and the people of each class of adherence.

use maud::{Markup, html};

use super::plain;
use crate::output::OutputError;
use crate::output::progress::{FOLLOWED, Followers, MEANING, NO_GROUPS, Plan, followers, plans, weeks_words};
use crate::output::report::page::Grid;
use crate::output::report::run::Run;
use crate::output::report::shown::Shown;
use crate::output::report::table::level_cell;
use crate::output::report::words::{group, level};
use crate::results::Statistic;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let plans = plans(run.scenario);
    if plans.is_empty() {
        return Ok(plain("No plan: no arm of the study has several numbers of training weeks (`after_weeks`)."));
    }
    let groups = followers(run.scenario);
    Ok(html! {
        p { (MEANING) " In brackets: " (level(run.scenario.design.confidence)) " intervals." }
        @for plan in &plans { @for followers in &groups { (grid(run, plan, followers).markup()) } }
        @if groups.len() == 1 { (plain(NO_GROUPS)) }
    })
}

/// One row for the reference and one for each number of weeks.
fn grid(run: &Run<'_>, plan: &Plan, followers: &Followers) -> Grid {
    let (by, class) = (followers.by.as_str(), followers.class.as_str());
    let head = ["Weeks"].into_iter().chain(FOLLOWED.iter().map(|(heading, ..)| *heading));
    let mut grid = Grid::new(format!("{}: progress of {}", plan.label, group(by, class)), head);
    let reference = run.reference();
    let weeks = plan.arms.iter().map(|(weeks, arm)| (weeks_words(*weeks), *arm));
    for (words, arm) in std::iter::once((reference.label.clone(), reference)).chain(weeks) {
        let cell = |(_, measure, decimals): &(&str, _, usize)| {
            let shown = Shown::measure(*measure);
            let row = run.summary.find(&arm.id, (by, class), &shown.column, Statistic::Mean);
            level_cell(&shown, row.filter(|row| row.value.is_finite()), *decimals)
        };
        grid.push(words, FOLLOWED.iter().map(cell).collect());
    }
    grid
}
