//! Size, muscle, joints, blood and abdomen.

use super::Person;
use super::attributes::log_normal;
use super::person::Known;
use super::us_adults::{Column, UsAdults};
use crate::probability::normal_quantile;
use crate::scenario::Variable::{AgeYears, HeightCm, Sex, WeightKg};

/// Normally distributed within sex and age.
pub(super) fn height_cm(table: &UsAdults, u: f64, person: &impl Known) -> f64 {
    let at = |column| table.at(column, person.get(Sex), person.get(AgeYears));
    at(Column::Height) + at(Column::HeightSd) * normal_quantile(u)
}

/// Computed from the body mass index, which is nearly log-normal within sex and age, with a small skew, and correlated with stature. It
/// also depends on a stature that the scenario sets.
pub(super) fn weight_kg(table: &UsAdults, u: f64, person: &impl Known) -> f64 {
    let at = |column| table.at(column, person.get(Sex), person.get(AgeYears));
    let height = person.get(HeightCm);
    // Statures beyond the range of the table are treated like the extremes of this range.
    let height_score = ((height - at(Column::Height)) / at(Column::HeightSd)).clamp(-4.0, 4.0);
    let correlation = at(Column::HeightLnBmiCorrelation);
    let own = (1.0 - correlation * correlation).sqrt() * normal_quantile(u);
    let score = correlation * height_score + own;
    bmi(table, person.get(Sex), person.get(AgeYears), score) * (height / 100.0) * (height / 100.0)
}

/// Stature of a person of known weight: drawn from evenly spaced statures with their likelihood at this weight.
pub(super) fn height_of_weight_cm(table: &UsAdults, u: f64, weight_kg: f64, person: &impl Known) -> f64 {
    /// Statures extend this many steps to both sides, in steps of a tenth of a standard deviation.
    const REACH: i32 = 40;
    let at = |column| table.at(column, person.get(Sex), person.get(AgeYears));
    let correlation = at(Column::HeightLnBmiCorrelation);
    let height = |step: f64| at(Column::Height) + at(Column::HeightSd) * step / 10.0;
    let likelihood = |step: i32| {
        let (score, meters) = (f64::from(step) / 10.0, height(f64::from(step)) / 100.0);
        let ln_bmi = libm::log(weight_kg / (meters * meters));
        let skewness = skewness(person.get(Sex));
        let bmi_score = unskewed((ln_bmi - at(Column::LnBmi)) / at(Column::LnBmiSd), skewness);
        let own = (bmi_score - correlation * score) / (1.0 - correlation * correlation).sqrt();
        // Where the bent scores are stretched, the density of people is lower.
        libm::exp(-0.5 * (score * score + own * own)) / (1.0 + skewness / 3.0 * bmi_score).max(f64::EPSILON)
    };
    let likelihoods: Vec<f64> = (-REACH..=REACH).map(likelihood).collect();
    let mut rest = u * likelihoods.iter().sum::<f64>();
    for (step, likelihood) in (-REACH..=REACH).zip(likelihoods) {
        if rest < likelihood {
            // Spread evenly around the step.
            return height(f64::from(step) + rest / likelihood - 0.5);
        }
        rest -= likelihood;
    }
    height(0.0)
}

/// Body mass index (kg/m²) of a sex at an age (years) and a standard normal score.
pub(super) fn bmi(table: &UsAdults, sex: f64, age: f64, score: f64) -> f64 {
    libm::exp(table.at(Column::LnBmi, sex, age) + table.at(Column::LnBmiSd, sex, age) * skewed(score, skewness(sex)))
}

/// Normal score of a person's body mass index within sex and age, at most 4 to both sides.
pub(super) fn bmi_score(table: &UsAdults, person: &impl Known) -> f64 {
    let at = |column| table.at(column, person.get(Sex), person.get(AgeYears));
    let score = (libm::log(person.bmi()) - at(Column::LnBmi)) / at(Column::LnBmiSd);
    unskewed(score, skewness(person.get(Sex))).clamp(-4.0, 4.0)
}

