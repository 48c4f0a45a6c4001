//! Computes probabilities of clots from people and their stasis doses.

use rayon::prelude::*;

use super::factors::{Factors, body_mass, multiplier};
use super::incidence::{Sex, incidence_per_year};
use super::link::{Exposure, Place, excess_ratio};
use super::outcome::{Risks, risks};
use crate::model::Params;
use crate::population::{Person, Reference};
use crate::scenario::{Scenario, Seat, Variable};

/// The risk model of a scenario.
#[derive(Clone, Debug)]
pub struct RiskModel {
    params: Params<f64>,
    reference: Reference,
    place: Place,
}

impl RiskModel {
    /// Uses the scenario's constants and the place of its assessed phase.
    pub fn new(scenario: &Scenario) -> Self {
        let phase = &scenario.timeline.phases[scenario.outcomes.assess];
        let travels = phase.posture.facts().seated && phase.conditions.seat == Seat::Vehicle;
        let place = if travels { Place::Vehicle } else { Place::Elsewhere };
        Self { params: scenario.params(), reference: Reference::new(), place }
    }

    /// The constants.
    pub fn params(&self) -> &Params<f64> {
        &self.params
    }

    /// Hazard of a clot with symptoms per year, apart from sitting: the incidence of age and sex, times the person's multiplier, divided
    /// by the mean multiplier of US adults of that age and sex. The division is needed because the incidence already includes, for
    /// example, people with obesity and users of the pill.
    pub fn hazard_per_year(&self, person: &Person) -> f64 {
        let sex = if person.get(Variable::Sex) < 0.5 { Sex::Female } else { Sex::Male };
        let incidence = self.params.risk_incidence_rel * incidence_per_year(sex, person.get(Variable::AgeYears));
        incidence * self.relative_hazard(person)
    }

    /// The hazards of these people, per year.
    pub fn hazards_per_year(&self, people: &[Person]) -> Vec<f64> {
        people.par_iter().map(|person| self.hazard_per_year(person)).collect()
    }

    /// The person's multiplier divided by its mean in US adults of the same age and sex.
    pub fn relative_hazard(&self, person: &Person) -> f64 {
        let params = &self.params;
        let own = factors(body_mass(person.bmi(), params), |flag| person.get(flag));
        let (sex, age) = (person.get(Variable::Sex), person.get(Variable::AgeYears));
        let mean_body_mass = self.reference.mean_over_bmi(sex, age, |bmi| body_mass(bmi, params));
        let usual = factors(mean_body_mass, |flag| self.reference.share(flag, sex, age));
        multiplier(&own, params) / multiplier(&usual, params)
    }

    /// Risks at a hazard (per year) and a stasis dose (h). The constants may be those of a draw.
    pub fn risks(&self, hazard_per_year: f64, dose_h: f64, params: &Params<f64>) -> Risks {
        risks(hazard_per_year, Exposure { dose_h, place: self.place }, params)
    }

    /// Hazard that a stasis dose (h) adds, divided by the hazard without it.
    pub fn excess_ratio(&self, dose_h: f64, params: &Params<f64>) -> f64 {
        excess_ratio(Exposure { dose_h, place: self.place }, params)
    }
}

/// The factors, made from shares of flags; for a person each share is 0 or 1.
fn factors(body_mass: f64, share: impl Fn(Variable) -> f64) -> Factors {
    Factors {
        body_mass,
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
    }
}
