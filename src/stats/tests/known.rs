//! A population whose statistics are known from formulas. Its people come from the samplers of runs.

use std::f64::consts::PI;

use crate::population::{Purpose, Streams, Uniforms};
use crate::probability::{normal_cdf, normal_quantile};
use crate::results::{ArmBlock, Measure, Statistic};
use crate::scenario::{Flag, Sampler, Scenario, Threshold, Variable};
use crate::stats::synthetic::{self, PUMPS, USUAL};
use crate::stats::{Grouping, Strata};

/// Symmetric; the arm lowers it by 8, with a standard deviation of 4 between people.
pub(super) const SYMMETRIC: Measure = Measure::EdemaMl;
/// Lognormal with a standard deviation of the logarithm of 0.5; the arm lowers it by 30 % in three of five people.
pub(super) const SKEWED: Measure = Measure::ResidenceMeanMin;
/// The same with a standard deviation of the logarithm of 1.
pub(super) const CLOTS: Measure = Measure::VteSymptomaticRisk;
/// As the symmetric outcome; the arm lowers it by 1.5 in everybody.
const SHIFTED: Measure = Measure::StasisDose;

/// Share of people who follow the arm.
const WORN: f64 = 0.6;
/// Factor by which the arm changes the outcome of these people.
const KEPT: f64 = 0.7;
const CLOT_SCALE: f64 = 1e-4;
/// Share of the people in the small group, which has the same distributions.
const IN_GROUP: f64 = 0.18;
/// Threshold of a flag that a third, or one of 33, have in the reference.
const COMMON_ABOVE: f64 = 110.0;
const RARE_ABOVE: f64 = 137.6;
const EFFECT: f64 = 1.5;
/// The arm changes the symmetric outcome by -8, with this standard deviation between people.
const CHANGE_SD: f64 = 4.0;
/// A person responds if the symmetric outcome falls by more than this: 31 %, or 3 % of people.
const RESPONSES: [(&str, f64); 2] = [("responders", 10.0), ("rare_responders", 15.5)];

/// The name of the small group.
pub(super) const GROUP: &str = "small";

/// The scenario of a sample.
pub(super) fn scenario(seed: u64, persons: u32, sampler: Sampler) -> Scenario {
    let mut scenario = synthetic::scenario(persons, sampler);
    scenario.design.seed = seed;
    scenario.measurements.clear();
    scenario.analysis.strata.clear();
    scenario.analysis.quantiles = vec![0.05, 0.25, 0.5, 0.75, 0.95];
    let flag = |id: &str, from, above| Flag { id: id.to_owned(), from, threshold: Threshold::Above(above) };
    scenario.outcomes.flags = vec![
        flag("common", SYMMETRIC, COMMON_ABOVE),
        flag("rare", SYMMETRIC, RARE_ABOVE),
        flag("rarely_changed", SHIFTED, COMMON_ABOVE),
    ];
    let responder = |(id, fall): &(&str, f64)| Flag { threshold: Threshold::Below(-fall), ..flag(id, SYMMETRIC, 0.0) };
    scenario.analysis.responders = RESPONSES.iter().map(responder).collect();
    scenario
}

/// The reference, the arm and the groups of a sample.
pub(super) fn sample(scenario: &Scenario) -> ([ArmBlock; 2], Strata) {
    let design = &scenario.design;
    let (uniforms, coins) = (Uniforms::new(design.seed, design.sampler), Streams::new(design.seed));
    let blank = || ArmBlock {
        measures: vec![Vec::new(); Measure::COUNT],
        eligible: vec![true; design.persons as usize],
        valid: vec![true; design.persons as usize],
        ..ArmBlock::default()
    };
    let (mut blocks, mut codes) = ([blank(), blank()], Vec::new());
    for id in 0..design.persons {
        let u = |dimension: usize| uniforms.of(id, Variable::ALL[dimension]);
        let (angle, v) = (2.0 * PI * u(2), normal_quantile(u(4)));
        // The angle makes a part of the sum that no sampler can follow dimension by dimension.
        let turned = libm::cos(angle) * normal_quantile(u(1)) + libm::sin(angle) * normal_quantile(u(3));
        let w = 0.8 * normal_quantile(u(0)) + 0.6 * turned;
        let kept = if coins.uniform(Purpose::named("worn"), id, 0) < WORN { KEPT } else { 1.0 };
        let usual = [100.0 + 20.0 * w, libm::exp(0.5 * w), CLOT_SCALE * libm::exp(w - 0.5), 100.0 + 20.0 * w];
        let helped = [usual[0] - 8.0 - CHANGE_SD * v, kept * usual[1], kept * usual[2], usual[3] - EFFECT];
        for (block, values) in blocks.iter_mut().zip([usual, helped]) {
            for (measure, value) in [SYMMETRIC, SKEWED, CLOTS, SHIFTED].into_iter().zip(values) {
                block.measures[measure as usize].push(value as f32);
            }
        }
        codes.push(u16::from(u(5) < IN_GROUP));
    }
    let grouping = Grouping { by: GROUP.to_owned(), labels: vec![GROUP.to_owned()], codes };
    (blocks, Strata::of(vec![grouping], Vec::new()))
}

