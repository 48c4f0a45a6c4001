//! The same bits for a person whatever vectors compute, however blocks are cut, and whoever shares them.
#![allow(clippy::unwrap_used)]

mod leg;

use leg::some_legs;
use soleus::engine::{Backend, Cpu, Inputs, Outputs, SimdLevel};
use soleus::model::{Leg, Params};
use soleus::scenario::{Overrides, parse};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// A short day with every posture, bouts, stockings and a phase that lasts as long as the person likes.
const DAY: &str = include_str!("leg/short-day.toml");

fn program() -> Program {
    let scenario = parse("short-day.toml", DAY, &Overrides::default()).unwrap().scenario;
    let both = scenario.arms.iter().position(|arm| arm.uses.len() > 1).unwrap();
    Arms::new(&scenario, Resolution::DEFAULT).programs()[both].clone()
}

/// These legs through the day. What a person does and how long follows from the leg, not from its place among others.
fn inputs(program: &Program, legs: &[Leg<f32>]) -> Inputs {
    let mut inputs = Inputs::empty(Params::defaults(), program);
    for leg in legs {
        let key = leg.stature_cm.to_bits() ^ leg.inflow.to_bits() ^ leg.strength.to_bits();
        let phases = program.phase_s.iter().map(|longest_s| (longest_s / 60.0) as u32).enumerate();
        let phase_s: Vec<f32> = phases
            .map(|(phase, longest)| {
                let minutes = if phase == 1 { 20 + key % (longest - 19) } else { longest };
                minutes as f32 * 60.0
            })
            .collect();
        let gates = (0..program.bouts.len()).map(|bout| ((key >> (bout % 16)) & 1) as f32);
        inputs.push(leg, &phase_s, gates, if key % 3 == 0 { 20.0 } else { 0.0 });
    }
    inputs
}

/// Bits of everything that came out for one person.
fn bits(outputs: &Outputs, person: usize) -> Vec<u64> {
    let course = outputs.course.iter().flatten();
    let columns = outputs.measures.iter().chain(course).chain(&outputs.range_ml);
    columns.map(|column| column[person].to_bits()).collect()
}

#[test]
fn every_level_and_block_size_gives_the_same_bits() {
    let program = program();
    let legs = some_legs(48);
    let inputs = inputs(&program, &legs);
    let scalar = Cpu { level: SimdLevel::Scalar, block: 1 }.run(&program, &inputs);
    let levels = SimdLevel::all();
    assert!(levels.len() > 1, "nothing to compare with");
    for level in levels {
        for block in [1, 7, 64] {
            let outputs = Cpu { level, block }.run(&program, &inputs);
            for person in 0..legs.len() {
                let same = bits(&outputs, person) == bits(&scalar, person);
                assert!(same, "person {person} with {level:?} in blocks of {block}");
            }
        }
    }
}

#[test]
fn neighbors_do_not_matter() {
    let program = program();
    let legs = some_legs(48);
    let engine = Cpu::default();
    let together = engine.run(&program, &inputs(&program, &legs));
    let backwards: Vec<Leg<f32>> = legs.iter().rev().copied().collect();
    let mirrored = engine.run(&program, &inputs(&program, &backwards));
    for person in 0..legs.len() {
        let alone = engine.run(&program, &inputs(&program, &legs[person..=person]));
        assert_eq!(bits(&together, person), bits(&alone, 0), "person {person} alone");
        assert_eq!(bits(&together, person), bits(&mirrored, legs.len() - 1 - person), "person {person} mirrored");
    }
}

#[test]
fn the_day_tells_people_apart() {
    let program = program();
    let legs = some_legs(48);
    let inputs = inputs(&program, &legs);
    let lasting = &inputs.phase_s[1];
    let all_same = |column: &[f32]| column.iter().all(|value| *value == column[0]);
    assert!(!all_same(lasting) && !all_same(&inputs.gates[0]) && !all_same(&inputs.stocking_mmhg));
    let outputs = Cpu::default().run(&program, &inputs);
    let finite = outputs.measures.iter().flatten().filter(|value| value.is_finite()).count();
    assert_eq!(finite, outputs.measures.len() * legs.len());
}
