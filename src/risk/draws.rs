//! Draws of uncertain constants: the same study is repeated with values of the constants that are all plausible.
//!
//! A draw varies the constants that the scenario declares uncertain, and the constants of the link from stasis to clots, which are the
//! least certain. The values of each constant are spread evenly over the draws (a Latin hypercube), so that a few draws are enough.

use std::collections::BTreeMap;

use super::link_draws::{LinkConstant, link_draw};
use crate::model::{PARAMETERS, Params, Shape};
use crate::population::{Purpose, Streams};
use crate::probability::Quantile;
use crate::scenario::{Scenario, SetParameter};

/// All draws of a scenario.
#[derive(Clone, Debug)]
pub struct ParameterDraws {
    scenario: Scenario,
    /// For each varied constant, by its position in [`PARAMETERS`]: its value in each draw.
    values: BTreeMap<usize, Vec<f64>>,
}

impl ParameterDraws {
    /// The draws of a scenario. With one draw no constant varies.
    pub fn new(scenario: &Scenario) -> Self {
        let draws = scenario.design.parameter_draws;
        let values = if draws > 1 { vary(scenario, draws) } else { BTreeMap::new() };
        Self { scenario: scenario.clone(), values }
    }

    /// Number of draws, at least 1.
    pub fn count(&self) -> u32 {
        self.scenario.design.parameter_draws
    }

    /// The scenario with the constants of one draw.
    pub fn scenario(&self, draw: u32) -> Scenario {
        let known = self.scenario.parameters.iter().filter(|parameter| !self.values.contains_key(&parameter.at));
        let drawn = self.values.iter().map(|(at, values)| SetParameter::new(*at, values[draw as usize]));
        let parameters = known.cloned().chain(drawn).collect();
        Scenario { parameters, ..self.scenario.clone() }
    }

    /// The varied constants: position in [`PARAMETERS`] and value in each draw.
    pub fn values(&self) -> impl Iterator<Item = (usize, &[f64])> {
        self.values.iter().map(|(at, values)| (*at, values.as_slice()))
    }
}

/// Values of the varied constants. For a constant of the link, the scenario's distribution replaces the built-in one.
fn vary(scenario: &Scenario, draws: u32) -> BTreeMap<usize, Vec<f64>> {
    let streams = Streams::new(scenario.design.seed);
    let mut values = vary_link(&scenario.params(), &streams, draws);
    for parameter in &scenario.parameters {
        if let Some(family) = &parameter.uncertain {
            let quantile = family.law().quantile();
            let uniforms = stratified(&streams, PARAMETERS[parameter.at].name, draws);
            values.insert(parameter.at, uniforms.into_iter().map(|u| drawn(&quantile, parameter.at, u)).collect());
        }
    }
    values
}

/// The value at a quantile, limited to what single precision can hold.
fn drawn(quantile: &Quantile, at: usize, u: f64) -> f64 {
    let least = if PARAMETERS[at].low > 0.0 { f32::MIN_POSITIVE } else { -f32::MAX };
    quantile.at(u).clamp(f64::from(least), f64::from(f32::MAX))
}

fn vary_link(central: &Params<f64>, streams: &Streams, draws: u32) -> BTreeMap<usize, Vec<f64>> {
    let uniforms = LinkConstant::all().map(|constant| stratified(streams, constant.name(), draws));
    let drawn: Vec<Vec<f64>> = (0..draws as usize)
        .map(|draw| {
            let mut leaves = Vec::new();
            link_draw(central, |constant| uniforms[constant as usize][draw]).leaves(&mut leaves);
            leaves
        })
        .collect();
    let linked = LinkConstant::all().into_iter();
    let linked = linked.filter_map(|link| PARAMETERS.iter().position(|constant| constant.name == link.name()));
    linked.map(|at| (at, drawn.iter().map(|values| values[at]).collect())).collect()
}

