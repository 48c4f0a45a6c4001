//! Groups of people with similar stasis dose and similar hazard. Risks are computed once per group instead of once per person: a hundred
//! draws of the constants for millions of people then cost as much as for some ten thousand people.

use rayon::prelude::*;

use crate::model::Params;
use crate::risk::{RiskModel, Risks, risks_at};

/// Bits of the mantissa that distinguish bins: doses in a bin lie within 1.6 % of each other, hazards within 13 %. Within a bin, risk is
/// linear to four digits, so the bin's means give the bin's mean risk.
const DOSE_BITS: u32 = 6;
const HAZARD_BITS: u32 = 3;

/// The people of a group, pooled in bins.
#[derive(Clone, Debug)]
pub(super) struct Pools {
    /// Mean dose of each bin of doses (h).
    doses_h: Vec<f64>,
    pools: Vec<Pool>,
    people: f64,
}

/// The people who share a bin of doses and a bin of hazards.
#[derive(Clone, Copy, Debug)]
struct Pool {
    /// Index of their bin in `doses_h`.
    dose: usize,
    people: f64,
    /// Their mean hazard per year.
    hazard: f64,
}

impl Pools {
    /// Pools the people with these ids (ascending). `doses` (h) and `hazards` (per year) have values for all people of the study.
    pub(super) fn new(ids: &[u32], doses_h: &[f32], hazards_per_year: &[f32]) -> Self {
        let mut keyed: Vec<(u32, u16, u32)> = ids
            .par_iter()
            .map(|&id| {
                let (dose, hazard) = (doses_h[id as usize], hazards_per_year[id as usize]);
                (bin(dose, DOSE_BITS), bin(hazard, HAZARD_BITS) as u16, id)
            })
            .collect();
        keyed.par_sort_unstable();
        let mut all = Self { doses_h: Vec::new(), pools: Vec::new(), people: ids.len() as f64 };
        for bin in keyed.chunk_by(|one, other| one.0 == other.0) {
            let dose = all.doses_h.len();
            all.doses_h
                .push(bin.iter().map(|(.., id)| f64::from(doses_h[*id as usize])).sum::<f64>() / bin.len() as f64);
            all.pools.extend(bin.chunk_by(|one, other| one.1 == other.1).map(|alike| {
                let people = alike.len() as f64;
                let hazard =
                    alike.iter().map(|(.., id)| f64::from(hazards_per_year[*id as usize])).sum::<f64>() / people;
                Pool { dose, people, hazard }
            }));
        }
        all
    }

    /// Mean risks under these constants; NaN if there are no people.
    pub(super) fn mean_risks(&self, model: &RiskModel, params: &Params<f64>) -> Risks {
        let ratios: Vec<f64> = self.doses_h.iter().map(|dose_h| model.excess_ratio(*dose_h, params)).collect();
        let mut sum = Risks { symptomless: 0.0, symptomatic: 0.0, excess: 0.0 };
        for pool in &self.pools {
            let risks = risks_at(pool.hazard, ratios[pool.dose], params);
            sum.symptomless += pool.people * risks.symptomless;
            sum.symptomatic += pool.people * risks.symptomatic;
            sum.excess += pool.people * risks.excess;
        }
        let mean = |sum: f64| sum / self.people;
        Risks { symptomless: mean(sum.symptomless), symptomatic: mean(sum.symptomatic), excess: mean(sum.excess) }
    }
}

/// Bin of a number: its exponent and the first bits of its mantissa. Numbers that are not positive are in bin 0.
fn bin(value: f32, bits: u32) -> u32 {
    if value > 0.0 { value.to_bits() >> (f32::MANTISSA_DIGITS - 1 - bits) } else { 0 }
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
        assert_eq!([0.0, -1.0, f32::NAN].map(|value| bin(value, DOSE_BITS)), [0; 3]);
    }

    #[test]
    fn everybody_is_in_one_pool() {
        let doses_h: Vec<f32> = (0..1000).map(|at| (at % 37) as f32 * 0.11).collect();
        let hazards: Vec<f32> = (0..1000).map(|at| 1e-3 * (1 + at % 11) as f32).collect();
        let ids: Vec<u32> = (0..1000).filter(|id| id % 3 > 0).collect();
        let pools = Pools::new(&ids, &doses_h, &hazards);
        let people: f64 = pools.pools.iter().map(|pool| pool.people).sum();
        let hazard: f64 = pools.pools.iter().map(|pool| pool.people * pool.hazard).sum();
        let expected: f64 = ids.iter().map(|id| f64::from(hazards[*id as usize])).sum();
        assert_eq!(people, ids.len() as f64);
        assert!((hazard / expected - 1.0).abs() < 1e-12 && pools.doses_h.len() <= 37);
    }
}
