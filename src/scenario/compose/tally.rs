//! Problems of the members of a sweep. Each is reported once.

use crate::scenario::problem::{Problem, Problems};

/// Collects the problems of all members.
#[derive(Default)]
pub(in crate::scenario) struct Tally {
    /// Problems, each with the members that have it (by position in the sweep).
    found: Vec<(Problem, Vec<usize>)>,
}

impl Tally {
    /// Adds the problems of a member.
    pub(in crate::scenario) fn add(&mut self, member: usize, problems: Problems) {
        for problem in problems.into_found() {
            match self.found.iter_mut().find(|(known, _)| *known == problem) {
                // Copies of a repeated phase have the same problem at the same position.
                Some((_, members)) if members.last() == Some(&member) => {}
                Some((_, members)) => members.push(member),
                None => self.found.push((problem, vec![member])),
            }
        }
    }

    /// The collected problems. If only some members have a problem, its message lists them; `words` describes a member.
    pub(in crate::scenario) fn tell(self, of: usize, words: impl Fn(usize) -> String, problems: &mut Problems) {
        for (mut problem, members) in self.found {
            if let [first, others @ ..] = members.as_slice()
                && members.len() < of
            {
                let others = match others.len() {
                    0 => String::new(),
                    1 => " and one other".to_owned(),
                    count => format!(" and {count} others"),
                };
                problem.message = format!("{}; this applies to {}{others}", problem.message, words(*first));
            }
            problems.push(problem);
        }
    }
}
