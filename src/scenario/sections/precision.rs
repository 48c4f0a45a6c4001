//! `[design.precision]`: a Monte Carlo error that a study reaches by adding people.

use super::design::{self, MOST_PERSONS};
use super::outputs::Context;
use crate::keys::Need::Required;
use crate::keys::{above, line, whole};
use crate::results::{Measure, Statistic, Subject};
use crate::scenario::Arm;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Item, Section, suggest};

section! {
    KEYS, "[design.precision]", "A Monte Carlo error that the run reaches by adding people.", {
        OF: String = "of", Required, line(), "The statistic: its name and a column, joined by a dot: `mean` or `mean_difference` of an outcome or measurement, `risk` or `risk_difference` of a flag.";
        MCSE_MAX: f64 = "mcse_max", Required, above(0.0, ""), "Largest allowed Monte Carlo standard error of this statistic in any arm, in the unit of the statistic.";
        PERSONS_MAX: u32 = "persons_max", Required, whole(1, MOST_PERSONS, ""), "Largest number of people, at least `persons`; the run does not add more people even if the error is still larger.";
    }
}

/// The required precision of a statistic, and the largest number of people for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Precision {
    /// The statistic: one of [`Precision::STATISTICS`].
    pub statistic: Statistic,
    /// The column of the outcomes.
    pub column: String,
    /// Its largest Monte Carlo standard error in any arm, in the unit of the statistic, above 0.
    pub mcse_max: f64,
    /// Largest number of people. It is at least the number with which the study begins.
    pub persons_max: u32,
}

impl Precision {
    /// Statistics for which a precision can be required. Each is about all people of an arm.
    pub const STATISTICS: [Statistic; 4] =
        [Statistic::Mean, Statistic::Risk, Statistic::MeanDifference, Statistic::RiskDifference];

    /// Statistic and column, as written in scenarios.
    pub fn of(&self) -> String {
        format!("{}.{}", self.statistic.name(), self.column)
    }
    /// Writes `[design.precision]` together with the number of people that reached it, so that a run of the text needs no further people.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("design.precision");
        out.key(&OF, &self.of());
        out.key(&MCSE_MAX, &self.mcse_max);
        out.key(&PERSONS_MAX, &self.persons_max);
    }
}

/// Reads `[design.precision]`. The outer `None` is a fault, the inner one means that no precision is required.
pub(super) fn read(
    root: &Section<'_>,
    context: &Context<'_>,
    arms: Option<&[Arm]>,
    problems: &mut Problems,
) -> Option<Option<Precision>> {
    let Some(design) = root.get("design").filter(|item| item.value.get_ref().is_table()) else { return Some(None) };
    let design = design.section(design::KEYS.section, problems)?;
    let Some(section) = design.optional_section(&design::PRECISION, problems)? else { return Some(None) };
    let of = section.require(&OF, problems).and_then(|item| of_text(&item, context, arms, problems));
    let mcse_max = section.value(&MCSE_MAX, problems);
    let persons_max = persons_max(&section, context, problems);
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
        return problems.fail(problem.label("the statistic is missing").hint(hint));
    };
    let Some(statistic) = Precision::STATISTICS.into_iter().find(|statistic| statistic.name() == name) else {
        let names = Precision::STATISTICS.map(Statistic::name);
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        return item.unknown("statistic", name, &names, problems);
    };
    check_column(item, statistic, column, context, problems)?;
    if statistic.subject().is_contrast() && arms?.len() < 2 {
        let message = format!("`{name}` compares arms, but the study has only one arm");
        let problem = Problem::new(Code::Reference, item.span(), message).label("no arm to compare");
        return problems.fail(problem.hint("add another arm, or use `mean` or `risk`"));
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

/// Largest number of people: at least the number with which the study begins, and at most the number that its tables can index.
fn persons_max(section: &Section<'_>, context: &Context<'_>, problems: &mut Problems) -> Option<u32> {
    let most = section.value(&PERSONS_MAX, problems)?;
    let Some(design) = context.design else { return Some(most) };
    if most < design.persons {
        let message =
            format!("`persons_max` = {most} is less than the {} people with which the run begins", design.persons);
        let problem = Problem::new(Code::KeyConflict, section.place(&PERSONS_MAX), message).label("too few");
        return problems
            .fail(problem.hint("raise `persons_max`, or lower `persons` (or --persons on the command line)"));
    }
    let draws = design.draws.repeats();
    if u64::from(most) * u64::from(draws) > i32::MAX as u64 {
        let message = format!("{draws} draws of up to {most} people make more rows than the tables can have");
        let problem = Problem::new(Code::OutOfRange, section.place(&PERSONS_MAX), message).label("too many");
        return problems.fail(problem.hint(format!("at most {} people with this many draws", i32::MAX as u32 / draws)));
    }
    Some(most)
}
