//! A distribution of the scenario, prepared to convert uniform numbers into values.

use super::person::Known;
use crate::probability::Quantile;
use crate::scenario::{Distribution, Variable};

/// A quantile function, or one for each label of a variable that the person already has.
#[derive(Clone, Debug)]
pub(super) enum Draw {
    Plain(Quantile),
    By(Variable, Vec<Draw>),
    Share(f64, Quantile),
}

impl Draw {
    /// Prepares a distribution.
    pub(super) fn new(distribution: &Distribution) -> Self {
        match distribution {
            Distribution::Plain(family) => Self::Plain(family.law().quantile()),
            Distribution::Share { share, of } => Self::Share(*share, of.law().quantile()),
            Distribution::By { variable, cases } => Self::By(*variable, cases.iter().map(Self::new).collect()),
        }
    }

    /// The value at a uniform number in (0, 1). The values on which it depends must already be known for the person.
    pub(super) fn value(&self, u: f64, person: &impl Known) -> f64 {
        match self {
            Self::Plain(quantile) => quantile.at(u),
            // The people with a value are those with the largest numbers, so that correlations hold for all people.
            Self::Share(share, quantile) => match (u - (1.0 - share)) / share {
                rank if rank > 0.0 => quantile.at(rank),
                _ => 0.0,
            },
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
    fn a_share_of_people_has_a_value_and_the_others_zero() {
        let draw = Draw::new(&Distribution::Share { share: 0.25, of: Uniform { min: 0.2, max: 0.6 }.into() });
        let person = Person { id: 0, source_row: None, values: [0.0; Variable::COUNT] };
        let at = |u| draw.value(u, &person);
        assert_eq!([at(1e-9), at(0.5), at(0.75)], [0.0; 3]);
        assert!((at(0.75 + 1e-9) - 0.2).abs() < 1e-6 && (at(0.875) - 0.4).abs() < 1e-9 && at(1.0 - 1e-9) < 0.6);
    }

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
