//! Climbing stairs: upright, with the movement of a climb.

use super::{Facts, standing};

pub(super) const FACTS: Facts = Facts { word: "stairs", name: "climbing stairs", assessed: false, ..standing::FACTS };
