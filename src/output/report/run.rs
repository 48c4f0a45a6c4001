//! The results of a run, as its report needs them.

use polars::prelude::{DataFrame, DataType, PolarsResult};
use toml::Table as Toml;

use super::adherence::Adherences;
use super::read::{Covers, Files, Row, Rows, numbers, texts};
use super::shown::{Shown, main_outcome};
use crate::output::persons::class_column;
use crate::output::{OutputError, RunFile, RunIdentity};
use crate::results::{EVERYONE, Measure, Table};
use crate::scenario::{Arm, Scenario, Stratum};

/// A run whose tables are written.
pub(super) struct Run<'a> {
    /// Its files.
    pub(super) files: Files<'a>,
    /// The scenario. Its population may be that of another one; what was asked is in `resolved`.
    pub(super) scenario: &'a Scenario,
    /// The scenario with all default values.
    pub(super) resolved: Toml,
    /// Its identity.
    pub(super) identity: &'a RunIdentity,
    /// The table `summary`.
    pub(super) summary: Rows,
    /// The table `contrasts`.
    pub(super) contrasts: Rows,
    /// The table `outcomes`, if it was written.
    pub(super) outcomes: Option<Outcomes>,
    /// How much of what the arms ask for people did.
    pub(super) adherences: Adherences,
}

impl<'a> Run<'a> {
    /// Reads the tables that several sections need.
    pub(super) fn read(
        files: Files<'a>,
        scenario: &'a Scenario,
        identity: &'a RunIdentity,
    ) -> Result<Self, OutputError> {
        let run = Self::without_people(files, scenario, identity)?;
        Ok(Self { outcomes: Outcomes::read(&run.files, scenario)?, ..run })
    }

    /// The same without the outcomes of people.
    pub(super) fn without_people(
        files: Files<'a>,
        scenario: &'a Scenario,
        identity: &'a RunIdentity,
    ) -> Result<Self, OutputError> {
        let (summary, contrasts) = (files.rows(Table::Summary)?, files.rows(Table::Contrasts)?);
        let adherences = Adherences::read(&files)?;
        let resolved = identity.resolved.parse().unwrap_or_default();
        Ok(Self { files, scenario, resolved, identity, summary, contrasts, outcomes: None, adherences })
    }

    /// The reference arm.
    pub(super) fn reference(&self) -> &Arm {
        &self.scenario.arms[self.scenario.reference_arm()]
    }

    /// The other arms, with their positions.
    pub(super) fn others(&self) -> impl Iterator<Item = (usize, &Arm)> {
        self.scenario.arms.iter().enumerate().filter(|(_, arm)| !arm.reference)
    }

    /// The row with the same statistic whose interval is about people; the row itself if there is none.
    pub(super) fn people_row<'b>(&'b self, row: &'b Row) -> &'b Row {
        let same = |one: &&Row| one.is_like(row) && one.covers == Covers::People;
        self.summary.0.iter().chain(&self.contrasts.0).find(same).unwrap_or(row)
    }

    /// Whether every person has the same value of an outcome in every arm, so that nothing in the arms acts on it.
    pub(super) fn leaves_alone(&self, shown: &Shown) -> bool {
        let same = |arm: &Arm| {
            let row = self.contrasts.of_all(&arm.id, &shown.column, shown.difference);
            row.is_some_and(|row| row.value == 0.0 && row.known_interval() == Some((0.0, 0.0)))
        };
        self.scenario.arms.len() > 1 && self.others().all(|(_, arm)| same(arm))
    }

    /// The groups of people, everyone first.
    pub(super) fn groups(&self) -> Vec<(String, String)> {
        self.contrasts.groups()
    }
}

/// The outcomes of people in the arms. The people are in the same order in every arm.
pub(super) struct Outcomes {
    /// Per measure, one column per arm; NaN for invalid people.
    columns: Vec<(Measure, Vec<Vec<f64>>)>,
    /// Per stratum, the class of each person.
    classes: Vec<(String, Vec<Option<String>>)>,
}

