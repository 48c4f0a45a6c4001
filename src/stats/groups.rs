//! Groups of people for which statistics are computed: everyone, each class of each stratum, and the eligible.

use crate::population::{Person, class_code};
use crate::results::EVERYONE;
use crate::scenario::{Scenario, Stratum};

/// The classes of all people.
#[derive(Clone, Debug)]
pub struct Strata {
    /// The strata of the scenario, in which people are classed as they arrive.
    configured: Vec<Stratum>,
    /// Pairs of them whose classes are combined.
    cross: Vec<[usize; 2]>,
    groupings: Vec<Grouping>,
    /// For each person, the row of the data file from which the person comes; empty without a file.
    rows: Vec<i32>,
}

/// One way to divide people into classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grouping {
    /// Value of the column `stratum_by`.
    pub by: String,
    /// Names of the classes.
    pub labels: Vec<String>,
    /// For each person: the index of the class plus one; 0 for people outside all classes.
    pub codes: Vec<u16>,
}

impl Grouping {
    /// The combinations of the classes of two groupings. People who are outside the classes of one of them are outside all.
    pub fn crossed(&self, other: &Self) -> Self {
        let inner = other.labels.len() as u16;
        let label = |one: &String| other.labels.iter().map(move |other| format!("{one} x {other}")).collect::<Vec<_>>();
        let code = |(one, other): (&u16, &u16)| crossed_code(*one, *other, inner);
        Self {
            by: format!("{} x {}", self.by, other.by),
            labels: self.labels.iter().flat_map(label).collect(),
            codes: self.codes.iter().zip(&other.codes).map(code).collect(),
        }
    }
}

/// The code of a combination of classes, of which the second has `inner`; 0 for people outside one of them.
fn crossed_code(one: u16, other: u16, inner: u16) -> u16 {
    if one == 0 || other == 0 { 0 } else { (one - 1) * inner + other }
}

/// A group of people for which statistics are computed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Value of the column `stratum_by`.
    pub by: String,
    /// Value of the column `stratum`.
    pub class: String,
    members: Members,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Members {
    Everyone,
    Class { stratum: usize, code: u16 },
    Eligible,
}

impl Strata {
    /// Starts with the strata of a scenario and without people.
    pub fn new(scenario: &Scenario) -> Self {
        let configured = scenario.analysis.strata.clone();
        let empty =
            |stratum: &Stratum| Grouping { by: stratum.name.clone(), labels: stratum.labels(), codes: Vec::new() };
        let mut groupings: Vec<Grouping> = configured.iter().map(empty).collect();
        let cross = scenario.analysis.cross.clone();
        groupings
            .extend(cross.iter().map(|[one, other]| groupings[*one].crossed(&groupings[*other])).collect::<Vec<_>>());
        Self { groupings, configured, cross, rows: Vec::new() }
    }

    /// All people in these groupings, and the rows of the data file from which they come; none without a file.
    pub fn of(groupings: Vec<Grouping>, rows: Vec<i32>) -> Self {
        Self { configured: Vec::new(), cross: Vec::new(), groupings, rows }
    }

    /// Adds people in id order.
    pub fn push(&mut self, people: &[Person]) {
        for (stratum, grouping) in self.configured.iter().zip(&mut self.groupings) {
            grouping.codes.extend(people.iter().map(|person| class_code(stratum, person)));
        }
        let (single, crossed) = self.groupings.split_at_mut(self.configured.len());
        for ([one, other], grouping) in self.cross.iter().zip(crossed) {
            let [one, other] = [one, other].map(|at| &single[*at]);
            let (known, inner) = (grouping.codes.len(), other.labels.len() as u16);
            let new = one.codes[known..].iter().zip(&other.codes[known..]);
            grouping.codes.extend(new.map(|(one, other)| crossed_code(*one, *other, inner)));
        }
        self.rows.extend(people.iter().filter_map(|person| person.source_row));
    }

    /// For each person, the row of the data file from which the person comes; empty without a file.
    pub(super) fn rows(&self) -> &[i32] {
        &self.rows
    }

    /// Everyone, then each class of each stratum, then each combination of classes of crossed strata.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = vec![Group::named(EVERYONE, EVERYONE, Members::Everyone)];
        for (stratum, grouping) in self.groupings.iter().enumerate() {
            for (code, label) in (1u16..).zip(&grouping.labels) {
                groups.push(Group::named(&grouping.by, label, Members::Class { stratum, code }));
            }
        }
        groups
    }

    /// Everyone, then each class of each stratum, then the eligible, if some people are not eligible.
    pub(super) fn groups_of_arm(&self, eligible: &[bool]) -> Vec<Group> {
        let mut groups = self.groups();
        if eligible.contains(&false) {
            groups.push(Group::named("eligibility", "eligible", Members::Eligible));
        }
        groups
    }
}

impl Group {
    fn named(by: &str, class: &str, members: Members) -> Self {
        Self { by: by.to_owned(), class: class.to_owned(), members }
    }

    /// Whether a person belongs to the group.
    pub(super) fn holds(&self, strata: &Strata, eligible: &[bool], person: usize) -> bool {
        match self.members {
            Members::Everyone => true,
            Members::Class { stratum, code } => strata.groupings[stratum].codes[person] == code,
            Members::Eligible => eligible[person],
        }
    }
}
