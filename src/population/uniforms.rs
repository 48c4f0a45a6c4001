//! A person's uniform numbers: scrambled Sobol points or independent draws.

use super::sobol::Sobol;
use super::streams::{Purpose, Streams};
use crate::scenario::Variable::*;
use crate::scenario::{Sampler, Variable};

/// What a uniform number determines.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Decision {
    /// The value of a variable.
    Attribute(Variable),
    /// The row of a data file from which a person is drawn.
    SourceRow,
}

use Decision::{Attribute, SourceRow};

/// What each Sobol dimension determines. Only append to this list, so that a new variable changes no other variable.
///
/// The lowest dimensions are the most even; they belong to the most important variables.
const REGISTRY: [Decision; Variable::COUNT + 1] = [
    Attribute(Sex),
    Attribute(AgeYears),
    Attribute(WeightKg),
    Attribute(HeightCm),
    Attribute(FidgetPerH),
    Attribute(VeinComplianceRel),
    Attribute(RefluxSuperficial),
    Attribute(InflowRel),
    Attribute(Adherence),
    Attribute(SittingTimeH),
    Attribute(CalfStrengthRel),
    Attribute(RefluxDeep),
    Attribute(LegVolumeMl),
    Attribute(RefluxPerforator),
    Attribute(AnkleRangeDeg),
    Attribute(StockingFitRel),
    Attribute(AbdominalPressureMmhg),
    Attribute(FitnessRel),
    Attribute(HematocritPct),
    Attribute(OutflowObstruction),
    Attribute(SaltGDay),
    Attribute(HydrationRel),
    Attribute(Smoker),
    Attribute(Footwear),
    Attribute(Seat),
    Attribute(Thrombophilia),
    Attribute(OralContraceptive),
    Attribute(Hrt),
    Attribute(Pregnant),
    Attribute(Postpartum),
    Attribute(Cancer),
    Attribute(RecentSurgery),
    Attribute(PriorVte),
    Attribute(Anticoagulant),
    Attribute(PeripheralArteryDisease),
    Attribute(Diabetes),
    Attribute(JointPain),
    Attribute(RecentInjury),
    Attribute(RedFlagSymptoms),
    SourceRow,
];

/// Uniform numbers of all people, one per dimension.
#[derive(Clone, Debug)]
pub(super) struct Uniforms {
    streams: Streams,
    /// Dimension of each variable.
    dimensions: [usize; Variable::COUNT],
    /// Dimension of the row of a data file.
    source_row: usize,
    /// Purpose of the independent draws, by dimension.
    purposes: [Purpose; REGISTRY.len()],
    sobol: Option<Sobol>,
}

impl Uniforms {
    pub(super) fn new(seed: u64, sampler: Sampler) -> Self {
        let streams = Streams::new(seed);
        let attribute = Purpose::named("attribute");
        let (mut dimensions, mut source_row) = ([0; Variable::COUNT], 0);
        for (dimension, decision) in REGISTRY.iter().enumerate() {
            match decision {
                Attribute(variable) => dimensions[variable.index()] = dimension,
                SourceRow => source_row = dimension,
            }
        }
        Self {
            streams,
            dimensions,
            source_row,
            purposes: REGISTRY.map(|decision| match decision {
                Attribute(variable) => attribute.of(variable.name()),
                SourceRow => attribute.of("source_row"),
            }),
            sobol: (sampler == Sampler::Sobol).then(|| Sobol::new(&streams)),
        }
    }

    /// The number in (0, 1) that determines one attribute of one person.
    pub(super) fn of(&self, person: u32, variable: Variable) -> f64 {
        self.coordinate(person, self.dimensions[variable.index()])
    }

    /// The number in (0, 1) that determines the row of a data file for a person.
    pub(super) fn of_row(&self, person: u32) -> f64 {
        self.coordinate(person, self.source_row)
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
    use super::super::sobol::DIMENSIONS;
    use super::*;

    #[test]
    fn every_variable_and_the_row_have_a_dimension_of_their_own() {
        const { assert!(REGISTRY.len() <= DIMENSIONS) };
        for wanted in Variable::ALL.iter().copied().map(Attribute).chain([SourceRow]) {
            let dimensions = REGISTRY.iter().filter(|decision| **decision == wanted).count();
            assert_eq!(dimensions, 1, "{wanted:?}");
        }
    }
}
