//! The answer in a few sentences, with its uncertainty.

use maud::{Markup, html};

use super::{disagreement, rivals};
use crate::output::OutputError;
use crate::output::headline::BASIS;
use crate::output::report::adherence::INCLUDED;
use crate::output::report::read::Row;
use crate::output::report::run::Run;
use crate::output::report::shown::{Shown, difference_words, level_words};
use crate::output::report::words::{count, group, inside, level, percent, whole_percent};
use crate::results::{EVERYONE, Measure, Statistic, Table};
use crate::scenario::Arm;

/// What no interval covers.
const LEFT_OUT: &str = "Intervals show how much a result depends on the choice of simulated people or, for clots, on uncertain constants. \
None of them includes errors in the equations of the model, so the true effect may lie outside. The section on limits says what that means.";

/// Where mean and median differ by more than this share of the standard deviation, the median is given too.
const SKEWED: f64 = 0.1;

/// The section.
pub(super) fn body(run: &Run<'_>) -> Result<Markup, OutputError> {
    let main = Shown::primary(run.scenario);
    let mut sentences = vec![swelling(run, &main)];
    if let Some((arm, _)) = best(run, &main) {
        sentences.extend(rivals::sentence(run, &main, arm)?);
    }
    sentences.extend(typical(run, &main));
    sentences.extend(
        run.scenario
            .outcomes
            .flags
            .iter()
            .take(1)
            .filter_map(|flag| share(run, &main, &Shown::flag(run.scenario, &run.summary, &flag.id))),
    );
    sentences.extend(clots(run)?);
    sentences.extend(whom(run, &main));
    sentences.extend(adherence(run, &main));
    sentences.extend(disagreement::sentence(run));
    sentences.push(format!("{BASIS} {LEFT_OUT}"));
    Ok(html! { div.answer { @for sentence in &sentences { p { (sentence) } } } })
}

/// The arm that lowers the main outcome most, in words.
pub(in crate::output::report) fn best_arm(run: &Run<'_>) -> String {
    swelling(run, &Shown::primary(run.scenario))
}

/// The arm with the lowest difference whose interval is below 0.
fn best<'a>(run: &'a Run<'_>, shown: &Shown) -> Option<(&'a Arm, &'a Row)> {
    let rows = run.others().filter_map(|(_, arm)| Some((arm, shown.difference(&run.contrasts, &arm.id)?)));
    let lower = rows.filter(|(_, row)| row.known_interval().map_or(row.value < 0.0, |(_, high)| high < 0.0));
    lower.min_by(|one, other| one.1.value.total_cmp(&other.1.value))
}

fn swelling(run: &Run<'_>, main: &Shown) -> String {
    let reference = run.reference();
    let Some(usual) = main.level(&run.summary, &reference.id).map(|row| level_words(main, row)) else {
        return "No person had a valid result, so there is no answer.".to_owned();
    };
    if run.scenario.arms.len() == 1 {
        return format!(
            "The study has one arm and compares nothing. In \"{}\", the {} of one lower leg is {usual} on average.",
            reference.label,
            inside(&main.label)
        );
    }
    if run.leaves_alone(main) {
        return format!(
            "No arm of this study acts on {}: each person has the same value in every arm ({usual} on average).",
            inside(&main.label)
        );
    }
    let Some((arm, row)) = best(run, main) else {
        return format!(
            "No arm has less {} than \"{}\" ({usual} on average) beyond the error of the sample.",
            inside(&main.label),
            reference.label
        );
    };
    let treated = main.level(&run.summary, &arm.id).map_or_else(String::new, |row| level_words(main, row));
    format!(
        "\"{}\" lowers {} (fluid in one lower leg) most: {treated} on average, against {usual} with \"{}\", a difference of {}.",
        arm.label,
        inside(&main.label),
        reference.label,
        difference_words(main, row, &level(run.scenario.design.confidence))
    )
}

/// The medians, where a few people have so much of the outcome, or so little, that means are not typical.
fn typical(run: &Run<'_>, main: &Shown) -> Option<String> {
    let of =
        |arm: &Arm, statistic| run.summary.of_all(&arm.id, &main.column, statistic).filter(|row| row.value.is_finite());
    let usual = run.reference();
    let (mean, median) = (of(usual, Statistic::Mean)?, of(usual, Statistic::Quantile(0.5))?);
    let is_skewed = (mean.value - median.value).abs() > SKEWED * of(usual, Statistic::Sd)?.value;
    let of_usual = format!("half of the people have less than {} with \"{}\"", level_words(main, median), usual.label);
    let of_best = best(run, main).and_then(|(arm, _)| {
        let median = of(arm, Statistic::Quantile(0.5))?;
        let row = run.contrasts.of_all(&arm.id, &main.column, Statistic::QuantileDifference)?;
        let difference = difference_words(main, row, &level(run.scenario.design.confidence));
        Some(format!(
            ", and less than {} with \"{}\", a difference of {difference}",
            level_words(main, median),
            arm.label
        ))
    });
    let more = if mean.value > median.value { "much more" } else { "much less" };
    is_skewed.then(|| {
        format!(
            "A typical person: the mean is drawn away by people with {more} {} than most; {of_usual}{}.",
            inside(&main.label),
            of_best.unwrap_or_default()
        )
    })
}

