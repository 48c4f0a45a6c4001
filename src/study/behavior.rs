//! What one person does in one arm: the bouts, the habits, and how they change the person.

use crate::model::Trained;
use crate::population::{Adherence, Person, changed, exclusion, may_do, trained, with_training};
use crate::scenario::{InterventionKind, Scenario, Variable};
use crate::schedule::Bout;

/// What one person does in one arm.
pub(super) struct Behavior {
    /// Duration of each phase (s).
    pub(super) phase_s: Vec<f32>,
    /// For each bout: 1 if it is done, otherwise 0.
    pub(super) gates: Vec<f32>,
    /// Pressure of the stocking at the ankle, if the person wears one (mmHg).
    pub(super) stocking_mmhg: f32,
    /// The person after training and habits; `None` if there are none.
    pub(super) changed: Option<Person>,
    /// Effects of training.
    pub(super) trained: Trained,
    /// Whether all interventions of the arm are allowed for this person.
    pub(super) eligible: bool,
    /// Share of bouts and habits that the person does.
    pub(super) adherent_share: f32,
}

/// Draws the behavior of a person. Interventions that are contraindicated for the person are not done, but count as asked for.
pub(super) fn behavior(
    scenario: &Scenario,
    adherence: &Adherence,
    arm: usize,
    bouts: &[Bout],
    person: &Person,
) -> Behavior {
    let phases = &scenario.timeline.phases;
    let phase_s: Vec<f32> = phases.iter().map(|phase| phase.length_s(|variable| person.get(variable)) as f32).collect();
    let of = &scenario.arms[arm];
    let uses = &of.uses;
    let kind = |at: usize| &scenario.interventions[at].kind;
    let of_arm = adherence.propensity(arm, person);
    // For each intervention: the person's propensity; `None` if the arm does not use it or the person may not do it.
    let propensities: Vec<Option<f64>> = (0..scenario.interventions.len())
        .map(|at| {
            let asked = uses.contains(&at) && may_do(of, scenario, kind(at), person);
            asked.then(|| match adherence.takes_part(arm, at, person.id) {
                true => adherence.propensity_for(at, person, of_arm),
                false => 0.0,
            })
        })
        .collect();
    let mut actions = Actions::default();
    let gates = bouts
        .iter()
        .map(|bout| {
            let fits = bout.end_min as f32 * 60.0 <= phase_s[bout.phase];
            let willing = propensities[bout.intervention].filter(|_| fits);
            let did = willing.is_some_and(|p| adherence.bout_done(bout.intervention, person.id, bout.number, p));
            if fits {
                actions.add(did);
            }
            if did { 1.0 } else { 0.0 }
        })
        .collect();
    let mut behavior = Behavior {
        phase_s: Vec::new(),
        gates,
        stocking_mmhg: 0.0,
        changed: None,
        trained: Trained::NONE,
        eligible: exclusion(of, scenario, person).is_none(),
        adherent_share: 1.0,
    };
    for &at in uses {
        let asked = match kind(at) {
            InterventionKind::None | InterventionKind::Bouts(_) => false,
            InterventionKind::Compression(garment) => {
                let during = &scenario.interventions[at].during;
                during.iter().any(|phase| phase_s[*phase] > garment.from_min as f32 * 60.0)
            }
            InterventionKind::Training(_) | InterventionKind::Habit(_) => true,
        };
        if !asked {
            continue;
        }
        let taken = propensities[at].is_some_and(|p| adherence.habit_done(at, person.id, p));
        actions.add(taken);
        if taken {
            behavior.adopt(kind(at), person, of.after_weeks);
        }
    }
    Behavior { phase_s, adherent_share: actions.share(), ..behavior }
}

impl Behavior {
    /// Applies an intervention that is adopted once, not bout by bout.
    fn adopt(&mut self, kind: &InterventionKind, person: &Person, weeks: Option<u32>) {
        match kind {
            InterventionKind::None | InterventionKind::Bouts(_) => {}
            InterventionKind::Compression(garment) => {
                self.stocking_mmhg = (garment.ankle_pressure_mmhg * person.get(Variable::StockingFitRel)) as f32;
            }
            InterventionKind::Training(stages) => {
                self.trained = trained(stages, weeks);
                self.changed = Some(with_training(self.changed.as_ref().unwrap_or(person), &self.trained));
            }
            InterventionKind::Habit(habit) => {
                self.changed = Some(changed(self.changed.as_ref().unwrap_or(person), habit));
            }
        }
    }
}

/// Number of actions that were asked for and that were done.
#[derive(Default)]
struct Actions {
    asked: u32,
    done: u32,
}

impl Actions {
    fn add(&mut self, done: bool) {
        self.asked += 1;
        self.done += u32::from(done);
    }

    /// Share done; 1 if nothing was asked for.
    fn share(&self) -> f32 {
        if self.asked == 0 { 1.0 } else { self.done as f32 / self.asked as f32 }
    }
}
