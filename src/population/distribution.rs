//! A distribution of the scenario, prepared to convert uniform numbers into values.

use super::person::Known;
use crate::probability::Quantile;
use crate::scenario::{Distribution, Variable};

/// A quantile function, or one for each label of a variable that the person already has.
#[derive(Clone, Debug)]
pub(super) enum Draw {
    Plain(Quantile),
    By(Variable, Vec<Draw>),
}

impl Draw {
    /// Prepares a distribution.
    pub(super) fn new(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Plain(family) => Self::Plain(family.law().quantile()),
            Distribution::By { variable, cases } => Self::By(*variable, cases.iter().map(Self::new).collect()),
        }
    }

    /// The value at a uniform number in (0, 1). The values on which it depends must already be known for the person.
    pub(super) fn value(&self, u: f64, person: &impl Known) -> f64 {
        match self {
            Self::Plain(quantile) => quantile.at(u),
            Self::By(variable, cases) => {
                let case = cases.get(person.get(*variable) as usize).or(cases.last());
                case.map_or(0.0, |case| case.value(u, person))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Person;
    use super::*;
    use crate::probability::{Constant, Uniform};

    #[test]
    fn cases_follow_the_value_drawn_before() {
        let cases = vec![Constant { value: 1.0 }.into(), Uniform { min: 2.0, max: 4.0 }.into()];
        let draw = Draw::new(&Distribution::By { variable: Variable::Sex, cases });
        let mut person = Person { id: 0, source_row: None, values: [0.0; Variable::COUNT] };
        assert_eq!(draw.value(0.5, &person), 1.0);
        person.values[Variable::Sex.index()] = 1.0;
        assert_eq!(draw.value(0.5, &person), 3.0);
    }
}
