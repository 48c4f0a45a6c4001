//! A validated scenario. Code that has one of these types can rely on all the conditions in this file.

use super::{Distribution, Intervention, Measurement, Outputs, PeopleFile, Phase, Precision, SetParameter, Variable};

/// A whole study: people, phases, interventions, outcomes. Indices between its parts always exist.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What the study is about.
    pub study: Study,
    /// Number of people, and how they are drawn.
    pub design: Design,
    /// The population.
    pub population: PopulationSpec,
    /// The phases of the day.
    pub timeline: Timeline,
    /// The interventions.
    pub interventions: Vec<Intervention>,
    /// The arms, in display order. Exactly one arm is the reference.
    pub arms: Vec<Arm>,
    /// The assessed phase and the flags.
    pub outcomes: Outcomes,
    /// Measurements of all people in addition to the outcomes.
    pub measurements: Vec<Measurement>,
    /// Constants of the model that the scenario sets, in the order of [`crate::model::PARAMETERS`].
    pub parameters: Vec<SetParameter>,
    /// Strata and quantiles.
    pub analysis: Analysis,
    /// Settings of the tables.
    pub outputs: Outputs,
}

/// Identity and purpose of a study.
#[derive(Clone, Debug, PartialEq)]
pub struct Study {
    /// Lower-case identifier; names the run folder.
    pub id: String,
    /// Title, in one line.
    pub title: String,
    /// The question the study answers.
    pub question: String,
    /// Intended use of the results.
    pub context_of_use: String,
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
    /// Number of draws of the uncertain parameters, at least 1.
    pub parameter_draws: u32,
    /// Confidence level of intervals, inside (0, 1).
    pub confidence: f64,
    /// Required precision, which a run reaches by adding people.
    pub precision: Option<Precision>,
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

/// The population and the distributions of its attributes.
#[derive(Clone, Debug, PartialEq)]
pub struct PopulationSpec {
    /// The built-in population. With a data file, it gives the attributes that the file does not have.
    pub base: BaseTable,
    /// Data file of people, who replace those of the built-in population.
    pub file: Option<PeopleFile>,
    /// Variables that the scenario sets itself, in `Variable` order, each at most once. None of them is in the data file.
    pub overrides: Vec<(Variable, Distribution)>,
    /// Spearman correlations of the Gaussian copula; the whole matrix is positive definite.
    pub correlations: Vec<Correlation>,
}

words! {
    /// Built-in tables of people.
    pub enum BaseTable {
        /// US adults, NHANES 2009-2012 anthropometry.
        UsAdults = "us-adults",
        /// US adults of 65 years and older.
        UsOlderAdults = "us-older-adults",
        /// US adults with the mean stature and body mass index of adults in England.
        EnglandAdults = "england-adults",
    }
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
    /// Default air temperature.
    pub temperature_c: f64,
    /// At least one.
    pub phases: Vec<Phase>,
}

/// One arm of the study. All arms have the same people.
#[derive(Clone, Debug, PartialEq)]
pub struct Arm {
    /// Unique identifier.
    pub id: String,
    /// Label for people.
    pub label: String,
    /// Interventions (indices).
    pub uses: Vec<usize>,
    /// How likely people do what the arm asks for.
    pub adherence: ArmAdherence,
    /// Whether the other arms are compared with this one.
    pub reference: bool,
    /// Number of weeks of the arm's training before the timeline; `None` for all weeks.
    pub after_weeks: Option<u32>,
    /// Exclusions of the arm, in addition to the contraindications of its interventions.
    pub eligibility: Eligibility,
}

impl Arm {
    /// The id in the file. Arms that differ only in their weeks of training are made from one arm, and people have the same adherence in
    /// them.
    pub fn family(&self) -> &str {
        let suffix = self.after_weeks.map(|weeks| format!("_week_{weeks}"));
        suffix.and_then(|suffix| self.id.strip_suffix(&suffix)).unwrap_or(&self.id)
    }
}

/// People whom a study excludes from an arm.
#[derive(Clone, Debug, PartialEq)]
pub struct Eligibility {
    /// Flags; people with one of them are excluded.
    pub exclude: Vec<Variable>,
    /// Smallest and largest age of people in the arm (years).
    pub ages_years: (f64, f64),
}

impl Eligibility {
    /// No exclusions.
    pub const ALL: Self = Self { exclude: Vec::new(), ages_years: (0.0, f64::INFINITY) };
}

/// How likely people do what an arm asks.
#[derive(Clone, Debug, PartialEq)]
pub enum ArmAdherence {
    /// The person's own propensity (`Variable::Adherence`).
    Own,
    /// Drawn from this distribution; a number is a constant.
    Given(Distribution),
}

/// The assessed phase and the flags.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcomes {
    /// The assessed phase (index).
    pub assess: usize,
    /// Flags derived from a measure and a threshold.
    pub flags: Vec<Flag>,
}

/// True if a measure is above or below a threshold.
#[derive(Clone, Debug, PartialEq)]
pub struct Flag {
    /// Column name.
    pub id: String,
    /// Measure it is derived from.
    pub from: crate::results::Measure,
    /// The threshold and its side.
    pub threshold: Threshold,
}

/// A threshold and the side that counts.
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
    /// Groupings of people in addition to "all".
    pub strata: Vec<Stratum>,
    /// Quantiles of every measure, each inside (0, 1), increasing.
    pub quantiles: Vec<f64>,
    /// Whether outcomes are correlated with the attributes of people.
    pub sensitivity: bool,
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
    /// Its variable.
    pub of: Variable,
    /// Class edges, increasing, each class `[low, high)`; empty for flags and categories, which are their own classes.
    pub breaks: Vec<f64>,
}

impl Scenario {
    /// Number of people times arms times draws of the uncertain parameters: the size of a run.
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

    /// Class of a value; `None` if it is outside all classes.
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
    /// Upper bound of a variable for all people: the end of the scenario's distribution or data file, otherwise the variable's bound.
    pub fn upper_bound(&self, variable: Variable) -> f64 {
        let set = self.overrides.iter().find(|(overridden, _)| *overridden == variable);
        let set = set.map(|(_, distribution)| distribution.upper_bound());
        let read = || self.file.as_ref().and_then(|file| file.rows.largest(variable));
        set.or_else(read).unwrap_or(f64::INFINITY).min(variable.bounds().1)
    }
}
