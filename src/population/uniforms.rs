//! A person's uniform numbers: scrambled Sobol points or independent draws.

use super::sobol::Sobol;
use super::streams::{Purpose, Streams};
use crate::scenario::{Sampler, Variable};

/// Dimension of the row of a data file from which a person is drawn. All others are those of variables.
const SOURCE_ROW: usize = 39;
/// Number of dimensions.
pub(super) const DIMENSIONS: usize = Variable::COUNT + 1;

/// Uniform numbers of all people, one per dimension.
#[derive(Clone, Debug)]
pub(crate) struct Uniforms {
    streams: Streams,
    /// Purpose of the independent draws, by dimension.
    purposes: [Purpose; DIMENSIONS],
    sobol: Option<Sobol>,
}

impl Uniforms {
    pub(crate) fn new(seed: u64, sampler: Sampler) -> Self {
        let streams = Streams::new(seed);
        let attribute = Purpose::named("attribute");
        let mut purposes = [attribute.of("source_row"); DIMENSIONS];
        for variable in Variable::ALL {
            purposes[variable.dimension()] = attribute.of(variable.name());
        }
        Self { streams, purposes, sobol: (sampler == Sampler::Sobol).then(|| Sobol::new(&streams)) }
    }

    /// The number in (0, 1) that determines one attribute of one person.
    pub(crate) fn of(&self, person: u32, variable: Variable) -> f64 {
        self.coordinate(person, variable.dimension())
    }

    /// The number in (0, 1) that determines the row of a data file for a person.
    pub(super) fn of_row(&self, person: u32) -> f64 {
        self.coordinate(person, SOURCE_ROW)
    }

    fn coordinate(&self, person: u32, dimension: usize) -> f64 {
        match &self.sobol {
            Some(sobol) => sobol.coordinate(person, dimension),
            None => self.streams.uniform(self.purposes[dimension], person, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::sobol;
    use super::*;

    #[test]
    fn every_variable_and_the_row_have_a_dimension_of_their_own() {
        const { assert!(DIMENSIONS <= sobol::DIMENSIONS) };
        let variables = Variable::ALL.iter().map(|variable| variable.dimension());
        let mut dimensions: Vec<usize> = variables.chain([SOURCE_ROW]).collect();
        dimensions.sort_unstable();
        assert_eq!(dimensions, (0..DIMENSIONS).collect::<Vec<_>>());
    }
}
