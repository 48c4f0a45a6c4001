//! Attributes of veins (compliance, valves, outflow) and the inflow that fills them.

use super::attributes::log_normal;
use super::person::Known;
use super::us_adults::{Column, UsAdults};
use crate::scenario::Variable::{AgeYears, FitnessRel, RefluxDeep, RefluxSuperficial, Sex};

/// Calf venous compliance. Young men 0.051, men of 70 years 0.029 mL/100 mL/mmHg (Olsen and Länne 1998,
/// doi 10.1152/ajpheart.1998.275.3.H878); women 48 % below men (Monahan and Ray 2004, doi 10.1152/ajpheart.00719.2003) and without
/// change with age (Lindenberger and Länne 2007, doi 10.1152/ajpheart.00725.2007).
///
/// Trained men lose half as much with age and lie 70-120 % above sedentary ones (J Appl Physiol, about 2001): the loss halves at a
/// fitness of 1.5, and the level grows with the root of fitness, which gives about half of that difference (assumption). Spread 20 %
/// (that of the quadratic fits in young adults). What counts is fitness relative to people of the same body mass (`usual_fitness`),
/// because fat lowers oxygen uptake per kg and not what training does to veins (assumption).
pub(super) fn compliance_rel(u: f64, usual_fitness: f64, person: &impl Known) -> f64 {
    let fitness = person.get(FitnessRel) / usual_fitness;
    let of_age_and_sex = if person.get(Sex) < 0.5 {
        0.52
    } else {
        let years = (person.get(AgeYears) - 25.0).max(0.0);
        let loss_per_year = (1.0 - 0.57) / 45.0 * (2.0 - fitness).clamp(0.5, 1.25);
        (1.0 - loss_per_year * years).max(0.3)
    };
    log_normal(of_age_and_sex * fitness.sqrt(), 0.2, u)
}

/// Half of those with deep reflux have superficial reflux too: with the superficial-only share this makes 20 % of people, against
/// 18.6 % of legs with a refluxing great and 4.6 % with a refluxing small saphenous vein (Evans 1998, J Vasc Surg 28:767).
const BOTH_OF_DEEP: f64 = 0.5;

/// Correlation of the normal scores of superficial reflux and body mass index within sex and age (women, men): an odds ratio of 1.28 per
/// 5 kg/m2, derived from the mean index of women with and without it (26.2 and 25.2; Fowkes 2001, Int J Epidemiol 30:846). Deep
/// reflux: no source.
pub(super) const REFLUX_OF_BODY_MASS: [f64; 2] = [0.21, 0.17];

/// 0 for most people; people within the table's share have a severity above 0.
pub(super) fn reflux_superficial(table: &UsAdults, u: f64, person: &impl Known) -> f64 {
    let valves = Valves::of(table, person);
    affected(u, valves.superficial()).map_or(0.0, |rank| valves.severity(rank))
}

/// Mean of a function of this severity over people of a sex and an age (years), from this many equally likely ranks of those affected.
pub(super) fn mean_over_superficial_reflux(
    table: &UsAdults,
    (sex, age_years): (f64, f64),
    ranks: u32,
    value: impl Fn(f64) -> f64,
) -> f64 {
    let valves = Valves::at(table, sex, age_years);
    let of_rank = |rank: u32| value(valves.severity((f64::from(rank) + 0.5) / f64::from(ranks)));
    let affected = (0..ranks).map(of_rank).sum::<f64>() / f64::from(ranks);
    value(0.0) + valves.superficial() * (affected - value(0.0))
}

/// 0 for most people; more frequent in people with superficial reflux.
pub(super) fn reflux_deep(table: &UsAdults, u: f64, person: &impl Known) -> f64 {
    let valves = Valves::of(table, person);
    let both = BOTH_OF_DEEP * valves.deep;
    let share = if person.get(RefluxSuperficial) > 0.0 {
        both / valves.superficial()
    } else {
        (valves.deep - both) / (1.0 - valves.superficial())
    };
    affected(u, share).map_or(0.0, |rank| valves.severity(rank))
}

/// Depends on the CEAP class: 6 % of limbs have an incompetent perforator in class 0, 52 % in 2-3, 83 % in 4 and 90 % in 5-6 (Stuart
/// 2000, J Vasc Surg 32:138). Classes are not simulated. People with the most severe reflux are assigned to the highest classes of their
/// age and sex; the remaining shares apply to people without reflux (assumption).
pub(super) fn reflux_perforator(table: &UsAdults, u: f64, person: &impl Known) -> f64 {
    let valves = Valves::of(table, person);
    let at = |column| table.at(column, person.get(Sex), person.get(AgeYears)) / 100.0;
    let classes = Classes { c2_plus: at(Column::C2Plus), c4_plus: at(Column::C4Plus) };
    let severity = person.get(RefluxSuperficial).max(person.get(RefluxDeep));
    let sound = 1.0 - valves.any();
    let share = if severity > 0.0 {
        classes.perforator_share(sound + valves.any() * valves.rank(severity))
    } else {
        classes.mean_perforator_share_below(sound)
    };
    affected(u, share).map_or(0.0, |rank| valves.severity(rank))
}

