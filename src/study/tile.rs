//! Prepares the inputs of people for the backend in every arm, and stores its results as blocks of columns.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::engine::{Backend, Begun, Cpu, Inputs, Results, measure};
use crate::model::{Leg, Params};
use crate::population::{Adherence, Cells, Person};
use crate::results::ArmBlock;
use crate::risk::{Hazard, RiskModel};
use crate::scenario::{Arm, InterventionKind, Scenario};
use crate::schedule::{Program, Resolution, compile};

use super::behavior::{Behavior, behavior};
use super::fill::{exclude_invalid, filled};
use super::host::HostColumns;
use super::personalize::personalize;
use super::reference::Reference;

/// A group of people that is simulated in all arms. Every column has one value per person.
#[derive(Debug)]
pub struct Cohort {
    /// The people.
    pub people: Vec<Person>,
    /// Their legs, before the habits and training of an arm.
    pub legs: Vec<Leg<f32>>,
    /// Their hazards of a clot apart from sitting, before the habits and training of an arm (per year).
    pub hazards: Vec<Hazard>,
    /// Their states at the start of the timeline, once an arm has needed them.
    begun: OnceLock<Arc<Begun>>,
}

/// The compiled arms of a scenario.
pub struct Arms<'a> {
    scenario: &'a Scenario,
    adherence: Adherence,
    programs: Vec<Program>,
    /// The same days with all cycles simulated, if the scenario has measurements.
    detailed: Vec<Program>,
    risk: RiskModel,
    reference: Reference,
    cells: Cells,
    /// For each arm, whether people come to the timeline as in the other arms of which this is true.
    begins_alike: Vec<bool>,
}

impl<'a> Arms<'a> {
    /// Compiles every arm.
    pub fn new(scenario: &'a Scenario, resolution: Resolution) -> Self {
        let compiled = |resolution| scenario.arms.iter().map(move |arm| compile(scenario, arm, resolution));
        let programs: Vec<Program> = compiled(resolution).collect();
        let detailed = if scenario.measurements.is_empty() {
            Vec::new()
        } else {
            compiled(Resolution { every_cycle: true, ..resolution }).collect()
        };
        Self {
            scenario,
            adherence: Adherence::new(scenario),
            risk: RiskModel::new(scenario),
            reference: programs.first().map(|program| Reference::of(&scenario.params(), program)).unwrap_or_default(),
            begins_alike: begins_alike(scenario, &programs),
            programs,
            detailed,
            cells: Cells::new(scenario),
        }
    }

    /// The compiled days, in the order of the arms.
    pub fn programs(&self) -> &[Program] {
        &self.programs
    }

    /// Prepares these people for the arms.
    pub fn cohort(&self, people: Vec<Person>) -> Cohort {
        Cohort { legs: self.legs(&people), hazards: self.risk.hazards(&people), begun: OnceLock::new(), people }
    }

    /// Results of these people in one arm, computed by `backend`.
    pub fn block(&self, arm: usize, backend: &dyn Backend, cohort: &Cohort) -> ArmBlock {
        let (mut inputs, host_columns) = self.inputs(arm, &cohort.people, &cohort.legs);
        inputs.begun = self.begun(arm, backend, cohort);
        let results = backend.run(&self.programs[arm], &inputs);
        ArmBlock {
            measured: self.measure(arm, &inputs),
            ..self.filled(arm, backend, (&inputs, host_columns), cohort, results)
        }
    }

    /// The states of these people at the start of the timeline, if other arms share them. They are computed once.
    pub(super) fn begun(&self, arm: usize, backend: &dyn Backend, cohort: &Cohort) -> Option<Arc<Begun>> {
        let begin = || {
            let program = &self.programs[arm];
            let mut inputs = Inputs::empty(self.scenario.params(), program);
            let (phases, gates) = (vec![0.0; program.phase_s.len()], vec![0.0; program.bouts.len()]);
            cohort.legs.iter().for_each(|leg| inputs.push(leg, &phases, gates.iter().copied(), 0.0));
            Arc::new(backend.begin(program, &inputs))
        };
        self.begins_alike[arm].then(|| cohort.begun.get_or_init(begin).clone())
    }

