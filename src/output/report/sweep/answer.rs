//! The answer of a sweep: which arm is best, and how often.

use maud::{Markup, html};

use super::{Member, Sweep};
use crate::output::report::adherence::INCLUDED;
use crate::output::report::read::Row;
use crate::output::report::sections::plain;
use crate::output::report::shown::{Shown, difference_words};
use crate::output::report::words::{count, inside, level};
use crate::results::Measure;
use crate::scenario::Arm;

/// The section.
pub(super) fn body(sweep: &Sweep) -> Markup {
    if sweep.scenario.arms.len() == 1 {
        return plain("The study has one arm and compares nothing; the tables show it along the axes.");
    }
    html! {
        div.answer {
            @for sentence in sentences(sweep) { p { (sentence) } }
            p { (INCLUDED) }
            p { "Intervals leave out errors in the equations of the model; the section on limits says what that means." }
        }
    }
}

/// The best arms in words.
pub(super) fn sentences(sweep: &Sweep) -> Vec<String> {
    let outcomes = [Shown::primary(&sweep.scenario), Shown::measure(Measure::VteSymptomaticExcessRisk)];
    outcomes.iter().map(|shown| sentence(sweep, shown)).collect()
}

/// The arm with the lowest difference, if its interval is below 0.
pub(super) fn best<'a>(sweep: &'a Sweep, member: &'a Member, shown: &Shown) -> Option<(&'a Arm, &'a Row)> {
    let rows = sweep.others().filter_map(|(_, arm)| Some((arm, shown.difference(&member.contrasts, &arm.id)?)));
    let lower = rows.filter(|(_, row)| row.known_interval().map_or(row.value < 0.0, |(_, high)| high < 0.0));
    lower.min_by(|one, other| one.1.value.total_cmp(&other.1.value))
}

fn sentence(sweep: &Sweep, shown: &Shown) -> String {
    let all = sweep.members.len() as u32;
    let winners: Vec<(&Member, &Arm, &Row)> = sweep
        .members
        .iter()
        .filter_map(|member| best(sweep, member, shown).map(|(arm, row)| (member, arm, row)))
        .collect();
    let wins = |arm: &Arm| winners.iter().filter(|(_, one, _)| one.id == arm.id).count() as u32;
    let reference = &sweep.reference().label;
    let label = inside(&shown.label);
    let Some((_, first)) =
        sweep.others().max_by_key(|(at, arm)| (wins(arm), usize::MAX - at)).filter(|(_, arm)| wins(arm) > 0)
    else {
        return format!("{}: in no member is an arm clearly lower than \"{reference}\".", shown.label);
    };
    let strongest = winners.iter().min_by(|one, other| one.2.value.total_cmp(&other.2.value));
    let most = strongest.map_or_else(String::new, |(member, arm, row)| {
        let difference = difference_words(shown, row, &level(sweep.scenario.design.confidence));
        format!(" The largest reduction is that of \"{}\" at {}: {difference}.", arm.label, member.words(&sweep.axes))
    });
    format!(
        "\"{}\" has the lowest {label} in {} of {} members, compared with \"{reference}\".{most}",
        first.label,
        count(wins(first)),
        count(all)
    )
}