/// The value of a statistic of an outcome: in the reference, or between arm and reference.
pub(super) fn truth(outcome: &str, statistic: Statistic) -> f64 {
    let [usual, helped] = [USUAL, PUMPS].map(|arm| Law::of(outcome, arm));
    match statistic {
        Statistic::Mean => usual.mean(),
        Statistic::Sd => usual.sd(),
        Statistic::Quantile(p) => usual.quantile(p),
        Statistic::MeanDifference => helped.mean() - usual.mean(),
        Statistic::MeanRatio => helped.mean() / usual.mean(),
        Statistic::QuantileDifference => helped.quantile(0.5) - usual.quantile(0.5),
        Statistic::Risk => usual.flagged(outcome),
        Statistic::RiskDifference => helped.flagged(outcome) - usual.flagged(outcome),
        Statistic::RiskRatio => helped.flagged(outcome) / usual.flagged(outcome),
        Statistic::NumberNeededToTreat => -1.0 / truth(outcome, Statistic::RiskDifference),
        Statistic::ResponderShare => responding(outcome),
        Statistic::Min | Statistic::Max => f64::NAN,
    }
}

/// Share of people whose symmetric outcome falls by more than the threshold of a responder.
fn responding(responder: &str) -> f64 {
    let fall = RESPONSES.iter().find(|(id, _)| *id == responder).map_or(f64::NAN, |(_, fall)| *fall);
    normal_cdf((8.0 - fall) / CHANGE_SD)
}

/// The distribution of an outcome in an arm: normal, or a mixture of two lognormal ones.
enum Law {
    Normal { mean: f64, sd: f64 },
    Mixture { log_sd: f64, scale: f64, kept: f64 },
}

impl Law {
    fn of(outcome: &str, arm: usize) -> Self {
        let kept = if arm == USUAL { 1.0 } else { KEPT };
        match (outcome, arm) {
            (name, _) if name == SKEWED.name() => Self::Mixture { log_sd: 0.5, scale: 1.0, kept },
            (name, _) if name == CLOTS.name() => {
                Self::Mixture { log_sd: 1.0, scale: CLOT_SCALE * libm::exp(-0.5), kept }
            }
            (_, USUAL) => Self::Normal { mean: 100.0, sd: 20.0 },
            ("rarely_changed", _) => Self::Normal { mean: 100.0 - EFFECT, sd: 20.0 },
            _ => Self::Normal { mean: 92.0, sd: libm::hypot(20.0, CHANGE_SD) },
        }
    }

    /// The mean of a power of the values of a mixture.
    fn moment(&self, power: f64) -> f64 {
        let Self::Mixture { log_sd, scale, kept } = self else { return f64::NAN };
        let share = WORN * libm::pow(*kept, power) + 1.0 - WORN;
        share * libm::pow(*scale, power) * libm::exp(0.5 * power * power * log_sd * log_sd)
    }

    fn mean(&self) -> f64 {
        if let Self::Normal { mean, .. } = self { *mean } else { self.moment(1.0) }
    }

    fn sd(&self) -> f64 {
        match self {
            Self::Normal { sd, .. } => *sd,
            Self::Mixture { .. } => libm::sqrt(self.moment(2.0) - self.moment(1.0) * self.moment(1.0)),
        }
    }

    fn below(&self, value: f64) -> f64 {
        match self {
            Self::Normal { mean, sd } => normal_cdf((value - mean) / sd),
            Self::Mixture { log_sd, scale, kept } => {
                let part = |factor: f64| normal_cdf(libm::log(value / (scale * factor)) / log_sd);
                WORN * part(*kept) + (1.0 - WORN) * part(1.0)
            }
        }
    }

    fn flagged(&self, flag: &str) -> f64 {
        1.0 - self.below(if flag == "rare" { RARE_ABOVE } else { COMMON_ABOVE })
    }

    fn quantile(&self, p: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1000.0);
        for _ in 0..200 {
            let middle = 0.5 * (low + high);
            if self.below(middle) < p { low = middle } else { high = middle }
        }
        low
    }
}
