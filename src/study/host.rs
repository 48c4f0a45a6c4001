//! Outcomes that the host computes, because the engine does not.

use rayon::prelude::*;

use super::behavior::Behavior;
use crate::population::{Person, walking_time_min};
use crate::results::{HostOutcomes, Measure, heaviness};
use crate::risk::{Exposure, Hazard, RiskModel, Risks, excess_ratio, risks};
use crate::scenario::Variable;

/// The values that the host computes for people in an arm before their day is simulated. Every column has one value per person.
#[derive(Clone, Debug, Default)]
pub struct HostColumns {
    /// Whether all interventions of the arm are allowed for the person.
    pub eligible: Vec<bool>,
    /// Share of the arm's bouts and habits that the person did.
    pub adherent_share: Vec<f32>,
    /// Calf strength on the day, relative to a healthy 25-year-old man.
    calf_strength_rel: Vec<f32>,
    /// Duration of brisk walking before the calf hurts (min).
    walking_time_min: Vec<f32>,
    /// Volume of one lower leg (mL).
    leg_ml: Vec<f64>,
    /// Hazard of a clot with the habits of the arm, divided by the hazard without them.
    hazard_rel: Vec<f64>,
}

impl HostColumns {
    /// Adds a person.
    pub(super) fn push(&mut self, person: &Person, behavior: &Behavior, risk: &RiskModel) {
        let changed = behavior.changed.as_ref();
        let of_day = changed.unwrap_or(person);
        self.eligible.push(behavior.eligible);
        self.adherent_share.push(behavior.adherent_share);
        self.calf_strength_rel.push(of_day.get(Variable::CalfStrengthRel) as f32);
        self.walking_time_min.push(walking_time_min(of_day, &behavior.trained) as f32);
        self.leg_ml.push(of_day.get(Variable::LegVolumeMl));
        self.hazard_rel
            .push(changed.map_or(1.0, |changed| risk.relative_hazard(changed) / risk.relative_hazard(person)));
    }

    /// The host's outcomes of people with these results of the leg and these hazards (without the habits of the arm).
    pub(super) fn outcomes(&self, days: &[Day], hazards: &[Hazard], risk: &RiskModel) -> Vec<HostOutcomes> {
        (0..days.len()).into_par_iter().map(|at| self.of(at, &days[at], hazards[at], risk)).collect()
    }

    fn of(&self, at: usize, day: &Day, usual: Hazard, risk: &RiskModel) -> HostOutcomes {
        let rel = self.hazard_rel[at];
        let hazard = Hazard { per_year: usual.per_year * rel, lasting_per_year: usual.lasting_per_year * rel };
        let ratio = excess_ratio(&day.exposure, risk.params());
        let Risks { symptomless, symptomatic, excess } = risks(hazard, ratio, risk.params());
        HostOutcomes {
            calf_strength_rel: self.calf_strength_rel[at],
            walking_time_min: self.walking_time_min[at],
            heaviness_score: heaviness(day.swelling_ml, self.leg_ml[at], day.ankle_mmhg) as f32,
            vte_incidence_per_year: hazard.per_year as f32,
            vte_lasting_incidence_per_year: hazard.lasting_per_year as f32,
            dvt_symptomless_risk: symptomless as f32,
            vte_symptomatic_risk: symptomatic as f32,
            vte_symptomatic_excess_risk: excess as f32,
        }
    }
}

/// Results of a leg's day from which the host's outcomes follow.
pub(super) struct Day {
    /// The exposure that may cause clots.
    exposure: Exposure,
    /// Fluid that the reference person does not have after a night (mL).
    swelling_ml: f64,
    /// Mean pressure in the vein at the ankle (mmHg).
    ankle_mmhg: f64,
}

impl Day {
    /// The days of people with these results of the leg: one column per outcome.
    pub(super) fn of_columns(columns: &[Vec<f32>]) -> Vec<Self> {
        let column = |measure: Measure| columns[measure as usize].as_slice();
        let exposures = Exposure::of_columns(Measure::STASIS_DOSES.map(column));
        let fluids = column(Measure::SwellingMl).iter().zip(column(Measure::AnkleVeinPressureMmhg));
        let day = |(exposure, (swelling, pressure)): (Exposure, (&f32, &f32))| Self {
            exposure,
            swelling_ml: f64::from(*swelling),
            ankle_mmhg: f64::from(*pressure),
        };
        exposures.into_iter().zip(fluids).map(day).collect()
    }
}