/// Skewness of ln BMI within sex and age, computed from the same survey as the table. A log-normal distribution without skew has too few
/// people with the highest body mass.
fn skewness(sex: f64) -> f64 {
    if sex < 0.5 { 0.41 } else { 0.36 }
}

/// A standard normal score transformed to this skewness, with mean 0 and variance 1 (first term of Cornish and Fisher). It increases for
/// scores above -3 / `skewness`, and no score is below this value.
fn skewed(score: f64, skewness: f64) -> f64 {
    let bend = skewness / 6.0;
    (score + bend * (score * score - 1.0)) / (1.0 + 2.0 * bend * bend).sqrt()
}

/// Volume of one lower leg with its foot. Slope and intercept of leg volume on weight (62 adults; women 1058 + 69 mL/kg, men 539 + 65
/// mL/kg: "Leg volume and mass scales", limb measured to the thigh), times the share below the knee that gives the lower leg and foot of
/// de Leva 1996 (J Biomech 29:1223, doi 10.1016/0021-9290(95)00178-6) at those adults' mean weight. The intercept grows with stature: a
/// longer leg of the same girth (assumption). Spread within weight 12 % (assumption).
pub(super) fn leg_volume_ml(u: f64, person: &impl Known) -> f64 {
    log_normal(leg_of_weight_ml(person.get(WeightKg), person), 0.12, u)
}

/// Volume of one lower leg with its foot of people with this sex and stature at a weight (kg).
fn leg_of_weight_ml(weight_kg: f64, person: &impl Known) -> f64 {
    let (intercept_ml, slope_ml_kg, below_knee, usual_height_cm) =
        if person.get(Sex) < 0.5 { (1058.0, 69.0, 0.66, 162.0) } else { (539.0, 65.0, 0.73, 176.0) };
    let frame = intercept_ml * person.get(HeightCm) / usual_height_cm;
    below_knee * (frame + slope_ml_kg * weight_kg)
}

/// Body mass index of the lean people whose leg is the measure of vein size (kg/m²).
const LEAN_BMI: f64 = 23.0;

/// Volume of the lower leg that vessels belong to (mL): that of a lean person of the same sex and stature, times the lean body weight
/// relative to that person. Muscle and its vessels grow with body mass, but less than fat does.
pub fn lean_leg_ml(person: &Person) -> f64 {
    let meters = person.get(HeightCm) / 100.0;
    let lean_kg = LEAN_BMI * meters * meters;
    let gain = lean_body_kg(person.get(Sex), person.get(WeightKg), person.bmi())
        / lean_body_kg(person.get(Sex), lean_kg, LEAN_BMI);
    leg_of_weight_ml(lean_kg, person) * gain
}

/// Lean body weight (kg): Janmahasatian et al. 2005, Clin Pharmacokinet 44:1051.
fn lean_body_kg(sex: f64, weight_kg: f64, bmi: f64) -> f64 {
    let (constant, slope) = if sex < 0.5 { (8780.0, 244.0) } else { (6680.0, 216.0) };
    9270.0 * weight_kg / (constant + slope * bmi)
}

/// The table's decline with age. At the same age, women have two thirds of men's force (assumption); spread 20 % (assumption).
pub(super) fn calf_strength_rel(table: &UsAdults, u: f64, person: &impl Known) -> f64 {
    let of_sex = if person.get(Sex) < 0.5 { 0.67 } else { 1.0 };
    log_normal(of_sex * table.at(Column::CalfStrength, person.get(Sex), person.get(AgeYears)), 0.2, u)
}

/// 57 degrees in healthy adults (Back 1995, J Vasc Surg 22:519), taken as the value at 45 years. Loss of 0.25 degrees a year:
/// about the step between the age groups of Soucie 2011 (Haemophilia 17:500, recalled). Spread 8 degrees (assumption).
pub(super) fn ankle_range_deg(u: f64, person: &impl Known) -> f64 {
    57.0 - 0.25 * (person.get(AgeYears) - 45.0) + 8.0 * normal_quantile(u)
}

