//! A short day in which people differ in all that a day can tell apart.

use soleus::engine::{Inputs, Results};
use soleus::model::{BINS, Leg, Params};
use soleus::scenario::{Overrides, parse};
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

/// A short day with every posture, bouts, stockings and a phase that lasts as long as the person likes.
const DAY: &str = include_str!("../short-day.toml");

/// The day of the arm that does most.
pub(crate) fn program() -> Program {
    let scenario = parse("../short-day.toml", DAY, &Overrides::default()).unwrap().scenario;
    let both = scenario.arms.iter().position(|arm| arm.uses.len() > 1).unwrap();
    Arms::new(&scenario, Resolution::DEFAULT).programs()[both].clone()
}

/// These legs through the day. What a person does and how long follows from the leg, not from its place among others.
pub(crate) fn inputs(program: &Program, legs: &[Leg<f32>]) -> Inputs {
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
    // A cell for everybody, so that the time course can be told apart.
    inputs.divide((0..legs.len() as u32).collect(), legs.len());
    inputs
}

/// Bits of everything that came out for one person.
pub(crate) fn bits(results: &Results, person: usize) -> Vec<u64> {
    let columns = results.measures.iter().chain(&results.range_ml);
    let course = &results.course;
    let sums = course.sums.iter().skip(person).step_by(course.cells).copied();
    let bins = course.counts.chunks(BINS).skip(person).step_by(course.cells).flatten().map(|count| u64::from(*count));
    columns.map(|column| u64::from(column[person].to_bits())).chain(sums).chain(bins).collect()
}
