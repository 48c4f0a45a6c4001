//! Where a person's uniform numbers come from: scrambled Sobol points or independent draws.

use super::sobol::Sobol;
use super::streams::{Purpose, Streams};
use crate::scenario::{Sampler, Variable};

/// Sobol dimension of each variable: its position here. Append only, so that a new variable moves nobody else.
///
/// The lowest dimensions are the most even ones; they go to what matters most.
const REGISTRY: &[&str] = &[
    "sex",
    "age_years",
    "weight_kg",
    "height_cm",
    "fidget_per_h",
    "vein_compliance_rel",
    "reflux_superficial",
    "inflow_rel",
    "adherence",
    "sitting_time_h",
    "calf_strength_rel",
    "reflux_deep",
    "leg_volume_ml",
    "reflux_perforator",
    "ankle_range_deg",
    "stocking_fit_rel",
    "abdominal_pressure_mmhg",
    "fitness_rel",
    "hematocrit_pct",
    "outflow_obstruction",
    "salt_g_day",
    "hydration_rel",
    "smoker",
    "footwear",
    "seat",
    "thrombophilia",
    "oral_contraceptive",
    "hrt",
    "pregnant",
    "postpartum",
    "cancer",
    "recent_surgery",
    "prior_vte",
    "anticoagulant",
    "peripheral_artery_disease",
    "diabetes",
    "joint_pain",
    "recent_injury",
    "red_flag_symptoms",
    SOURCE_ROW,
];

/// Which row of a data file a person is.
const SOURCE_ROW: &str = "source_row";

/// Uniform numbers of all people, one per variable.
#[derive(Clone, Debug)]
pub(super) struct Uniforms {
    streams: Streams,
    purposes: [Purpose; Variable::COUNT],
    source_row: Purpose,
    /// Sobol points and the dimension of each variable, then that of the row.
    sobol: Option<(Sobol, [Option<usize>; Variable::COUNT], Option<usize>)>,
}

impl Uniforms {
    pub(super) fn new(seed: u64, sampler: Sampler) -> Self {
        let streams = Streams::new(seed);
        let attribute = Purpose::named("attribute");
        let dimension = |wanted: &str| REGISTRY.iter().position(|name| *name == wanted);
        let dimensions = std::array::from_fn(|i| dimension(Variable::ALL[i].name()));
        Self {
            streams,
            purposes: std::array::from_fn(|i| attribute.of(Variable::ALL[i].name())),
            source_row: attribute.of(SOURCE_ROW),
            sobol: match sampler {
                Sampler::Sobol => Some((Sobol::new(&streams), dimensions, dimension(SOURCE_ROW))),
                Sampler::Random => None,
            },
        }
    }

    /// The number in (0, 1) that decides one attribute of one person.
    pub(super) fn of(&self, person: u32, variable: Variable) -> f64 {
        let index = variable.index();
        let point = self.sobol.as_ref().and_then(|(sobol, dimensions, _)| Some((sobol, dimensions[index]?)));
        self.coordinate(person, point, self.purposes[index])
    }

    /// The number in (0, 1) that decides which row of a data file a person is.
    pub(super) fn of_row(&self, person: u32) -> f64 {
        let point = self.sobol.as_ref().and_then(|(sobol, _, dimension)| Some((sobol, (*dimension)?)));
        self.coordinate(person, point, self.source_row)
    }

    fn coordinate(&self, person: u32, point: Option<(&Sobol, usize)>, purpose: Purpose) -> f64 {
        match point {
            Some((sobol, dimension)) => sobol.coordinate(person, dimension),
            None => self.streams.uniform(purpose, person, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::sobol::DIMENSIONS;
    use super::*;

    #[test]
    fn every_variable_has_a_dimension_of_its_own() {
        assert!(REGISTRY.len() <= DIMENSIONS);
        for variable in Variable::ALL {
            let places = REGISTRY.iter().filter(|name| **name == variable.name()).count();
            assert_eq!(places, 1, "{}", variable.name());
        }
    }

    #[test]
    fn registered_dimensions_are_pinned() {
        // Appending is allowed; whoever changes this line changes everybody.
        let registered = blake3::hash(REGISTRY[..37].join(",").as_bytes()).to_hex();
        assert_eq!(&registered[..16], "df671ce5433800b3");
    }
}
