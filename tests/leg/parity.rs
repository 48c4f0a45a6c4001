//! Tests that the results of all engines are equal bit for bit: in every shipped study, with any division of the work, and after
//! errors of the device. `SOLEUS_LONG=1` compares 512 people instead of the first 64.

use std::sync::Arc;

use crate::shared::short::{bits, inputs, program};
use crate::shared::some_legs;
use crate::support::shipped::{Case, assert_same, cases, gpu, long, undisturbed};
use soleus::engine::gpu::{Exactness, Fault, Gpu, WorkDivision};
use soleus::engine::{Backend, Cpu, Results, SimdLevel};

/// Results of one person at a time, without vectors: the reference for all other engines.
fn reference(case: &Case) -> Results {
    undisturbed(&Cpu { level: SimdLevel::Scalar, block: 1 }, case)
}

/// Opens a GPU that computes exactly.
fn exact(what: &str) -> Option<Gpu> {
    let gpu = gpu(what)?;
    assert_eq!(gpu.adapter().exactness, Exactness::Exact, "{} does not compute exactly", gpu.name());
    Some(gpu)
}

#[test]
fn all_engines_have_equal_bits_in_every_shipped_study() {
    let gpu = exact("equal bits of CPU and GPU in the shipped studies");
    for case in cases(if long() { 512 } else { 64 }) {
        let expected = reference(&case);
        assert!(expected.valid.iter().all(|valid| *valid == 1.0), "{}", case.name);
        for level in SimdLevel::all() {
            let found = undisturbed(&Cpu { level, ..Cpu::default() }, &case);
            assert_same(&level.name(), &case, &expected, &found);
        }
        if let Some(gpu) = &gpu {
            assert_same(&gpu.name(), &case, &expected, &undisturbed(gpu, &case));
        }
    }
}

/// Blocks that fill little of a workgroup, that end within a workgroup, and that contain all people; dispatches of a single piece.
#[test]
fn the_bits_do_not_depend_on_blocks_dispatches_or_earlier_runs() {
    let Some(mut gpu) = exact("independence of the division of the work") else { return };
    let (tiny, piece) = (Some(1.0), Some(1e5));
    let divisions: &[(u32, WorkDivision)] = if long() {
        &[
            (9, WorkDivision { people: 1, work: None }),
            (512, WorkDivision { people: 33, work: None }),
            (512, WorkDivision { people: 200, work: tiny }),
        ]
    } else {
        &[
            (2, WorkDivision { people: 1, work: None }),
            (70, WorkDivision { people: 33, work: piece }),
            (40, WorkDivision { people: 70, work: tiny }),
        ]
    };
    for (people, division) in divisions {
        gpu = gpu.with(*division, Fault::default());
        for case in cases(*people) {
            let expected = undisturbed(&Cpu::default(), &case);
            for time in ["first", "second"] {
                let found = undisturbed(&gpu, &case);
                assert_same(&format!("{time} time, {division:?}"), &case, &expected, &found);
            }
        }
    }
}

/// People with extreme attributes, each in a separate cell of the time course.
#[test]
fn a_short_day_has_the_bits_of_the_cpu_with_any_division() {
    let Some(mut gpu) = exact("equal bits of CPU and GPU on a short day") else { return };
    let program = program();
    let legs = some_legs(96);
    let inputs = inputs(&program, &legs);
    let cpu = Cpu::default().run(&program, &inputs);
    for division in
        [WorkDivision::default(), WorkDivision { people: 33, work: None }, WorkDivision { people: 96, work: Some(3e4) }]
    {
        gpu = gpu.with(division, Fault::default());
        let found = gpu.run(&program, &inputs);
        assert_eq!(gpu.incidents(), Vec::<String>::new());
        for person in 0..legs.len() {
            assert!(bits(&found, person) == bits(&cpu, person), "person {person}, {division:?}");
        }
    }
}

/// Arms share the time before the timeline, which is simulated once.
#[test]
fn states_at_the_start_of_the_timeline_are_the_same_on_every_engine_and_can_be_shared() {
    let gpu = exact("states at the start of the timeline");
    let (program, legs) = (program(), some_legs(96));
    let mut inputs = inputs(&program, &legs);
    let alone = Cpu::default().run(&program, &inputs);
    let begun = Cpu { level: SimdLevel::Scalar, block: 7 }.begin(&program, &inputs);
    for level in SimdLevel::all() {
        assert!(Cpu { level, ..Cpu::default() }.begin(&program, &inputs) == begun, "{}", level.name());
    }
    let gpu = gpu.map(|gpu| gpu.with(WorkDivision { people: 33, work: Some(3e4) }, Fault::default()));
    if let Some(gpu) = &gpu {
        assert!(gpu.begin(&program, &inputs) == begun, "{}", gpu.name());
    }
    inputs.begun = Some(Arc::new(begun));
    let cpu: &dyn Backend = &Cpu::default();
    for engine in [cpu].into_iter().chain(gpu.as_ref().map(|gpu| gpu as &dyn Backend)) {
        let shared = engine.run(&program, &inputs);
        for person in 0..legs.len() {
            assert_eq!(bits(&shared, person), bits(&alone, person), "person {person}, {}", engine.name());
        }
    }
}

#[test]
fn a_study_without_people_has_no_error() {
    let Some(gpu) = exact("a study without people") else { return };
    let program = program();
    let inputs = inputs(&program, &[]);
    let results = gpu.run(&program, &inputs);
    assert!(results == Cpu::default().run(&program, &inputs) && gpu.incidents().is_empty());
}

#[test]
fn results_stay_equal_after_device_errors() {
    let program = program();
    let inputs = inputs(&program, &some_legs(700));
    let cpu = Cpu::default().run(&program, &inputs);
    let division = WorkDivision { people: 600, work: Some(3e5) };
    let (again, rest) = ("it was opened again", "the CPU computes the rest");
    let faults = [
        (Fault { lost: (3, 4), ..Fault::default() }, &[again][..]),
        (Fault { lost: (5, u64::MAX), ..Fault::default() }, &[again, again, rest]),
        (Fault { memory: 300, ..Fault::default() }, &[]),
        (Fault { memory: 100, ..Fault::default() }, &[rest]),
    ];
    for (fault, expected) in faults {
        let Some(gpu) = exact("equal results after device errors") else { return };
        let gpu = gpu.with(division, fault);
        assert!(gpu.run(&program, &inputs) == cpu, "{fault:?}");
        let incidents = gpu.incidents();
        let as_expected =
            incidents.len() == expected.len() && incidents.iter().zip(expected).all(|(text, part)| text.contains(part));
        assert!(as_expected, "{fault:?}: {incidents:?}");
    }
}
