//! Comparison of any arm of finished runs with any other: person by person where the people are the same.

use super::differences::settings_that_differ;
use super::known::Known;
use super::regroup::notes;
use super::relations::Relations;
use super::selection::Selection;
use super::{Contrast, Derived, DerivedError, People, Request, Summary, UNKNOWN_CONSTANTS};
use crate::output::SavedRun;
use crate::output::pair::{Pair, contrast_pair};
use crate::output::reread::{Needs, Outcomes};
use crate::output::statistics::levels_of;
use crate::results::{ArmBlock, Table};
use crate::scenario::{Draws, Multiplicity, Scenario};
use crate::stats::{
    DrawnArm, Pooled, RiskDraws, Side, StatRow, contrast_arm, contrast_unpaired, holm, summarize_arm,
    unknown_intervals, with_people,
};

/// An arm of one of the runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct ArmOf {
    run: usize,
    arm: usize,
}

/// Compares the arms of runs. Without a reference in the request, the arms of the first run are compared with its reference, and the arms of
/// other runs with the arm of the same name in the first run, or with its reference if there is none.
///
/// # Errors
/// If the request does not fit the runs, or a run lacks a table or a column.
pub fn compare(runs: Vec<SavedRun>, request: &Request) -> Result<Derived, DerivedError> {
    let multiplicity = Some(request.multiplicity.unwrap_or(Multiplicity::Unadjusted));
    let request = &Request { multiplicity, ..request.clone() };
    let selections: Vec<Selection> =
        runs.into_iter().map(|run| Selection::new(run, request)).collect::<Result<_, _>>()?;
    let reference = request.reference.as_deref().map(|name| reference(&selections, name)).transpose()?;
    let mut derived = Derived { runs: selections.iter().map(Selection::label).collect(), ..Derived::default() };
    derived.notes.extend(selections.iter().flat_map(notes));
    let mut relations = Relations::default();
    let all = selections
        .iter()
        .enumerate()
        .flat_map(|(run, selection)| (0..selection.scenario.arms.len()).map(move |arm| ArmOf { run, arm }));
    let mut pairs = Vec::new();
    for ours in all {
        derived.summary.extend(summary(&selections[ours.run], ours)?);
        let theirs = reference.unwrap_or_else(|| usual_reference(&selections, ours));
        if ours != theirs {
            pairs.push(Compared { ours, theirs, people: relations.of(&selections, ours.run, theirs.run)? });
        }
    }
    derived.contrasts = contrasts(&selections, &pairs)?;
    if derived.contrasts.is_empty() {
        return Err(DerivedError::Nothing);
    }
    derived.notes.extend(many(pairs.len(), request.multiplicity));
    derived.notes.extend(settings_that_differ(&selections, &mut relations)?);
    fill_constants(&selections, &mut derived)?;
    Ok(derived)
}

/// The arm of a reference such as `usual`, which is an arm of the first run, or `2:usual`, which is one of the second.
fn reference(selections: &[Selection], name: &str) -> Result<ArmOf, DerivedError> {
    let numbered = name.split_once(':').and_then(|(number, arm)| Some((number.parse::<usize>().ok()?, arm)));
    let (number, arm) = numbered.unwrap_or((1, name));
    let run = number.wrapping_sub(1);
    let unknown = DerivedError::UnknownRun { number, count: selections.len() };
    Ok(ArmOf { run, arm: selections.get(run).ok_or(unknown)?.arm(arm)? })
}

fn usual_reference(selections: &[Selection], ours: ArmOf) -> ArmOf {
    let first = &selections[0].scenario;
    let name = &selections[ours.run].scenario.arms[ours.arm].id;
    let same = first.arms.iter().position(|arm| ours.run > 0 && arm.id == *name);
    ArmOf { run: 0, arm: same.unwrap_or_else(|| first.reference_arm()) }
}

/// Statistics of one arm.
fn summary(selection: &Selection, of: ArmOf) -> Result<Vec<Summary>, DerivedError> {
    let scenario = &selection.scenario;
    let outcomes = selection.outcomes(selection.needs())?;
    let nested = selection.doses.as_ref().map(|doses| RiskDraws::new(scenario, doses.clone()));
    let rows = pooled(scenario, |draw| {
        let columns = outcomes.arm(draw, of.arm)?;
        let mut rows = summarize_arm(scenario, of.arm, &columns, &selection.strata);
        if let Some(nested) = &nested {
            let arm = DrawnArm { arm: of.arm, id: &scenario.arms[of.arm].id, columns: &columns };
            rows.extend(with_people(nested.summary(arm, &selection.strata), &rows));
        }
        Ok(rows)
    })?;
    Ok(selection.wanted_rows(rows).into_iter().map(|row| Summary { run: of.run, row }).collect())
}