impl Outcomes {
    /// Reads the main outcome, and what the flags are made from. `None` if the run has no such columns.
    fn read(files: &Files<'_>, scenario: &Scenario) -> Result<Option<Self>, OutputError> {
        let mut measures = vec![main_outcome(scenario)];
        measures.extend(scenario.outcomes.flags.iter().map(|flag| flag.from));
        measures.sort_unstable_by_key(|measure| *measure as usize);
        measures.dedup();
        let names: Vec<&str> = ["arm"].into_iter().chain(measures.iter().map(|measure| measure.name())).collect();
        let Some(frame) = files.table(Table::Outcomes, &names)? else { return Ok(None) };
        let arms: Vec<&str> = scenario.arms.iter().map(|arm| arm.id.as_str()).collect();
        let error = || OutputError::unreadable_table(&(files.0)(RunFile::Table(Table::Outcomes)));
        let columns = by_arm(&frame, &measures, &arms).map_err(error())?;
        let classes = match files.table(Table::Persons, &[])? {
            Some(persons) => classes(&persons, &scenario.analysis.strata).map_err(error())?,
            None => Vec::new(),
        };
        Ok(Some(Self { columns, classes }))
    }

    /// The values of a measure in an arm; `None` if the run has no such column.
    pub(super) fn of(&self, measure: Measure, arm: usize) -> Option<&[f64]> {
        let (_, arms) = self.columns.iter().find(|(known, _)| *known == measure)?;
        arms.get(arm).map(Vec::as_slice)
    }

    /// The measures that can be shown.
    pub(super) fn measures(&self) -> impl Iterator<Item = Measure> {
        self.columns.iter().map(|(measure, _)| *measure)
    }

    /// The differences between two arms, person by person, of the people in a group; invalid people are left out.
    pub(super) fn differences(&self, measure: Measure, arms: (usize, usize), group: (&str, &str)) -> Option<Vec<f64>> {
        let (arm, reference) = (self.of(measure, arms.0)?, self.of(measure, arms.1)?);
        let pairs = arm.iter().zip(reference).map(|(arm, reference)| arm - reference).enumerate();
        let classes = match group.0 {
            EVERYONE => None,
            by => Some(&self.classes.iter().find(|(known, _)| known == by)?.1),
        };
        let counts = |at: usize| {
            classes.is_none_or(|classes| classes.get(at).is_some_and(|one| one.as_deref() == Some(group.1)))
        };
        Some(pairs.filter(|(at, value)| value.is_finite() && counts(*at)).map(|(_, value)| value).collect())
    }
}

fn by_arm(frame: &DataFrame, measures: &[Measure], arms: &[&str]) -> PolarsResult<Vec<(Measure, Vec<Vec<f64>>)>> {
    let of_row: Vec<Option<usize>> =
        frame.column("arm")?.str()?.iter().map(|arm| arms.iter().position(|known| Some(*known) == arm)).collect();
    let there = measures.iter().filter(|measure| frame.schema().contains(measure.name()));
    let split = |measure: &Measure| {
        let mut columns = vec![Vec::new(); arms.len()];
        for (value, arm) in numbers(frame, measure.name())?.into_iter().zip(&of_row) {
            if let Some(arm) = arm {
                columns[*arm].push(value);
            }
        }
        Ok((*measure, columns))
    };
    there.map(split).collect()
}

/// The class of each person in each stratum. A stratum that is a flag may have a column of truth values.
fn classes(persons: &DataFrame, strata: &[Stratum]) -> PolarsResult<Vec<(String, Vec<Option<String>>)>> {
    let of = |stratum: &Stratum| {
        let name = class_column(stratum);
        let values = match persons.column(&name)?.dtype() {
            DataType::Boolean => {
                let label = |value: Option<bool>| Some((*stratum.of.labels().get(usize::from(value?))?).to_owned());
                persons.column(&name)?.bool()?.iter().map(label).collect()
            }
            _ => texts(persons, &name)?,
        };
        Ok((stratum.name.clone(), values))
    };
    strata.iter().map(of).collect()
}
