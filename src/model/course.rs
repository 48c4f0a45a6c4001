//! Converts a value of the time course to an integer and to a bin of a histogram. Integers have the same sum in any order and on every
//! device. The conversion uses only `f32` operations that give the same bits on every device.

use super::measure::Course;

/// Number of bins of a histogram. The error of a quantile is at most 1/200 of the range.
pub const BINS: usize = 200;

/// Number of integer steps per unit of a quantity.
const STEPS_PER_UNIT: f32 = 1024.0;
/// Largest distance of a value from zero (unit of the quantity); larger values are limited to it.
const FARTHEST: f32 = 8191.0;
/// The integer of the value 0. Integers are positive and have 24 bits.
const ZERO_STEPS: u32 = 1 << 23;

impl Course {
    /// Lowest and highest value of the histogram, in the quantity's unit. Values outside are counted in the first or last bin.
    pub const fn range(self) -> (f32, f32) {
        match self {
            Course::EdemaMl => (-100.0, 500.0),
            Course::LegVolumeChangeMl => (-200.0, 800.0),
            Course::PooledVenousMl => (-200.0, 400.0),
            Course::AnkleVeinPressureMmhg => (-50.0, 150.0),
            Course::PoplitealFlowMlMin => (-200.0, 1800.0),
            Course::ResidenceMin => (0.0, 200.0),
        }
    }

    /// Number of bins per unit of the quantity. The GPU kernel receives this number, because division is not exact on every device.
    pub const fn bins_per_unit(self) -> f32 {
        let (low, high) = self.range();
        BINS as f32 / (high - low)
    }

    /// The bin of a finite value.
    pub fn bin(self, value: f32) -> usize {
        let position = (value - self.range().0) * self.bins_per_unit();
        position.clamp(0.0, (BINS - 1) as f32) as usize
    }

    /// Converts a finite value (in the quantity's unit) to a positive integer below 2^24: the number of steps of 1/1024 above -8192.
    /// Values are first limited to the range from -8191 to 8191.
    pub fn steps(value: f32) -> u32 {
        let scaled = value.clamp(-FARTHEST, FARTHEST) * STEPS_PER_UNIT;
        ZERO_STEPS.wrapping_add_signed(libm::floorf(scaled + 0.5) as i32)
    }

    /// Mean of `n` values (in their unit); `steps` is the sum of their [`Course::steps`]. NaN if `n` is 0.
    pub fn mean(steps: u64, n: u64) -> f64 {
        // Both stay below 2^55 for 2^31 people.
        let from_zero = steps as i64 - (n * u64::from(ZERO_STEPS)) as i64;
        from_zero as f64 / (f64::from(STEPS_PER_UNIT) * n as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_outside_go_to_the_end_bins() {
        for &course in Course::ALL {
            let (low, high) = course.range();
            assert_eq!((course.bin(f32::MIN), course.bin(low - 1.0), course.bin(low)), (0, 0, 0));
            assert_eq!([high, high + 1.0, f32::MAX].map(|value| course.bin(value)), [BINS - 1; 3]);
            assert_eq!(course.bin(0.5 * (low + high) + 0.5 / course.bins_per_unit()), BINS / 2);
        }
    }

    #[test]
    fn steps_are_positive_numbers_of_24_bits() {
        assert_eq!(Course::steps(0.0), 8_388_608);
        assert_eq!(Course::steps(1.0), 8_388_608 + 1024);
        assert_eq!(Course::steps(-0.25), 8_388_608 - 256);
        assert_eq!([f32::MIN, -8191.0].map(Course::steps), [1024; 2]);
        assert_eq!([f32::MAX, 8191.0].map(Course::steps), [(1 << 24) - 1024; 2]);
    }

    proptest! {
        #[test]
        fn a_value_is_off_by_half_a_step_at_most(value in -8191.0_f32..8191.0) {
            let error = Course::mean(u64::from(Course::steps(value)), 1) - f64::from(value);
            // For small values, the sum with 0.5 is rounded too.
            prop_assert!(error.abs() <= 0.5 / 1024.0 * (1.0 + 1e-6), "{value} is off by {error}");
        }

        #[test]
        fn the_mean_of_whole_steps_is_exact(values in prop::collection::vec(-8_000_000..8_000_000, 1..50)) {
            let (sum, n) = (values.iter().sum::<i32>() as f64, values.len() as u64);
            let steps = values.iter().map(|value| u64::from(Course::steps(*value as f32 / 1024.0))).sum();
            prop_assert_eq!(Course::mean(steps, n), sum / (1024.0 * n as f64));
        }
    }
}