/// 0 for all but 1 % of people, who have lost 20-90 % of the conductance, as after a thrombosis (assumption).
pub(super) fn outflow_obstruction(u: f64) -> f64 {
    affected(u, 0.01).map_or(0.0, |rank| 0.2 + 0.7 * rank)
}

/// Spread 30 %: resting flow varies by 40 % in the common femoral artery (Duplex, 1986, doi 10.1016/0301-5629(86)90075-x) and by 37 % in
/// the calf (1977, doi 10.1088/0031-9155/22/6/007); a part of this is error of measurement (assumption).
pub(super) fn inflow_rel(u: f64) -> f64 {
    log_normal(1.0, 0.3, u)
}

/// Rank in (0, 1) of a person among the affected people, whose share is `share`; `None` if the person is not affected.
fn affected(u: f64, share: f64) -> Option<f64> {
    let sound = 1.0 - share;
    (u > sound).then(|| (u - sound) / share)
}

/// Shares of people with leaking valves at an age and sex, and the severity of the leaks.
struct Valves {
    deep: f64,
    superficial_only: f64,
    /// Severity is rank raised to this power.
    exponent: f64,
}

impl Valves {
    fn of(table: &UsAdults, person: &impl Known) -> Self {
        Self::at(table, person.get(Sex), person.get(AgeYears))
    }

    fn at(table: &UsAdults, sex: f64, age_years: f64) -> Self {
        let at = |column| table.at(column, sex, age_years) / 100.0;
        // The prevalence of reflux does not change with age, but that of varices does: mean severity rises with varices from about 0.25
        // in young people to 0.5 in old people (assumption).
        let mean_severity = 0.2 + 0.4 * at(Column::TrunkVarices);
        Self {
            deep: at(Column::DeepReflux),
            superficial_only: at(Column::SuperficialOnlyReflux),
            exponent: 1.0 / mean_severity - 1.0,
        }
    }

    fn superficial(&self) -> f64 {
        self.superficial_only + BOTH_OF_DEEP * self.deep
    }

    fn any(&self) -> f64 {
        self.superficial_only + self.deep
    }

    fn severity(&self, rank: f64) -> f64 {
        libm::pow(rank, self.exponent)
    }

    fn rank(&self, severity: f64) -> f64 {
        libm::pow(severity, 1.0 / self.exponent)
    }
}

/// Shares of people in CEAP classes 2 and above, and in 4 and above.
struct Classes {
    c2_plus: f64,
    c4_plus: f64,
}

impl Classes {
    const BELOW_C2: f64 = 0.06;
    const C2_C3: f64 = 0.52;
    /// 83 % in class 4 and 90 % in classes 5-6, which have a fifth of these people (Bonn Vein Study).
    const C4_PLUS: f64 = 0.844;

    /// The share for people at this rank of disease, from 0 to 1.
    fn perforator_share(&self, rank: f64) -> f64 {
        if rank < 1.0 - self.c2_plus {
            Self::BELOW_C2
        } else if rank < 1.0 - self.c4_plus {
            Self::C2_C3
        } else {
            Self::C4_PLUS
        }
    }

    /// Mean share of people below this rank.
    fn mean_perforator_share_below(&self, rank: f64) -> f64 {
        let c2 = rank.min(1.0 - self.c4_plus) - rank.min(1.0 - self.c2_plus);
        let c4 = rank - rank.min(1.0 - self.c4_plus);
        Self::BELOW_C2 + ((Self::C2_C3 - Self::BELOW_C2) * c2 + (Self::C4_PLUS - Self::BELOW_C2) * c4) / rank
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn ranks_of_the_affected_cover_the_unit_interval() {
        assert_eq!(affected(0.5, 0.2), None);
        assert!(affected(0.800_001, 0.2).unwrap() < 1e-4);
        assert!((affected(0.9, 0.2).unwrap() - 0.5).abs() < 1e-12);
        assert_eq!(affected(0.5, 0.0), None);
    }

    #[test]
    fn mean_over_everybody_weighs_the_classes() {
        let classes = Classes { c2_plus: 0.3, c4_plus: 0.1 };
        let everybody = 0.7 * 0.06 + 0.2 * 0.52 + 0.1 * 0.844;
        assert!((classes.mean_perforator_share_below(1.0) - everybody).abs() < 1e-12);
        assert!((classes.mean_perforator_share_below(0.5) - 0.06).abs() < 1e-12);
        assert_eq!(classes.perforator_share(0.75), 0.52);
    }

    #[test]
    fn severity_and_rank_undo_each_other() {
        let valves = Valves { deep: 0.2, superficial_only: 0.1, exponent: 1.7 };
        assert!((valves.rank(valves.severity(0.37)) - 0.37).abs() < 1e-14);
    }
}
