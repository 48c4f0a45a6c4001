//! Tube law: computes the transmural pressure of a vein from its volume.
//!
//! A vein is compliant around zero pressure, stiff if it is full, and stiff again if it is nearly collapsed. The curve is piecewise
//! quadratic with a continuous slope, so that it needs no library functions.

use super::real::Real;
use super::shape::{shaped, traced};

shaped! {
    /// The wall of a group of veins. `firm` and `stiffening` include the person's relative stiffness. Gains are gains of volume, relative to
    /// the volume at zero pressure; slopes are derivatives of the pressure with respect to the gain.
    #[derive(Clone, Copy, Debug)]
    pub struct Wall<R> {
        /// Gain at which the wall becomes firm.
        pub knee: R,
        /// Slope at zero pressure (mmHg).
        pub soft: R,
        /// Half of the increase of the slope per gain below the knee (mmHg).
        pub bend: R,
        /// Slope at the knee (mmHg).
        pub firm: R,
        /// Half of the increase of the slope per gain above the knee (mmHg).
        pub stiffening: R,
        /// Half of the increase of the slope per loss of volume below `shut` (mmHg).
        pub buckling: R,
        /// Gain (negative) below which the vein resists further collapse.
        pub shut: R,
    }
}

impl<R: Real> Wall<R> {
    /// A wall, from the six constants of the pressure-volume curve: slopes in mmHg per relative gain, and relative gains.
    #[inline(always)]
    pub fn new(soft: R, knee: R, firm: R, stiffening: R, buckling: R, buckling_from: R) -> Self {
        traced!(Wall::new(soft, knee, firm, stiffening, buckling, buckling_from));
        let half = knee.lit(0.5);
        let bend = half * (firm - soft) * knee.recip();
        let shut = knee.lit(0.0) - buckling_from;
        Self { knee, soft, bend, firm, stiffening: half * stiffening, buckling, shut }
    }

    /// The state of the wall at this gain.
    #[inline(always)]
    pub fn stretch(&self, gain: R) -> Stretch<R> {
        traced!(self, Wall::stretch(gain));
        let low = gain.min(self.knee);
        let rise = low.pos();
        let above = gain - low;
        let crushed = (self.shut - gain).pos();
        let (bent, stiffened, buckled) = (self.bend * rise, self.stiffening * above, self.buckling * crushed);
        let pressure = self.soft * low + bent * rise + above * (self.firm + stiffened) - buckled * crushed;
        Stretch { pressure, stiffening: bent + stiffened + buckled }
    }

    /// The slope (mmHg).
    #[inline(always)]
    pub fn slope(&self, stretch: &Stretch<R>) -> R {
        traced!(self, Wall::slope(&stretch));
        self.soft + (stretch.stiffening + stretch.stiffening)
    }
}

shaped! {
    /// The state of a wall.
    #[derive(Clone, Copy, Debug)]
    pub struct Stretch<R> {
        /// Transmural pressure (mmHg).
        pub pressure: R,
        /// Half of the difference between the slope and that at zero pressure (mmHg).
        pub stiffening: R,
    }
}

#[cfg(test)]
mod tests {
    use super::Wall;

    fn wall() -> Wall<f64> {
        Wall::new(8.0, 0.4, 24.0, 2.0, 300.0, 0.75)
    }

    #[test]
    fn slope_is_the_derivative_of_pressure() {
        let wall = wall();
        for step in -95..400 {
            let gain = f64::from(step) * 0.01 + 0.003;
            let (low, high) = (wall.stretch(gain - 1e-6).pressure, wall.stretch(gain + 1e-6).pressure);
            let slope = wall.slope(&wall.stretch(gain));
            assert!(((high - low) / 2e-6 - slope).abs() < 1e-3 * slope, "at {gain}");
        }
    }

    #[test]
    fn pressure_rises_everywhere_and_is_zero_at_rest() {
        let wall = wall();
        assert_eq!(wall.stretch(0.0).pressure, 0.0);
        let mut last = f64::NEG_INFINITY;
        for step in -100..500 {
            let pressure = wall.stretch(f64::from(step) * 0.01).pressure;
            assert!(pressure > last);
            last = pressure;
        }
    }
}
