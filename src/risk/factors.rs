//! Factors that multiply the incidence of clots.

use crate::model::Params;

/// Attributes that affect clotting. For a person each is 0 or 1; for a group it is the share of people who have it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Factors {
    /// Hazard at the person's body mass index relative to 25 kg/m², from [`body_mass`]; for a group, its mean.
    pub body_mass: f64,
    /// Hazard at the person's stature relative to 170 cm, from [`stature`]; for a group, its mean.
    pub stature: f64,
    /// Hazard with the person's varices relative to none, from [`varices`]; for a group, its mean.
    pub varices: f64,
    /// Smokes.
    pub smoker: f64,
    /// Takes a combined oral contraceptive.
    pub oral_contraceptive: f64,
    /// Takes menopausal hormone therapy.
    pub hrt: f64,
    /// Pregnant.
    pub pregnant: f64,
    /// Within 12 weeks of giving birth.
    pub postpartum: f64,
    /// Carries an inherited thrombophilia.
    pub thrombophilia: f64,
    /// Has active cancer.
    pub cancer: f64,
    /// Had surgery within three months.
    pub recent_surgery: f64,
    /// Had a clot before.
    pub prior_vte: f64,
    /// Takes an anticoagulant.
    pub anticoagulant: f64,
    /// Had a clot before and takes an anticoagulant.
    pub treated: f64,
}

/// Range of the body mass index (kg/m²); beyond it the hazard stays constant.
const BODY_MASS_RANGE: (f64, f64) = (15.0, 50.0);

/// Hazard at a body mass index (kg/m²) relative to 25 kg/m²; its logarithm is linear in the index.
pub fn body_mass(bmi: f64, params: &Params<f64>) -> f64 {
    let within = bmi.clamp(BODY_MASS_RANGE.0, BODY_MASS_RANGE.1);
    libm::exp(params.risk_body_mass_per_kg_m2 * (within - 25.0))
}

/// Range of statures (cm); beyond it the hazard stays constant.
const STATURES: (f64, f64) = (140.0, 210.0);

/// Hazard of a woman (`sex` 0) or a man (1) of this stature (cm) relative to 170 cm; its logarithm is linear in stature.
pub fn stature(height_cm: f64, sex: f64, params: &Params<f64>) -> f64 {
    let per_cm = if sex < 0.5 { params.risk_stature_woman_per_cm } else { params.risk_stature_man_per_cm };
    libm::exp(per_cm * (height_cm.clamp(STATURES.0, STATURES.1) - 170.0))
}

/// Severity of superficial reflux from which on varices are manifest (assumption).
const MANIFEST: f64 = 0.5;

/// Hazard with superficial reflux of this severity relative to none; it grows up to the severity of manifest varices (assumption).
pub fn varices(reflux_superficial: f64, params: &Params<f64>) -> f64 {
    1.0 + (params.risk_varices - 1.0) * (reflux_superficial / MANIFEST).min(1.0)
}

impl Factors {
    /// None of the factors, at the body mass index and the stature to which hazards refer.
    pub const NONE: Self = Self {
        body_mass: 1.0,
        stature: 1.0,
        varices: 1.0,
        smoker: 0.0,
        oral_contraceptive: 0.0,
        hrt: 0.0,
        pregnant: 0.0,
        postpartum: 0.0,
        thrombophilia: 0.0,
        cancer: 0.0,
        recent_surgery: 0.0,
        prior_vte: 0.0,
        anticoagulant: 0.0,
        treated: 0.0,
    };
}

/// Hazard of a person relative to one with body mass index 25 kg/m², 170 cm and none of the factors. Factors multiply.
pub fn multiplier(person: &Factors, params: &Params<f64>) -> f64 {
    let hormones = hormones(person, params).map(|added| 1.0 + added);
    hormones.iter().product::<f64>() * apart_from_hormones(person, params)
}

/// Mean of this hazard in a group. Factors that are independent in the group multiply; body mass and smoking are nearly so. Hormones are not,
/// since nobody has two of their states: what they add, adds up. Earlier clots and anticoagulants are not, since the first are a reason for
/// the second.
pub(super) fn mean_multiplier(group: &Factors, params: &Params<f64>) -> f64 {
    (1.0 + hormones(group, params).iter().sum::<f64>()) * apart_from_hormones(group, params)
}

/// What each state of hormones adds to 1.
fn hormones(factors: &Factors, params: &Params<f64>) -> [f64; 4] {
    [
        factors.oral_contraceptive * (params.risk_oral_contraceptive - 1.0),
        factors.hrt * (params.risk_hrt - 1.0),
        factors.pregnant * (params.risk_pregnant - 1.0),
        factors.postpartum * (params.risk_postpartum - 1.0),
    ]
}

