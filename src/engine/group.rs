//! Groups of people that are simulated together, one per lane.

use fearless_simd::Simd;

use crate::model::{Lanes, Real};

/// One number for each of several people, with functions to load and store them.
pub trait Group: Real {
    /// The value that is needed to create one; for vectors, it proves that the processor supports them.
    type Token: Copy;
    /// The type in which outcomes are stored.
    type Number: Copy + From<f32> + Into<f64>;
    /// Number of people.
    const WIDTH: usize;

    /// The same value for every person.
    fn splat(token: Self::Token, value: f32) -> Self;
    /// One value for each person; `values` has exactly `WIDTH` of them.
    fn load(token: Self::Token, values: &[f32]) -> Self;
    /// Writes one value for each person.
    fn store(self, values: &mut [Self::Number]);
    /// Whether the mask is true for every person.
    fn all(mask: Self::Mask) -> bool;
    /// Whether the mask is true for at least one person.
    fn any(mask: Self::Mask) -> bool;
}

impl Group for f32 {
    type Token = ();
    type Number = f32;
    const WIDTH: usize = 1;

    fn splat((): (), value: f32) -> Self {
        value
    }
    fn load((): (), values: &[f32]) -> Self {
        values[0]
    }
    fn store(self, values: &mut [f32]) {
        values[0] = self;
    }
    fn all(mask: bool) -> bool {
        mask
    }
    fn any(mask: bool) -> bool {
        mask
    }
}

impl Group for f64 {
    type Token = ();
    type Number = f64;
    const WIDTH: usize = 1;

    fn splat((): (), value: f32) -> Self {
        f64::from(value)
    }
    fn load((): (), values: &[f32]) -> Self {
        f64::from(values[0])
    }
    fn store(self, values: &mut [f64]) {
        values[0] = self;
    }
    fn all(mask: bool) -> bool {
        mask
    }
    fn any(mask: bool) -> bool {
        mask
    }
}

/// Widest vector of any processor (lanes).
pub(super) const MAX_WIDTH: usize = 64;

impl<S: Simd> Group for Lanes<S> {
    type Token = S;
    type Number = f32;
    const WIDTH: usize = Lanes::<S>::WIDTH;

    #[inline(always)]
    fn splat(token: S, value: f32) -> Self {
        Lanes::splat(token, value)
    }
    #[inline(always)]
    fn load(token: S, values: &[f32]) -> Self {
        Lanes::load(token, values)
    }
    #[inline(always)]
    fn store(self, values: &mut [f32]) {
        Lanes::store(self, &mut values[..Self::WIDTH]);
    }
    #[inline(always)]
    fn all(mask: Self::Mask) -> bool {
        use fearless_simd::SimdMask;
        mask.all_true()
    }
    #[inline(always)]
    fn any(mask: Self::Mask) -> bool {
        use fearless_simd::SimdMask;
        mask.any_true()
    }
}