/// An arm and its reference.
#[derive(Clone, Copy)]
struct Compared {
    ours: ArmOf,
    theirs: ArmOf,
    people: People,
}

/// Statistics of all pairs, with intervals that allow for their number if the request asks for it.
fn contrasts(selections: &[Selection], pairs: &[Compared]) -> Result<Vec<Contrast>, DerivedError> {
    let steps: Vec<Vec<Vec<StatRow>>> =
        pairs.iter().map(|pair| steps(selections, *pair, pairs.len())).collect::<Result<_, _>>()?;
    let of_pair = |(pair, rows): (&Compared, Vec<StatRow>)| {
        let Compared { ours, theirs, people } = *pair;
        let reference = &selections[theirs.run].scenario.arms[theirs.arm].id;
        let row =
            |row| Contrast { run: ours.run, reference_run: theirs.run, reference: reference.clone(), people, row };
        rows.into_iter().map(row).collect::<Vec<Contrast>>()
    };
    Ok(pairs.iter().zip(holm(&steps)).flat_map(of_pair).collect())
}

/// Statistics of one arm against another, at each confidence that the adjustment for so many comparisons needs.
fn steps(selections: &[Selection], pair: Compared, compared: usize) -> Result<Vec<Vec<StatRow>>, DerivedError> {
    let Compared { ours, theirs, people } = pair;
    let (one, other) = (&selections[ours.run], &selections[theirs.run]);
    check_draws(one, other)?;
    let needs = shared(one, other);
    let (columns, references) = (one.outcomes(needs.clone())?, other.outcomes(needs)?);
    let levels = [one, other].map(|selection| levels_of(&selection.scenario, compared));
    let of_step = |(ours_level, theirs_level): (&f64, &f64)| {
        let mut scenarios = [comparable(&one.scenario, &other.scenario), other.scenario.clone()];
        scenarios[0].design.confidence = *ours_level;
        scenarios[1].design.confidence = *theirs_level;
        let rows = match ours.run == theirs.run {
            true => {
                let pair = Pair { arm: ours.arm, reference: theirs.arm };
                contrast_pair(&scenarios[0], pair, &columns, &one.strata, one.doses.as_ref())?
            }
            false => pooled(&scenarios[0], |draw| {
                let blocks = Blocks { columns: &columns, references: &references, draw, ours, theirs };
                match people {
                    People::Same => blocks.paired(&scenarios[0], one, other),
                    People::Different => blocks.unpaired(&scenarios, one, other),
                }
            })?,
        };
        Ok(one.wanted_rows(rows))
    };
    levels[0].iter().zip(&levels[1]).map(of_step).collect()
}

/// What a reader must know if many arms are compared.
fn many(compared: usize, multiplicity: Option<Multiplicity>) -> Option<String> {
    const MANY: usize = 4;
    match multiplicity {
        Some(Multiplicity::Holm | Multiplicity::Simultaneous) => {
            Some(format!("The intervals of differences and ratios allow for {compared} comparisons."))
        }
        _ if compared < MANY => None,
        _ => Some(format!(
            "{compared} comparisons, each with an interval of its own: one of them may differ by chance. --multiplicity simultaneous makes \
             intervals that hold together."
        )),
    }
}

/// The outcomes of two arms under one draw.
struct Blocks<'a> {
    columns: &'a Outcomes,
    references: &'a Outcomes,
    draw: u32,
    ours: ArmOf,
    theirs: ArmOf,
}

