//! The order in which attributes are drawn. Every attribute is drawn after the attributes on which it depends.

use thiserror::Error;

use super::attributes::read_by;
use crate::scenario::{Distribution, PopulationSpec, Variable};

/// An error: distributions that depend on each other in a circle.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{}` cannot be drawn: it and other variables depend on each other in a circle; give one of them a distribution that does not depend on the others", .0.name())]
pub struct Cycle(pub Variable);

/// The order in which the attributes are drawn: that of [`Variable::ALL`], except that a variable comes after those on which it depends.
pub fn draw_order(spec: &PopulationSpec) -> Result<Vec<Variable>, Cycle> {
    let mut order: Vec<Variable> = Vec::with_capacity(Variable::COUNT);
    while order.len() < Variable::COUNT {
        let waiting = |variable: &&Variable| !order.contains(variable);
        let ready = |variable: &&Variable| dependencies(spec, **variable).iter().all(|needed| order.contains(needed));
        let next = Variable::ALL.iter().filter(waiting).find(ready).copied();
        match next.or_else(|| Variable::ALL.iter().find(waiting).copied()) {
            Some(variable) if next.is_some() => order.push(variable),
            Some(variable) => return Err(Cycle(variable)),
            None => break,
        }
    }
    Ok(order)
}

/// The variables that the draw of a variable reads.
pub(super) fn dependencies(spec: &PopulationSpec, variable: Variable) -> Vec<Variable> {
    match spec.overrides.iter().find(|(overridden, _)| *overridden == variable) {
        Some((_, distribution)) => looked_at(distribution),
        None => read_by(variable).to_vec(),
    }
}

pub(super) fn looked_at(distribution: &Distribution) -> Vec<Variable> {
    match distribution {
        Distribution::Plain(_) | Distribution::Share { .. } => Vec::new(),
        Distribution::By { variable, cases } => {
            std::iter::once(*variable).chain(cases.iter().flat_map(looked_at)).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::probability::{Bernoulli, Constant};
    use crate::scenario::BaseTable;

    fn spec(overrides: Vec<(Variable, Distribution)>) -> PopulationSpec {
        PopulationSpec { base: BaseTable::UsAdults, file: None, overrides, correlations: Vec::new() }
    }

    fn by(variable: Variable) -> Distribution {
        Distribution::By { variable, cases: vec![Constant { value: 1.0 }.into(), Constant { value: 2.0 }.into()] }
    }

    fn place(order: &[Variable], variable: Variable) -> usize {
        order.iter().position(|other| *other == variable).unwrap()
    }

    #[test]
    fn the_table_comes_first_and_everything_is_drawn_once() {
        let order = draw_order(&spec(Vec::new())).unwrap();
        assert_eq!(order[..4], [Variable::Sex, Variable::AgeYears, Variable::HeightCm, Variable::WeightKg]);
        assert!(Variable::ALL.iter().all(|variable| order.contains(variable)) && order.len() == Variable::COUNT);
    }

    #[test]
    fn a_distribution_waits_for_what_it_looks_at() {
        let order = draw_order(&spec(vec![(Variable::LegVolumeMl, by(Variable::Diabetes))])).unwrap();
        assert!(place(&order, Variable::Diabetes) < place(&order, Variable::LegVolumeMl));
    }

    #[test]
    fn circles_are_named() {
        let circle = vec![(Variable::AgeYears, by(Variable::Smoker))];
        assert_eq!(draw_order(&spec(circle)), Err(Cycle(Variable::AgeYears)));
        let broken = vec![(Variable::AgeYears, by(Variable::Smoker)), (Variable::Smoker, Bernoulli { p: 0.2 }.into())];
        assert!(draw_order(&spec(broken)).is_ok());
    }
}
