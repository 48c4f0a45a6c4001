//! Heaviness of the legs: a plain score of swelling and venous pressure.

/// Highest score, that of the scales on which people mark how heavy their legs feel.
const HIGHEST: f64 = 10.0;
/// Swelling, as a share of the lower leg's volume, that adds a point (%). Assumption: discomfort follows swelling (Winkel and Jorgensen 1986,
/// doi:10.1080/00140138608968267), but no study gives the size.
const POINT_PCT: f64 = 1.0;
/// Mean pressure in the vein at the ankle that adds no point (mmHg): that of people who lie (assumption).
const LYING_MMHG: f64 = 10.0;
/// Pressure beyond it that adds a point (mmHg; assumption).
const POINT_MMHG: f64 = 25.0;

/// Heaviness, from 0 to 10, of a lower leg of this volume (mL) with this fluid more than the reference person has after a night (mL), after a
/// time with this mean pressure in the vein at the ankle (mmHg).
pub fn heaviness(swelling_ml: f64, leg_ml: f64, ankle_mmhg: f64) -> f64 {
    let swelling_pct = 100.0 * swelling_ml / leg_ml;
    let points = (swelling_pct / POINT_PCT).max(0.0) + ((ankle_mmhg - LYING_MMHG) / POINT_MMHG).max(0.0);
    points.min(HIGHEST)
}

#[cfg(test)]
mod tests {
    use super::heaviness;

    #[test]
    fn swelling_and_pressure_add_points_up_to_ten() {
        assert_eq!(heaviness(0.0, 3000.0, 10.0), 0.0);
        assert_eq!(heaviness(60.0, 3000.0, 10.0), 2.0, "two percent");
        assert_eq!(heaviness(-60.0, 3000.0, 60.0), 2.0, "thin legs do not offset pressure");
        assert_eq!(heaviness(60.0, 3000.0, 60.0), 4.0, "their sum");
        assert_eq!(heaviness(60.0, 6000.0, 60.0), 3.0, "a large leg swells less");
        assert_eq!(heaviness(900.0, 3000.0, 80.0), 10.0);
    }
}
