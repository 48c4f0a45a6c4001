//! People whose day has every function called with numbers as they occur.

use super::notebook::Page;
use super::watched::{Watched, watched};
use crate::engine::{Inputs, Outputs, alone, integrate};
use crate::model::{Leg, Params};
use crate::population::{Person, Population};
use crate::scenario::{Overrides, parse};
use crate::schedule::{Op, Program, Resolution};
use crate::study::Arms;

/// A day with every posture, bouts and stockings.
const DAY: &str = include_str!("../../../../tests/leg/short-day.toml");
/// How many people; some functions are called once for each.
const PEOPLE: usize = 160;
/// How many of them are seen to move; the others only hold their postures.
const MOVING: usize = 12;
/// Windows of each part of the day: enough to see it, few enough to wait for.
const WINDOWS: u32 = 2;
/// Longest wave of what is no movement (moments).
const STILL: usize = 2;

/// The calls that everybody's day takes.
pub(super) fn pages() -> Vec<Page> {
    let (program, inputs) = day();
    let (whole, still) = (glimpsed(&program, usize::MAX), glimpsed(&program, STILL));
    watched(|| {
        for person in 0..inputs.people {
            let program = if person < MOVING { &whole } else { &still };
            let mut outputs = Outputs::new(program, 1);
            integrate::<Watched>(program, &inputs, (), person, &mut outputs);
            assert_eq!(outputs.sound, [1.0], "person {person}");
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
    for (at, leg) in Arms::legs(&people).into_iter().enumerate() {
        let gates = (0..program.bouts.len()).map(|bout| ((at + bout) % 2) as f32);
        inputs.push(&uncommon(at, leg), &phase_s, gates, if at % 3 == 0 { 20.0 } else { 0.0 });
    }
    (program, inputs)
}

/// The same day in glimpses, without windows of longer waves than this.
fn glimpsed(program: &Program, longest: usize) -> Program {
    let mut glimpsed = program.clone();
    for op in &mut glimpsed.ops {
        if let Op::Run(run) = op {
            let windows = if program.waves[run.waves].len() <= longest { WINDOWS } else { 0 };
            run.count = run.count.min(windows);
        }
    }
    glimpsed
}

/// Every third leg leaks, every third one is large and weak.
fn uncommon(at: usize, leg: Leg<f32>) -> Leg<f32> {
    match at % 3 {
        0 => leg,
        1 => Leg { reflux_superficial: 1.0, reflux_deep: 1.0, reflux_perforator: 1.0, outflow: 0.3, ..leg },
        _ => Leg { vein_volume: 2.0 * leg.vein_volume, inflow: 2.0 * leg.inflow, strength: 0.3, ..leg },
    }
}

#[test]
fn a_watched_person_gives_the_bits_of_any_other() {
    let (program, inputs) = day();
    let program = glimpsed(&program, usize::MAX);
    for person in [0, 1, 2] {
        let mut outputs = Outputs::new(&program, 1);
        integrate::<Watched>(&program, &inputs, (), person, &mut outputs);
        assert_eq!(outputs.measures, alone(&program, &inputs, person).measures);
    }
}
