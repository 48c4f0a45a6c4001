//! Walking: upright, with the movement of a walk.

use super::{Facts, standing};

pub(super) const FACTS: Facts = Facts { word: "walking", name: "walking", assessed: false, ..standing::FACTS };
