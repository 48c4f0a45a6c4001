//! Groups of people for which statistics are computed: everyone, each class of each stratum, and the eligible.

use crate::population::{Person, class_code};
use crate::results::EVERYONE;
use crate::scenario::{Scenario, Stratum};

/// The classes of all people, filled as people arrive.
#[derive(Clone, Debug)]
pub struct Strata {
    configured: Vec<Stratum>,
    labels: Vec<Vec<String>>,
    /// Per stratum and person: the index of the class plus one; 0 for people outside all classes.
    classes: Vec<Vec<u16>>,
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
        let labels = configured.iter().map(Stratum::labels).collect();
        let classes = vec![Vec::new(); configured.len()];
        Self { configured, labels, classes }
    }

    /// Adds people in id order.
    pub fn push(&mut self, people: &[Person]) {
        for (stratum, classes) in self.configured.iter().zip(&mut self.classes) {
            classes.extend(people.iter().map(|person| class_code(stratum, person)));
        }
    }

    /// Everyone, then each class of each stratum.
    pub fn groups(&self) -> Vec<Group> {
        let mut groups = vec![Group::named(EVERYONE, EVERYONE, Members::Everyone)];
        for (stratum, (configured, labels)) in self.configured.iter().zip(&self.labels).enumerate() {
            for (code, label) in (1u16..).zip(labels) {
                groups.push(Group::named(&configured.name, label, Members::Class { stratum, code }));
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
            Members::Class { stratum, code } => strata.classes[stratum][person] == code,
            Members::Eligible => eligible[person],
        }
    }
}
