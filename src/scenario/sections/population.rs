//! `[population]`: the population of a study and the distributions of its attributes.

use std::ops::Range;

use super::people::{COLUMNS_KEYS, MISSING_CODES_KEYS, RECODE_KEYS, WHERE_KEYS};
use super::{correlation, distribution, people};
use crate::keys::Need::{Default, Each, Optional};
use crate::keys::{Composite, Kind, Word, composite, entry, line, word};
use crate::probability::{Bernoulli, Constant, Family};
use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::text::{Text, quoted};
use crate::scenario::read::{Section, all, suggest};
use crate::scenario::{Correlation, Distribution, Missing, PeopleFile, Variable};

section! {
    KEYS, "[population]", "The simulated people and the distributions of their attributes.", {
        BASE: BaseTable = "base", Optional, word(), "Built-in population from which the attributes of people are drawn, such as `us-adults`; required if there is no `file`.";
        VARIABLES: Composite = "variables", Optional, composite(Kind::Table(&VARIABLES_KEYS)), "Distributions that the study sets in place of those of the base population.";
        CORRELATION: Composite = "correlation", Optional, composite(Kind::Table(&correlation::KEYS)), "Rank correlations between variables.";
        FILE: String = "file", Optional, line(), "A data file (CSV or Parquet) with one row per person; its path is relative to the folder of the scenario.";
        COLUMNS: Composite = "columns", Optional, composite(Kind::Table(&COLUMNS_KEYS)), "Columns of that file for variables. By default, a column with the name of a variable is used for this variable.";
        WEIGHT: String = "weight", Optional, line(), "Column of that file with the number of people that each row represents.";
        MISSING: Missing = "missing", Default("\"refuse\""), word(), "Treatment of missing values: they are refused, their rows are left out, or they are drawn from the base population.";
        RECODE: Composite = "recode", Optional, composite(Kind::Table(&RECODE_KEYS)), "Meaning of values of that file, such as `{ sex = { \"1\" = \"male\", \"2\" = \"female\" } }`.";
        MISSING_CODES: Composite = "missing_codes", Optional, composite(Kind::Table(&MISSING_CODES_KEYS)), "Values of that file that mean a missing value, such as `{ age_years = [99] }`.";
        WHERE: Composite = "where", Optional, composite(Kind::Table(&WHERE_KEYS)), "Rows of that file that are used, such as `{ cycle = \"2011_12\", RIDAGEYR = { min = 18 } }`. Rows with weight 0 are never used.";
        FILE_HASH: String = "file_hash", Optional, line(), "Hash of the data file; a file with another hash is refused.";
    }
}

section! {
    VARIABLES_KEYS, "[population.variables]", "Attributes of people, in place of those of the base population.", {
        ANY_VARIABLE: Composite = "<variable>", Each(&VARIABLE), composite(Kind::Distribution), "The same number, yes or no, or label for all people, or a distribution.";
    }
}

/// The name of a variable.
pub(super) const VARIABLE: Kind = entry::<Variable>("variable").kind;

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

impl PopulationSpec {
    /// Upper bound of a variable for all people: the end of the scenario's distribution or data file, otherwise the variable's bound.
    pub fn upper_bound(&self, variable: Variable) -> f64 {
        let set = self.overrides.iter().find(|(overridden, _)| *overridden == variable);
        let set = set.map(|(_, distribution)| distribution.upper_bound());
        let read = || self.file.as_ref().and_then(|file| file.rows.largest(variable));
        set.or_else(read).unwrap_or(f64::INFINITY).min(variable.bounds().1)
    }

    /// The value of a variable that the scenario sets to one number for all people.
    pub fn same_for_all(&self, variable: Variable) -> Option<f64> {
        let (_, distribution) = self.overrides.iter().find(|(overridden, _)| *overridden == variable)?;
        match distribution {
            Distribution::Plain(Family::Constant(Constant { value })) => Some(*value),
            Distribution::Plain(_) | Distribution::Share { .. } | Distribution::By { .. } => None,
        }
    }
}

/// Reads `[population]`.
pub(super) fn read(root: &Section<'_>, problems: &mut Problems) -> Option<PopulationSpec> {
    let section = root.required_section(&super::POPULATION, problems)?;
    let base = base(&section, problems);
    let file = people::people(&section, problems);
    let known = file.as_ref().and_then(Option::as_ref);
    let overrides = overrides(&section, known, problems);
    let correlations = correlation::correlations(&section, known, problems);
    Some(PopulationSpec { base: base?, overrides: overrides?, correlations: correlations?, file: file? })
}

/// The built-in population. It may be omitted if there is a data file.
fn base(section: &Section<'_>, problems: &mut Problems) -> Option<BaseTable> {
    match section.optional(&BASE, problems)? {
        Some(base) => Some(base),
        None if section.get(FILE.name).is_some() => Some(BaseTable::UsAdults),
        None => section.require(&BASE, problems).and(None),
    }
}

