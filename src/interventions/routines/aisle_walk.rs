//! Leaving the seat to walk: a walk for which no person needs to ask a clinician.

use super::{RoutineFacts, walk};
use crate::interventions::Facts;

pub(super) const FACTS: RoutineFacts =
    RoutineFacts { kind: Facts { word: "aisle_walk", ..walk::FACTS.kind }, contraindications: |_| &[], ..walk::FACTS };
