//! `[design]`: number of people, seed and sampler.

use super::precision;
use crate::keys::Need::{Default, Optional, Required};
use crate::keys::{Composite, Key, Kind, Typed, composite, large_whole, whole, within, word};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::Text;
use crate::scenario::read::{Section, Value};
use crate::scenario::{Overrides, Precision};

/// Largest number of people. No machine of today can hold more at once.
pub(super) const MOST_PERSONS: u32 = 100_000_000;
/// Largest whole number that every TOML reader supports.
const LARGEST_SEED: u64 = i64::MAX as u64;
/// Largest number of draws of uncertain constants. Intervals do not need more.
const MOST_DRAWS: u32 = 1000;

section! {
    KEYS, "[design]", "Number of people, and how they are drawn.", {
        SEED: u64 = "seed", Required, large_whole(LARGEST_SEED), "Seed of the random numbers; equal seeds give equal people.";
        PERSONS: u32 = "persons", Required, whole(1, MOST_PERSONS, ""), "Number of simulated people; every arm has all of them.";
        SAMPLER: Sampler = "sampler", Default("\"sobol\""), word(), "How people are drawn: evenly spread (`sobol`) or independently (`random`).";
        PARAMETER_DRAWS: u32 = "parameter_draws", Optional, whole(1, MOST_DRAWS, ""), "Without this key, the constants of stasis and of its link to clots are drawn for a part of the people, which gives the risks of clots their interval. 1 draws no constants. A larger number draws these and the uncertain constants in [parameters]; each draw repeats the study with the same people.";
        CONFIDENCE: f64 = "confidence", Default("0.95"), within(0.5, 0.9999, "1"), "Confidence level of all intervals.";
        PRECISION: Composite = "precision", Optional, composite(Kind::Table(&precision::KEYS)), "A Monte Carlo error that the run reaches by adding people.";
    }
}

/// Sample size, seed and sampler.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Seed of every random number in the study.
    pub seed: u64,
    /// Number of simulated people, at least 1. If a precision is required, the number of people in the first attempt.
    pub persons: u32,
    /// How people are drawn.
    pub sampler: Sampler,
    /// How uncertain constants are drawn.
    pub draws: Draws,
    /// Confidence level of intervals, inside (0, 1).
    pub confidence: f64,
    /// Required precision, which a run reaches by adding people.
    pub precision: Option<Precision>,
}

/// How uncertain constants are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Draws {
    /// Those of stasis and of its link to clots, for a part of the people.
    Nested,
    /// Not at all.
    Off,
    /// The same and all that the scenario declares uncertain. The study is repeated this often, at least twice.
    Repeated(u32),
}

impl Draws {
    /// How often the study is simulated.
    pub fn repeats(self) -> u32 {
        match self {
            Self::Nested | Self::Off => 1,
            Self::Repeated(draws) => draws,
        }
    }
}

words! {
    /// How people are drawn.
    pub enum Sampler {
        /// Scrambled Sobol points, 16 randomized replicates.
        Sobol = "sobol",
        /// Independent draws.
        Random = "random",
    }
}

/// Reads `[design]` except its precision, which depends on outcomes. Values of the command line replace those of the file.
pub(super) fn read(root: &Section<'_>, overrides: &Overrides, problems: &mut Problems) -> Option<Design> {
    let section = root.required_section(&super::DESIGN, problems)?;
    let persons = overridden(&PERSONS, overrides.persons, &section, problems);
    let seed = overridden(&SEED, overrides.seed, &section, problems);
    let sampler = section.value(&SAMPLER, problems);
    let draws = draws(&section, persons, problems);
    let confidence = section.value(&CONFIDENCE, problems);
    Some(Design {
        seed: seed?,
        persons: persons?,
        sampler: sampler?,
        draws: draws?,
        confidence: confidence?,
        precision: None,
    })
}

/// The value of the command line, else that of the file. A faulty value in the file is a fault in any case.
fn overridden<T: Value + Copy + Into<u64>>(
    key: &Typed<T>,
    given: Option<T>,
    section: &Section<'_>,
    problems: &mut Problems,
) -> Option<T> {
    let Some(given) = given else { return section.value(key, problems) };
    let typed = section.optional(key, problems);
    check_override(key, given.into(), section, problems)?;
    typed.map(|_| given)
}

/// Complains about an impossible value of the command line. The message underlines the value that it would have replaced.
fn check_override(key: &Key, given: u64, section: &Section<'_>, problems: &mut Problems) -> Option<()> {
    let Kind::Whole { low, high, .. } = key.kind else { return Some(()) };
    if (low..=high).contains(&given) {
        return Some(());
    }
    let message = format!("--{} on the command line is out of range", key.name);
    let label = format!("must lie between {low} and {high}");
    problems.fail(Problem::new(Code::OutOfRange, section.key_span(key.name), message).label(label))
}

/// Reads the number of draws. Each draw repeats the whole study, and row numbers of tables have 31 bits.
fn draws(section: &Section<'_>, persons: Option<u32>, problems: &mut Problems) -> Option<Draws> {
    let draws = match section.optional(&PARAMETER_DRAWS, problems)? {
        None => return Some(Draws::Nested),
        Some(1) => return Some(Draws::Off),
        Some(draws) => draws,
    };
    match persons {
        Some(persons) if u64::from(persons) * u64::from(draws) > i32::MAX as u64 => {
            let message = format!("{draws} draws of {persons} people make more rows than the tables can have");
            let problem = Problem::new(Code::OutOfRange, section.place(&PARAMETER_DRAWS), message).label("too many");
            problems.fail(problem.hint(format!("at most {} draws of this many people", i32::MAX as u32 / persons)))
        }
        _ => Some(Draws::Repeated(draws)),
    }
}

impl Design {
    /// Writes `[design]`.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("design");
        out.key(&SEED, &self.seed);
        out.key(&PERSONS, &self.persons);
        out.key(&SAMPLER, &self.sampler);
        match self.draws {
            Draws::Nested => {}
            Draws::Off | Draws::Repeated(_) => out.key(&PARAMETER_DRAWS, &self.draws.repeats()),
        }
        out.key(&CONFIDENCE, &self.confidence);
        if let Some(precision) = &self.precision {
            precision.write(out);
        }
    }
}
