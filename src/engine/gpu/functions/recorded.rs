//! A number that records the function calls in which it is used.

use std::cell::RefCell;
use std::ops::{Add, Mul, Sub};

use super::calls::{CallRecorder, FunctionCalls};
use crate::engine::Group;
use crate::model::{Argument, Function, RECIP_MAGIC, RSQRT_MAGIC, Real, Shape, refined_recip, refined_rsqrt};

thread_local! {
    static RECORDER: RefCell<CallRecorder> = RefCell::default();
}

/// An `f32` whose function calls are recorded.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recorded(pub(super) f32);

/// Runs `work` and returns the recorded calls.
pub(super) fn record_calls(work: impl FnOnce()) -> Vec<FunctionCalls> {
    RECORDER.set(CallRecorder::default());
    work();
    RECORDER.take().functions
}

impl Add for Recorded {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Recorded {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Recorded {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Real for Recorded {
    type Mask = bool;
    const SYMBOLIC: bool = true;

    /// If the call is to be recorded, evaluates it once with the arguments to record. Always returns `None`, so that the
    /// caller then evaluates the function with its own arguments.
    fn record<T: Shape<Self>>(
        function: &'static Function,
        arguments: Vec<Argument<Self>>,
        body: impl FnOnce(&mut dyn FnMut() -> Self) -> T,
    ) -> Option<T> {
        let pending = RECORDER.with_borrow_mut(|recorder| recorder.begin(function, &arguments))?;
        let mut numbers = pending.leaves.clone().into_iter();
        let result = body(&mut || numbers.next().unwrap());
        let mut leaves = Vec::new();
        result.leaves(&mut leaves);
        let results = crate::tracer::passed(&T::kind()).into_iter().map(|place| leaves[place].0).collect();
        RECORDER.with_borrow_mut(|recorder| recorder.finish(pending, results));
        None
    }

    fn lit(self, value: f64) -> Self {
        Self(self.0.lit(value))
    }
    fn max(self, other: Self) -> Self {
        Self(Real::max(self.0, other.0))
    }
    fn min(self, other: Self) -> Self {
        Self(Real::min(self.0, other.0))
    }
    fn lt(self, other: Self) -> bool {
        self.0.lt(other.0)
    }
    fn select(mask: bool, yes: Self, no: Self) -> Self {
        Self(Real::select(mask, yes.0, no.0))
    }
    fn recip(self) -> Self {
        refined_recip(self, Self(f32::from_bits(RECIP_MAGIC.wrapping_sub(self.0.to_bits()))))
    }
    fn rsqrt(self) -> Self {
        refined_rsqrt(self, Self(f32::from_bits(RSQRT_MAGIC.wrapping_sub(self.0.to_bits() >> 1))))
    }
}

impl Group for Recorded {
    type Token = ();
    type Number = f32;
    const WIDTH: usize = 1;

    fn splat((): (), value: f32) -> Self {
        Self(value)
    }
    fn load((): (), values: &[f32]) -> Self {
        Self(values[0])
    }
    fn store(self, values: &mut [f32]) {
        values[0] = self.0;
    }
    fn all(mask: bool) -> bool {
        mask
    }
    fn any(mask: bool) -> bool {
        mask
    }
}