fn overrides(
    section: &Section<'_>,
    file: Option<&PeopleFile>,
    problems: &mut Problems,
) -> Option<Vec<(Variable, Distribution)>> {
    let Some(item) = section.get(VARIABLES.name) else { return Some(Vec::new()) };
    let variables = item.section(VARIABLES_KEYS.section, problems)?;
    let mut overrides: Vec<_> = all(variables.items().map(|item| {
        if Variable::from_name(item.name).is_none()
            && let Some(problem) = variables.misplaced(item.name)
        {
            return problems.fail(problem);
        }
        let variable = variable_named(item.name, variables.key_span(item.name), problems)?;
        check_conflict(variable, variables.key_span(item.name), file, problems)?;
        let distribution = distribution::of_variable(&item, variable, problems)?;
        warn_idle(variable, variables.key_span(item.name), problems);
        Some((variable, distribution))
    }))?;
    warn_of_men(&overrides, file, &variables, problems);
    overrides.sort_by_key(|(variable, _)| *variable);
    Some(overrides)
}

/// Warns if the distribution gives men attributes that only women have.
fn warn_of_men(
    overrides: &[(Variable, Distribution)],
    file: Option<&PeopleFile>,
    section: &Section<'_>,
    problems: &mut Problems,
) {
    let sex = overrides.iter().find(|(variable, _)| *variable == Variable::Sex).map(|(_, distribution)| distribution);
    let of_file = file.and_then(|file| file.rows.largest(Variable::Sex));
    if sex.map_or(of_file, |sex| Some(sex.upper_bound())) == Some(0.0) {
        return;
    }
    for (variable, distribution) in overrides.iter().filter(|(variable, _)| Variable::HORMONES.contains(variable)) {
        // Labels of sex: female, male.
        let men = match distribution {
            Distribution::By { variable: Variable::Sex, cases } => cases.get(1).map_or(0.0, Distribution::upper_bound),
            Distribution::Plain(Family::Bernoulli(Bernoulli { p })) => *p,
            other => other.upper_bound(),
        };
        if men > 0.0 {
            let name = variable.name();
            let problem =
                Problem::new(Code::Suspicious, section.key_span(name), format!("`{name}` is given to men too"));
            let hint = format!("write {name} = {{ by = \"sex\", female = ..., male = 0 }}");
            problems.push(problem.label("only for women").hint(hint));
        }
    }
}

/// Complains if the scenario sets attributes that the data file already has.
fn check_conflict(
    variable: Variable,
    span: Range<usize>,
    file: Option<&PeopleFile>,
    problems: &mut Problems,
) -> Option<()> {
    let taken = file.and_then(|file| Some((file, file.column(variable)?)));
    let Some((file, column)) = taken else { return Some(()) };
    let message = format!("`{}` is set here, but it is also in the file `{}`", variable.name(), file.file);
    let hint = format!("remove it here, or rename the column `{column}` in the file");
    problems.fail(Problem::new(Code::KeyConflict, span, message).label("given twice").hint(hint))
}

fn warn_idle(variable: Variable, span: Range<usize>, problems: &mut Problems) {
    if variable.is_idle() {
        let message = format!("`{}` changes no outcome in this version", variable.name());
        let problem = Problem::new(Code::NoEffect, span, message).label("has no effect");
        problems.push(problem.hint("it can still define strata"));
    }
}

/// The variable with this name. If there is none, complains and suggests the nearest name.
pub(super) fn variable_named(name: &str, span: Range<usize>, problems: &mut Problems) -> Option<Variable> {
    Variable::from_name(name).or_else(|| {
        let problem = Problem::new(Code::UnknownName, span, format!("unknown variable `{name}`"));
        problems.fail(problem.label("no such variable").hint(suggest::hint(name, &Variable::words())))
    })
}

impl PopulationSpec {
    /// Writes `[population]` and its tables.
    pub(super) fn write(&self, out: &mut Text) {
        out.section("population");
        out.key(&BASE, &self.base);
        if let Some(file) = &self.file {
            write_file(file, out);
        }
        out.section("population.variables");
        for (variable, distribution) in &self.overrides {
            out.pair(variable.name(), &distribution::write(distribution, variable.kind()));
        }
        out.section("population.correlation");
        correlation::write(&self.correlations, out);
    }
}

fn write_file(file: &PeopleFile, out: &mut Text) {
    out.key(&FILE, &file.file);
    out.key(&FILE_HASH, &file.hash);
    let mut columns = Text::default();
    for (variable, name) in &file.columns {
        columns.pair(variable.name(), &quoted(name));
    }
    for variable in &file.ignored {
        columns.pair(variable.name(), &quoted(""));
    }
    out.pair(COLUMNS.name, &columns.inline());
    out.optional(&WEIGHT, file.weight.as_ref());
    out.key(&MISSING, &file.missing);
    people::write_meaning(file, out);
}
