//! Nothing: an arm whose people do what the timeline says.

use super::{Facts, Group};

pub(super) const FACTS: Facts = Facts {
    word: "none",
    group: Group::Nothing,
    keys: &[],
    about: "nothing",
    source: "an arm with it has exactly the results of an arm without it",
};
