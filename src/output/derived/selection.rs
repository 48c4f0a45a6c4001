//! The part of a finished run that a request needs: its scenario with other flags and quantiles, its groups, and its outcomes.

use super::groups::{increasing, strata};
use super::request::{Wanted, flag, responder};
use super::{DerivedError, Request, RunLabel};
use crate::output::pair::DRAWN_FROM;
use crate::output::reread::{Needs, Outcomes};
use crate::output::work::nested_doses;
use crate::output::{RunFile, SavedRun};
use crate::results::{Measure, NestedDoses, Table};
use crate::scenario::{Draws, Flag, Scenario};
use crate::stats::{StatRow, Strata};

/// A finished run that is ready for statistics.
pub(super) struct Selection {
    pub(super) run: SavedRun,
    pub(super) scenario: Scenario,
    pub(super) strata: Strata,
    pub(super) wanted: Wanted,
    /// Names of main outcomes that the tables do not have.
    pub(super) missing: Vec<String>,
    /// The doses of the nested sample, if risks are wanted and the run has all that their intervals of constants need.
    pub(super) doses: Option<NestedDoses>,
}

impl Selection {
    /// Reads the scenario and the groups of a run.
    pub(super) fn new(run: SavedRun, request: &Request) -> Result<Self, DerivedError> {
        let mut scenario = run.scenario()?;
        let flags: Vec<Flag> = request.flags.iter().map(|text| flag(text)).collect::<Result<_, _>>()?;
        scenario.outcomes.flags.retain(|one| flags.iter().all(|other| other.id != one.id));
        scenario.outcomes.flags.extend(flags.iter().cloned());
        let responders: Vec<Flag> = request.responders.iter().map(|text| responder(text)).collect::<Result<_, _>>()?;
        scenario.analysis.responders.retain(|one| responders.iter().all(|other| other.id != one.id));
        scenario.analysis.responders.extend(responders.iter().cloned());
        scenario.analysis.multiplicity = request.multiplicity.unwrap_or(scenario.analysis.multiplicity);
        if !request.quantiles.is_empty() {
            scenario.analysis.quantiles = quantiles(&request.quantiles)?;
        }
        scenario.analysis.sensitivity = false;
        let wanted =
            Wanted::new(&request.measures, &scenario)?.with(flags.into_iter().chain(responders).map(|flag| flag.id));
        let strata = strata(&run, &scenario, request)?;
        let mut selection = Self { run, scenario, strata, wanted, missing: Vec::new(), doses: None };
        selection.leave_out_missing()?;
        selection.doses = selection.read_doses()?;
        Ok(selection)
    }

    /// The run, for readers.
    pub(super) fn label(&self) -> RunLabel {
        RunLabel {
            path: self.run.path().display().to_string(),
            run_id: self.run.fact("run_id").to_owned(),
            study: self.run.fact("study").to_owned(),
            member: self.run.member(),
        }
    }

    /// Position of an arm.
    pub(super) fn arm(&self, name: &str) -> Result<usize, DerivedError> {
        let known = || self.scenario.arms.iter().map(|arm| arm.id.as_str()).collect::<Vec<_>>().join(", ");
        let found = self.scenario.arms.iter().position(|arm| arm.id == name);
        found.ok_or_else(|| DerivedError::UnknownArm { name: name.to_owned(), known: known() })
    }

    /// The columns that the wanted outcomes need.
    pub(super) fn needs(&self) -> Needs {
        let of_flag = |measure: Measure| {
            let flags = self.scenario.outcomes.flags.iter().chain(&self.scenario.analysis.responders);
            flags.into_iter().any(|flag| flag.from == measure && self.wanted.has(&flag.id))
        };
        let of_draws = |measure: &Measure| self.doses.is_some() && DRAWN_FROM.contains(measure);
        let needed = |measure: &Measure| self.wanted.has(measure.name()) || of_flag(*measure) || of_draws(measure);
        let ids = self.scenario.measurements.iter().map(|measurement| &measurement.id);
        Needs {
            measures: Measure::ALL.iter().copied().filter(needed).filter(|one| !self.lacks(one.name())).collect(),
            measured: ids.map(|id| (self.wanted.has(id) && !self.lacks(id)).then(|| id.clone())).collect(),
        }
    }

    /// The outcomes of the run.
    pub(super) fn outcomes(&self, needs: Needs) -> Result<Outcomes, DerivedError> {
        Ok(Outcomes::open(&self.run, &self.scenario, needs)?)
    }

    /// The rows about wanted outcomes; a column may have been read only for a flag.
    pub(super) fn wanted_rows(&self, rows: Vec<StatRow>) -> Vec<StatRow> {
        rows.into_iter().filter(|row| self.wanted.has(&row.measure)).collect()
    }

    fn lacks(&self, name: &str) -> bool {
        self.missing.iter().any(|missing| missing == name)
    }

    /// The doses of the nested sample, if they are needed and of use.
    fn read_doses(&self) -> Result<Option<NestedDoses>, DerivedError> {
        let wanted = Measure::RISKS.iter().any(|risk| self.wanted.has(risk.name()));
        if !wanted || self.scenario.design.draws != Draws::Nested {
            return Ok(None);
        }
        let table = self.run.table(Table::Outcomes)?;
        let whole = DRAWN_FROM.iter().all(|measure| table.has(measure.name()));
        let sums = self.run.path().join(&*RunFile::Sums.name());
        Ok(nested_doses(&sums, self.scenario.design.persons).filter(|_| whole))
    }

    /// Unless the user named the outcomes, those that the table does not have are left out.
    fn leave_out_missing(&mut self) -> Result<(), DerivedError> {
        if self.wanted.is_named() {
            return Ok(());
        }
        let table = self.run.table(Table::Outcomes)?;
        let Needs { measures, measured } = self.needs();
        let names = measures.into_iter().map(|measure| measure.name().to_owned()).chain(measured.into_iter().flatten());
        self.missing = names.filter(|name| !table.has(name)).collect();
        let missing = &self.missing;
        let is_there = |flag: &Flag| missing.iter().all(|name| name != flag.from.name());
        self.scenario.outcomes.flags.retain(is_there);
        self.scenario.analysis.responders.retain(is_there);
        Ok(())
    }
}

/// Quantiles that increase inside the range of shares.
fn quantiles(asked: &[f64]) -> Result<Vec<f64>, DerivedError> {
    const WHAT: (&str, &str) = ("--quantiles", " and be between 0 and 1");
    increasing(WHAT.0, WHAT.1, asked)?;
    match asked.iter().all(|quantile| *quantile > 0.0 && *quantile < 1.0) {
        true => Ok(asked.to_vec()),
        false => Err(DerivedError::NotIncreasing { what: WHAT.0, within: WHAT.1 }),
    }
}
