//! Warns of studies that are valid by the letter, but void in meaning: something in them cannot have the effect that it seems to have.
//!
//! What depends on the attributes of people is checked by [`crate::population::doubts`].

mod arms;
mod settings;

use super::Scenario;
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::Section;
use std::ops::Range;

/// Warns of everything in a valid scenario that is void.
pub(super) fn warn(root: &Section<'_>, scenario: &Scenario, problems: &mut Problems) {
    let place = Places { root };
    arms::warn(scenario, &place, problems);
    settings::warn(scenario, &place, problems);
}

/// Finds the places of a scenario's parts in its file.
struct Places<'a> {
    root: &'a Section<'a>,
}

impl Places<'_> {
    /// The place of an entry of a section, such as an arm; the place of the section if there is no such entry.
    fn of(&self, section: &str, entry: &str) -> Range<usize> {
        let table = self.root.get(section).and_then(|item| item.section(section, &mut Problems::default()));
        table.map_or(self.root.key_span(section), |table| {
            if table.get(entry).is_some() { table.key_span(entry) } else { self.root.key_span(section) }
        })
    }
}

/// A warning that something has no effect.
fn idle(place: Range<usize>, message: String) -> Problem {
    Problem::new(Code::NoEffect, place, message)
}
