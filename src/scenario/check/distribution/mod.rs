//! Distributions: a number, or a table with `dist` and named parameters, or one of these per label of another variable.

mod by;
mod categorical;
mod empirical;
mod families;
mod normal;
mod parameters;
mod shape;
mod value;
mod waiting;

use toml::de::DeValue;

use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::keys::Family;
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Distribution, Variable, VariableKind};

pub(super) use shape::typical;
pub(in crate::scenario) use waiting::SHAPES;

/// What a distribution is for.
#[derive(Clone, Copy)]
pub(super) struct Target {
    /// Whose kind, unit and bounds apply.
    variable: Variable,
    /// Whether `by` may name any variable, or only those drawn earlier.
    drawn_last: bool,
}

/// The distribution of a person's variable.
pub(super) fn of_variable(item: &Item<'_>, variable: Variable, problems: &mut Problems) -> Option<Distribution> {
    read(item, Target { variable, drawn_last: false }, None, problems)
}

/// The distribution of an arm's adherence, drawn when the person is complete.
pub(super) fn of_adherence(item: &Item<'_>, problems: &mut Problems) -> Option<Distribution> {
    read(item, Target { variable: Variable::Adherence, drawn_last: true }, None, problems)
}

/// Reads any form; `family` is what a surrounding `by` table says for all its labels.
fn read(item: &Item<'_>, target: Target, family: Option<Item<'_>>, problems: &mut Problems) -> Option<Distribution> {
    if !matches!(item.value.get_ref(), DeValue::Table(_)) {
        return value::of(item, target, problems).map(Distribution::Constant);
    }
    let section = item.section(format!("the distribution of `{}`", item.name), problems)?;
    match section.get("by") {
        Some(by) => by::read(&section, &by, target, problems),
        None => read_family(&section, target, family, problems),
    }
}

fn read_family(
    section: &Section<'_>,
    target: Target,
    outer: Option<Item<'_>>,
    problems: &mut Problems,
) -> Option<Distribution> {
    let Some(dist) = section.get("dist").or(outer) else {
        let hint = format!("add `dist`, one of {}", suggest::list(&Family::names()));
        return section.require("dist", &hint, problems).and(None);
    };
    let name = dist.text(problems)?;
    let Some(family) = Family::named(name) else {
        return dist.unknown("distribution", name, &Family::names(), problems);
    };
    check_keys(section, family.name, &family.keys(), problems);
    check_kind(&dist, family.name, target, problems)?;
    let distribution = match family.name {
        "bernoulli" => families::bernoulli(section, problems),
        "categorical" => categorical::read(section, target, problems),
        "table" => empirical::table(section, target, problems),
        "histogram" => empirical::histogram(section, target, problems),
        "gamma" => waiting::gamma(section, problems),
        "weibull" => waiting::weibull(section, problems),
        continuous => families::continuous(continuous, section, target, problems),
    }?;
    shape::check_center(section, &distribution, target, problems)?;
    Some(distribution)
}

fn check_keys(section: &Section<'_>, family: &str, parameters: &[&str], problems: &mut Problems) {
    for item in section.items().filter(|item| item.name != "dist" && !parameters.contains(&item.name)) {
        let key = item.name;
        let mut hint = format!("{family} takes {}", suggest::list(parameters));
        if family == "normal" && ["min", "max"].contains(&key) {
            hint = "use `dist = \"truncated_normal\"` for a normal cut to an interval".to_owned();
        } else if let Some(nearest) = suggest::nearest(key, parameters.iter().copied()) {
            hint = format!("did you mean `{nearest}`? {hint}");
        }
        let message = format!("unknown parameter `{key}` of {family}");
        let problem = Problem::new(Code::UnknownKey, section.key_span(key), message).label("no such parameter");
        problems.push(problem.hint(hint));
    }
}

/// Flags take bernoulli or listed values, categories only listed values, numbers anything but bernoulli.
fn check_kind(dist: &Item<'_>, family: &str, target: Target, problems: &mut Problems) -> Option<()> {
    let name = target.variable.name();
    let (fits, hint) = match target.variable.kind() {
        VariableKind::Continuous => (family != "bernoulli", format!("`{name}` is a number, not a yes or no")),
        VariableKind::Flag => (
            ["bernoulli", "categorical", "table"].contains(&family),
            format!("`{name}` is yes or no: use bernoulli with `p`"),
        ),
        VariableKind::Category(labels) => {
            let listed = ["categorical", "table"].contains(&family);
            (listed, format!("`{name}` is one of {}: use categorical", suggest::list(labels)))
        }
    };
    if fits {
        return Some(());
    }
    let message = format!("{family} cannot describe `{name}`");
    problems.fail(Problem::new(Code::Distribution, dist.span(), message).label("wrong family").hint(hint))
}
