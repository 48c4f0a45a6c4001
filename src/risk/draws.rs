//! Draws of uncertain constants: values of the constants that are all plausible.
//!
//! A draw is a set of the calibrated ensemble (constants of stasis) with values of the constants that link stasis to clots. If the study is
//! repeated for each draw, the constants that the scenario declares uncertain vary too. The values of each constant are spread evenly over
//! the draws (a Latin hypercube), so that a few draws are enough.

use std::collections::BTreeMap;

use super::link_draws::{LinkConstant, link_draw};
use crate::model::{Ensemble, PARAMETERS, Params, Shape, ensemble};
use crate::population::{Purpose, Streams};
use crate::probability::Quantile;
use crate::scenario::{Draws, Scenario, SetParameter};

/// Number of nested draws for each set of the ensemble.
const NESTED_PER_SET: u32 = 3;

/// All draws of a scenario.
#[derive(Clone, Debug)]
pub struct ParameterDraws {
    scenario: Scenario,
    count: u32,
    /// For each varied constant, by its position in [`PARAMETERS`]: its value in each draw.
    values: BTreeMap<usize, Vec<f64>>,
}

impl ParameterDraws {
    /// The draws of a scenario.
    pub fn new(scenario: &Scenario) -> Self {
        let (count, values) = match scenario.design.draws {
            Draws::Off => (1, BTreeMap::new()),
            Draws::Nested => nested(scenario),
            Draws::Repeated(draws) => (draws, repeated(scenario, draws)),
        };
        Self { scenario: scenario.clone(), count, values }
    }

    /// Number of draws, at least 1.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The scenario with the constants of one draw.
    fn scenario(&self, draw: u32) -> Scenario {
        Scenario { parameters: self.parameters(draw), ..self.scenario.clone() }
    }

    /// The constants that are set in one draw.
    fn parameters(&self, draw: u32) -> Vec<SetParameter> {
        let known = self.scenario.parameters.iter().filter(|parameter| !self.values.contains_key(&parameter.at));
        let drawn = self.values.iter().map(|(at, values)| SetParameter::new(*at, values[draw as usize]));
        known.cloned().chain(drawn).collect()
    }

    /// The scenario for this repetition of the study: nested draws repeat nothing.
    pub fn repeat(&self, draw: u32) -> Scenario {
        match self.scenario.design.draws {
            Draws::Repeated(_) => self.scenario(draw),
            Draws::Nested | Draws::Off => self.scenario.clone(),
        }
    }

    /// The constants of every draw.
    pub fn params(&self) -> Vec<Params<f64>> {
        let of_draw = |draw| {
            let set = self.parameters(draw);
            Params::with(&set.iter().map(|parameter| (parameter.at, parameter.value)).collect::<Vec<_>>())
        };
        (0..self.count).map(of_draw).collect()
    }

    /// The varied constants: position in [`PARAMETERS`] and value in each draw.
    pub fn values(&self) -> impl Iterator<Item = (usize, &[f64])> {
        self.values.iter().map(|(at, values)| (*at, values.as_slice()))
    }
}

/// The different sets of constants of stasis among the nested draws of a scenario: draw d has set d modulo their number. None if its draws
/// are not nested.
pub fn nested_sets(scenario: &Scenario) -> Vec<Params<f64>> {
    if scenario.design.draws != Draws::Nested {
        return Vec::new();
    }
    let mut sets = ParameterDraws::new(scenario).params();
    sets.truncate(ensemble().sets.len());
    sets
}

/// Number and values of the nested draws.
fn nested(scenario: &Scenario) -> (u32, BTreeMap<usize, Vec<f64>>) {
    let draws = NESTED_PER_SET * ensemble().sets.len() as u32;
    let mut values = vary_link(&scenario.params(), &Streams::new(scenario.design.seed), draws);
    values.extend(vary_stasis(|sets| (0..draws as usize).map(|draw| draw % sets).collect()));
    values.retain(|at, _| !is_set(scenario, *at));
    (draws, values)
}

