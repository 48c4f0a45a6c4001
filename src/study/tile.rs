//! One tile of people through every arm: inputs for the backend, and its outputs as blocks for the tables.

use rayon::prelude::*;

use crate::engine::{Backend, Inputs, Results, survey};
use crate::model::risk::Risks;
use crate::model::{Leg, Measure};
use crate::population::{Adherence, Person, kept_from, walking_time_min};
use crate::scenario::{Scenario, Variable};
use crate::schedule::{Program, Resolution, compile};
use crate::stats::Cells;

use super::behavior::{Behavior, behavior, phase_s};
use super::block::ArmBlock;
use super::fill::{fill, leave_out_invalid};
use super::personalize::personalize;
use super::risk::RiskModel;

/// The compiled arms of a scenario.
pub struct Arms<'a> {
    scenario: &'a Scenario,
    adherence: Adherence,
    programs: Vec<Program>,
    /// The same days with every cycle in them, where the scenario measures something.
    detailed: Vec<Program>,
    risk: RiskModel,
    cells: Cells,
}

impl<'a> Arms<'a> {
    /// Compiles every arm.
    pub fn new(scenario: &'a Scenario, resolution: Resolution) -> Self {
        let compiled = |resolution| scenario.arms.iter().map(move |arm| compile(scenario, arm, resolution));
        let programs = compiled(resolution).collect();
        let detailed = if scenario.measurements.is_empty() {
            Vec::new()
        } else {
            compiled(Resolution { every_cycle: true, ..resolution }).collect()
        };
        Self {
            scenario,
            adherence: Adherence::new(scenario),
            programs,
            detailed,
            risk: RiskModel::new(scenario),
            cells: Cells::new(scenario),
        }
    }

    /// The compiled days, in the order of the arms.
    pub fn programs(&self) -> &[Program] {
        &self.programs
    }

    /// Which arms a person may not take as asked, and why; empty where there is none.
    pub fn barred(&self, person: &Person) -> String {
        let reasons = self.scenario.arms.iter().filter_map(|arm| {
            let reason = kept_from(arm, self.scenario, person)?;
            Some(format!("{} ({reason})", arm.id))
        });
        reasons.collect::<Vec<_>>().join("; ")
    }

    /// Results of these people in one arm, computed by `backend`; their hazards are those per year.
    pub fn block(
        &self,
        arm: usize,
        backend: &dyn Backend,
        people: &[Person],
        legs: &[Leg<f32>],
        hazards_per_year: &[f64],
    ) -> ArmBlock {
        let (inputs, block) = self.inputs(arm, people, legs);
        let results = backend.run(&self.programs[arm], &inputs);
        let mut block = self.filled(arm, backend, (&inputs, block), (people, hazards_per_year), results);
        block.measured = self.measure(arm, &inputs);
        block
    }

    /// A block of these people, but for measurements, with what a backend made of their inputs and what follows from it.
    pub(super) fn filled(
        &self,
        arm: usize,
        backend: &dyn Backend,
        (inputs, mut block): (&Inputs, ArmBlock),
        (people, hazards_per_year): (&[Person], &[f64]),
        results: Results,
    ) -> ArmBlock {
        fill(&mut block, people, results);
        leave_out_invalid(&mut block, backend, &self.programs[arm], inputs);
        self.judge_risks(&mut block, hazards_per_year);
        block
    }

    /// Inputs of these people in one arm.
    pub fn inputs(&self, arm: usize, people: &[Person], legs: &[Leg<f32>]) -> (Inputs, ArmBlock) {
        let program = &self.programs[arm];
        let durations: Vec<Vec<f32>> = people.par_iter().map(|person| phase_s(self.scenario, person)).collect();
        let behaviors: Vec<Behavior> = people
            .par_iter()
            .zip(&durations)
            .map(|(person, phase_s)| behavior(self.scenario, &self.adherence, arm, &program.bouts, person, phase_s))
            .collect();
        let mut inputs = Inputs::empty(self.scenario.params(), program);
        let mut block = ArmBlock { first_person: people.first().map_or(0, |person| person.id), ..ArmBlock::default() };
        let mut known = [Measure::CalfStrengthRel, Measure::WalkingTimeMin].map(|measure| (measure, Vec::new()));
        for (((leg, phase_s), behavior), person) in legs.iter().zip(&durations).zip(behaviors).zip(people) {
            let of_day = behavior.changed.as_ref().map_or(*leg, personalize);
            let someone = behavior.changed.as_ref().unwrap_or(person);
            inputs.push(&of_day, phase_s, behavior.gates, behavior.stocking_mmhg);
            known[0].1.push(someone.get(Variable::CalfStrengthRel) as f32);
            known[1].1.push(walking_time_min(someone, &behavior.trained) as f32);
            block.hazard_rel.push(self.hazard_rel(person, behavior.changed.as_ref()));
            block.eligible.push(behavior.eligible);
            block.adherent_share.push(behavior.adherent_share);
        }
        block.known = known.into();
        inputs.divide(people.iter().map(|person| self.cells.of(person)).collect(), self.cells.count());
        (inputs, block)
    }

    /// The scenario's measurements of everybody in `inputs`, one column each.
    pub fn measure(&self, arm: usize, inputs: &Inputs) -> Vec<Vec<f32>> {
        let measurements = &self.scenario.measurements;
        let Some(program) = self.detailed.get(arm) else { return Vec::new() };
        let people: Vec<Vec<f64>> =
            (0..inputs.people).into_par_iter().map(|person| survey(program, inputs, person, measurements)).collect();
        (0..measurements.len()).map(|column| people.iter().map(|values| values[column] as f32).collect()).collect()
    }

    /// The legs of these people.
    pub fn legs(people: &[Person]) -> Vec<Leg<f32>> {
        people.par_iter().map(personalize).collect()
    }

    /// Hazards of these people per year, apart from sitting.
    pub fn hazards_per_year(&self, people: &[Person]) -> Vec<f64> {
        self.risk.hazards_per_year(people)
    }

    /// Hazard of somebody whom an arm has changed, over that before.
    fn hazard_rel(&self, person: &Person, changed: Option<&Person>) -> f64 {
        changed.map_or(1.0, |changed| self.risk.relative_hazard(changed) / self.risk.relative_hazard(person))
    }

    /// Puts into a block what follows from its stasis for people with these hazards.
    fn judge_risks(&self, block: &mut ArmBlock, hazards_per_year: &[f64]) {
        let doses = std::mem::take(&mut block.measures[Measure::StasisDose as usize]);
        let hazards: Vec<f64> =
            hazards_per_year.iter().zip(&block.hazard_rel).map(|(usual, rel)| usual * rel).collect();
        let risks = doses.par_iter().zip(&hazards);
        let risks: Vec<Risks> =
            risks.map(|(dose_h, hazard)| self.risk.risks(*hazard, f64::from(*dose_h), self.risk.params())).collect();
        block.measures[Measure::VteIncidencePerYear as usize] = hazards.iter().map(|hazard| *hazard as f32).collect();
        let mut put = |measure: Measure, risk: fn(&Risks) -> f64| {
            block.measures[measure as usize] = risks.iter().map(|risks| risk(risks) as f32).collect();
        };
        put(Measure::DvtSymptomlessRisk, |risks| risks.symptomless);
        put(Measure::VteSymptomaticRisk, |risks| risks.symptomatic);
        put(Measure::VteSymptomaticExcessRisk, |risks| risks.excess);
        block.measures[Measure::StasisDose as usize] = doses;
    }
}
