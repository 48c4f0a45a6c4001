//! `[analysis]`: groups of people and statistics.

use toml::de::DeValue;

use super::names::{self, Unique};
use super::population::variable_named;
use super::{Flag, responders};
use crate::keys::Need::{Default, Optional, Required};
use crate::keys::{Composite, Kind, Typed, Word, between, column, composite, entry, list, number, truth, word};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{self, Text};
use crate::scenario::read::{Item, Section, all, usual};
use crate::scenario::{Feature, Variable, VariableKind};

section! {
    KEYS, "[analysis]", "Groups of people and statistics.", {
        STRATA: Composite = "strata", Default("[]"), composite(Kind::List(&Kind::Either(&[Kind::Entry("labeled variable", labeled), Kind::Table(&STRATUM_KEYS)]))), "Groupings of people: names of variables with labels, and tables that divide other variables into classes.";
        CROSS: Composite = "cross", Default("[]"), composite(Kind::List(&Kind::Row(&[Kind::Name("stratum"), Kind::Name("stratum")]))), "Pairs of strata, such as [[\"age_band\", \"sex\"]]: `summary` and `contrasts` have rows for each combination of their classes too.";
        QUANTILES: Vec<f64> = "quantiles", Default("[0.05, 0.25, 0.5, 0.75, 0.95]"), list(&between(0.0, 1.0, "1")), "Quantiles that are computed for every outcome, in ascending order.";
        MULTIPLICITY: Multiplicity = "multiplicity", Default("\"none\""), word(), "What the intervals of `contrasts` allow for if several arms are compared with the reference.";
        RESPONDERS: Composite = "responders", Optional, composite(Kind::Table(&responders::KEYS)), "Who responds to an arm: people whose outcome differs enough from their own in the reference.";
        SENSITIVITY: bool = "sensitivity", Default("false"), truth(), "Whether the table `sensitivity` is written: rank correlations of outcomes with attributes of people.";
    }
}

section! {
    STRATUM_KEYS, "an entry of `strata` in [analysis]", "A grouping of people.", {
        NAME: String = "name", Required, column(), "Name of the grouping; it becomes a column.";
        OF: Feature = "of", Required, entry("variable"), "What is divided into classes: a variable, or `bmi`, the body mass index (kg/m^2).";
        BREAKS: Vec<f64> = "breaks", Optional, list(&number("")), "Edges of the classes, such as [18, 40, 65, 111], in ascending order; a class contains its lower edge. A variable with labels has no breaks.";
    }
}

/// Variables whose values are classes.
fn labeled() -> Vec<&'static str> {
    let labeled = Variable::choices().into_iter().filter(|(_, variable)| variable.kind() != VariableKind::Continuous);
    labeled.map(|(word, _)| word).collect()
}

/// Strata, quantiles and sensitivity.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Groupings of people in addition to "all".
    pub strata: Vec<Stratum>,
    /// Pairs of positions of strata whose classes are combined.
    pub cross: Vec<[usize; 2]>,
    /// What the intervals of contrasts allow for.
    pub multiplicity: Multiplicity,
    /// Quantiles of every measure, each inside (0, 1), increasing.
    pub quantiles: Vec<f64>,
    /// Responders, as flags of the difference between an arm and the reference.
    pub responders: Vec<Flag>,
    /// Whether outcomes are correlated with the attributes of people.
    pub sensitivity: bool,
}

/// Largest number of classes of all groupings together.
const MOST_CLASSES: usize = 2000;
/// Largest number of quantiles.
const MOST_QUANTILES: usize = 999;

words! {
    /// What the intervals of contrasts allow for if several arms are compared with the reference.
    pub enum Multiplicity {
        /// Nothing: each interval holds for its arm alone.
        Unadjusted = "none",
        /// An interval excludes no difference if and only if Holm's step-down test does.
        Holm = "holm",
        /// All arms: the intervals of a statistic hold together (Bonferroni).
        Simultaneous = "simultaneous",
    }
}

impl Multiplicity {
    /// Confidence levels at which intervals are needed if so many arms are compared, in the order of the steps of the test.
    pub fn levels(self, confidence: f64, compared: usize) -> Vec<f64> {
        let of = |arms: usize| 1.0 - (1.0 - confidence) / arms.max(1) as f64;
        match self {
            Self::Unadjusted => vec![confidence],
            Self::Simultaneous => vec![of(compared)],
            Self::Holm => (1..=compared).rev().map(of).collect(),
        }
    }
}

