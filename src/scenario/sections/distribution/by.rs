//! One distribution for each label of another variable.

use super::Target;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, all, suggest};
use crate::scenario::sections::population::variable_named;
use crate::scenario::{Distribution, Variable};

/// Reads `{ by = "sex", female = ..., male = ... }`. A `dist` in the same table is the default for all labels.
pub(super) fn read(
    section: &Section<'_>,
    by: &Item<'_>,
    target: Target,
    problems: &mut Problems,
) -> Option<Distribution> {
    if let Target::Constant(name) = target {
        let message = format!("`{name}` is one number for all people, so it cannot depend on attributes of people");
        let problem = Problem::new(Code::Distribution, by.span(), message).label("a constant of the model");
        return problems.fail(problem.hint("give one distribution"));
    }
    let name = by.text(problems)?;
    let variable = variable_named(name, by.span(), problems)?;
    let labels = labels_of(variable, by, problems)?;
    check_order(variable, by, target, problems)?;
    let mut known = vec!["by", "dist"];
    known.extend(labels);
    section.allow_only(&known, problems);

    let family = section.get("dist");
    let mut case = |label: &&str| {
        let hint = format!("give a number or a distribution for every label of `{}`", variable.name());
        let item = section.need(label, hint, problems)?;
        super::read(&item, target, family, problems)
    };
    Some(Distribution::By { variable, cases: all(labels.iter().map(&mut case))? })
}

fn labels_of(variable: Variable, by: &Item<'_>, problems: &mut Problems) -> Option<&'static [&'static str]> {
    let labels = variable.labels();
    if !labels.is_empty() {
        return Some(labels);
    }
    let labeled = Variable::ALL.iter().filter(|variable| !variable.labels().is_empty());
    let names: Vec<&str> = labeled.map(|variable| variable.name()).collect();
    let message = format!("`{}` has no labels", variable.name());
    let problem = Problem::new(Code::Distribution, by.span(), message).label("a number");
    problems.fail(problem.hint(format!("use one of {}", suggest::list(&names))))
}

/// Variables of a person are drawn one after the other. A distribution can only depend on variables that are drawn earlier.
fn check_order(variable: Variable, by: &Item<'_>, target: Target, problems: &mut Problems) -> Option<()> {
    if target.knows(variable) {
        return Some(());
    }
    let message = format!("`{}` is not known yet when `{}` is drawn", variable.name(), target.name());
    let order: Vec<&str> = Variable::ALL.iter().filter(|v| target.knows(**v)).map(|v| v.name()).collect();
    let hint = if order.is_empty() {
        "it is drawn first".to_owned()
    } else {
        format!("drawn before: {}", suggest::list(&order))
    };
    problems.fail(Problem::new(Code::Distribution, by.span(), message).label("drawn later").hint(hint))
}
