//! How much Sobol points reduce the error, and whether replicates estimate the error correctly.

use super::*;

/// Root mean square error of the mean leg volume of 4,096 people over 16 seeds.
fn error(sampler: Sampler) -> f64 {
    let estimate = |seed| {
        let population = Population::new(&spec(Vec::new(), Vec::new()), &design(seed, sampler));
        mean((0..4096).map(|id| population.person(id).get(Variable::LegVolumeMl)))
    };
    let estimates: Vec<f64> = (0..16).map(estimate).collect();
    sd(&estimates)
}

#[test]
fn sobol_points_are_several_times_closer_than_random_ones() {
    let (sobol, random) = (error(Sampler::Sobol), error(Sampler::Random));
    assert!(sobol < random / 4.0, "Sobol {sobol} mL, random {random} mL");
}

#[test]
fn replicates_tell_the_error() {
    // Estimated error of the mean: the standard deviation of 16 replicate means, divided by the square root of 16.
    let told = |seed| {
        let population = Population::new(&spec(Vec::new(), Vec::new()), &design(seed, Sampler::Sobol));
        let replicate = |r: u32| mean((0..256).map(|i| population.person(16 * i + r).get(Variable::LegVolumeMl)));
        let means: Vec<f64> = (0..16).map(replicate).collect();
        sd(&means).powi(2) / 15.0
    };
    let told = mean((0..16).map(told)).sqrt();
    let ratio = told / error(Sampler::Sobol);
    assert!((0.6..1.6).contains(&ratio), "told {told} mL, ratio {ratio}");
}