/// Largest number of combinations of classes in the time course, because each has a histogram of every quantity at every tick.
const FOLLOWED: usize = 512;

impl Analysis {
    /// The strata in the time course: all of them, or only the first ones if all together have too many combinations of classes.
    pub fn followed(&self) -> &[Stratum] {
        let mut combinations = 1;
        let fits = |stratum: &&Stratum| {
            // One more than the number of classes, for people outside all of them.
            combinations *= stratum.labels().len() + 1;
            combinations <= FOLLOWED
        };
        &self.strata[..self.strata.iter().take_while(fits).count()]
    }
}

/// A grouping of people.
#[derive(Clone, Debug, PartialEq)]
pub struct Stratum {
    /// Column name.
    pub name: String,
    /// What it divides.
    pub of: Feature,
    /// Class edges, increasing, each class `[low, high)`; empty for flags and categories, which are their own classes.
    pub breaks: Vec<f64>,
}

impl Stratum {
    /// Names of the classes, in order.
    pub fn labels(&self) -> Vec<String> {
        if self.of.kind() == VariableKind::Continuous {
            return self.breaks.windows(2).map(|edge| format!("[{}, {})", edge[0], edge[1])).collect();
        }
        self.of.labels().iter().map(|label| (*label).to_owned()).collect()
    }

    /// Class of a value; `None` if it is outside all classes.
    pub fn class_of(&self, value: f64) -> Option<usize> {
        match self.of.kind() {
            VariableKind::Continuous => self.breaks.windows(2).position(|edge| edge[0] <= value && value < edge[1]),
            _ => Some(value as usize),
        }
    }
}

/// Reads `[analysis]`, without the responders.
pub(super) fn read(root: &Section<'_>, problems: &mut Problems) -> Option<Analysis> {
    let Some(section) = root.optional_section(&super::ANALYSIS, problems)? else {
        return Some(Analysis {
            strata: Vec::new(),
            cross: Vec::new(),
            multiplicity: usual(&MULTIPLICITY)?,
            quantiles: usual(&QUANTILES)?,
            responders: Vec::new(),
            sensitivity: usual(&SENSITIVITY)?,
        });
    };
    let strata = section.get(STRATA.name).map_or(Some(Vec::new()), |item| strata(&item, problems));
    let strata = strata.and_then(|strata| {
        let classes = strata.iter().map(|stratum| stratum.breaks.len().max(stratum.of.labels().len())).sum();
        names::check_count("classes", classes, MOST_CLASSES, section.place(&STRATA), problems).map(|()| strata)
    });
    let cross = match (section.get(CROSS.name), &strata) {
        (None, _) => Some(Vec::new()),
        (Some(item), Some(strata)) => crossings(&item, strata, problems),
        (Some(_), None) => None,
    };
    let multiplicity = section.value(&MULTIPLICITY, problems);
    let quantiles = section.value(&QUANTILES, problems);
    let quantiles = quantiles.and_then(|values| increasing(&QUANTILES, values, &section, problems));
    let quantiles = quantiles.and_then(|values| {
        let place = section.place(&QUANTILES);
        names::check_count("quantiles", values.len(), MOST_QUANTILES, place, problems).map(|()| values)
    });
    let sensitivity = section.value(&SENSITIVITY, problems);
    Some(Analysis {
        strata: strata?,
        cross: cross?,
        multiplicity: multiplicity?,
        quantiles: quantiles?,
        responders: Vec::new(),
        sensitivity: sensitivity?,
    })
}

fn strata(item: &Item<'_>, problems: &mut Problems) -> Option<Vec<Stratum>> {
    let entries = item.list(problems)?;
    let mut unique = Unique::default();
    all(entries.iter().map(|entry| {
        let stratum = stratum(entry, problems)?;
        unique.add("the stratum", &stratum.name, entry.span(), problems).map(|()| stratum)
    }))
}

/// Pairs of different strata.
fn crossings(item: &Item<'_>, strata: &[Stratum], problems: &mut Problems) -> Option<Vec<[usize; 2]>> {
    let entries = item.list(problems)?;
    let mut unique = Unique::default();
    all(entries.iter().map(|entry| {
        let names = entry.list(problems)?;
        let [one, other] = names.as_slice() else {
            return entry.wrong_type("[\"stratum\", \"stratum\"]", problems);
        };
        let pair = [stratum_named(one, strata, problems)?, stratum_named(other, strata, problems)?];
        if pair[0] == pair[1] {
            let problem = Problem::new(Code::Duplicate, other.span(), "a stratum is crossed with itself".to_owned());
            return problems.fail(problem.label("the same stratum").hint("name two different strata"));
        }
        let name = pair.map(|at| strata[at].name.as_str()).join(" x ");
        unique.add("the crossing", &name, entry.span(), problems).map(|()| pair)
    }))
}

