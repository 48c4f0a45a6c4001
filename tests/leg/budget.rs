//! Operations of the shipped flight, counted and not estimated.
#![allow(clippy::print_stdout, reason = "the numbers of docs/performance.md")]

use std::cell::Cell;
use std::ops::{Add, Mul, Sub};

use crate::shared::{shipped, travelers};
use soleus::engine::{Group, Inputs, Outputs, integrate};
use soleus::model::Real;
use soleus::schedule::{Program, Resolution};
use soleus::study::Arms;

thread_local! {
    static OPERATIONS: Cell<u64> = const { Cell::new(0) };
}

/// Million operations of a person in all six arms, before people who skip a bout rested in long windows and the other changes in
/// docs/performance.md.
const BEFORE: f64 = 307.7;
/// The share of these that may be left.
const LIMIT: f64 = 0.45;
/// Number of people.
const PEOPLE: u32 = 24;

/// A number that counts what is done with it. A reciprocal counts as its three Newton steps and the first guess.
#[derive(Clone, Copy)]
struct Counted(f64);

fn count(operations: u64, value: f64) -> Counted {
    OPERATIONS.set(OPERATIONS.get() + operations);
    Counted(value)
}

impl From<f32> for Counted {
    fn from(value: f32) -> Self {
        Self(f64::from(value))
    }
}
impl From<Counted> for f64 {
    fn from(value: Counted) -> Self {
        value.0
    }
}
impl Add for Counted {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        count(1, self.0 + other.0)
    }
}
impl Sub for Counted {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        count(1, self.0 - other.0)
    }
}
impl Mul for Counted {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        count(1, self.0 * other.0)
    }
}

impl Real for Counted {
    type Mask = bool;
    fn lit(self, value: f64) -> Self {
        Self(value)
    }
    fn max(self, other: Self) -> Self {
        count(1, self.0.max(other.0))
    }
    fn min(self, other: Self) -> Self {
        count(1, self.0.min(other.0))
    }
    fn lt(self, other: Self) -> bool {
        OPERATIONS.set(OPERATIONS.get() + 1);
        self.0 < other.0
    }
    fn select(mask: bool, yes: Self, no: Self) -> Self {
        count(1, if mask { yes.0 } else { no.0 })
    }
    fn recip(self) -> Self {
        count(10, 1.0 / self.0)
    }
    fn rsqrt(self) -> Self {
        count(15, 1.0 / self.0.sqrt())
    }
}

impl Group for Counted {
    type Token = ();
    type Number = Self;
    const WIDTH: usize = 1;
    fn splat((): (), value: f32) -> Self {
        value.into()
    }
    fn load((): (), values: &[f32]) -> Self {
        values[0].into()
    }
    fn store(self, values: &mut [Self]) {
        values[0] = self;
    }
    fn all(mask: bool) -> bool {
        mask
    }
    fn any(mask: bool) -> bool {
        mask
    }
}

/// Million operations of a person, on average.
fn operations(program: &Program, inputs: &Inputs) -> f64 {
    let before = OPERATIONS.get();
    for person in 0..inputs.people {
        integrate::<Counted>(program, inputs, (), person, &mut Outputs::new(program, inputs, 1));
    }
    (OPERATIONS.get() - before) as f64 / inputs.people as f64 / 1e6
}

#[test]
fn a_person_takes_less_than_half_of_the_former_operations() {
    let (scenario, people) = (shipped(), travelers(PEOPLE));
    let arms = Arms::new(&scenario, Resolution::DEFAULT);
    let legs = arms.legs(&people);
    let mut sum = 0.0;
    for (at, arm) in scenario.arms.iter().enumerate() {
        let (program, (inputs, _)) = (&arms.programs()[at], arms.inputs(at, &people, &legs));
        let mut beginning = program.clone();
        beginning.segments.truncate(1);
        let (whole, shared) = (operations(program, &inputs), operations(&beginning, &inputs));
        println!("{:<20} {whole:.1} million operations, {shared:.1} of them before the timeline", arm.id);
        // The arms share the time before the timeline, which is simulated in the first one.
        sum += if at == 0 { whole } else { whole - shared };
    }
    println!("all arms {sum:.1} million operations, {:.1} % of the former number", 100.0 * sum / BEFORE);
    assert!(sum <= LIMIT * BEFORE, "{sum} million operations per person");
}
