//! Groups of people with similar stasis dose and similar hazard. Risks are computed once per group instead of once per person: a hundred
//! draws of the constants for millions of people then cost as much as for some ten thousand people.

use rayon::prelude::*;

use crate::model::Params;
use crate::risk::{Exposure, Hazard, Risks, excess_ratio, risks};

/// Bits of the mantissa that distinguish bins: doses in a bin lie within 1.6 % of each other, hazards within 13 %. Within a bin, risk is
/// linear to four digits, so the bin's means give the bin's mean risk.
const DOSE_BITS: u32 = 6;
const HAZARD_BITS: u32 = 3;

/// The people of a group, pooled in bins.
#[derive(Clone, Debug)]
pub(super) struct Pools {
    /// Mean exposure of each bin of exposures.
    exposures: Vec<Exposure>,
    pools: Vec<Pool>,
    people: f64,
}

/// The people who share a bin of exposures and a bin of hazards.
#[derive(Clone, Copy, Debug)]
struct Pool {
    /// Index of their bin in `exposures`.
    exposure: usize,
    people: f64,
    /// Their mean hazard.
    hazard: Hazard,
}

impl Pools {
    /// Pools the people with these ids (ascending). `exposures` and `hazards` have values for all people of the study; exposures are alike
    /// if they add a similar hazard under these constants.
    pub(super) fn new(ids: &[u32], exposures: &[Exposure], hazards: &[Hazard], params: &Params<f64>) -> Self {
        let mut keyed: Vec<(u32, u16, u32)> = ids
            .par_iter()
            .map(|&id| {
                let (ratio, hazard) = (excess_ratio(&exposures[id as usize], params), hazards[id as usize]);
                (bin(ratio as f32, DOSE_BITS), bin(hazard.per_year as f32, HAZARD_BITS) as u16, id)
            })
            .collect();
        keyed.par_sort_unstable();
        let mut all = Self { exposures: Vec::new(), pools: Vec::new(), people: ids.len() as f64 };
        for bin in keyed.chunk_by(|one, other| one.0 == other.0) {
            let exposure = all.exposures.len();
            let mean = |hours: fn(&Exposure) -> f64| mean(bin, |id| hours(&exposures[id]));
            all.exposures.push(Exposure {
                vehicle_h: mean(|exposure| exposure.vehicle_h),
                elsewhere_h: mean(|exposure| exposure.elsewhere_h),
                ordinary_h: mean(|exposure| exposure.ordinary_h),
            });
            all.pools.extend(bin.chunk_by(|one, other| one.1 == other.1).map(|alike| {
                let hazard = Hazard {
                    per_year: self::mean(alike, |id| hazards[id].per_year),
                    lasting_per_year: self::mean(alike, |id| hazards[id].lasting_per_year),
                };
                Pool { exposure, people: alike.len() as f64, hazard }
            }));
        }
        all
    }

    /// Mean risks under these constants; NaN if there are no people.
    pub(super) fn mean_risks(&self, params: &Params<f64>) -> Risks {
        let ratios: Vec<f64> = self.exposures.iter().map(|exposure| excess_ratio(exposure, params)).collect();
        let mut sum = Risks { symptomless: 0.0, symptomatic: 0.0, excess: 0.0 };
        for pool in &self.pools {
            let risks = risks(pool.hazard, ratios[pool.exposure], params);
            sum.symptomless += pool.people * risks.symptomless;
            sum.symptomatic += pool.people * risks.symptomatic;
            sum.excess += pool.people * risks.excess;
        }
        let mean = |sum: f64| sum / self.people;
        Risks { symptomless: mean(sum.symptomless), symptomatic: mean(sum.symptomatic), excess: mean(sum.excess) }
    }
}

/// Mean over the people with these keys, whose last part is their id.
fn mean(keyed: &[(u32, u16, u32)], value: impl Fn(usize) -> f64) -> f64 {
    keyed.iter().map(|(.., id)| value(*id as usize)).sum::<f64>() / keyed.len() as f64
}

/// Bin of a number: its sign, its exponent and the first bits of its mantissa. 0 and NaN are in bin 0.
fn bin(value: f32, bits: u32) -> u32 {
    if value.is_nan() || value == 0.0 { 0 } else { value.to_bits() >> (f32::MANTISSA_DIGITS - 1 - bits) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_as_wide_as_said() {
        let next = |value: f32, bits| {
            (1..100_000).map(|step| value + step as f32 * 1e-5).find(|x| bin(*x, bits) != bin(value, bits))
        };
        assert!(next(1.0, DOSE_BITS).is_some_and(|end| (end - 1.015_625).abs() < 2e-5));
        assert!(next(1.0, HAZARD_BITS).is_some_and(|end| (end - 1.125).abs() < 2e-5));
        assert_eq!([0.0, -0.0, f32::NAN].map(|value| bin(value, DOSE_BITS)), [0; 3]);
        assert_ne!(bin(-1.0, DOSE_BITS), bin(1.0, DOSE_BITS));
    }

    #[test]
    fn everybody_is_in_one_pool() {
        let exposures: Vec<Exposure> =
            (0..1000).map(|at| Exposure { vehicle_h: f64::from(at % 37) * 0.11, ..Exposure::default() }).collect();
        let hazards: Vec<Hazard> = (0..1000).map(|at| Hazard::lasting(1e-3 * f64::from(1 + at % 11))).collect();
        let ids: Vec<u32> = (0..1000).filter(|id| id % 3 > 0).collect();
        let pools = Pools::new(&ids, &exposures, &hazards, &Params::defaults());
        let people: f64 = pools.pools.iter().map(|pool| pool.people).sum();
        let hazard: f64 = pools.pools.iter().map(|pool| pool.people * pool.hazard.per_year).sum();
        let expected: f64 = ids.iter().map(|id| hazards[*id as usize].per_year).sum();
        assert_eq!(people, ids.len() as f64);
        assert!((hazard / expected - 1.0).abs() < 1e-12 && pools.exposures.len() <= 37);
    }
}