/// 5.1 mmHg in lean people, 13.2 mmHg before gastric bypass (Sugerman 1997, doi 10.1046/j.1365-2796.1997.89104000.x), assigned to BMI 24
/// and 52 and interpolated linearly (assumption: within one series the pressure depends on girth rather than on BMI). Spread 2 mmHg
/// (assumption).
pub(super) fn abdominal_pressure_mmhg(u: f64, person: &impl Known) -> f64 {
    5.1 + (13.2 - 5.1) / (52.0 - 24.0) * (person.bmi() - 24.0) + 2.0 * normal_quantile(u)
}

/// Mean hematocrit (%) of people of the same sex (textbook reference ranges).
pub fn usual_hematocrit_pct(person: &Person) -> f64 {
    hematocrit_of_sex_pct(person.get(Sex))
}

fn hematocrit_of_sex_pct(sex: f64) -> f64 {
    if sex < 0.5 { 40.0 } else { 45.0 }
}

/// Spread 3 % (textbook reference ranges).
pub(super) fn hematocrit_pct(u: f64, person: &impl Known) -> f64 {
    hematocrit_of_sex_pct(person.get(Sex)) + 3.0 * normal_quantile(u)
}

/// Correlation of fitness with the body mass index within sex and age (women, men): 10 % less fitness per 5 kg/m2. The FRIEND equation of
/// maximal oxygen uptake per kg of body mass gives 14 to 15 % (de Souza e Silva 2018, PMID 29517365), equations without an exercise
/// test about 9 % (Jurca 2005, recalled); the value between them is an assumption.
pub(super) const FITNESS_OF_BODY_MASS: [f64; 2] = [-0.62, -0.49];

/// Spread of fitness within sex and age: similar to that of maximal oxygen uptake (assumption).
const FITNESS_SPREAD: f64 = 0.25;

/// Fitness relative to the average of the same sex and age.
pub(super) fn fitness_rel(u: f64) -> f64 {
    log_normal(1.0, FITNESS_SPREAD, u)
}

/// Median of the fitness of people with this person's sex, age and body mass.
pub(super) fn usual_fitness(table: &UsAdults, person: &impl Known) -> f64 {
    let own = FITNESS_OF_BODY_MASS[usize::from(person.get(Sex) >= 0.5)];
    libm::exp(FITNESS_SPREAD * own * bmi_score(table, person))
}

/// The score that [`skewed`] transforms to this value, or the lowest score if there is none.
fn unskewed(value: f64, skewness: f64) -> f64 {
    let bend = skewness / 6.0;
    let straight = value * (1.0 + 2.0 * bend * bend).sqrt() + bend;
    ((1.0 + 4.0 * bend * straight).max(0.0).sqrt() - 1.0) / (2.0 * bend)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn unskewing_undoes_skewing() {
        for score in [-4.0, -1.0, 0.0, 0.3, 2.0, 5.0] {
            assert!((unskewed(skewed(score, 0.41), 0.41) - score).abs() < 1e-12, "{score}");
        }
    }

    #[test]
    fn skewed_scores_have_the_moments_asked_for() {
        let n = 200_000;
        let scores = (0..n).map(|i| skewed(normal_quantile((f64::from(i) + 0.5) / f64::from(n)), 0.41));
        let (mut sums, count) = ([0.0; 3], f64::from(n));
        for score in scores {
            sums[0] += score / count;
            sums[1] += score * score / count;
            sums[2] += score * score * score / count;
        }
        assert!(sums[0].abs() < 1e-4 && (sums[1] - 1.0).abs() < 1e-3, "{sums:?}");
        assert!((sums[2] - 0.41).abs() < 0.02, "{sums:?}");
    }
}
