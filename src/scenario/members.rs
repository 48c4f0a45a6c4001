//! The content of a file: one scenario, or the members of a sweep.

use std::fmt;
use std::ops::Range;

use super::problem::{Code, Problem, Problems};
use super::{Faults, Scenario, Sources};

/// The content of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Members {
    /// Dotted paths of the sweep, in the order of the file; empty if there is no sweep.
    pub axes: Vec<String>,
    /// The scenarios, at least one.
    pub members: Vec<Member>,
    /// The texts of the scenarios.
    pub sources: Sources,
    /// Warnings, in the order of the file.
    pub warnings: Vec<Problem>,
    /// Position of the sweep.
    pub(super) swept: Option<Range<usize>>,
}

/// One scenario of a sweep.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its number, from 1, in the order of the sweep.
    pub number: u32,
    /// Its value on each axis.
    pub values: Vec<AxisValue>,
    /// The scenario.
    pub scenario: Scenario,
}

/// A value on an axis of a sweep.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
#[serde(untagged)]
pub enum AxisValue {
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// True or false.
    Truth(bool),
    /// Text. For a list or a table, its TOML.
    Text(String),
}

impl fmt::Display for AxisValue {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            AxisValue::Whole(value) => value.fmt(formatter),
            AxisValue::Number(value) => value.fmt(formatter),
            AxisValue::Truth(value) => value.fmt(formatter),
            AxisValue::Text(value) => value.fmt(formatter),
        }
    }
}

/// A scenario and the texts that it was made from.
#[derive(Clone, Debug, PartialEq)]
pub struct Loaded {
    /// The scenario.
    pub scenario: Scenario,
    /// The texts of the scenario.
    pub sources: Sources,
    /// Warnings, in the order of the file.
    pub warnings: Vec<Problem>,
}

impl Members {
    /// Whether there is a sweep, even over a single value.
    pub fn is_sweep(&self) -> bool {
        self.swept.is_some()
    }

    /// The fault that the people of this file cannot be drawn, at the first line that contains these words.
    pub fn without_people(self, code: Code, words: &[&str], message: String) -> Faults {
        let place = self.sources.line_with(words);
        let problem = Problem::new(code, place, message).label("not possible");
        Faults { sources: self.sources, problems: vec![problem] }
    }

    /// Adds a warning at the first line that contains these words. The same warning is added once.
    pub fn doubt(&mut self, words: &[&str], message: String, hint: String) {
        let place = self.sources.line_with(words);
        let problem = Problem::new(Code::Suspicious, place, message).label("is this meant?").hint(hint);
        if !self.warnings.contains(&problem) {
            self.warnings.push(problem);
        }
    }

    /// The one scenario of the file, or the member of this number (from 1) of its sweep.
    pub fn one(self, number: Option<u32>) -> Result<Loaded, Faults> {
        let wanted = number.or((!self.is_sweep()).then_some(1));
        let Self { members, sources, warnings, swept, .. } = self;
        let count = members.len();
        match members.into_iter().find(|member| Some(member.number) == wanted) {
            Some(Member { scenario, .. }) => Ok(Loaded { scenario, sources, warnings }),
            None => Err(choose(number, count, swept.unwrap_or(0..0), sources)),
        }
    }
}

/// Complains if it is unclear which member is meant.
fn choose(number: Option<u32>, count: usize, place: Range<usize>, sources: Sources) -> Faults {
    let message = match number {
        Some(number) => format!("there is no member {number}"),
        None => "only one scenario can be used here, but the sweep has several".to_owned(),
    };
    let plural = if count == 1 { "one member" } else { &format!("{count} members") };
    let problem = Problem::new(Code::Sweep, place, message).label(plural);
    let mut problems = Problems::default();
    problems.push(problem.hint(format!("choose one of them with --member, from 1 to {count}")));
    Faults { sources, problems: problems.into_sorted().0 }
}

/// Text with the values of a member on the axes.
pub fn describe_axes(axes: &[String], values: &[AxisValue]) -> String {
    let pairs = axes.iter().zip(values).map(|(axis, value)| format!("{axis} = {value}"));
    pairs.collect::<Vec<_>>().join(", ")
}