/// A number in (0, 1) for each draw of a constant. The interval is divided into as many equal parts as there are draws; each part has one
/// number, in random order.
fn stratified(streams: &Streams, name: &str, draws: u32) -> Vec<f64> {
    let purpose = Purpose::named("parameter_draw").of(name);
    let (order, place) = (purpose.of("order"), purpose.of("place"));
    let mut parts: Vec<(f64, u32)> = (0..draws).map(|part| (streams.uniform(order, part, 0), part)).collect();
    parts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let number = |(draw, (_, part)): (u32, &(f64, u32))| {
        let within = streams.uniform(place, draw, 0);
        ((f64::from(*part) + within) / f64::from(draws)).min(1.0 - f64::EPSILON)
    };
    (0..).zip(&parts).map(number).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::probability::{Family, Uniform};
    use crate::scenario::Sampler;
    use crate::stats::synthetic;

    fn at(name: &str) -> usize {
        PARAMETERS.iter().position(|parameter| parameter.name == name).unwrap()
    }

    fn scenario(draws: u32, constants: &[(&str, Family)]) -> Scenario {
        let mut scenario = synthetic::scenario(10, Sampler::Sobol);
        scenario.design.parameter_draws = draws;
        let set = |(name, family): &(&str, Family)| SetParameter {
            uncertain: Some(family.clone()),
            ..SetParameter::new(at(name), 1.0)
        };
        scenario.parameters = constants.iter().map(set).collect();
        scenario
    }

    fn values(draws: &ParameterDraws, name: &str) -> Vec<f64> {
        draws.values().find(|(known, _)| *known == at(name)).unwrap().1.to_vec()
    }

    const EVEN: Family = Family::Uniform(Uniform { min: 0.0, max: 1.0 });

    #[test]
    fn every_part_of_a_distribution_is_drawn_once() {
        let draws = ParameterDraws::new(&scenario(50, &[("creep_strain", EVEN), ("hyperemia_share", EVEN)]));
        let [strain, share] = ["creep_strain", "hyperemia_share"].map(|name| values(&draws, name));
        for drawn in [&strain, &share] {
            let mut parts: Vec<usize> = drawn.iter().map(|value| (value * 50.0) as usize).collect();
            parts.sort_unstable();
            assert_eq!(parts, (0..50).collect::<Vec<_>>());
        }
        let products: f64 = strain.iter().zip(&share).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum();
        assert!((products * 12.0 / 50.0).abs() < 0.4, "constants are independent: {products}");
    }

    #[test]
    fn a_draw_replaces_what_varies_and_nothing_else() {
        let mut scenario = scenario(4, &[("creep_strain", EVEN)]);
        scenario.parameters.push(SetParameter::new(at("creep_time_s"), 310.0));
        let draws = ParameterDraws::new(&scenario);
        for draw in 0..4 {
            let params = draws.scenario(draw).params();
            assert_eq!(params.creep_time_s, 310.0);
            assert_eq!(params.creep_strain, values(&draws, "creep_strain")[draw as usize]);
            assert_eq!(params.risk_link_gain, values(&draws, "risk_link_gain")[draw as usize]);
            assert_eq!(params.reflection, Params::defaults().reflection);
        }
        assert_eq!(draws.values().count(), 1 + LinkConstant::all().len());
    }

    #[test]
    fn another_constant_or_its_own_words_for_the_link_move_no_other() {
        let alone = ParameterDraws::new(&scenario(8, &[("creep_strain", EVEN)]));
        let gain = Uniform { min: 5.0, max: 6.0 }.into();
        let more = ParameterDraws::new(&scenario(8, &[("creep_strain", EVEN), ("risk_link_gain", gain)]));
        assert_eq!(values(&alone, "creep_strain"), values(&more, "creep_strain"));
        assert_eq!(values(&alone, "risk_travel_factor"), values(&more, "risk_travel_factor"));
        assert!(values(&more, "risk_link_gain").iter().all(|gain| (5.0..6.0).contains(gain)));
    }

    #[test]
    fn one_draw_is_the_scenario_itself() {
        let scenario = scenario(1, &[("creep_strain", EVEN)]);
        let draws = ParameterDraws::new(&scenario);
        assert_eq!((draws.count(), draws.values().count()), (1, 0));
        assert_eq!(draws.scenario(0), scenario);
    }
}
