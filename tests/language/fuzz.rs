//! Scenarios grown from the shipped and the broken ones: whatever comes of them is refused with words, or means what it resolves to,
//! compiles, and gives people something to do. `SOLEUS_FUZZ_S` says for how long (s).
#![allow(clippy::disallowed_methods, reason = "the clock says when to end")]

use std::time::{Duration, Instant};

use crate::support::grown::{Dice, Soil};
use crate::support::language::survive;
use soleus::population::{Person, Population};
use soleus::scenario::Scenario;
use soleus::schedule::{Resolution, compile};
use soleus::study::Arms;

/// How long the test goes on where nobody asks for more.
const USUAL_S: u64 = 10;
/// Longest that a text may take to be judged.
const PATIENCE: Duration = Duration::from_secs(20);
/// People who are drawn from what is valid, and minutes of a day that are compiled at most.
const PEOPLE: u32 = 3;
const COMPILED_MIN: f64 = 4000.0;

/// Compiles a valid scenario and lets a few people go through it, short of simulating them.
fn live(scenario: &Scenario) {
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..PEOPLE.min(scenario.design.persons)).map(|id| population.person(id)).collect();
    assert!(people.iter().all(|person| person.values.iter().all(|value| value.is_finite())), "a person is no number");
    let phases = &scenario.timeline.phases;
    let minutes: f64 = phases.iter().map(|phase| phase.length_s(|variable| variable.bounds().1) / 60.0).sum();
    if minutes > COMPILED_MIN || scenario.arms.len() > 20 {
        return;
    }
    for arm in &scenario.arms {
        let program = compile(scenario, arm, Resolution::DEFAULT);
        assert!(program.windows() > 0);
        assert!(program.runs().all(|run| run.window_s > 0.0 && run.window_s.is_finite()), "a window without time");
    }
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let legs = arms.legs(&people);
    for arm in 0..scenario.arms.len() {
        let (_, block) = arms.inputs(arm, &people, &legs);
        assert!(block.adherent_share.iter().all(|share| (0.0..=1.0).contains(share)));
    }
}

#[test]
fn grown_scenarios_are_refused_with_words_or_work() {
    let seconds = std::env::var("SOLEUS_FUZZ_S").ok().and_then(|text| text.parse().ok()).unwrap_or(USUAL_S);
    let seed =
        if seconds > USUAL_S { Instant::now().elapsed().as_nanos() as u64 ^ u64::from(std::process::id()) } else { 1 };
    let (soil, mut dice, begun) = (Soil::new(), Dice(seed), Instant::now());
    let (mut texts, mut valid) = (0_u64, 0_u64);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let (state, started) = (dice.0, Instant::now());
        let text = soil.grow(&mut dice);
        let judged = std::panic::catch_unwind(|| {
            if let Ok(loaded) = survive(&text) {
                live(&loaded.scenario);
                return true;
            }
            false
        });
        let took = started.elapsed();
        assert!(judged.is_ok() && took < PATIENCE, "state {state}, {took:?}:\n{text}");
        texts += 1;
        valid += u64::from(judged.unwrap());
    }
    eprintln!("{texts} texts, {valid} of them valid, in {seconds} s");
    assert!(valid * 20 > texts, "too few of the grown texts are valid: {valid} of {texts}");
}
