//! Distributions: a number, a table with `dist` and named parameters, or a table with a distribution for each label of another variable.

mod by;
mod categorical;
mod empirical;
mod families;
mod keys;
mod parameters;
mod value;
mod waiting;
mod write;

use toml::de::DeValue;

use crate::probability::{Constant, Family};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, suggest};
use crate::scenario::{Distribution, Variable, VariableKind};

pub(in crate::scenario) use keys::SHARE;
pub use keys::{FAMILIES, Family as FamilyKeys};
pub(in crate::scenario::sections) use write::{write, write_family};

/// Reads the parameters of a family.
pub(in crate::scenario) type Reader = fn(&Section<'_>, Target, &mut Problems) -> Option<Family>;

/// Readers of all families, for the table of keys.
pub(in crate::scenario) mod readers {
    pub(in crate::scenario) use super::categorical::categorical;
    pub(in crate::scenario) use super::empirical::{histogram, table};
    pub(in crate::scenario) use super::families::{
        bernoulli, beta, lognormal, normal, triangular, truncated_normal, uniform,
    };
    pub(in crate::scenario) use super::waiting::{gamma, weibull};
}

/// The purpose of a distribution.
#[derive(Clone, Copy)]
pub(in crate::scenario) enum Target {
    /// A variable of people. `by` may name variables that are drawn earlier.
    Variable(Variable),
    /// An arm's adherence, which is drawn after all variables of the person.
    Adherence,
    /// A constant of the model with this name. It does not depend on people.
    Constant(&'static str),
}

impl Target {
    /// The variable of people, if the distribution has one.
    fn variable(self) -> Option<Variable> {
        match self {
            Target::Variable(variable) => Some(variable),
            Target::Adherence => Some(Variable::Adherence),
            Target::Constant(_) => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Target::Variable(variable) => variable.name(),
            Target::Adherence => Variable::Adherence.name(),
            Target::Constant(name) => name,
        }
    }

    fn kind(self) -> VariableKind {
        match self {
            Target::Variable(variable) => variable.kind(),
            Target::Adherence | Target::Constant(_) => VariableKind::Continuous,
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Target::Variable(variable) => variable.unit(),
            Target::Adherence => Variable::Adherence.unit(),
            Target::Constant(_) => "",
        }
    }

    /// Smallest and largest value. The signs of constants are checked elsewhere, by the reader of constants.
    fn bounds(self) -> (f64, f64) {
        match self {
            Target::Variable(variable) => variable.bounds(),
            Target::Adherence => Variable::Adherence.bounds(),
            Target::Constant(_) => (f64::NEG_INFINITY, f64::INFINITY),
        }
    }

    /// Whether a variable is drawn earlier than this distribution.
    fn knows(self, variable: Variable) -> bool {
        match self {
            Target::Variable(drawn) => variable < drawn,
            Target::Adherence => true,
            Target::Constant(_) => false,
        }
    }
}

/// The distribution of a person's variable.
pub(super) fn of_variable(item: &Item<'_>, variable: Variable, problems: &mut Problems) -> Option<Distribution> {
    read(item, Target::Variable(variable), None, problems)
}

/// A single value of a person's variable.
pub(super) fn value_of(item: &Item<'_>, variable: Variable, problems: &mut Problems) -> Option<f64> {
    value::of(item, Target::Variable(variable), problems)
}

/// The distribution of an arm's adherence, which is drawn after all variables of the person.
pub(super) fn of_adherence(item: &Item<'_>, problems: &mut Problems) -> Option<Distribution> {
    read(item, Target::Adherence, None, problems)
}

/// The distribution of a constant of the model, which cannot depend on people.
pub(super) fn of_constant(item: &Item<'_>, name: &'static str, problems: &mut Problems) -> Option<Family> {
    match read(item, Target::Constant(name), None, problems)? {
        Distribution::Plain(family) => Some(family),
        Distribution::By { .. } | Distribution::Share { .. } => None,
    }
}

/// Reads any form. `family` is the `dist` of a surrounding `by` table, which is the default for all its labels.
fn read(item: &Item<'_>, target: Target, family: Option<Item<'_>>, problems: &mut Problems) -> Option<Distribution> {
    if !matches!(item.value.get_ref(), DeValue::Table(_)) {
        return value::of(item, target, problems).map(|value| Constant { value }.into());
    }
    let section = item.section(format!("the distribution of `{}`", item.name), problems)?;
    match section.get("by") {
        Some(by) => by::read(&section, &by, target, problems),
        None => match share(&section, target, problems)? {
            None => read_family(&section, target, family, problems).map(Distribution::Plain),
            Some(share) => {
                let of = read_family(&section, target, family, problems)?;
                check_sign(&section, &of, problems)?;
                Some(Distribution::Share { share, of })
            }
        },
    }
}

/// The share of people who have a value, if it is given.
fn share(section: &Section<'_>, target: Target, problems: &mut Problems) -> Option<Option<f64>> {
    let share = section.optional(&SHARE, problems)?;
    let (low, _) = target.bounds();
    if share.is_none() || (target.kind() == VariableKind::Continuous && low == 0.0) {
        return Some(share);
    }
    let message = format!("`{}` cannot be 0 for the people without a value", target.name());
    let problem = Problem::new(Code::Distribution, section.key_span(SHARE.name), message).label("not possible here");
    problems.fail(problem.hint("use `dist = \"bernoulli\"` for flags, and `categorical` or `by` for others"))
}

/// Complains about a family with values below 0, which would be smaller than those of the people without a value.
fn check_sign(section: &Section<'_>, family: &Family, problems: &mut Problems) -> Option<()> {
    if family.law().bounds().0 >= 0.0 {
        return Some(());
    }
    let message = "with `share`, no value may be below 0";
    let problem = Problem::new(Code::Distribution, section.key_span(SHARE.name), message).label("needs `min = 0`");
    problems.fail(problem.hint("use `dist = \"truncated_normal\"` with `min = 0`, or a family that is never negative"))
}

fn read_family(
    section: &Section<'_>,
    target: Target,
    outer: Option<Item<'_>>,
    problems: &mut Problems,
) -> Option<Family> {
    let Some(dist) = section.get("dist").or(outer) else {
        let hint = format!("add `dist`, one of {}", suggest::list(&keys::Family::names()));
        return section.missing("dist", hint, problems);
    };
    let name = dist.text(problems)?;
    let Some(family) = keys::Family::named(name) else {
        return dist.unknown("distribution", name, &keys::Family::names(), problems);
    };
    check_keys(section, family.name, &family.keys(), problems);
    check_kind(&dist, family.name, target, problems)?;
    let family = (family.read)(section, target, problems)?;
    if target.kind() == VariableKind::Continuous {
        // If the middle is not a possible value, the unit is probably wrong.
        families::check_middle(section, family.law().middle(), target, problems)?;
    }
    Some(family)
}

fn check_keys(section: &Section<'_>, family: &str, parameters: &[&str], problems: &mut Problems) {
    for item in
        section.items().filter(|item| !["dist", SHARE.name].contains(&item.name) && !parameters.contains(&item.name))
    {
        let key = item.name;
        let mut hint = format!("{family} has the parameters {}", suggest::list(parameters));
        if family == "normal" && ["min", "max"].contains(&key) {
            hint = "use `dist = \"truncated_normal\"` for a normal distribution that is truncated to an interval"
                .to_owned();
        } else if let Some(nearest) = suggest::nearest(key, parameters.iter().copied()) {
            hint = format!("did you mean `{nearest}`? {hint}");
        }
        let message = format!("unknown parameter `{key}` of {family}");
        let problem = Problem::new(Code::UnknownKey, section.key_span(key), message).label("no such parameter");
        problems.push(problem.hint(hint));
    }
}

/// Checks that the family fits the variable: `bernoulli` or listed values for flags, listed values for categories, all except `bernoulli`
/// for numbers.
fn check_kind(dist: &Item<'_>, family: &str, target: Target, problems: &mut Problems) -> Option<()> {
    let name = target.name();
    let (fits, hint) = match target.kind() {
        VariableKind::Continuous => {
            let (low, high) = target.bounds();
            let whole = low <= 0.0 && 1.0 <= high && target.unit() == "1";
            (family != "bernoulli" || whole, format!("`{name}` is a number that cannot be both 0 and 1"))
        }
        VariableKind::Flag => (
            ["bernoulli", "categorical", "table"].contains(&family),
            format!("`{name}` is a flag (yes or no): use bernoulli with `p`"),
        ),
        VariableKind::Category(labels) => {
            let listed = ["categorical", "table"].contains(&family);
            (listed, format!("`{name}` has the labels {}: use categorical", suggest::list(labels)))
        }
    };
    if fits {
        return Some(());
    }
    let message = format!("{family} cannot describe `{name}`");
    problems.fail(Problem::new(Code::Distribution, dist.span(), message).label("wrong family").hint(hint))
}
