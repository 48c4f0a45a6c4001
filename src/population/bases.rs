//! Built-in populations: how each is made from the table of US adults.

use super::body;
use super::shares::{Region, Shares};
use super::us_adults::{Column, FEMALE_SHARE, UsAdults};
use crate::probability::normal_quantile;
use crate::scenario::BaseTable;

/// Youngest age of the older adults (years).
const OLDER_YEARS: f64 = 65.0;

/// Means of adults in England by sex (women, men): stature (cm) and body mass index (kg/m²). Health Survey for England 2021, ages 16 and
/// over, self-report adjusted (NHS Digital, parts 2 and 4). The survey publishes only these numbers.
const ENGLAND_HEIGHT_CM: [f64; 2] = [162.4, 175.9];
const ENGLAND_BMI: [f64; 2] = [27.2, 27.5];

/// Number of points over age and over the body mass index at which means are computed.
const AGES: u32 = 256;
const SCORES: u32 = 64;

/// A table of people, and the part of it that belongs to the population.
#[derive(Clone, Debug)]
pub(super) struct Members {
    /// The people.
    pub(super) table: UsAdults,
    /// Shares of people with illnesses and habits.
    pub(super) shares: Shares,
    /// Share of women.
    pub(super) female_share: f64,
    /// Share of the women and share of the men in the table who are too young.
    too_young: [f64; 2],
}

impl Members {
    /// Makes a built-in population.
    pub(super) fn of(base: BaseTable) -> Self {
        match base {
            BaseTable::UsAdults => Self::adults(UsAdults::new(), Region::Us),
            BaseTable::UsOlderAdults => Self::from_age(UsAdults::new(), OLDER_YEARS),
            BaseTable::EnglandAdults => Self::adults(england(), Region::England),
        }
    }

    fn adults(table: UsAdults, region: Region) -> Self {
        Self { table, shares: Shares::of(region), female_share: FEMALE_SHARE, too_young: [0.0; 2] }
    }

    /// Keeps only people of the United States of at least this age (years), and rescales shares to a sum of 1.
    fn from_age(table: UsAdults, age_years: f64) -> Self {
        let too_young = [0.0, 1.0].map(|sex| table.share_below(sex, age_years));
        let [women, men] = [FEMALE_SHARE * (1.0 - too_young[0]), (1.0 - FEMALE_SHARE) * (1.0 - too_young[1])];
        Self { table, shares: Shares::of(Region::Us), female_share: women / (women + men), too_young }
    }

    /// Age (years) below which a share `u` of the population's people of a sex lies.
    pub(super) fn age(&self, sex: f64, u: f64) -> f64 {
        let below = self.too_young[usize::from(sex >= 0.5)];
        self.table.age(sex, below + u * (1.0 - below))
    }
}

/// US adults, shifted to the means of England: for each sex, all statures change by the same number of centimeters and all body mass
/// indices by the same factor. Ages, spreads, correlations and most habits are those of the United States (assumption).
fn england() -> UsAdults {
    let table = UsAdults::new();
    let shifts = [0.0, 1.0].map(|sex| {
        let which = usize::from(sex >= 0.5);
        let (height_cm, bmi) = means(&table, sex);
        (ENGLAND_HEIGHT_CM[which] - height_cm, libm::log(ENGLAND_BMI[which] / bmi))
    });
    table
        .shifted(Column::Height, shifts.map(|(height_cm, _)| height_cm))
        .shifted(Column::LnBmi, shifts.map(|(_, ln)| ln))
}

/// Mean stature (cm) and body mass index (kg/m²) of a sex.
fn means(table: &UsAdults, sex: f64) -> (f64, f64) {
    let (mut height_cm, mut bmi) = (0.0, 0.0);
    for age in 0..AGES {
        let years = table.age(sex, middle(age, AGES));
        height_cm += table.at(Column::Height, sex, years) / f64::from(AGES);
        let scores = (0..SCORES).map(|score| normal_quantile(middle(score, SCORES)));
        let sum: f64 = scores.map(|score| body::bmi(table, sex, years, score)).sum();
        bmi += sum / f64::from(AGES * SCORES);
    }
    (height_cm, bmi)
}

/// Midpoint of one of equally likely classes.
fn middle(class: u32, classes: u32) -> f64 {
    (f64::from(class) + 0.5) / f64::from(classes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_adults_are_the_table_s_from_65_on() {
        let (all, older) = (Members::of(BaseTable::UsAdults), Members::of(BaseTable::UsOlderAdults));
        for sex in [0.0, 1.0] {
            assert!((older.age(sex, 1e-12) - 65.0).abs() < 1e-6);
            let share = 1.0 - all.table.share_below(sex, 65.0);
            assert!((older.age(sex, 0.5) - all.age(sex, 1.0 - share / 2.0)).abs() < 1e-9);
        }
        // Half of one band and the two bands above it: 13.3 / 2 + 8.1 + 5.5 of 103 % of the women, 13.0 / 2 + 7.0 + 3.5 of 104 % of the men.
        let (women, men) = (0.517 * 20.25 / 103.0, 0.483 * 17.0 / 104.0);
        assert!((older.female_share - women / (women + men)).abs() < 1e-12, "{}", older.female_share);
    }

    #[test]
    fn england_has_its_published_means() {
        let england = Members::of(BaseTable::EnglandAdults);
        for (which, sex) in [0.0, 1.0].into_iter().enumerate() {
            let (height_cm, bmi) = means(&england.table, sex);
            assert!((height_cm - ENGLAND_HEIGHT_CM[which]).abs() < 1e-9, "{height_cm}");
            assert!((bmi - ENGLAND_BMI[which]).abs() < 1e-9, "{bmi}");
        }
    }
}
