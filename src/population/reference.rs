//! Means and shares of people by age and sex: adults in general, regardless of the scenario's population.

use super::attributes::Base;
use super::illness::treated;
use crate::probability::normal_quantile;
use crate::scenario::{BaseTable, Variable};

/// Number of points at which means over an attribute are computed.
const POINTS: u32 = 64;

/// US adults, as shares and means.
///
/// Incidence was counted in general populations, so a person's hazard is compared with that of people in general. A study of lean adults
/// in England, or of the people in a data file, must not use its own people for this comparison; otherwise a low body mass would not
/// lower their risk.
#[derive(Clone, Debug)]
pub struct Reference {
    base: Base,
    /// Normal scores that represent equally likely people.
    scores: Vec<f64>,
}

impl Reference {
    /// Prepares adults in general.
    pub fn new() -> Self {
        let score = |point: u32| normal_quantile((f64::from(point) + 0.5) / f64::from(POINTS));
        Self { base: Base::new(BaseTable::UsAdults), scores: (0..POINTS).map(score).collect() }
    }

    /// Share of people with a flag, by sex (0 female, 1 male) and age (years).
    pub fn share(&self, flag: Variable, sex: f64, age_years: f64) -> f64 {
        self.base.share(flag, sex, age_years)
    }

    /// Share of people who had a clot before and take an anticoagulant, by sex (0 female, 1 male) and age (years).
    pub fn share_of_treated(&self, sex: f64, age_years: f64) -> f64 {
        let of = |flag| self.share(flag, sex, age_years);
        let [_, with] = treated(of(Variable::Anticoagulant), of(Variable::PriorVte));
        with * of(Variable::PriorVte)
    }

    /// Mean of a function of the stature (cm) over people of a sex and an age (years).
    pub fn mean_over_height(&self, sex: f64, age_years: f64, value: impl Fn(f64) -> f64) -> f64 {
        let sum: f64 = self.scores.iter().map(|score| value(self.base.height_cm(sex, age_years, *score))).sum();
        sum / f64::from(POINTS)
    }

    /// Mean of a function of the severity of superficial reflux over people of a sex and an age (years).
    pub fn mean_over_superficial_reflux(&self, sex: f64, age_years: f64, value: impl Fn(f64) -> f64) -> f64 {
        self.base.mean_over_superficial_reflux(sex, age_years, POINTS, value)
    }

    /// Mean of a function of the body mass index (kg/m²) over people of a sex and an age (years).
    pub fn mean_over_bmi(&self, sex: f64, age_years: f64, value: impl Fn(f64) -> f64) -> f64 {
        let sum: f64 = self.scores.iter().map(|score| value(self.base.bmi(sex, age_years, *score))).sum();
        sum / f64::from(POINTS)
    }
}

impl Default for Reference {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_means_are_those_of_the_table() {
        let reference = Reference::new();
        assert_eq!(reference.share(Variable::OralContraceptive, 0.0, 25.0), 0.1759);
        assert_eq!(reference.share(Variable::OralContraceptive, 1.0, 25.0), 0.0);
        assert_eq!(reference.share(Variable::Cancer, 0.0, 70.0), 0.02833);
        assert!((reference.share_of_treated(1.0, 70.0) - 0.3 * 0.0371).abs() < 1e-12);
        // Survey: men of 40-59 are 176.5 cm tall on average. A fifth of people have superficial reflux.
        let height = reference.mean_over_height(1.0, 50.0, |height| height);
        assert!((height - 176.5).abs() < 0.5, "{height}");
        let share = reference.mean_over_superficial_reflux(0.0, 50.0, |severity| f64::from(u8::from(severity > 0.0)));
        assert!((0.15..0.3).contains(&share), "{share}");
        // Survey: women of 40-49 have a mean of 29.1 kg/m².
        let mean = reference.mean_over_bmi(0.0, 45.0, |bmi| bmi);
        assert!((mean - 29.1).abs() < 0.3, "{mean}");
    }
}
