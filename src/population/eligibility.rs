//! Who may not take an intervention.

use super::Person;
use crate::scenario::{InterventionKind, Variable};

/// Why a person may not take an intervention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A stocking would press on arteries that barely fill the leg.
    CompressionWithArteryDisease,
}

impl Reason {
    /// For tables and reports.
    pub fn text(self) -> &'static str {
        match self {
            Self::CompressionWithArteryDisease => "peripheral artery disease: no compression",
        }
    }
}

/// The reason why a person may not take an intervention, if there is one.
///
/// Compression is barred in symptomatic artery disease (Derbyshire compression hosiery guidance). Nothing that bars leg raising,
/// walking or ankle exercise has been sourced.
pub fn ineligibility(kind: &InterventionKind, person: &Person) -> Option<Reason> {
    let artery_disease = person.get(Variable::PeripheralArteryDisease) > 0.5;
    match kind {
        InterventionKind::Compression { .. } if artery_disease => Some(Reason::CompressionWithArteryDisease),
        InterventionKind::Compression { .. }
        | InterventionKind::None
        | InterventionKind::TrainingPlan { .. }
        | InterventionKind::AnklePumps { .. }
        | InterventionKind::AisleWalk { .. }
        | InterventionKind::Elevation { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::scenario::Bouts;

    #[test]
    fn only_compression_is_barred_and_only_with_artery_disease() {
        let mut person = Person { id: 0, source_row: None, values: [0.0; Variable::COUNT] };
        let stocking = InterventionKind::Compression { ankle_pressure_mmhg: 18.0 };
        let raising = InterventionKind::Elevation { bouts: Bouts { every_min: 60, duration_min: 10 } };
        assert_eq!(ineligibility(&stocking, &person), None);
        person.values[Variable::PeripheralArteryDisease.index()] = 1.0;
        assert_eq!(ineligibility(&stocking, &person), Some(Reason::CompressionWithArteryDisease));
        assert_eq!(ineligibility(&raising, &person), None);
    }
}
