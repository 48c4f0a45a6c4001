//! An `f32` that has calls noted.

use std::cell::RefCell;
use std::ops::{Add, Mul, Sub};

use super::notebook::{Notebook, Page};
use crate::engine::Group;
use crate::model::{Argument, Function, RECIP_MAGIC, RSQRT_MAGIC, Real, Shape, refined_recip, refined_rsqrt};

thread_local! {
    static NOTEBOOK: RefCell<Notebook> = RefCell::default();
}

/// The number.
#[derive(Clone, Copy, Debug)]
pub(super) struct Watched(pub(super) f32);

/// Runs `work` and returns the calls that it made.
pub(super) fn watched(work: impl FnOnce()) -> Vec<Page> {
    NOTEBOOK.set(Notebook::default());
    work();
    NOTEBOOK.take().pages
}

impl Add for Watched {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Watched {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Mul for Watched {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl Real for Watched {
    type Mask = bool;
    const SYMBOLIC: bool = true;

    /// Makes the call once more if it shall be noted. Whoever asks goes on by itself, with its own numbers.
    fn record<T: Shape<Self>>(
        function: &'static Function,
        arguments: Vec<Argument<Self>>,
        body: impl FnOnce(&mut dyn FnMut() -> Self) -> T,
    ) -> Option<T> {
        let noted = NOTEBOOK.with_borrow_mut(|notebook| notebook.begin(function, &arguments))?;
        let mut numbers = noted.leaves.clone().into_iter();
        let result = body(&mut || numbers.next().unwrap());
        let mut leaves = Vec::new();
        result.leaves(&mut leaves);
        let made = crate::tracer::passed(&T::kind()).into_iter().map(|place| leaves[place].0).collect();
        NOTEBOOK.with_borrow_mut(|notebook| notebook.end(noted, made));
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

impl Group for Watched {
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
