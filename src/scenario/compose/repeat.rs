//! `repeat`: phases that are written once and happen several times.
//!
//! A phase `flight` with `repeat = 2` becomes `flight_1` and `flight_2`. A group, `{ repeat = N, phases = [...] }`, is repeated as a
//! whole. A repeated group may contain a repeated phase, with the number of the group first: `desk_2_5` is the fifth day of the second
//! week. `during` may still refer to all copies as `flight`; in `assess` this means the last one.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue};

use crate::keys::Need::Required;
use crate::keys::{Composite, Kind, composite, whole};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, Section, Value};
use crate::scenario::sections::{PHASE_KEYS, TIMELINE};

/// Largest number of copies of one phase or group.
pub(in crate::scenario) const MOST_COPIES: u32 = 366;

section! {
    GROUP_KEYS, "a group of phases in [timeline]", "A group of phases that is repeated as a whole.", {
        REPEAT: u32 = "repeat", Required, whole(1, MOST_COPIES, ""), "Number of copies of the group.";
        PHASES: Composite = "phases", Required, composite(Kind::List(&Kind::Table(&PHASE_KEYS))), "The phases of the group in order.";
    }
}

/// Largest number of phases in a timeline.
const MOST_PHASES: usize = 1000;
/// Largest depth of repeats.
const DEEPEST: usize = 2;

/// Replaces repeated phases by their copies.
pub(super) fn expand<'a>(root: &mut DeTable<'a>, problems: &mut Problems) {
    let Some(DeValue::Table(timeline)) = root.get_mut(TIMELINE.name).map(Spanned::get_mut) else { return };
    let Some(phases) = timeline.get_mut(PHASES.name) else { return };
    let span = phases.span();
    let DeValue::Array(entries) = phases.get_mut() else { return };
    let mut copies = Copies { out: Vec::new(), written: Vec::new(), problems };
    for entry in std::mem::replace(entries, DeArray::new()) {
        copies.entry(&entry, &[]);
    }
    if copies.out.len() > MOST_PHASES {
        copies.out.truncate(MOST_PHASES);
        let message = format!("with all repeats the timeline has more than {MOST_PHASES} phases");
        let problem = Problem::new(Code::OutOfRange, span, message).label("too many phases");
        copies.problems.push(problem.hint("use fewer repeats"));
    }
    *entries = copies.out.into_iter().collect();
}

struct Copies<'a, 'p> {
    out: Vec<Spanned<DeValue<'a>>>,
    /// Names in the file, and whether they are repeated.
    written: Vec<(Spanned<String>, bool)>,
    problems: &'p mut Problems,
}

impl<'a> Copies<'a, '_> {
    /// Adds a phase or a group that is inside copies with these numbers, the outermost first.
    fn entry(&mut self, entry: &Spanned<DeValue<'a>>, numbers: &[u32]) {
        let DeValue::Table(table) = entry.get_ref() else { return self.out.push(entry.clone()) };
        let group = table.get(PHASES.name);
        let count = match table.get_key_value(REPEAT.name) {
            Some((key, value)) => self.count(key.span(), value, numbers.len()),
            None => {
                if group.is_some() {
                    let message = "a group of phases needs `repeat`";
                    let problem = Problem::new(Code::MissingKey, entry.span(), message).label("how often?");
                    self.problems.push(problem.hint("write `{ repeat = 2, phases = [...] }`, or the phases alone"));
                }
                None
            }
        };
        let copies: Vec<Vec<u32>> = match count {
            Some(count) => (1..=count).map(|copy| [numbers, &[copy]].concat()).collect(),
            None => vec![numbers.to_vec()],
        };
        for numbers in copies {
            if self.out.len() > MOST_PHASES {
                return;
            }
            match group {
                Some(group) => self.group(entry, table, group, &numbers),
                None => self.phase(entry, table.clone(), &numbers),
            }
        }
    }

    /// The number of copies. Complains if the number is not valid.
    fn count(&mut self, key: Range<usize>, value: &Spanned<DeValue<'a>>, depth: usize) -> Option<u32> {
        if depth < DEEPEST {
            return u32::read(&Item { name: REPEAT.name, value }, REPEAT.kind, self.problems);
        }
        let problem = Problem::new(Code::KeyConflict, key, "a repeat may contain only one level of repeats")
            .label("nested too deep");
        self.problems.fail(problem.hint("write the innermost phases out"))
    }

    fn group(
        &mut self,
        entry: &Spanned<DeValue<'a>>,
        table: &DeTable<'a>,
        group: &Spanned<DeValue<'a>>,
        numbers: &[u32],
    ) {
        Section { title: GROUP_KEYS.section.to_owned(), table, span: entry.span() }.allow(&GROUP_KEYS, self.problems);
        let DeValue::Array(entries) = group.get_ref() else {
            Item { name: PHASES.name, value: group }.wrong_type::<()>("a list in [ ]", self.problems);
            return;
        };
        for entry in entries {
            self.entry(entry, numbers);
        }
    }

    fn phase(&mut self, entry: &Spanned<DeValue<'a>>, mut table: DeTable<'a>, numbers: &[u32]) {
        table.remove(REPEAT.name);
        if let Some(name) = table.get_mut("name")
            && let DeValue::String(text) = name.get_ref()
        {
            let copy = numbers.iter().fold(text.to_string(), |name, number| format!("{name}_{number}"));
            if !self.is_free(&Spanned::new(name.span(), text.to_string()), !numbers.is_empty()) {
                return;
            }
            *name.get_mut() = DeValue::String(DeString::Owned(copy));
        }
        self.out.push(Spanned::new(entry.span(), DeValue::Table(table)));
    }

    /// Whether a name of the file may be used. Two phases with the same name and without `repeat` are reported later.
    fn is_free(&mut self, name: &Spanned<String>, repeated: bool) -> bool {
        let same = |(other, also): &&(Spanned<String>, bool)| {
            other == name && other.span() != name.span() && (repeated || *also)
        };
        if let Some((first, _)) = self.written.iter().find(same) {
            let message = format!("the phase `{}` is repeated, so no other phase can have its name", name.get_ref());
            let problem = Problem::new(Code::Duplicate, name.span(), message).label("again here");
            self.problems.push(problem.also(first.span(), "first here").hint("rename one of them"));
            return false;
        }
        self.written.push((name.clone(), repeated));
        true
    }
}

/// Whether a name belongs to a copy of this phase.
pub(in crate::scenario) fn is_copy(name: &str, of: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let numbers = name.strip_prefix(of).and_then(|rest| rest.strip_prefix('_'));
    numbers.is_some_and(|numbers| numbers.split('_').count() <= DEEPEST && numbers.split('_').all(is_number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_known_by_their_numbers() {
        for copy in ["flight_1", "flight_2_13"] {
            assert!(is_copy(copy, "flight"), "{copy}");
        }
        for other in ["flight", "flight_", "flight_back", "flight_1_2_3", "flights_1", "flight_1_"] {
            assert!(!is_copy(other, "flight"), "{other}");
        }
        assert!(is_copy("desk_2_5", "desk_2"));
    }
}
