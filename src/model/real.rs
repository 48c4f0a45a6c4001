//! The number type of the model.
//!
//! The model uses only operations that give the same bits on every processor and driver: `+ - *`, comparison with selection, and a
//! reciprocal and a reciprocal square root with a fixed number of Newton steps. It has no division and calls no library functions.

use std::ops::{Add, Mul, Sub};

use super::shape::{Argument, Function, Shape, traced};

/// A number, or one number for each of several people.
pub trait Real: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> {
    /// The result of a comparison.
    type Mask: Copy;
    /// Whether operations are recorded and not computed.
    const SYMBOLIC: bool = false;

    /// Records a call of the function with this body. Returns `None` if operations are computed, and while the body is recorded.
    fn record<T: Shape<Self>>(
        _function: &'static Function,
        _arguments: Vec<Argument<Self>>,
        _body: impl FnOnce(&mut dyn FnMut() -> Self) -> T,
    ) -> Option<T> {
        None
    }

    /// A constant. `self` gives the number type and, for vectors, the proof that the processor supports them.
    fn lit(self, value: f64) -> Self;
    /// The larger number; `other` if both are equal.
    fn max(self, other: Self) -> Self;
    /// The smaller number; `other` if both are equal.
    fn min(self, other: Self) -> Self;
    /// Whether `self < other`.
    fn lt(self, other: Self) -> Self::Mask;
    /// `yes` if the mask is true, otherwise `no`.
    fn select(mask: Self::Mask, yes: Self, no: Self) -> Self;
    /// `1 / self` for positive, normal numbers.
    fn recip(self) -> Self;
    /// `1 / sqrt(self)` for positive, normal numbers.
    fn rsqrt(self) -> Self;

    /// `self`, limited to the range from `low` to `high`.
    #[inline(always)]
    fn clamp(self, low: Self, high: Self) -> Self {
        self.max(low).min(high)
    }

    /// `self` if it is positive, otherwise 0.
    #[inline(always)]
    fn pos(self) -> Self {
        self.max(self.lit(0.0))
    }

    /// The square.
    #[inline(always)]
    fn sq(self) -> Self {
        self * self
    }
}

/// This integer minus the bits of `x` is a first estimate of `1 / x` for `f32`. Its error is at most 12 %.
pub(crate) const RECIP_MAGIC: u32 = 0x7EF3_11C7;
/// The same for `1 / sqrt(x)`; half the bits of `x` are subtracted. The error is at most 3.5 %.
pub(crate) const RSQRT_MAGIC: u32 = 0x5F37_59DF;
/// Number of Newton steps.
const NEWTON_STEPS: usize = 3;

/// Computes `1 / x` from a first estimate.
#[inline(always)]
pub(crate) fn refined_recip<R: Real>(x: R, guess: R) -> R {
    traced!(refined_recip(x, guess));
    let two = x.lit(2.0);
    let mut guess = guess;
    for _ in 0..NEWTON_STEPS {
        guess = guess * (two - x * guess);
    }
    guess
}

/// Computes `1 / sqrt(x)` from a first estimate.
#[inline(always)]
pub(crate) fn refined_rsqrt<R: Real>(x: R, guess: R) -> R {
    traced!(refined_rsqrt(x, guess));
    let (half, three_halves) = (x * x.lit(0.5), x.lit(1.5));
    let mut guess = guess;
    for _ in 0..NEWTON_STEPS {
        guess = guess * (three_halves - half * guess * guess);
    }
    guess
}

/// `values` times a factor. It is a loop and not a closure, because code that runs in every step must be inlined. Code that is not
/// inlined is compiled for the oldest processor.
#[inline(always)]
pub(super) fn scaled<R: Real, const N: usize>(values: [R; N], factor: R) -> [R; N] {
    let mut scaled = values;
    for value in &mut scaled {
        *value = *value * factor;
    }
    scaled
}

/// An array with one value for each of the four muscle compartments; `$at` is the index of the compartment.
macro_rules! compartments {
    ($at:ident => $value:expr) => {
        [
            {
                let $at = 0_usize;
                $value
            },
            {
                let $at = 1_usize;
                $value
            },
            {
                let $at = 2_usize;
                $value
            },
            {
                let $at = 3_usize;
                $value
            },
        ]
    };
}
pub(super) use compartments;

/// Comparisons of single numbers, with the same results as those of vectors.
macro_rules! scalar_comparisons {
    () => {
        type Mask = bool;

        #[inline(always)]
        fn max(self, other: Self) -> Self {
            if self > other { self } else { other }
        }
        #[inline(always)]
        fn min(self, other: Self) -> Self {
            if self < other { self } else { other }
        }
        #[inline(always)]
        fn lt(self, other: Self) -> bool {
            self < other
        }
        #[inline(always)]
        fn select(mask: bool, yes: Self, no: Self) -> Self {
            if mask { yes } else { no }
        }
    };
}

impl Real for f32 {
    scalar_comparisons!();

    #[inline(always)]
    fn lit(self, value: f64) -> Self {
        value as f32
    }
    #[inline(always)]
    fn recip(self) -> Self {
        refined_recip(self, f32::from_bits(RECIP_MAGIC.wrapping_sub(self.to_bits())))
    }
    #[inline(always)]
    fn rsqrt(self) -> Self {
        refined_rsqrt(self, f32::from_bits(RSQRT_MAGIC.wrapping_sub(self.to_bits() >> 1)))
    }
}

impl Real for f64 {
    scalar_comparisons!();

    #[inline(always)]
    fn lit(self, value: f64) -> Self {
        value
    }
    #[inline(always)]
    fn recip(self) -> Self {
        1.0 / self
    }
    #[inline(always)]
    fn rsqrt(self) -> Self {
        1.0 / self.sqrt()
    }
}

#[cfg(test)]
mod tests {
    use super::Real;

    #[test]
    fn newton_reciprocals_reach_f32_precision() {
        for i in 1..200_000 {
            let x = i as f32 * 0.013;
            let recip = f64::from(Real::recip(x)) * f64::from(x);
            assert!((recip - 1.0).abs() < 2e-7, "1/{x}: {recip}");
            let root = f64::from(Real::rsqrt(x)).powi(2) * f64::from(x);
            assert!((root - 1.0).abs() < 6e-7, "1/sqrt({x}): {root}");
        }
    }
}
