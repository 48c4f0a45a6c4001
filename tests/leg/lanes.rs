//! Tests that the results of a person are equal bit for bit with every SIMD level, every block size, and any other people.

use crate::shared::short::{bits, inputs, program};
use crate::shared::some_legs;
use soleus::engine::{Backend, Cpu, SimdLevel, simulate_one};
use soleus::model::{Course, Leg};
use soleus::results::CourseSums;

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
            let results = Cpu { level, block }.run(&program, &inputs);
            for person in 0..legs.len() {
                let same = bits(&results, person) == bits(&scalar, person);
                assert!(same, "person {person} with {level:?} in blocks of {block}");
            }
        }
    }
}

#[test]
fn results_do_not_depend_on_the_other_people() {
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
fn the_people_of_this_test_differ() {
    let program = program();
    let legs = some_legs(48);
    let inputs = inputs(&program, &legs);
    let lasting = &inputs.phase_s[1];
    let all_same = |column: &[f32]| column.iter().all(|value| *value == column[0]);
    assert!(!all_same(lasting) && !all_same(&inputs.gates[0]) && !all_same(&inputs.stocking_mmhg));
    let results = Cpu::default().run(&program, &inputs);
    let finite = results.measures.iter().flatten().filter(|value| value.is_finite()).count();
    assert_eq!(finite, results.measures.len() * legs.len());
    let filled = results.course.sums.iter().filter(|sum| **sum > 0).count();
    assert!(filled > 0 && filled < results.course.sums.len(), "some sums of the time course must be empty");
}

#[test]
fn sums_do_not_depend_on_threads_and_equal_those_of_single_people() {
    let program = program();
    let mut inputs = inputs(&program, &some_legs(48));
    inputs.divide((0..48).map(|person| person % 5).collect(), 5);
    let mut expected = CourseSums::new(program.ticks.len(), 5);
    for person in 0..48 {
        for (tick, columns) in simulate_one(&program, &inputs, person).course.iter().enumerate() {
            for (course, column) in Course::ALL.iter().zip(columns) {
                expected.add(tick, *course, person % 5, column[0]);
            }
        }
    }
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for block in [1, 7, 64] {
            let cpu = Cpu { block, ..Cpu::default() };
            let results = pool.install(|| cpu.run(&program, &inputs));
            assert!(results.course == expected, "{threads} threads, blocks of {block}");
        }
    }
}
