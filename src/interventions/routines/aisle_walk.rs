//! Leaving the seat to walk: a walk that needs no clinician.

use super::{RoutineFacts, walk};
use crate::interventions::Facts;

pub(super) const FACTS: RoutineFacts =
    RoutineFacts { kind: Facts { word: "aisle_walk", ..walk::FACTS.kind }, contraindications: |_| &[], ..walk::FACTS };
