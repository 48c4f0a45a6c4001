//! A scenario that has been validated: whatever holds one of these can rely on every promise made here.

use super::{Distribution, Intervention, Measurement, Outputs, PeopleFile, Phase, Precision, SetParameter, Variable};

/// A whole study: who, when, what is done, what is counted. References between parts are indices that exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What the study is about.
    pub study: Study,
    /// How many people are drawn, and how.
    pub design: Design,
    /// Who they are.
    pub population: PopulationSpec,
    /// What their day looks like.
    pub timeline: Timeline,
    /// What they can do about it.
    pub interventions: Vec<Intervention>,
    /// Who does what, in display order. Exactly one arm is the reference.
    pub arms: Vec<Arm>,
    /// What is assessed and flagged.
    pub outcomes: Outcomes,
    /// What is measured of everybody beside the outcomes.
    pub measurements: Vec<Measurement>,
    /// Constants of the model that the scenario sets, in the order of [`crate::model::PARAMETERS`].
    pub parameters: Vec<SetParameter>,
    /// Strata and quantiles.
    pub analysis: Analysis,
    /// What is written.
    pub outputs: Outputs,
}

/// Identity and purpose of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Lower-case identifier; names the run folder.
    pub id: String,
    /// One line for people.
    pub title: String,
    /// The question the study answers.
    pub question: String,
    /// What the results may be used for.
    pub context_of_use: String,
}

/// Sample size, seed and sampler.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    /// Seed of every random number in the study.
    pub seed: u64,
    /// Number of simulated people, at least 1; where a precision is wanted, of those to begin with.
    pub persons: u32,
    /// How people are drawn.
    pub sampler: Sampler,
    /// Number of draws of the uncertain parameters, at least 1.
    pub parameter_draws: u32,
    /// Confidence level of intervals, inside (0, 1).
    pub confidence: f64,
    /// An error to reach by adding people.
    pub precision: Option<Precision>,
}

/// How people are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sampler {
    /// Scrambled Sobol points, 16 randomized replicates.
    Sobol,
    /// Independent draws.
    Random,
}

/// Where people come from and how they differ.
#[derive(Clone, Debug, PartialEq)]
pub struct PopulationSpec {
    /// The built-in table: people, or what their file does not say of them.
    pub base: BaseTable,
    /// People of a data file, who are drawn in place of the table's.
    pub file: Option<PeopleFile>,
    /// Variables that the scenario sets itself, in `Variable` order, each at most once; none that the file has.
    pub overrides: Vec<(Variable, Distribution)>,
    /// Spearman correlations of the Gaussian copula; the whole matrix is positive definite.
    pub correlations: Vec<Correlation>,
}

/// Built-in tables of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseTable {
    /// US adults, NHANES 2009-2012 anthropometry.
    UsAdults,
    /// Those of them who are 65 or older.
    UsOlderAdults,
    /// US adults with the mean stature and body mass index of adults in England.
    EnglandAdults,
}

/// A rank correlation between two variables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// First variable.
    pub a: Variable,
    /// Second variable.
    pub b: Variable,
    /// Spearman coefficient inside (-1, 1).
    pub rho: f64,
}

/// Ordered phases of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Air temperature where a phase gives none.
    pub temperature_c: f64,
    /// At least one.
    pub phases: Vec<Phase>,
}

/// One group of the study. All arms hold the same people.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Unique identifier.
    pub id: String,
    /// For people.
    pub label: String,
    /// Interventions (indices).
    pub uses: Vec<usize>,
    /// How likely people do what the arm asks.
    pub adherence: ArmAdherence,
    /// Others are compared with this one.
    pub reference: bool,
    /// The timeline begins after so many weeks of the arm's training, where not after all of them.
    pub after_weeks: Option<u32>,
    /// Whom the study keeps from the arm, beside the rules of its interventions.
    pub eligibility: Eligibility,
}

impl Arm {
    /// The id that stands in the file: arms that only differ in weeks of training are made of one, and their people are as willing.
    pub fn family(&self) -> &str {
        let suffix = self.after_weeks.map(|weeks| format!("_week_{weeks}"));
        suffix.and_then(|suffix| self.id.strip_suffix(&suffix)).unwrap_or(&self.id)
    }
}

