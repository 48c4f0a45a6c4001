//! The base population: the distributions of all attributes that the scenario does not set itself.

use super::bases::Members;
use super::person::Known;
use super::us_adults::Column;
use super::{body, habits, illness, veins};
use crate::probability::{Quantile, normal_cdf, normal_quantile};
use crate::scenario::{BaseTable, Variable, VariableKind};

/// Distributions of all attributes; each depends on attributes that are drawn earlier.
#[derive(Clone, Debug)]
pub(super) struct Base {
    members: Members,
    adherence: Quantile,
    sitting_time_h: Quantile,
}

impl Base {
    /// A built-in population.
    pub(super) fn new(base: BaseTable) -> Self {
        Self { members: Members::of(base), adherence: habits::adherence(), sitting_time_h: habits::sitting_time_h() }
    }

    /// The value of an attribute at a uniform number in (0, 1).
    pub(super) fn value(&self, variable: Variable, u: f64, person: &impl Known) -> f64 {
        use Variable::*;
        let table = &self.members.table;
        match variable {
            Sex => flag(u, 1.0 - self.members.female_share),
            AgeYears => self.members.age(person.get(Sex), u),
            HeightCm => body::height_cm(table, u, person),
            WeightKg => body::weight_kg(table, u, person),
            LegVolumeMl => body::leg_volume_ml(u, person),
            CalfStrengthRel => body::calf_strength_rel(table, u, person),
            AnkleRangeDeg => body::ankle_range_deg(u, person),
            AbdominalPressureMmhg => body::abdominal_pressure_mmhg(u, person),
            HematocritPct => body::hematocrit_pct(u, person),
            FitnessRel => body::fitness_rel(self.with_body_mass(u, body::FITNESS_OF_BODY_MASS, person)),
            VeinComplianceRel => veins::compliance_rel(u, body::usual_fitness(table, person), person),
            RefluxSuperficial => {
                veins::reflux_superficial(table, self.with_body_mass(u, veins::REFLUX_OF_BODY_MASS, person), person)
            }
            RefluxDeep => veins::reflux_deep(table, u, person),
            RefluxPerforator => veins::reflux_perforator(table, u, person),
            OutflowObstruction => veins::outflow_obstruction(u),
            InflowRel => veins::inflow_rel(u),
            SaltGDay => habits::salt_g_day(u, person),
            Footwear => habits::footwear(u, person),
            Seat => habits::seat(u),
            FidgetPerH => habits::fidget_per_h(u),
            SittingTimeH => self.sitting_time_h.at(u),
            StockingFitRel => habits::stocking_fit_rel(u),
            Adherence => self.adherence.at(u),
            HydrationRel => 1.0,
            Smoker
            | OralContraceptive
            | Hrt
            | Thrombophilia
            | Pregnant
            | Postpartum
            | Cancer
            | RecentSurgery
            | PriorVte
            | Anticoagulant
            | PeripheralArteryDisease
            | Diabetes
            | JointPain
            | RecentInjury
            | RedFlagSymptoms => f64::from(u8::from(illness::has(variable, u, self, person))),
        }
    }

    /// Stature (cm) of a person of known sex, age and weight (kg).
    pub(super) fn height_of_weight_cm(&self, u: f64, weight_kg: f64, person: &impl Known) -> f64 {
        body::height_of_weight_cm(&self.members.table, u, weight_kg, person)
    }

    /// Share of people with a flag, by sex and age (years).
    pub(super) fn share(&self, variable: Variable, sex: f64, age: f64) -> f64 {
        self.members.shares.at(variable, sex, age)
    }

    /// Stature (cm) at a standard normal score, by sex and age (years).
    pub(super) fn height_cm(&self, sex: f64, age: f64, score: f64) -> f64 {
        let at = |column| self.members.table.at(column, sex, age);
        at(Column::Height) + at(Column::HeightSd) * score
    }

    /// Mean of a function of the severity of superficial reflux over people of a sex and an age (years), from this many equally likely ranks.
    pub(super) fn mean_over_superficial_reflux(
        &self,
        sex: f64,
        age: f64,
        ranks: u32,
        value: impl Fn(f64) -> f64,
    ) -> f64 {
        veins::mean_over_superficial_reflux(&self.members.table, (sex, age), ranks, value)
    }

    /// The uniform number `u` with a normal score that correlates with the score of the body mass index among people of the same sex and age
    /// (correlations of women and of men).
    pub(super) fn with_body_mass(&self, u: f64, correlations: [f64; 2], person: &impl Known) -> f64 {
        let own = correlations[usize::from(person.get(Variable::Sex) >= 0.5)];
        let score = body::bmi_score(&self.members.table, person);
        normal_cdf(own * score + (1.0 - own * own).sqrt() * normal_quantile(u))
    }

    /// Body mass index (kg/m²) at a standard normal score, by sex and age (years).
    pub(super) fn bmi(&self, sex: f64, age: f64, score: f64) -> f64 {
        body::bmi(&self.members.table, sex, age, score)
    }
}

/// The attributes of a person that the base population's draw of a variable reads.
pub(super) fn read_by(variable: Variable) -> &'static [Variable] {
    use Variable::*;
    match variable {
        AgeYears | SaltGDay | HematocritPct | Footwear => &[Sex],
        AnkleRangeDeg => &[AgeYears],
        HeightCm | CalfStrengthRel => &[Sex, AgeYears],
        FitnessRel | RefluxSuperficial => &[Sex, AgeYears, HeightCm, WeightKg],
        WeightKg => &[Sex, AgeYears, HeightCm],
        LegVolumeMl => &[Sex, HeightCm, WeightKg],
        VeinComplianceRel => &[Sex, AgeYears, HeightCm, WeightKg, FitnessRel],
        RefluxDeep => &[Sex, AgeYears, RefluxSuperficial],
        RefluxPerforator => &[Sex, AgeYears, RefluxSuperficial, RefluxDeep],
        AbdominalPressureMmhg => &[HeightCm, WeightKg],
        flag if flag.kind() == VariableKind::Flag => illness::read_by(flag),
        _ => &[],
    }
}

/// 1 for the highest uniform numbers, whose share is `share`, so that the flag increases with the score.
pub(super) fn flag(u: f64, share: f64) -> f64 {
    if u < 1.0 - share { 0.0 } else { 1.0 }
}

/// Quantile of a log-normal distribution with this median and this standard deviation of the logarithm.
pub(super) fn log_normal(median: f64, sd_log: f64, u: f64) -> f64 {
    median * libm::exp(sd_log * normal_quantile(u))
}
