//! Factors that multiply the incidence of clots.

use crate::model::Params;

/// Attributes that affect clotting. For a person each is 0 or 1; for a group it is the share of people who have it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Factors {
    /// Hazard at the person's body mass index relative to 25 kg/m², from [`body_mass`]; for a group, its mean.
    pub body_mass: f64,
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
}

/// Range of the body mass index (kg/m²); beyond it the hazard stays constant.
const BODY_MASS_RANGE: (f64, f64) = (15.0, 50.0);

/// Hazard at a body mass index (kg/m²) relative to 25 kg/m²; its logarithm is linear in the index.
pub fn body_mass(bmi: f64, params: &Params<f64>) -> f64 {
    let within = bmi.clamp(BODY_MASS_RANGE.0, BODY_MASS_RANGE.1);
    libm::exp(params.risk_body_mass_per_kg_m2 * (within - 25.0))
}

/// Hazard relative to a person with body mass index 25 kg/m² and none of the factors. Factors multiply. They also multiply in the mean of
/// a group if they are independent in this group.
pub fn multiplier(factors: &Factors, params: &Params<f64>) -> f64 {
    let flags = [
        (factors.smoker, params.risk_smoker),
        (factors.oral_contraceptive, params.risk_oral_contraceptive),
        (factors.hrt, params.risk_hrt),
        (factors.pregnant, params.risk_pregnant),
        (factors.postpartum, params.risk_postpartum),
        (factors.thrombophilia, params.risk_thrombophilia),
        (factors.cancer, params.risk_cancer),
        (factors.recent_surgery, params.risk_recent_surgery),
        (factors.prior_vte, params.risk_prior_vte),
        (factors.anticoagulant, params.risk_anticoagulant),
    ];
    flags.iter().fold(factors.body_mass, |product, (share, ratio)| product * (1.0 + share * (ratio - 1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors_multiply_and_shares_average() {
        let params = Params { risk_smoker: 1.5, risk_oral_contraceptive: 3.0, ..Params::defaults() };
        let none = Factors { body_mass: 1.0, ..Factors::default() };
        assert_eq!(multiplier(&none, &params), 1.0);
        assert_eq!(multiplier(&Factors { smoker: 1.0, oral_contraceptive: 1.0, ..none }, &params), 4.5);
        assert_eq!(multiplier(&Factors { smoker: 0.5, oral_contraceptive: 0.25, ..none }, &params), 1.25 * 1.5);
        assert_eq!(multiplier(&Factors { body_mass: 2.0, smoker: 1.0, ..none }, &params), 3.0);
    }

    #[test]
    fn an_anticoagulant_protects_and_everything_else_harms() {
        let params = Params::defaults();
        let none = Factors { body_mass: 1.0, ..Factors::default() };
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
}
