//! Measures the speed of the CPU engine on the shipped flight (person-arms per second), of every SIMD level, and of drawing people.
#![allow(missing_docs, clippy::unwrap_used)]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use soleus::engine::{Backend, Cpu, SimdLevel};
use soleus::population::{Person, Population};
use soleus::scenario::{Overrides, Scenario, parse};
use soleus::schedule::Resolution;
use soleus::study::Arms;

fn flight() -> Scenario {
    let source = include_str!("../scenarios/long-haul-flight.toml");
    parse("long-haul-flight.toml", source, &Overrides::default()).unwrap().scenario
}

fn people(scenario: &Scenario, count: u32) -> Vec<Person> {
    let population = Population::new(&scenario.population, &scenario.design);
    (0..count).map(|id| population.person(id)).collect()
}

/// Speed of every arm with the widest vectors and all threads.
fn arms(criterion: &mut Criterion) {
    let scenario = flight();
    let arms = Arms::new(&scenario, Resolution::DEFAULT);
    let people = people(&scenario, 512);
    let legs = arms.legs(&people);
    let mut group = criterion.benchmark_group("arm");
    group.throughput(Throughput::Elements(people.len() as u64)).sample_size(10);
    for (arm, program) in arms.programs().iter().enumerate() {
        let (inputs, _) = arms.inputs(arm, &people, &legs);
        let id = BenchmarkId::from_parameter(&scenario.arms[arm].id);
        group.bench_function(id, |bencher| bencher.iter(|| Cpu::default().run(program, &inputs)));
    }
    group.finish();
}

/// Speed of one arm with each SIMD level.
fn lanes(criterion: &mut Criterion) {
    let scenario = flight();
    let arms = Arms::new(&scenario, Resolution::DEFAULT);
    let people = people(&scenario, 64);
    let legs = arms.legs(&people);
    let (inputs, _) = arms.inputs(0, &people, &legs);
    let mut group = criterion.benchmark_group("lanes");
    group.throughput(Throughput::Elements(people.len() as u64)).sample_size(10);
    for level in SimdLevel::all() {
        let cpu = Cpu { level, ..Cpu::default() };
        let id = BenchmarkId::from_parameter(cpu.level.name());
        group.bench_function(id, |bencher| bencher.iter(|| cpu.run(&arms.programs()[0], &inputs)));
    }
    group.finish();
}

/// Speed of drawing people.
fn population(criterion: &mut Criterion) {
    let scenario = flight();
    let population = Population::new(&scenario.population, &scenario.design);
    let mut id = 0;
    let mut group = criterion.benchmark_group("population");
    group.throughput(Throughput::Elements(1));
    group.bench_function("person", |bencher| {
        bencher.iter(|| {
            id += 1;
            population.person(id)
        })
    });
    group.finish();
}

criterion_group!(benches, arms, lanes, population);
criterion_main!(benches);
