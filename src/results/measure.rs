//! The registry of outcomes: those of the leg, followed by those of the host.

use super::Trust;
use crate::model::{leg_outcomes, measures};

/// The list of the outcomes that the host computes; it works like [`leg_outcomes`].
macro_rules! host_outcomes {
    ($with:ident $($before:tt)*) => {
        $with! {
            $($before)*
            CalfStrengthRel, calf_strength_rel, "1", Calibrated, "Strength of the calf.", "E22: eight weeks of heel raises; the loss with age follows published strengths.", "Calf strength on the day, relative to a healthy 25-year-old man.";
            WalkingTimeMin, walking_time_min, "min", Assumed, "How long brisk walking is possible.", "No row: strength and artery disease set it by assumption.", "Duration of brisk walking until the calf hurts, on the day; at most 480.";
            HeavinessScore, heaviness_score, "points", Assumed, "How heavy the legs feel, from 0 to 10.", "No row: the weights of swelling and pressure are assumptions.", "Heaviness of the legs at the end of the assessed phase, from 0 to 10 points: one for each percent of the lower leg's volume in swelling_ml, and one for each 25 mmHg of ankle_vein_pressure_mmhg beyond 10 mmHg. The weights are assumptions; compare arms by it, not people.";
            VteIncidencePerYear, vte_incidence_per_year, "1/year", Measured, "Clots with symptoms per year without the exposure.", "E23, E24a to E24d: incidence in Norway, by age.", "Clots with symptoms per year in people of this age and sex with these risk factors and the habits of the arm, without the assessed phase.";
            VteLastingIncidencePerYear, vte_lasting_incidence_per_year, "1/year", Calibrated, "The lasting part of it.", "E23, E24a to E24d, without the published multipliers of surgery and childbed.", "The part of vte_incidence_per_year that lasts: without the causes that pass within weeks, surgery and childbed.";
            DvtSymptomlessRisk, dvt_symptomless_risk, "1", Assumed, "Chance that a scan after the exposure finds a clot.", "E30 sets the level. What separates the arms is stasis_dose, which has no row; several unseen rows are missed.", "Probability that an ultrasound screening soon after the assessed phase finds a clot, with or without symptoms; not comparable with the other risks.";
            VteSymptomaticRisk, vte_symptomatic_risk, "1", Assumed, "Chance of a clot with symptoms within 8 weeks.", "E23 to E27 set the level. What separates the arms is stasis_dose, which has no row; no trial counted clots in travelers who pump or walk.", "Probability of a clot with symptoms within 8 weeks after the assessed phase, from any cause, without a similar exposure before or after it.";
            VteSymptomaticExcessRisk, vte_symptomatic_excess_risk, "1", Assumed, "The part of this chance that the exposure causes.", "E25 to E28 set the level. What separates the arms is stasis_dose, which has no row.", "The part of vte_symptomatic_risk that the assessed phase causes, compared with the same time of an ordinary day and night; negative if the assessed phase has less stasis.";
        }
    };
}

macro_rules! host_struct {
    ($( $variant:ident, $name:ident, $unit:literal, $trust:ident, $plain:literal, $rests:literal, $doc:literal; )*) => {
        /// What the host computes for one person in one arm: one value per outcome, in column order, after those of the leg.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct HostOutcomes {
            $( #[doc = $doc] pub $name: f32, )*
        }

        impl HostOutcomes {
            /// Number of these outcomes.
            pub const COUNT: usize = [$( $unit, )*].len();

            /// The values, in column order.
            pub fn to_array(self) -> [f32; Self::COUNT] {
                [$( self.$name, )*]
            }
        }
    };
}

host_outcomes!(host_struct);

macro_rules! all_outcomes {
    ($( $variant:ident, $name:ident, $unit:literal, $trust:ident, $plain:literal, $rests:literal, $doc:literal; )*) => {
        measures! {
            /// An outcome of one person in one arm: a column of `outcomes.parquet`.
            Measure:
            $( $variant, $name, $unit, $doc; )*
        }

        impl Measure {
            /// How far its values can be trusted.
            pub fn trust(self) -> Trust {
                match self { $( Self::$variant => Trust::$trust, )* }
            }

            /// Its meaning in plain words.
            pub fn plain(self) -> &'static str {
                match self { $( Self::$variant => $plain, )* }
            }

            /// What its values rest on, with the rows of the table of evidence.
            pub fn rests_on(self) -> &'static str {
                match self { $( Self::$variant => $rests, )* }
            }
        }
    };
}

leg_outcomes!(host_outcomes all_outcomes);

impl Measure {
    /// The risks of clots: found by screening, with symptoms, and the excess of the latter.
    pub const RISKS: [Self; 3] = [Self::DvtSymptomlessRisk, Self::VteSymptomaticRisk, Self::VteSymptomaticExcessRisk];
    /// The main outcomes, in the order in which tables for readers show them.
    pub const HEADLINE: [Self; 6] = [
        Self::EdemaMl,
        Self::ResidenceMeanMin,
        Self::StasisDose,
        Self::VteSymptomaticRisk,
        Self::VteSymptomaticExcessRisk,
        Self::DvtSymptomlessRisk,
    ];
    /// The stasis doses of an exposure: all of it, the part in vehicles, and that of the same time of an ordinary day.
    pub const STASIS_DOSES: [Self; 3] = [Self::StasisDose, Self::StasisDoseVehicle, Self::StasisDoseOrdinary];

    /// Number of people to whom tables for readers refer an outcome: 100,000 for probabilities of clots, otherwise 1.
    pub fn readers_scale(name: &str) -> f64 {
        if Self::RISKS.iter().any(|risk| risk.name() == name) { 1e5 } else { 1.0 }
    }

    /// Position of an outcome among the main outcomes; flags and measurements of a scenario come after those of the list. `None` for outcomes
    /// that are not in the list.
    pub fn headline_position(name: &str) -> Option<usize> {
        match Self::from_name(name) {
            Some(measure) => Self::HEADLINE.iter().position(|one| *one == measure),
            None => Some(Self::HEADLINE.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::LegOutcomes;

    #[test]
    fn every_outcome_belongs_to_the_leg_or_to_the_host() {
        assert_eq!(Measure::COUNT, LegOutcomes::<f32>::COUNT + HostOutcomes::COUNT);
        for (position, measure) in Measure::ALL.iter().enumerate() {
            assert_eq!(*measure as usize, position);
            assert_eq!(Measure::from_name(measure.name()), Some(*measure));
        }
    }
}
