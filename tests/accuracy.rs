//! What rounding, step length and skipped cycles cost: the engine against 64-bit numbers, a tenth of the step, nothing skipped.
#![allow(clippy::unwrap_used)]

use rayon::prelude::*;
use soleus::engine::{Backend, Cpu, Inputs, Outputs, integrate};
use soleus::model::Measure;
use soleus::population::{Person, Population};
use soleus::scenario::{Overrides, Scenario, load};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// By how much a person's measure may be wrong: an amount that does not matter, and a share of the value.
fn allowed(measure: Measure) -> (f64, f64) {
    match measure {
        Measure::EdemaMl | Measure::LegVolumeChangeMl | Measure::PooledVenousMl => (0.25, 0.01),
        Measure::PoplitealFlowMlMin => (0.1, 0.01),
        // Minutes on one side of a threshold.
        Measure::LowShearMin => (4.0, 0.01),
        // Where blood hardly moves, its age follows the smallest flows; the dose grows steeply with it.
        Measure::ResidenceMeanMin | Measure::ResidenceMaxMin => (0.01, 0.05),
        Measure::StasisDose => (0.01, 0.15),
        _ => (0.01, 0.01),
    }
}

/// Share by which the mean of a measure over people may be wrong, and the mean effect of an arm.
const MEAN_SHARE: f64 = 0.02;
const EFFECT_SHARE: f64 = 0.03;

fn persons() -> u32 {
    if std::env::var_os("SOLEUS_LONG").is_some_and(|value| value == "1") { 64 } else { 8 }
}

/// Everybody, one by one, as exactly as the model can be computed.
fn exactly(program: &Program, inputs: &Inputs) -> Outputs {
    let alone = |person| {
        let mut part = Outputs::new(program, 1);
        integrate::<f64>(program, inputs, (), person, &mut part);
        part
    };
    let parts: Vec<Outputs> = (0..inputs.people).into_par_iter().map(alone).collect();
    let mut all = Outputs::new(program, inputs.people);
    parts.iter().enumerate().for_each(|(person, part)| all.place(person, part));
    all
}

/// Outcomes of each arm: as a study computes them, and exactly.
fn both_ways(scenario: &Scenario) -> Vec<[Outputs; 2]> {
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..persons()).map(|id| population.person(id)).collect();
    let legs = Arms::legs(&people);
    let (plain, fine) = (Arms::new(scenario, Resolution::DEFAULT), Arms::new(scenario, Resolution::REFERENCE));
    let arm = |arm: usize| {
        let (inputs, _) = plain.inputs(arm, &people, &legs);
        let computed = Cpu::default().run(&plain.programs()[arm], &inputs);
        let (inputs, _) = fine.inputs(arm, &people, &legs);
        [computed, exactly(&fine.programs()[arm], &inputs)]
    };
    (0..scenario.arms.len()).map(arm).collect()
}

fn column(outputs: &Outputs, measure: Measure) -> &[f64] {
    &outputs.measures[measure as usize]
}

fn mean(outputs: &Outputs, measure: Measure) -> f64 {
    let values = column(outputs, measure);
    values.iter().sum::<f64>() / values.len() as f64
}

#[test]
fn the_engine_computes_what_the_model_says() {
    let scenario = load("scenarios/long-haul-flight.toml".as_ref(), &Overrides::default()).unwrap().scenario;
    let arms = both_ways(&scenario);
    let [usual, usual_exactly] = &arms[scenario.reference_arm()];
    for (arm, [computed, exact]) in scenario.arms.iter().zip(&arms) {
        for &measure in Measure::ALL {
            let place = format!("{} in {}", measure.name(), arm.id);
            let (amount, share) = allowed(measure);
            for (person, (found, meant)) in column(computed, measure).iter().zip(column(exact, measure)).enumerate() {
                let close = (found - meant).abs() <= amount + share * meant.abs();
                assert!(close, "{place}, person {person}: {found} instead of {meant}");
            }
            let (found, meant) = (mean(computed, measure), mean(exact, measure));
            let close = (found - meant).abs() <= 0.5 * amount + MEAN_SHARE * meant.abs();
            assert!(close, "{place}, mean: {found} instead of {meant}");
        }
        let found = mean(computed, Measure::EdemaMl) - mean(usual, Measure::EdemaMl);
        let meant = mean(exact, Measure::EdemaMl) - mean(usual_exactly, Measure::EdemaMl);
        assert!((found - meant).abs() <= EFFECT_SHARE * meant.abs(), "effect of {}: {found} not {meant} mL", arm.id);
    }
}
