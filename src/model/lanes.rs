//! One number for each lane of a SIMD vector.

use std::ops::{Add, Mul, Sub};

use fearless_simd::{ExtractToken, Select, Simd, SimdBase, SimdFloat};

use super::real::{RECIP_MAGIC, RSQRT_MAGIC, Real, refined_recip, refined_rsqrt};

/// The integers that hold the bits of a vector of `f32`.
type Bits<S> = <<S as Simd>::f32s as SimdFloat<S>>::Bits;

/// One value for each person; there are as many people as a vector has lanes. Every operation gives the same bits as with `f32`.
#[derive(Clone, Copy)]
pub struct Lanes<S: Simd>(pub S::f32s);

impl<S: Simd> Lanes<S> {
    /// Number of people.
    pub const WIDTH: usize = <S::f32s as SimdBase<S>>::LEN;

    /// The same value for every person.
    #[inline(always)]
    pub fn splat(simd: S, value: f32) -> Self {
        Self(S::f32s::splat(simd, value))
    }

    /// One value for each person. `values` has exactly [`Self::WIDTH`] values.
    #[inline(always)]
    pub fn load(simd: S, values: &[f32]) -> Self {
        Self(S::f32s::from_slice(simd, values))
    }

    /// Writes one value for each person.
    #[inline(always)]
    pub fn store(self, values: &mut [f32]) {
        self.0.store_slice(values);
    }
}

impl<S: Simd> Add for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl<S: Simd> Sub for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl<S: Simd> Mul for Lanes<S> {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        Self(self.0 * other.0)
    }
}

impl<S: Simd> Real for Lanes<S> {
    type Mask = <S::f32s as SimdBase<S>>::Mask;

    #[inline(always)]
    fn lit(self, value: f64) -> Self {
        Self::splat(self.0.token(), value as f32)
    }
    #[inline(always)]
    fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }
    #[inline(always)]
    fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }
    #[inline(always)]
    fn lt(self, other: Self) -> Self::Mask {
        self.0.simd_lt(other.0)
    }
    #[inline(always)]
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self {
        Self(mask.select(yes.0, no.0))
    }
    #[inline(always)]
    fn recip(self) -> Self {
        let bits = Bits::<S>::splat(self.0.token(), RECIP_MAGIC) - self.0.to_bits();
        refined_recip(self, Self(S::f32s::from_bits(bits)))
    }
    #[inline(always)]
    fn rsqrt(self) -> Self {
        let bits = Bits::<S>::splat(self.0.token(), RSQRT_MAGIC) - (self.0.to_bits() >> 1);
        refined_rsqrt(self, Self(S::f32s::from_bits(bits)))
    }
}
