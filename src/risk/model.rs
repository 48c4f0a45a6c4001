//! Computes probabilities of clots from people and their stasis doses.

use rayon::prelude::*;

use super::factors::{Factors, body_mass, mean_multiplier, multiplier, stature, varices};
use super::incidence::{Sex, incidence_per_year};
use super::outcome::Hazard;
use crate::model::Params;
use crate::population::{Person, Reference};
use crate::scenario::{Scenario, Variable};

/// The risk model of a scenario.
#[derive(Clone, Debug)]
pub struct RiskModel {
    params: Params<f64>,
    reference: Reference,
}

impl RiskModel {
    /// Uses the scenario's constants.
    pub fn new(scenario: &Scenario) -> Self {
        Self { params: scenario.params(), reference: Reference::new() }
    }

    /// The constants.
    pub fn params(&self) -> &Params<f64> {
        &self.params
    }

    /// Hazard of a clot with symptoms, apart from sitting: the incidence of age and sex, times the person's multiplier, divided
    /// by the mean multiplier of US adults of that age and sex. The division is needed because the incidence already includes, for
    /// example, people with obesity and users of the pill.
    pub fn hazard(&self, person: &Person) -> Hazard {
        let sex = if person.get(Variable::Sex) < 0.5 { Sex::Female } else { Sex::Male };
        let incidence = self.params.risk_incidence_rel * incidence_per_year(sex, person.get(Variable::AgeYears));
        let per_year = incidence * self.relative_hazard(person);
        let lasting = Factors { recent_surgery: 0.0, postpartum: 0.0, ..self.own_factors(person) };
        let share = multiplier(&lasting, &self.params) / multiplier(&self.own_factors(person), &self.params);
        Hazard { per_year, lasting_per_year: per_year * share }
    }

    /// The hazards of these people.
    pub fn hazards(&self, people: &[Person]) -> Vec<Hazard> {
        people.par_iter().map(|person| self.hazard(person)).collect()
    }

    /// The person's multiplier divided by its mean in US adults of the same age and sex.
    pub fn relative_hazard(&self, person: &Person) -> f64 {
        let params = &self.params;
        let (sex, age) = (person.get(Variable::Sex), person.get(Variable::AgeYears));
        let reference = &self.reference;
        let usual = Factors {
            body_mass: reference.mean_over_bmi(sex, age, |bmi| body_mass(bmi, params)),
            stature: reference.mean_over_height(sex, age, |height| stature(height, sex, params)),
            varices: reference.mean_over_superficial_reflux(sex, age, |severity| varices(severity, params)),
            treated: reference.share_of_treated(sex, age),
            ..flags(|flag| reference.share(flag, sex, age))
        };
        multiplier(&self.own_factors(person), params) / mean_multiplier(&usual, params)
    }

    fn own_factors(&self, person: &Person) -> Factors {
        let params = &self.params;
        Factors {
            body_mass: body_mass(person.bmi(), params),
            stature: stature(person.get(Variable::HeightCm), person.get(Variable::Sex), params),
            varices: varices(person.get(Variable::RefluxSuperficial), params),
            treated: person.get(Variable::PriorVte) * person.get(Variable::Anticoagulant),
            ..flags(|flag| person.get(flag))
        }
    }
}

/// The factors that are flags, made from their shares; for a person each share is 0 or 1.
fn flags(share: impl Fn(Variable) -> f64) -> Factors {
    Factors {
        smoker: share(Variable::Smoker),
        oral_contraceptive: share(Variable::OralContraceptive),
        hrt: share(Variable::Hrt),
        pregnant: share(Variable::Pregnant),
        postpartum: share(Variable::Postpartum),
        thrombophilia: share(Variable::Thrombophilia),
        cancer: share(Variable::Cancer),
        recent_surgery: share(Variable::RecentSurgery),
        prior_vte: share(Variable::PriorVte),
        anticoagulant: share(Variable::Anticoagulant),
        ..Factors::NONE
    }
}
