//! The reference person: the only one whose filtration and lymph flow are balanced while lying. The fluid of everybody else follows from
//! their own pressures, with the constant that balances the reference person.

use crate::engine::{Inputs, habits};
use crate::model::{Body, Fluid, Habit, Leg, Params, REGIONS, lived};
use crate::schedule::Program;

/// What the reference person has in common with everybody.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reference {
    /// The constants of the filtration pressure of foot, calf and thigh (mmHg).
    pub balance_mmhg: [f32; REGIONS],
    /// Fluid of foot and calf after a night (mL/100 mL).
    pub carried: [f32; 2],
}

impl Reference {
    /// Simulates the reference person for these constants of the model, through the time before the timeline of any program.
    pub fn of(params: &Params<f64>, program: &Program) -> Self {
        let dry = Self::default().rest(params, program);
        dry.rest(params, program)
    }

    /// The balance of the reference person, whose blood loses as much fluid as `self` says.
    fn rest(self, params: &Params<f64>, program: &Program) -> Self {
        let leg = reference_leg(&self);
        let mut inputs = Inputs::empty(*params, program);
        inputs.push(&leg, &vec![0.0; program.phase_s.len()], vec![0.0; program.bouts.len()], 0.0);
        let habits = habits(program, &inputs);
        let body = Body::new(params.map(|value| value as f32), leg);
        let lying = &habits.conditions[Habit::Lying as usize];
        let balance_mmhg = std::array::from_fn(|region| body.tissue[region].balance(&lying[region]));
        let body = Body::new(body.params, reference_leg(&Self { balance_mmhg, ..self }));
        let mut fluid = [Fluid::dry(0.0); REGIONS];
        for &(habit, minutes) in program.history.episodes.iter().take(program.history.until_waking) {
            fluid = lived(&body.tissue, &fluid, &habits.conditions[habit as usize], minutes);
        }
        let [foot, calf, _] = fluid.map(|fluid| fluid.fast + fluid.slow);
        Self { balance_mmhg, carried: [foot, calf] }
    }

    /// A leg with this balance.
    pub fn balanced(&self, leg: Leg<f32>) -> Leg<f32> {
        let [balance_foot_mmhg, balance_calf_mmhg, balance_thigh_mmhg] = self.balance_mmhg;
        let [carried_foot, carried_calf] = self.carried;
        Leg { balance_foot_mmhg, balance_calf_mmhg, balance_thigh_mmhg, carried_foot, carried_calf, ..leg }
    }
}

/// The leg for which the model's constants are stated: a lean adult of 40 years with sound veins.
fn reference_leg(reference: &Reference) -> Leg<f32> {
    reference.balanced(super::personalize::reference_leg())
}
