//! Tube law: transmural pressure of a vein from its volume.
//!
//! Compliant around zero pressure, stiff when filled, steep again when nearly collapsed; piecewise quadratic with continuous
//! slope, so that it needs no library functions and its inverse is never asked for.

use super::real::Real;

/// Wall of a group of veins; pressures already carry the person's stiffness.
#[derive(Clone, Copy, Debug)]
pub struct Wall<R> {
    /// Relative gain at which the wall is firm.
    pub knee: R,
    /// Slope at zero pressure (mmHg).
    pub soft: R,
    /// Half the growth of slope per relative gain below the knee (mmHg).
    pub bend: R,
    /// Slope at the knee (mmHg).
    pub firm: R,
    /// Half the growth of slope above the knee (mmHg).
    pub stiffening: R,
    /// Growth of the resistance to collapse (mmHg).
    pub buckling: R,
    /// Relative loss at which it sets in.
    pub buckling_from: R,
}

impl<R: Real> Wall<R> {
    /// A wall from its slopes (mmHg per relative gain).
    #[inline(always)]
    pub fn new(soft: R, knee: R, firm: R, stiffening: R, buckling: R, buckling_from: R) -> Self {
        let half = knee.lit(0.5);
        let bend = half * (firm - soft) * knee.recip();
        Self { knee, soft, bend, firm, stiffening: half * stiffening, buckling, buckling_from }
    }

    /// The same wall, stiffer by a factor.
    #[inline(always)]
    pub fn stiffer(self, factor: R) -> Self {
        Self {
            soft: self.soft * factor,
            bend: self.bend * factor,
            firm: self.firm * factor,
            stiffening: self.stiffening * factor,
            ..self
        }
    }

    /// Pressure (mmHg) and its slope (mmHg per relative gain) at a relative gain of volume over that at zero pressure.
    #[inline(always)]
    pub fn pressure(&self, gain: R) -> (R, R) {
        let zero = gain.lit(0.0);
        let below = gain.min(zero);
        let rise = gain.max(zero).min(self.knee);
        let above = (gain - self.knee).max(zero);
        let crushed = (zero - below - self.buckling_from).max(zero);
        let pressure =
            self.soft * (below + rise) + self.bend * rise * rise + above * (self.firm + self.stiffening * above)
                - self.buckling * crushed * crushed;
        let in_knee = Real::select(gain.lt(self.knee), self.soft + twice(rise) * self.bend, self.firm);
        let slope = in_knee + twice(self.stiffening * above) + twice(self.buckling * crushed);
        (pressure, slope)
    }
}

#[inline(always)]
fn twice<R: Real>(value: R) -> R {
    value + value
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
            let (low, high) = (wall.pressure(gain - 1e-6).0, wall.pressure(gain + 1e-6).0);
            let slope = wall.pressure(gain).1;
            assert!(((high - low) / 2e-6 - slope).abs() < 1e-3 * slope, "at {gain}");
        }
    }

    #[test]
    fn pressure_rises_everywhere_and_is_zero_at_rest() {
        let wall = wall();
        assert_eq!(wall.pressure(0.0).0, 0.0);
        let mut last = f64::NEG_INFINITY;
        for step in -100..500 {
            let pressure = wall.pressure(f64::from(step) * 0.01).0;
            assert!(pressure > last);
            last = pressure;
        }
    }
}
