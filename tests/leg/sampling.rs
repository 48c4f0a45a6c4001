//! How much less the differences between arms vary with even people and coins, the same in all arms, than between independent people.

use soleus::engine::Cpu;
use soleus::results::{ArmBlock, Measure, REPLICATES};
use soleus::scenario::{Overrides, Sampler, Scenario, parse};
use soleus::study::simulate;

const PEOPLE: u32 = 1600;
const SEEDS: [u64; 6] = [1, 2, 3, 4, 5, 6];
const ARMS: [&str; 3] = ["pumps_30min", "walk_60min", "stockings_15_20"];
const OUTCOMES: [Measure; 4] =
    [Measure::EdemaMl, Measure::ResidenceMeanMin, Measure::StasisDose, Measure::VteSymptomaticExcessRisk];

fn flight(sampler: Sampler, seed: u64) -> Scenario {
    let source = include_str!("../../scenarios/long-haul-flight.toml");
    let overrides = Overrides { persons: Some(PEOPLE), seed: Some(seed), ..Overrides::default() };
    let mut scenario = parse("long-haul-flight.toml", source, &overrides).unwrap().scenario;
    scenario.arms.retain(|arm| arm.reference || ARMS.contains(&arm.id.as_str()));
    scenario.design.sampler = sampler;
    scenario
}

/// Outcomes of the people of an arm.
fn column(blocks: &[ArmBlock], arm: usize, outcome: Measure) -> Vec<f64> {
    blocks[arm].measures[outcome as usize].iter().map(|value| f64::from(*value)).collect()
}

fn variance(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (values.len() - 1) as f64
}

/// Variance of the difference of means between an arm and the reference with other people in each.
fn independent(blocks: &[ArmBlock], arm: usize, outcome: Measure) -> f64 {
    let of = |arm| variance(&column(blocks, arm, outcome)) / f64::from(PEOPLE);
    of(arm) + of(0)
}

/// The same with the same people in both, as the replicates of a run show it.
fn paired(blocks: &[ArmBlock], arm: usize, outcome: Measure) -> f64 {
    let replicates = REPLICATES as usize;
    let (with, without) = (column(blocks, arm, outcome), column(blocks, 0, outcome));
    let differences: Vec<f64> = with.iter().zip(without).map(|(with, without)| with - without).collect();
    let mean = |replicate: usize| {
        let own: Vec<f64> = differences.iter().skip(replicate).step_by(replicates).copied().collect();
        own.iter().sum::<f64>() / own.len() as f64
    };
    let means: Vec<f64> = (0..replicates).map(mean).collect();
    variance(&means) / replicates as f64
}

type Variance = fn(&[ArmBlock], usize, Measure) -> f64;

/// Mean variances over the seeds, by arm and outcome.
fn variances(sampler: Sampler, of: Variance) -> Vec<[f64; OUTCOMES.len()]> {
    let mut sums = vec![[0.0; OUTCOMES.len()]; ARMS.len()];
    for seed in SEEDS {
        let blocks = simulate(&flight(sampler, seed), &Cpu::default());
        for (arm, row) in sums.iter_mut().enumerate() {
            for (sum, outcome) in row.iter_mut().zip(OUTCOMES) {
                *sum += of(&blocks, arm + 1, outcome) / SEEDS.len() as f64;
            }
        }
    }
    sums
}

#[test]
fn even_people_and_coins_lower_the_variance_of_the_differences() {
    let independent = variances(Sampler::Random, independent);
    let even = variances(Sampler::Sobol, paired);
    for (arm, (independent, even)) in ARMS.iter().zip(independent.iter().zip(&even)) {
        let gains: Vec<f64> = independent.iter().zip(even).map(|(independent, even)| independent / even).collect();
        println!("{arm}: {gains:.1?}");
        // Wearing a stocking is one coin, which moves edema by most of its spread; pumps act on the dose of few people.
        let wanted = match *arm {
            "stockings_15_20" => [6.0, 20.0, 20.0, 20.0],
            "pumps_30min" => [100.0, 20.0, 10.0, 5.0],
            _ => [100.0, 20.0, 20.0, 10.0],
        };
        assert!(gains.iter().zip(wanted).all(|(gain, wanted)| *gain > wanted), "{arm}: {gains:.1?}");
    }
}