    /// A block of these people without measurements: the results of a backend and the outcomes that follow from them.
    pub(super) fn filled(
        &self,
        arm: usize,
        backend: &dyn Backend,
        (inputs, host_columns): (&Inputs, HostColumns),
        cohort: &Cohort,
        results: Results,
    ) -> ArmBlock {
        let mut block = filled(cohort, host_columns, &self.risk, results);
        exclude_invalid(&mut block, backend, &self.programs[arm], inputs);
        block
    }

    /// Inputs of these people in one arm, and the values that the host computes before the simulation.
    pub fn inputs(&self, arm: usize, people: &[Person], legs: &[Leg<f32>]) -> (Inputs, HostColumns) {
        let program = &self.programs[arm];
        let behaviors: Vec<Behavior> = people
            .par_iter()
            .map(|person| behavior(self.scenario, &self.adherence, arm, &program.bouts, person))
            .collect();
        let mut inputs = Inputs::empty(self.scenario.params(), program);
        let mut host_columns = HostColumns::default();
        for ((leg, behavior), person) in legs.iter().zip(behaviors).zip(people) {
            let of_day = behavior.changed.as_ref().map_or(*leg, |person| personalize(person, &self.reference));
            host_columns.push(person, &behavior, &self.risk);
            inputs.push(&of_day, &behavior.phase_s, behavior.gates, behavior.stocking_mmhg);
        }
        inputs.divide(people.iter().map(|person| self.cells.of(person)).collect(), self.cells.count());
        (inputs, host_columns)
    }

    /// Doses of these people in one arm under other constants of stasis, one item per draw: in all assessed phases, in vehicles, and in the
    /// same time of an ordinary day (h). The blood flows as under the scenario's constants.
    pub fn drawn(&self, arm: usize, cpu: &Cpu, cohort: &Cohort, draws: &[Params<f64>]) -> Vec<[Vec<f32>; 3]> {
        let (mut inputs, _) = self.inputs(arm, &cohort.people, &cohort.legs);
        inputs.drawn = draws.to_vec();
        cpu.run(&self.programs[arm], &inputs).drawn
    }

    /// The scenario's measurements of all people in `inputs`, one column each.
    pub fn measure(&self, arm: usize, inputs: &Inputs) -> Vec<Vec<f32>> {
        let measurements = &self.scenario.measurements;
        let Some(program) = self.detailed.get(arm) else { return Vec::new() };
        let people: Vec<Vec<f64>> =
            (0..inputs.people).into_par_iter().map(|person| measure(program, inputs, person, measurements)).collect();
        (0..measurements.len()).map(|column| people.iter().map(|values| values[column] as f32).collect()).collect()
    }

    /// The legs of these people.
    pub fn legs(&self, people: &[Person]) -> Vec<Leg<f32>> {
        people.par_iter().map(|person| personalize(person, &self.reference)).collect()
    }
}

/// For each arm, whether people come to the timeline as in other arms: nothing has changed them, and at least two arms are like that.
fn begins_alike(scenario: &Scenario, programs: &[Program]) -> Vec<bool> {
    let unchanged = |arm: &Arm| {
        let changes = |at: &usize| {
            matches!(scenario.interventions[*at].kind, InterventionKind::Training(_) | InterventionKind::Habit(_))
        };
        !arm.uses.iter().any(changes)
    };
    let first = scenario.arms.iter().position(unchanged).map(|arm| &programs[arm]);
    let alike: Vec<bool> = scenario
        .arms
        .iter()
        .zip(programs)
        .map(|(arm, program)| unchanged(arm) && first.is_some_and(|first| program.begins_like(first)))
        .collect();
    let several = alike.iter().filter(|alike| **alike).count() > 1;
    alike.into_iter().map(|alike| alike && several).collect()
}