fn stratum_named(item: &Item<'_>, strata: &[Stratum], problems: &mut Problems) -> Option<usize> {
    let name = item.text(problems)?;
    let known: Vec<&str> = strata.iter().map(|stratum| stratum.name.as_str()).collect();
    match known.iter().position(|one| *one == name) {
        Some(at) => Some(at),
        None => item.unknown("stratum", name, &known, problems),
    }
}

/// A stratum: a variable name, or a table with a name for the column.
fn stratum(entry: &Item<'_>, problems: &mut Problems) -> Option<Stratum> {
    if let DeValue::String(name) = entry.value.get_ref() {
        let of = variable_named(name, entry.span(), problems)?;
        if of.kind() == VariableKind::Continuous {
            let message = format!("`{}` is a number, so its strata need breaks", of.name());
            let hint = format!("write {{ name = \"...\", of = \"{}\", breaks = [...] }}", of.name());
            return problems
                .fail(Problem::new(Code::MissingKey, entry.span(), message).label("which classes?").hint(hint));
        }
        return Some(Stratum { name: of.name().to_owned(), of: of.into(), breaks: Vec::new() });
    }
    let section = entry.section("this stratum", problems)?;
    section.allow(&STRATUM_KEYS, problems);
    let (of, name) = (section.value(&OF, problems), name(&section, problems));
    let of = of?;
    let breaks = match of.kind() {
        VariableKind::Continuous => breaks(&section, problems)?,
        VariableKind::Flag | VariableKind::Category(_) => no_breaks(&section, problems)?,
    };
    let name = name?;
    if name != of.name() || of.kind() == VariableKind::Continuous {
        names::check_column(&name, section.place(&NAME), problems)?;
        names::check_no_variable(&name, section.place(&NAME), problems)?;
    }
    Some(Stratum { name, of, breaks })
}

/// The name, which may be that of the variable itself if its values are classes.
fn name(section: &Section<'_>, problems: &mut Problems) -> Option<String> {
    section.require(&NAME, problems)?.text(problems).map(str::to_owned)
}

fn breaks(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<f64>> {
    let edges = section.value(&BREAKS, problems)?;
    if edges.len() < 2 {
        let message = "one class needs two edges";
        let problem = Problem::new(Code::OutOfRange, section.place(&BREAKS), message).label("too few edges");
        return problems.fail(problem);
    }
    increasing(&BREAKS, edges, section, problems)
}

fn no_breaks(section: &Section<'_>, problems: &mut Problems) -> Option<Vec<f64>> {
    let Some(item) = section.get(BREAKS.name) else { return Some(Vec::new()) };
    let message = "the labels of this variable are its classes, so it cannot have breaks";
    problems.fail(Problem::new(Code::KeyConflict, item.span(), message).label("remove this"))
}

/// Complains if the numbers of a key do not increase.
fn increasing(
    key: &Typed<Vec<f64>>,
    values: Vec<f64>,
    section: &Section<'_>,
    problems: &mut Problems,
) -> Option<Vec<f64>> {
    let Some(at) = values.windows(2).position(|pair| pair[0] >= pair[1]) else { return Some(values) };
    let place = section.element(key, at + 1);
    let message = format!("`{}` must increase", key.name);
    problems.fail(Problem::new(Code::OutOfRange, place, message).label("not larger than the one before"))
}

impl Analysis {
    /// Writes `[analysis]`.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("analysis");
        out.pair(STRATA.name, &text::list(self.strata.iter().map(Stratum::write)));
        let name = |at: usize| text::quoted(&self.strata[at].name);
        let pairs = self.cross.iter().map(|pair| text::list(pair.iter().map(|at| name(*at))));
        out.pair(CROSS.name, &text::list(pairs));
        out.key(&MULTIPLICITY, &self.multiplicity);
        out.key(&QUANTILES, &self.quantiles);
        out.key(&SENSITIVITY, &self.sensitivity);
        responders::write(&self.responders, out);
    }
}

impl Stratum {
    fn write(&self) -> String {
        let mut out = Text::default();
        out.key(&NAME, &self.name);
        out.key(&OF, &self.of);
        if self.of.kind() == VariableKind::Continuous {
            out.key(&BREAKS, &self.breaks);
        }
        out.inline()
    }
}
