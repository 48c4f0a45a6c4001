//! First clots with symptoms in a general population, by age and sex.

/// The sexes that incidence distinguishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sex {
    /// Women.
    Female,
    /// Men.
    Male,
}

/// Clots from pregnancy, childbirth and contraception, spread evenly over these ages of women (years): data from Denmark with and without
/// them (Arnesen 2021, doi:10.1007/s10654-021-00813-w).
const REPRODUCTIVE_YEARS: std::ops::Range<f64> = 15.0..50.0;
const REPRODUCTIVE_PER_YEAR: f64 = 20e-5;
/// Older women: rates of Norway and the United States (Thrombosis J 2014;12:6, table 3) replace the Danish curve.
const WOMEN: [(f64, f64); 2] = [(75.0, 330e-5), (85.0, 570e-5)];
/// Age at which they replace the Danish curve (years).
const DANISH_CURVE_TO: f64 = 60.0;

/// First venous thromboembolism with symptoms, per person-year, at an age (years).
///
/// The curves are fitted to the cumulative incidence of Denmark at 50 and 70 years (Arnesen 2021). The curve of men is used at all ages.
pub fn incidence_per_year(sex: Sex, age_years: f64) -> f64 {
    match sex {
        Sex::Male => 5.07e-5 * libm::exp(0.0566 * age_years),
        Sex::Female if REPRODUCTIVE_YEARS.contains(&age_years) => women_per_year(age_years) + REPRODUCTIVE_PER_YEAR,
        Sex::Female => women_per_year(age_years),
    }
}

/// Women without reproductive causes: the Danish curve, then logarithms interpolated linearly between the points.
fn women_per_year(age_years: f64) -> f64 {
    let danish = |age: f64| 8.17e-5 * libm::exp(0.0416 * age);
    let between = |(from, low): (f64, f64), (to, high): (f64, f64)| {
        low * libm::exp(libm::log(high / low) * (age_years - from) / (to - from))
    };
    if age_years <= DANISH_CURVE_TO {
        danish(age_years)
    } else if age_years <= WOMEN[0].0 {
        between((DANISH_CURVE_TO, danish(DANISH_CURVE_TO)), WOMEN[0])
    } else {
        between(WOMEN[0], WOMEN[1])
    }
}

/// First year and number of people of each age group from age 20 in the European standard population of 2013, EFTA states included
/// (Eurostat, doi:10.2785/11470); the last group is open.
pub const AGE_WEIGHTS: [(f64, f64); 15] = [
    (20.0, 6000.0),
    (25.0, 6000.0),
    (30.0, 6500.0),
    (35.0, 7000.0),
    (40.0, 7000.0),
    (45.0, 7000.0),
    (50.0, 7000.0),
    (55.0, 6500.0),
    (60.0, 6000.0),
    (65.0, 5500.0),
    (70.0, 5000.0),
    (75.0, 4000.0),
    (80.0, 2500.0),
    (85.0, 1500.0),
    (90.0, 1000.0),
];

/// Incidence per person-year in the standard population at ages from `from` up to `to` (years), with as many women as men (assumption).
pub fn standard_incidence_per_year(from: f64, to: f64) -> f64 {
    let (mut cases, mut people) = (0.0, 0.0);
    for &(low, weight) in AGE_WEIGHTS.iter().filter(|(low, _)| (from..to).contains(low)) {
        for step in 0..5 {
            let age = low + 0.5 + f64::from(step);
            let both = incidence_per_year(Sex::Female, age) + incidence_per_year(Sex::Male, age);
            cases += weight * both / 10.0;
        }
        people += weight;
    }
    cases / people
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Share of people who have had a clot by an age (years), if nobody dies before.
    fn by(age: u32, rate: impl Fn(f64) -> f64) -> f64 {
        let months = (15 * 12..age * 12).map(|month| rate((f64::from(month) + 0.5) / 12.0) / 12.0);
        1.0 - libm::exp(-months.sum::<f64>())
    }

    #[test]
    fn cumulative_incidence_is_that_of_denmark() {
        let men = |age| incidence_per_year(Sex::Male, age);
        let women = |age| incidence_per_year(Sex::Female, age);
        for (ours, published) in [
            (by(50, men), 0.013),
            (by(70, men), 0.044),
            (by(50, women), 0.019),
            (by(70, women), 0.043),
            (by(50, women_per_year), 0.012),
            (by(70, women_per_year), 0.032),
        ] {
            assert!((ours / published - 1.0).abs() < 0.1, "{ours}, published {published}");
        }
    }

    #[test]
    fn incidence_by_age_is_that_of_norway() {
        // Naess 2007, doi:10.1111/j.1538-7836.2007.02450.x; per 100,000 person-years. The accepted range is a quarter to either side.
        let bands = [(20.0, 65.0, 63.0), (65.0, 75.0, 252.0), (75.0, 85.0, 529.0), (85.0, 200.0, 680.0)];
        for (from, to, published) in bands {
            let ours = 1e5 * standard_incidence_per_year(from, to);
            assert!((ours / published - 1.0).abs() < 0.25, "from {from}: {ours}, published {published}");
        }
        let all = 1e3 * standard_incidence_per_year(20.0, 200.0);
        assert!((1.33..1.54).contains(&all), "{all} per 1000");
    }

    #[test]
    fn rates_of_women_join_without_steps_but_for_the_reproductive_years() {
        for age in [60.0, 75.0, 85.0] {
            assert!((women_per_year(age + 1e-9) / women_per_year(age - 1e-9) - 1.0).abs() < 1e-6, "{age}");
        }
        let step = incidence_per_year(Sex::Female, 49.999) - incidence_per_year(Sex::Female, 50.0);
        assert!((step - 20e-5).abs() < 1e-6);
    }
}
