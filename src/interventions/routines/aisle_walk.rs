//! Leaving the seat to walk.

use super::{RoutineFacts, walk};
use crate::interventions::Facts;

pub(super) const FACTS: RoutineFacts =
    RoutineFacts { kind: Facts { word: "aisle_walk", ..walk::FACTS.kind }, ..walk::FACTS };
