//! The GPU gives the bits of the CPU.
#![allow(clippy::unwrap_used)]

mod leg;

use leg::short::{bits, inputs, program};
use leg::some_legs;
use soleus::engine::gpu::{Cut, Fault, Gpu, Wanted};
use soleus::engine::{Backend, Cpu};

#[test]
fn a_short_day_has_the_bits_of_the_cpu_however_it_is_cut() {
    let program = program();
    let legs = some_legs(96);
    let inputs = inputs(&program, &legs);
    let cpu = Cpu::default().run(&program, &inputs);
    for cut in [Cut::default(), Cut { people: 33, work: None }, Cut { people: 96, work: Some(3e4) }] {
        let gpu = Gpu::open(&Wanted::Any).unwrap().with(cut, Fault::default()).run(&program, &inputs);
        for person in 0..legs.len() {
            assert!(bits(&gpu, person) == bits(&cpu, person), "person {person}, {cut:?}");
        }
    }
}

#[test]
fn trouble_on_the_way_is_survived() {
    let program = program();
    let inputs = inputs(&program, &some_legs(700));
    let cpu = Cpu::default().run(&program, &inputs);
    let cut = Cut { people: 600, work: Some(3e5) };
    let faults = [
        Fault { lost: (3, 4), ..Fault::default() },
        Fault { lost: (5, u64::MAX), ..Fault::default() },
        Fault { memory: 300, ..Fault::default() },
        Fault { memory: 100, ..Fault::default() },
    ];
    for fault in faults {
        let gpu = Gpu::open(&Wanted::Any).unwrap().with(cut, fault);
        assert!(gpu.run(&program, &inputs) == cpu, "{fault:?}");
        println!("{fault:?}: {:?}", gpu.incidents());
    }
}
