//! Which runs have the same people.

use std::collections::BTreeMap;

use super::selection::Selection;
use super::{DerivedError, People};
use crate::output::reread::{Attributes, Settings};

/// Settings of the design that decide who the people are.
const DESIGN: [&str; 2] = ["design.seed", "design.sampler"];

/// Whether runs have the same people, by the positions of two runs. Each pair is compared once.
#[derive(Debug, Default)]
pub(super) struct Relations(BTreeMap<(usize, usize), People>);

impl Relations {
    /// Whether two runs have the same people. If one has fewer, they are the first ones of the other.
    pub(super) fn of(&mut self, selections: &[Selection], one: usize, other: usize) -> Result<People, DerivedError> {
        let pair = (one.min(other), one.max(other));
        if let Some(known) = self.0.get(&pair) {
            return Ok(*known);
        }
        let same = one == other || are_same(&selections[one], &selections[other])?;
        let people = if same { People::Same } else { People::Different };
        self.0.insert(pair, people);
        Ok(people)
    }
}

/// Whether seed, sampler and population are the same, and the people in the tables. Without tables of all people, the versions must be the
/// same, because another version may draw other people.
fn are_same(one: &Selection, other: &Selection) -> Result<bool, DerivedError> {
    let settings = (Settings::read(&one.run)?, Settings::read(&other.run)?);
    let equal = |path: &&str| settings.0.get(path) == settings.1.get(path);
    if settings.0.population() != settings.1.population() || !DESIGN.iter().all(equal) {
        return Ok(false);
    }
    let of = |selection: &Selection| Attributes::open(&selection.run, &selection.scenario);
    let (Ok(ours), Ok(theirs)) = (of(one), of(other)) else {
        return Ok(one.run.fact("version") == other.run.fact("version"));
    };
    for name in ours.variables() {
        if !ours.agrees(&theirs, name)? {
            return Ok(false);
        }
    }
    Ok(true)
}