fn apart_from_hormones(factors: &Factors, params: &Params<f64>) -> f64 {
    let independent = [
        (factors.smoker, params.risk_smoker),
        (factors.thrombophilia, params.risk_thrombophilia),
        (factors.cancer, params.risk_cancer),
        (factors.recent_surgery, params.risk_recent_surgery),
    ];
    let [prior, protection] = [params.risk_prior_vte - 1.0, params.risk_anticoagulant - 1.0];
    let treatment =
        1.0 + factors.prior_vte * prior + factors.anticoagulant * protection + factors.treated * prior * protection;
    let sizes = factors.body_mass * factors.stature * factors.varices;
    let with = |product: f64, (share, ratio): &(f64, f64)| product * (1.0 + share * (ratio - 1.0));
    independent.iter().fold(sizes * treatment, with)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_multiply_and_shares_average() {
        let params = Params { risk_smoker: 1.5, risk_oral_contraceptive: 3.0, ..Params::defaults() };
        let none = Factors::NONE;
        assert_eq!(multiplier(&none, &params), 1.0);
        assert_eq!(multiplier(&Factors { smoker: 1.0, oral_contraceptive: 1.0, ..none }, &params), 4.5);
        assert_eq!(multiplier(&Factors { smoker: 0.5, oral_contraceptive: 0.25, ..none }, &params), 1.25 * 1.5);
        assert_eq!(multiplier(&Factors { body_mass: 2.0, smoker: 1.0, ..none }, &params), 3.0);
        let treated = Factors { prior_vte: 1.0, anticoagulant: 1.0, treated: 1.0, ..none };
        let product = params.risk_prior_vte * params.risk_anticoagulant;
        assert!((multiplier(&treated, &params) - product).abs() < 1e-12);
    }

    #[test]
    fn the_mean_of_a_group_is_that_of_its_people() {
        let params = Params::defaults();
        let none = Factors::NONE;
        let hormones = [
            (0.75, none),
            (0.12, Factors { oral_contraceptive: 1.0, ..none }),
            (0.05, Factors { hrt: 1.0, ..none }),
            (0.06, Factors { pregnant: 1.0, ..none }),
            (0.02, Factors { postpartum: 1.0, ..none }),
        ];
        // Shares of people with neither an earlier clot nor a drug, with one of both, and with both.
        let clots = [(0.90, 0.0, 0.0), (0.03, 1.0, 0.0), (0.05, 0.0, 1.0), (0.02, 1.0, 1.0)];
        let mut mean = 0.0;
        for (share, factors) in hormones {
            for (part, prior_vte, anticoagulant) in clots {
                for (smokers, smoker) in [(0.8, 0.0), (0.2, 1.0)] {
                    let treated = prior_vte * anticoagulant;
                    let person = Factors { prior_vte, anticoagulant, treated, smoker, ..factors };
                    mean += share * part * smokers * multiplier(&person, &params);
                }
            }
        }
        let group = Factors {
            oral_contraceptive: 0.12,
            hrt: 0.05,
            pregnant: 0.06,
            postpartum: 0.02,
            prior_vte: 0.05,
            anticoagulant: 0.07,
            treated: 0.02,
            smoker: 0.2,
            ..none
        };
        assert!((mean_multiplier(&group, &params) - mean).abs() < 1e-12, "{mean}");
    }

    #[test]
    fn an_anticoagulant_protects_and_everything_else_harms() {
        let params = Params::defaults();
        let none = Factors::NONE;
        assert!(multiplier(&Factors { anticoagulant: 1.0, ..none }, &params) < 0.5);
        for factors in [
            Factors { smoker: 1.0, ..none },
            Factors { oral_contraceptive: 1.0, ..none },
            Factors { hrt: 1.0, ..none },
            Factors { pregnant: 1.0, ..none },
            Factors { postpartum: 1.0, ..none },
            Factors { thrombophilia: 1.0, ..none },
            Factors { cancer: 1.0, ..none },
            Factors { recent_surgery: 1.0, ..none },
            Factors { prior_vte: 1.0, ..none },
        ] {
            assert!(multiplier(&factors, &params) > 1.1, "{factors:?}");
        }
    }

    #[test]
    fn obesity_raises_the_hazard_as_published() {
        // Rahmani 2020, PMID 32454303: 1.62 (1.29-2.04). In the survey, the mean of people with obesity is 35 kg/m², that of people with
        // normal weight 22.5.
        let params = Params::defaults();
        let ratio = body_mass(35.0, &params) / body_mass(22.5, &params);
        assert!((ratio - 1.62).abs() < 0.01, "{ratio}");
        assert_eq!(body_mass(70.0, &params), body_mass(50.0, &params));
    }

    #[test]
    fn tall_people_and_those_with_varices_have_more_clots() {
        // Braekkan 2010, doi:10.1093/aje/kwq066: 1.34 and 1.13 per 10 cm.
        let params = Params::defaults();
        for (sex, published) in [(1.0, 1.34), (0.0, 1.13)] {
            let ratio = stature(185.0, sex, &params) / stature(175.0, sex, &params);
            assert!((ratio - published).abs() < 0.01, "{ratio}");
        }
        assert_eq!(stature(230.0, 1.0, &params), stature(210.0, 1.0, &params));
        let hazards = [0.0, 0.2, 0.5, 1.0].map(|severity| varices(severity, &params));
        assert_eq!((hazards[0], hazards[2], hazards[3]), (1.0, params.risk_varices, params.risk_varices));
        assert!(hazards[0] < hazards[1] && hazards[1] < hazards[2]);
    }
}