/// What the effects include, and how much the people of the best arm did.
fn adherence(run: &Run<'_>, main: &Shown) -> Option<String> {
    let (arm, _) = best(run, main)?;
    let words = run.adherences.of(&arm.id).map(|share| {
        format!(
            " With \"{}\", people did {} of its bouts and habits ({} were asked for).",
            arm.label,
            whole_percent(share.lived),
            whole_percent(share.asked)
        )
    });
    Some(format!("{INCLUDED}{}", words.unwrap_or_default()))
}

/// The share of people with the first flag, in the arm that lowers the main outcome most.
fn share(run: &Run<'_>, main: &Shown, flag: &Shown) -> Option<String> {
    let (arm, _) = best(run, main)?;
    let (usual, treated) = (flag.level(&run.summary, &run.reference().id)?, flag.level(&run.summary, &arm.id)?);
    let row = flag.difference(&run.contrasts, &arm.id)?;
    let difference = difference_words(flag, row, &level(run.scenario.design.confidence));
    Some(format!(
        "{}: {} of people with \"{}\", against {} with \"{}\", a difference of {difference}.",
        flag.label,
        level_words(flag, treated),
        arm.label,
        level_words(flag, usual),
        run.reference().label
    ))
}

/// The arm with the fewest excess clots, and how sure that is.
fn clots(run: &Run<'_>) -> Result<Option<String>, OutputError> {
    let excess = Shown::measure(Measure::VteSymptomaticExcessRisk);
    let rows = run.others().filter_map(|(_, arm)| Some((arm, excess.difference(&run.contrasts, &arm.id)?)));
    let Some((arm, row)) = rows.min_by(|one, other| one.1.value.total_cmp(&other.1.value)) else { return Ok(None) };
    if run.leaves_alone(&excess) {
        return Ok(Some(
            "Clots: no arm of this study acts on them; each person has the same risk in every arm.".to_owned(),
        ));
    }
    let difference = difference_words(&excess, row, &level(run.scenario.design.confidence));
    if row.value >= 0.0 {
        return Ok(Some(format!(
            "Clots: no arm has fewer expected clots with symptoms than \"{}\"; the lowest difference is {difference}.",
            run.reference().label
        )));
    }
    let first = first_rank(run)?.into_iter().find(|(id, ..)| *id == arm.id);
    let sure = first.map_or_else(String::new, |(_, share, draws)| {
        let share = if share == 1.0 { "all".to_owned() } else { format!("{} of", percent(share)) };
        format!(" It is the best arm in {share} {} draws of the uncertain constants.", count(draws))
    });
    let rival = rivals::sentence(run, &excess, arm)?.map_or_else(String::new, |words| format!(" {words}"));
    Ok(Some(format!(
        "Clots: the fewest are expected with \"{}\". Excess clots with symptoms against \"{}\": {difference}.{sure}{rival}",
        arm.label,
        run.reference().label
    )))
}

/// For each arm the share of draws in which it has the fewest clots, and the number of draws; empty without draws.
pub(super) fn first_rank(run: &Run<'_>) -> Result<Vec<(String, f64, u32)>, OutputError> {
    let Some(frame) = run.files.table(Table::Ranking, &[])? else { return Ok(Vec::new()) };
    let read = || {
        let arms = super::super::read::texts(&frame, "arm")?;
        let [rank, share, draws] = ["rank", "share", "draws"].map(|column| super::super::read::numbers(&frame, column));
        let rows = arms.into_iter().zip(rank?).zip(share?).zip(draws?);
        let first = rows.filter(|(((_, rank), _), _)| *rank == 1.0);
        Ok(first.filter_map(|(((arm, _), share), draws)| Some((arm?, share, draws as u32))).collect())
    };
    read().map_err(OutputError::unreadable_table(&(run.files.0)(crate::output::RunFile::Table(Table::Ranking))))
}

/// The groups in which the best arm lowers the main outcome most and least.
fn whom(run: &Run<'_>, main: &Shown) -> Option<String> {
    let (arm, _) = best(run, main)?;
    let classes = run.groups().into_iter().filter(|(by, _)| by != EVERYONE);
    let rows: Vec<((String, String), &Row)> = classes
        .filter_map(|(by, class)| {
            let row = main.difference_in(&run.contrasts, &arm.id, (&by, &class))?;
            Some(((by, class), row))
        })
        .collect();
    let most = rows.iter().min_by(|one, other| one.1.value.total_cmp(&other.1.value))?;
    let least = rows.iter().max_by(|one, other| one.1.value.total_cmp(&other.1.value))?;
    let words = |((by, class), row): &((String, String), &Row)| {
        let own = main.level_in(&run.summary, &run.reference().id, (by, class));
        let own = own.map_or_else(String::new, |row| {
            format!(" from {} with \"{}\"", level_words(main, row), run.reference().label)
        });
        let difference = difference_words(main, row, &level(run.scenario.design.confidence));
        format!("\"{}\", {difference}{own}", group(by, class))
    };
    (most.1.value < least.1.value).then(|| {
        format!("For whom: of the groups in this study, it lowers {} most in {}, and least in {}. Other groups are in the section \"Who benefits\".", inside(&main.label), words(most), words(least))
    })
}