impl Blocks<'_> {
    fn first(&self, people: usize) -> Result<(ArmBlock, ArmBlock), DerivedError> {
        let ours = self.columns.first_people(self.draw, self.ours.arm, people)?;
        Ok((ours, self.references.first_people(self.draw, self.theirs.arm, people)?))
    }

    /// The people whom both runs have are compared one by one.
    fn paired(&self, scenario: &Scenario, one: &Selection, other: &Selection) -> Result<Vec<StatRow>, DerivedError> {
        let people = one.scenario.design.persons.min(other.scenario.design.persons) as usize;
        let (columns, reference) = self.first(people)?;
        Ok(contrast_arm(scenario, self.ours.arm, &columns, &reference, &one.strata))
    }

    fn unpaired(
        &self,
        [scenario, others]: &[Scenario; 2],
        one: &Selection,
        other: &Selection,
    ) -> Result<Vec<StatRow>, DerivedError> {
        let (columns, reference) = self.first(usize::MAX)?;
        let ours = Side { scenario, arm: self.ours.arm, columns: &columns, strata: &one.strata };
        let theirs = Side { scenario: others, arm: self.theirs.arm, columns: &reference, strata: &other.strata };
        Ok(contrast_unpaired(ours, theirs))
    }
}

/// Rows over all draws of constants.
fn pooled(
    scenario: &Scenario,
    rows: impl Fn(u32) -> Result<Vec<StatRow>, DerivedError>,
) -> Result<Vec<StatRow>, DerivedError> {
    let mut pooled = Pooled::new(scenario.design.confidence);
    for draw in 0..scenario.design.draws.repeats() {
        pooled.push(rows(draw)?);
    }
    Ok(pooled.rows())
}

fn check_draws(one: &Selection, other: &Selection) -> Result<(), DerivedError> {
    let [draws, others] = [one, other].map(|selection| selection.scenario.design.draws.repeats());
    if draws == others {
        return Ok(());
    }
    let [one, other] = [one, other].map(|selection| selection.run.path().display().to_string());
    Err(DerivedError::Draws { one, draws, other, others })
}

/// The scenario with the flags and responders that mean the same in another scenario.
fn comparable(scenario: &Scenario, other: &Scenario) -> Scenario {
    let mut comparable = scenario.clone();
    comparable.outcomes.flags.retain(|flag| other.outcomes.flags.contains(flag));
    comparable.analysis.responders.retain(|responder| other.analysis.responders.contains(responder));
    comparable
}

/// The columns that both runs have, with the same meaning.
fn shared(one: &Selection, other: &Selection) -> Needs {
    let (ours, theirs) = (one.needs(), other.needs());
    let means_the_same = |at: usize| other.scenario.measurements.contains(&one.scenario.measurements[at]);
    let measured = ours
        .measured
        .into_iter()
        .enumerate()
        .map(|(at, id)| id.filter(|id| means_the_same(at) && theirs.measured.contains(&Some(id.clone()))));
    Needs {
        measures: ours.measures.into_iter().filter(|measure| theirs.measures.contains(measure)).collect(),
        measured: measured.collect(),
    }
}

/// Adds the rows about uncertain constants that were not computed: those that a run has for its own reference, and rows without an interval for
/// the others.
fn fill_constants(selections: &[Selection], derived: &mut Derived) -> Result<(), DerivedError> {
    let mut complete = true;
    for (at, selection) in selections.iter().enumerate() {
        if selection.scenario.design.draws != Draws::Nested {
            continue;
        }
        let computed = selection.doses.is_some();
        if !computed {
            let summary: Vec<StatRow> =
                derived.summary.iter().filter(|one| one.run == at).map(|one| one.row.clone()).collect();
            let (rows, found) = Known::read(&selection.run, Table::Summary)?.fill(unknown_intervals(&summary), "");
            complete &= found;
            derived.summary.extend(rows.into_iter().map(|row| Summary { run: at, row }));
        }
        let known = Known::read(&selection.run, Table::Contrasts)?;
        let unfilled = |one: &&Contrast| one.run == at && !(computed && one.reference_run == at);
        let ours: Vec<Contrast> = derived.contrasts.iter().filter(unfilled).cloned().collect();
        for contrast in ours {
            let unknown = unknown_intervals(std::slice::from_ref(&contrast.row));
            let (rows, found) = match contrast.reference_run == at {
                true => known.fill(unknown, &contrast.reference),
                false => (unknown.clone(), unknown.is_empty()),
            };
            complete &= found;
            derived.contrasts.extend(rows.into_iter().map(|row| Contrast { row, ..contrast.clone() }));
        }
    }
    derived.notes.extend((!complete).then(|| UNKNOWN_CONSTANTS.to_owned()));
    Ok(())
}