/// Whom a study keeps from an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// Whoever has one of these flags.
    pub exclude: Vec<Variable>,
    /// Youngest and oldest who may take it (years).
    pub ages_years: (f64, f64),
}

impl Eligibility {
    /// For everybody.
    pub const ALL: Self = Self { exclude: Vec::new(), ages_years: (0.0, f64::INFINITY) };
}

/// How likely people do what an arm asks.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmAdherence {
    /// The person's own propensity (`Variable::Adherence`).
    Own,
    /// Drawn from this; a number is a constant.
    Given(Distribution),
}

/// What is assessed and flagged.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// Phase (index) that counts.
    pub assess: usize,
    /// Flags derived by a threshold.
    pub flags: Vec<Flag>,
}

/// True where a measure lies above or below a threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Column name.
    pub id: String,
    /// Measure it is derived from.
    pub from: crate::results::Measure,
    /// Which side counts.
    pub threshold: Threshold,
}

/// Which side of a threshold counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Threshold {
    /// Strictly above.
    Above(f64),
    /// Strictly below.
    Below(f64),
}

/// Strata, quantiles and sensitivity.
#[derive(Clone, Debug, PartialEq)]
pub struct Analysis {
    /// Groupings beside "all".
    pub strata: Vec<Stratum>,
    /// Quantiles of every measure, each inside (0, 1), increasing.
    pub quantiles: Vec<f64>,
    /// Whether outcomes are correlated with the attributes of people.
    pub sensitivity: bool,
}

/// Most combinations of classes that the time course tells apart: each has a histogram of every quantity at every tick.
const FOLLOWED: usize = 512;

impl Analysis {
    /// The strata that the time course follows: all, or the first of them where all together have too many combinations of classes.
    pub fn followed(&self) -> &[Stratum] {
        let mut combinations = 1;
        let fits = |stratum: &&Stratum| {
            // One more than the classes, for people outside all of them.
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
    /// Variable it is made of.
    pub of: Variable,
    /// Class edges, increasing, each class `[low, high)`; empty for flags and categories, which are their own classes.
    pub breaks: Vec<f64>,
}

impl Scenario {
    /// People times arms times draws of the uncertain parameters: what a run simulates.
    pub fn person_arms(&self) -> u64 {
        u64::from(self.design.persons) * self.arms.len() as u64 * u64::from(self.design.parameter_draws)
    }

    /// Position of the reference arm.
    pub fn reference_arm(&self) -> usize {
        self.arms.iter().position(|arm| arm.reference).unwrap_or(0)
    }
}

impl Stratum {
    /// Names of the classes, in order.
    pub fn labels(&self) -> Vec<String> {
        use super::VariableKind;
        match self.of.kind() {
            VariableKind::Category(labels) => labels.iter().map(|label| (*label).to_owned()).collect(),
            VariableKind::Flag => vec!["no".to_owned(), "yes".to_owned()],
            VariableKind::Continuous => {
                self.breaks.windows(2).map(|edge| format!("[{}, {})", edge[0], edge[1])).collect()
            }
        }
    }

    /// Class of a value, or none where it lies outside all of them.
    pub fn class_of(&self, value: f64) -> Option<usize> {
        match self.of.kind() {
            super::VariableKind::Continuous => {
                self.breaks.windows(2).position(|edge| edge[0] <= value && value < edge[1])
            }
            _ => Some(value as usize),
        }
    }
}

impl PopulationSpec {
    /// No person has a value above this: the end of the scenario's distribution or file, else the variable's bound.
    pub fn upper_bound(&self, variable: Variable) -> f64 {
        let set = self.overrides.iter().find(|(overridden, _)| *overridden == variable);
        let set = set.map(|(_, distribution)| distribution.upper_bound());
        let read = || self.file.as_ref().and_then(|file| file.rows.largest(variable));
        set.or_else(read).unwrap_or(f64::INFINITY).min(variable.bounds().1)
    }
}
