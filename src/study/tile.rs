//! One tile of people through every arm: inputs for the backend, and its outputs as blocks for the tables.

use rayon::prelude::*;

use crate::engine::{Backend, Inputs, Results, survey};
use crate::model::risk::Risks;
use crate::model::{Leg, Measure, trained_strength};
use crate::population::{Adherence, Person, ineligibility};
use crate::scenario::{InterventionKind, Scenario, Variable};
use crate::schedule::{Program, Resolution, compile};
use crate::stats::Cells;

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

/// What one person does in one arm.
struct Behavior {
    gates: Vec<f32>,
    stocking_mmhg: f32,
    /// Strength after training over that before it.
    strength: f64,
    eligible: bool,
    adherent_share: f32,
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
            let used = arm.uses.iter().map(|at| &self.scenario.interventions[*at].kind);
            let reason = used.filter_map(|kind| ineligibility(kind, person)).next()?;
            Some(format!("{} ({})", arm.id, reason.text()))
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
        let durations: Vec<Vec<f32>> = people.par_iter().map(|person| self.phase_s(person)).collect();
        let behaviors: Vec<Behavior> = people
            .par_iter()
            .zip(&durations)
            .map(|(person, phase_s)| self.behavior(arm, program, person, phase_s))
            .collect();
        let mut inputs = Inputs::empty(self.scenario.params(), program);
        let mut block = ArmBlock { first_person: people.first().map_or(0, |person| person.id), ..ArmBlock::default() };
        for (((leg, phase_s), behavior), person) in legs.iter().zip(&durations).zip(behaviors).zip(people) {
            let leg = Leg { strength: leg.strength * behavior.strength as f32, ..*leg };
            inputs.push(&leg, phase_s, behavior.gates, behavior.stocking_mmhg);
            block.calf_strength_rel.push((person.get(Variable::CalfStrengthRel) * behavior.strength) as f32);
            block.eligible.push(behavior.eligible);
            block.adherent_share.push(behavior.adherent_share);
        }
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

    /// Puts into a block what follows from its stasis for people with these hazards.
    fn judge_risks(&self, block: &mut ArmBlock, hazards_per_year: &[f64]) {
        let doses = std::mem::take(&mut block.measures[Measure::StasisDose as usize]);
        let risks = doses.par_iter().zip(hazards_per_year);
        let risks: Vec<Risks> =
            risks.map(|(dose_h, hazard)| self.risk.risks(*hazard, f64::from(*dose_h), self.risk.params())).collect();
        let mut put = |measure: Measure, risk: fn(&Risks) -> f64| {
            block.measures[measure as usize] = risks.iter().map(|risks| risk(risks) as f32).collect();
        };
        put(Measure::DvtSymptomlessRisk, |risks| risks.symptomless);
        put(Measure::VteSymptomaticRisk, |risks| risks.symptomatic);
        put(Measure::VteSymptomaticExcessRisk, |risks| risks.excess);
        block.measures[Measure::StasisDose as usize] = doses;
    }

    /// How long each phase lasts for a person (s).
    fn phase_s(&self, person: &Person) -> Vec<f32> {
        let phases = self.scenario.timeline.phases.iter();
        phases.map(|phase| phase.length_s(|variable| person.get(variable)) as f32).collect()
    }

    /// Everybody's own draws: which bouts are done, whether a stocking is worn.
    fn behavior(&self, arm: usize, program: &Program, person: &Person, phase_s: &[f32]) -> Behavior {
        let scenario = self.scenario;
        let uses = &scenario.arms[arm].uses;
        let propensity = self.adherence.propensity(arm, person);
        let barred = |at: usize| ineligibility(&scenario.interventions[at].kind, person).is_some();
        let (mut asked, mut done) = (0_u32, 0_u32);
        let mut gates = Vec::with_capacity(program.bouts.len());
        for bout in &program.bouts {
            let fits = bout.end_min as f32 * 60.0 <= phase_s[bout.phase];
            let did = fits
                && !barred(bout.intervention)
                && self.adherence.bout_done(bout.intervention, person.id, bout.number, propensity);
            asked += u32::from(fits);
            done += u32::from(did);
            gates.push(if did { 1.0 } else { 0.0 });
        }
        let (mut stocking_mmhg, mut strength) = (0.0, 1.0);
        for &at in uses {
            let kind = scenario.interventions[at].kind;
            let (InterventionKind::Compression { .. } | InterventionKind::TrainingPlan { .. }) = kind else { continue };
            let taken = !barred(at) && self.adherence.habit_done(at, person.id, propensity);
            asked += 1;
            done += u32::from(taken);
            match kind {
                InterventionKind::Compression { ankle_pressure_mmhg } if taken => {
                    stocking_mmhg += ankle_pressure_mmhg * person.get(Variable::StockingFitRel);
                }
                InterventionKind::TrainingPlan { weeks, sessions_per_week } if taken => {
                    strength *= trained_strength(f64::from(weeks), f64::from(sessions_per_week));
                }
                _ => {}
            }
        }
        Behavior {
            gates,
            stocking_mmhg: stocking_mmhg as f32,
            strength,
            eligible: !uses.iter().any(|at| barred(*at)),
            adherent_share: if asked == 0 { 1.0 } else { done as f32 / asked as f32 },
        }
    }
}
