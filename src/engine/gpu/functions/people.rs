//! Simulates people through a day that calls every function with realistic arguments.

use super::calls::FunctionCalls;
use super::recorded::{Recorded, record_calls};
use crate::engine::{Inputs, Outputs, integrate, simulate_one};
use crate::model::{Leg, Params};
use crate::population::{Person, Population};
use crate::scenario::{Overrides, parse};
use crate::schedule::{Op, Program, Resolution, Segment};
use crate::study::Arms;

/// A day with every posture, bouts and stockings.
const DAY: &str = include_str!("../../../../tests/leg/short-day.toml");
/// Number of people; some functions are called once for each.
const PEOPLE: usize = 160;
/// Number of people whose movements are simulated; the others only hold their postures.
const MOVING: usize = 12;
/// Number of windows that are simulated of each run: enough to call every function, few enough to be fast.
const WINDOWS: u32 = 2;
/// Longest wave of a posture without movement (moments).
const STILL: usize = 2;

/// The recorded calls of all people.
pub(super) fn recorded_calls() -> Vec<FunctionCalls> {
    let (program, inputs) = day();
    let (whole, still) = (shortened(&program, usize::MAX), shortened(&program, STILL));
    record_calls(|| {
        for person in 0..inputs.people {
            let program = if person < MOVING { &whole } else { &still };
            let mut outputs = Outputs::new(program, &inputs, 1);
            integrate::<Recorded>(program, &inputs, (), person, &mut outputs);
            assert_eq!(outputs.valid, [1.0], "person {person}");
        }
    })
}

fn day() -> (Program, Inputs) {
    let scenario = parse("short-day.toml", DAY, &Overrides::default()).unwrap().scenario;
    let arms = Arms::new(&scenario, Resolution::DEFAULT);
    let program = arms.programs().last().unwrap().clone();
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..PEOPLE as u32).map(|id| population.person(id)).collect();
    let phase_s: Vec<f32> = program.phase_s.iter().map(|longest_s| *longest_s as f32).collect();
    let mut inputs = Inputs::empty(Params::defaults(), &program);
    for (at, leg) in arms.legs(&people).into_iter().enumerate() {
        let gates = (0..program.bouts.len()).map(|bout| ((at + bout) % 2) as f32);
        inputs.push(&varied_leg(at, leg), &phase_s, gates, if at % 3 == 0 { 20.0 } else { 0.0 });
    }
    (program, inputs)
}

/// The same day with few windows of each run, and without runs whose waves are longer than `longest`.
fn shortened(program: &Program, longest: usize) -> Program {
    let mut shortened = program.clone();
    for op in shortened.segments.iter_mut().flat_map(Segment::all_ops_mut) {
        if let Op::Run(run) = op {
            let windows = if program.waves[run.waves].len() <= longest { WINDOWS } else { 0 };
            run.count = run.count.min(windows);
        }
    }
    shortened
}

/// Changes two of three legs: one has reflux, the other has large veins, a high inflow and weak muscles.
fn varied_leg(at: usize, leg: Leg<f32>) -> Leg<f32> {
    match at % 3 {
        0 => leg,
        1 => Leg { reflux_superficial: 1.0, reflux_deep: 1.0, reflux_perforator: 1.0, outflow: 0.3, ..leg },
        _ => Leg { vein_volume: 2.0 * leg.vein_volume, inflow: 2.0 * leg.inflow, strength: 0.3, ..leg },
    }
}

#[test]
fn recording_does_not_change_the_outcomes() {
    let (program, inputs) = day();
    let program = shortened(&program, usize::MAX);
    for person in [0, 1, 2] {
        let mut outputs = Outputs::new(&program, &inputs, 1);
        integrate::<Recorded>(&program, &inputs, (), person, &mut outputs);
        assert_eq!(outputs.measures, simulate_one(&program, &inputs, person).measures);
    }
}
