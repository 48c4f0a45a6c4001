//! `[design.precision]`: the checks that need arms and outcomes.

use super::outputs::Context;
use super::study::MOST_PERSONS;
use crate::results::{Measure, Statistic, Subject};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, keys, suggest};
use crate::scenario::{Arm, Precision};

/// Reads `[design.precision]`. The outer `None` is a fault, the inner one means that no precision is required.
pub(super) fn read(
    root: &Section<'_>,
    context: &Context<'_>,
    arms: Option<&[Arm]>,
    problems: &mut Problems,
) -> Option<Option<Precision>> {
    let Some(design) = root.get("design").filter(|item| item.value.get_ref().is_table()) else { return Some(None) };
    let design = design.section(keys::DESIGN.section, problems)?;
    if design.get("precision").is_none() {
        return Some(None);
    }
    let section = design.subsection("precision", &keys::PRECISION, problems)?;
    let of = section.require("of", "what is to be precise, such as \"mean.edema_ml\"", problems);
    let of = of.and_then(|item| of_text(&item, context, arms, problems));
    let mcse_max = section.require("mcse_max", "its largest Monte Carlo error, in its own unit", problems);
    let mcse_max = mcse_max.and_then(|item| error(&item, problems));
    let persons_max = section.require("persons_max", "the number of people at which to stop in any case", problems);
    let persons_max = persons_max.and_then(|item| persons(&item, context, problems));
    let (statistic, column) = of?;
    Some(Some(Precision { statistic, column, mcse_max: mcse_max?, persons_max: persons_max? }))
}

/// A statistic and a column with a dot between them.
fn of_text(
    item: &Item<'_>,
    context: &Context<'_>,
    arms: Option<&[Arm]>,
    problems: &mut Problems,
) -> Option<(Statistic, String)> {
    let typed = item.text(problems)?;
    let Some((name, column)) = typed.split_once('.') else {
        let problem =
            Problem::new(Code::UnknownName, item.span(), format!("`{typed}` is not a statistic of an outcome"));
        let hint = format!("put a statistic and a dot before the outcome, such as \"mean.edema_ml\": {}", statistics());
        return problems.fail(problem.label("of which statistic?").hint(hint));
    };
    let Some(statistic) = Precision::STATISTICS.into_iter().find(|statistic| statistic.name() == name) else {
        let names = Precision::STATISTICS.map(Statistic::name);
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        return item.unknown("statistic", name, &names, problems);
    };
    check_column(item, statistic, column, context, problems)?;
    if statistic.subject().is_contrast() && arms?.len() < 2 {
        let message = format!("`{name}` compares arms, and the study has only one");
        let problem = Problem::new(Code::Reference, item.span(), message).label("no arm to compare");
        return problems.fail(problem.hint("add another arm, or ask for `mean` or `risk`"));
    }
    Some((statistic, column.to_owned()))
}

fn statistics() -> String {
    let names = Precision::STATISTICS.map(Statistic::name);
    suggest::list(&names.each_ref().map(AsRef::as_ref))
}

/// Complains if the study does not have the column, or the column does not have the statistic.
fn check_column(
    item: &Item<'_>,
    statistic: Statistic,
    column: &str,
    context: &Context<'_>,
    problems: &mut Problems,
) -> Option<()> {
    let measures = Measure::ALL.iter().map(|measure| measure.name());
    let measured = context.measurements?.iter().map(|measurement| measurement.id.as_str());
    let numbers: Vec<&str> = measures.chain(measured).collect();
    let flags: Vec<&str> = context.flags?.iter().map(|flag| flag.id.as_str()).collect();
    let subject = statistic.subject();
    let (wanted, others) = if subject.is_of_flags() { (&flags, &numbers) } else { (&numbers, &flags) };
    if wanted.contains(&column) {
        return Some(());
    }
    if !others.contains(&column) {
        let what = if subject.is_of_flags() { "flag" } else { "outcome" };
        return item.unknown(what, column, wanted, problems);
    }
    let is = if subject.is_of_flags() { "a number" } else { "a flag" };
    let message = format!("`{column}` is {is} and has no `{}`", statistic.name());
    let problem = Problem::new(Code::UnknownName, item.span(), message).label("no such statistic");
    problems.fail(problem.hint(format!("write \"{}.{column}\"", fitting(subject).name())))
}

/// The corresponding statistic for the other kind of outcome.
fn fitting(subject: Subject) -> Statistic {
    match subject {
        Subject::Number => Statistic::Risk,
        Subject::Flag => Statistic::Mean,
        Subject::NumberContrast => Statistic::RiskDifference,
        Subject::FlagContrast => Statistic::MeanDifference,
    }
}

fn error(item: &Item<'_>, problems: &mut Problems) -> Option<f64> {
    let error = item.number(problems)?;
    if error > 0.0 {
        return Some(error);
    }
    let problem = Problem::new(Code::OutOfRange, item.span(), "`mcse_max` must be larger than 0");
    problems.fail(problem.label("cannot be reached").hint("only infinitely many people have no Monte Carlo error"))
}

/// Largest number of people: at least the number with which the study begins, and at most the number that its tables can index.
fn persons(item: &Item<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<u32> {
    let most = item.whole_in(1..=MOST_PERSONS, "", problems)?;
    let Some(design) = context.design else { return Some(most) };
    if most < design.persons {
        let message = format!("`persons_max` = {most} is less than the {} people to begin with", design.persons);
        let problem = Problem::new(Code::KeyConflict, item.span(), message).label("too few");
        return problems
            .fail(problem.hint("raise `persons_max`, or lower `persons` (or --persons on the command line)"));
    }
    let draws = design.parameter_draws;
    if u64::from(most) * u64::from(draws) > i32::MAX as u64 {
        let message = format!("{draws} draws of up to {most} people are more than the tables can number");
        let problem = Problem::new(Code::OutOfRange, item.span(), message).label("too many");
        return problems.fail(problem.hint(format!("at most {} people with so many draws", i32::MAX as u32 / draws)));
    }
    Some(most)
}