/// Values of the varied constants, if the study is repeated for each draw. The scenario's distribution replaces the built-in one.
fn repeated(scenario: &Scenario, draws: u32) -> BTreeMap<usize, Vec<f64>> {
    let streams = Streams::new(scenario.design.seed);
    let mut values = vary_link(&scenario.params(), &streams, draws);
    let uniforms = stratified(&streams, "ensemble", draws);
    values.extend(vary_stasis(|sets| uniforms.iter().map(|u| (u * sets as f64) as usize).collect()));
    values.retain(|at, _| !is_set(scenario, *at));
    for parameter in &scenario.parameters {
        if let Some(family) = &parameter.uncertain {
            let quantile = family.law().quantile();
            let uniforms = stratified(&streams, PARAMETERS[parameter.at].name, draws);
            values.insert(parameter.at, uniforms.into_iter().map(|u| drawn(&quantile, parameter.at, u)).collect());
        }
    }
    values
}

/// Whether the scenario sets a constant.
fn is_set(scenario: &Scenario, at: usize) -> bool {
    scenario.parameters.iter().any(|parameter| parameter.at == at)
}

/// Values of the constants of stasis; `chosen` returns the set of each draw among so many sets.
fn vary_stasis(chosen: impl Fn(usize) -> Vec<usize>) -> BTreeMap<usize, Vec<f64>> {
    let Ensemble { constants, sets } = ensemble();
    let chosen = chosen(sets.len());
    let column = |(column, at): (usize, &usize)| (*at, chosen.iter().map(|set| sets[*set][column]).collect());
    constants.iter().enumerate().map(column).collect()
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

/// A number in (0, 1) for each draw of the constant with this name. The interval is divided into as many equal parts as there are draws; each part has one
/// number, in random order.
pub fn stratified(streams: &Streams, name: &str, draws: u32) -> Vec<f64> {
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

    fn scenario(draws: Draws, constants: &[(&str, Family)]) -> Scenario {
        let mut scenario = synthetic::scenario(10, Sampler::Sobol);
        scenario.design.draws = draws;
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
        let constants = [("creep_strain", EVEN), ("hyperemia_share", EVEN)];
        let draws = ParameterDraws::new(&scenario(Draws::Repeated(50), &constants));
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
        let mut scenario = scenario(Draws::Repeated(4), &[("creep_strain", EVEN)]);
        scenario.parameters.push(SetParameter::new(at("creep_time_s"), 310.0));
        scenario.parameters.push(SetParameter::new(at("pulse_mixing"), 0.7));
        let draws = ParameterDraws::new(&scenario);
        for draw in 0..4 {
            let params = draws.scenario(draw).params();
            assert_eq!((params.creep_time_s, params.pulse_mixing), (310.0, 0.7));
            assert_eq!(params.creep_strain, values(&draws, "creep_strain")[draw as usize]);
            assert_eq!(params.risk_link_gain, values(&draws, "risk_link_gain")[draw as usize]);
            assert_eq!(params.reflection, Params::defaults().reflection);
        }
        let stasis = ensemble().constants.len() - 1;
        assert_eq!(draws.values().count(), 1 + stasis + LinkConstant::all().len());
    }

    #[test]
    fn another_constant_or_its_own_words_for_the_link_move_no_other() {
        let repeated = |constants: &[(&str, Family)]| ParameterDraws::new(&scenario(Draws::Repeated(8), constants));
        let alone = repeated(&[("creep_strain", EVEN)]);
        let gain = Uniform { min: 5.0, max: 6.0 }.into();
        let more = repeated(&[("creep_strain", EVEN), ("risk_link_gain", gain)]);
        for name in ["creep_strain", "risk_screening_ratio", "pocket_mixing"] {
            assert_eq!(values(&alone, name), values(&more, name), "{name}");
        }
        assert!(values(&more, "risk_link_gain").iter().all(|gain| (5.0..6.0).contains(gain)));
    }

    #[test]
    fn draws_of_stasis_are_whole_sets_of_the_ensemble() {
        for kind in [Draws::Nested, Draws::Repeated(60)] {
            let draws = ParameterDraws::new(&scenario(kind, &[]));
            for (number, params) in draws.params().iter().enumerate() {
                let whole = |set: &Vec<f64>| {
                    [params.pocket_mixing, params.activity_decay_h, params.fidget_stroke]
                        .iter()
                        .all(|value| set.contains(value))
                };
                let set = ensemble().sets.iter().position(whole).unwrap();
                assert!(kind != Draws::Nested || set == number % ensemble().sets.len());
            }
        }
    }

    #[test]
    fn without_draws_there_is_the_scenario_itself() {
        let scenario = scenario(Draws::Off, &[("creep_strain", EVEN)]);
        let draws = ParameterDraws::new(&scenario);
        assert_eq!((draws.count(), draws.values().count()), (1, 0));
        assert_eq!(draws.scenario(0), scenario);
    }
}
