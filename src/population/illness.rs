//! Illnesses, treatments and smoking: who has them, given their sex, age, body mass and other illnesses.

use super::attributes::Base;
use super::person::Known;
use crate::scenario::Variable::{self, *};

/// Share of people with a prior clot who take an anticoagulant (assumption; guidelines treat for three months or for life).
const TREATED: f64 = 0.30;
/// Odds ratios of peripheral artery disease: people who smoke now against all others, and people with diabetes (Ostchega 2007, doi
/// 10.1111/j.1532-5415.2007.01123.x: 5.48 against people who never smoked, 1.94 for former smokers, who are 45 % of the others; 1.81).
const OF_SMOKERS: f64 = 3.9;
const OF_DIABETICS: f64 = 1.81;

/// Correlation of the normal scores of an illness and of the body mass index within age (women, men). Probit regression on NHANES 2009-12;
/// joint pain: that of arthritis (assumption).
fn of_body_mass(flag: Variable) -> Option<[f64; 2]> {
    match flag {
        Diabetes => Some([0.40, 0.27]),
        Smoker => Some([-0.07, -0.19]),
        JointPain => Some([0.25, 0.17]),
        _ => None,
    }
}

/// Whether a person has a flag, at a uniform number in (0, 1). Higher numbers have it.
pub(super) fn has(flag: Variable, u: f64, base: &Base, person: &impl Known) -> bool {
    let share = base.share(flag, person.get(Sex), person.get(AgeYears));
    if let Some(correlations) = of_body_mass(flag) {
        return base.with_body_mass(u, correlations, person) >= 1.0 - share;
    }
    let among = match flag {
        PeripheralArteryDisease => of_smoking_and_diabetes(share, base, person),
        Anticoagulant => of_prior_clot(share, base, person),
        Pregnant | Postpartum | OralContraceptive | Hrt => of_the_others(flag, share, base, person),
        _ => share,
    };
    u >= 1.0 - among
}

/// The attributes that [`has`] reads.
pub(super) fn read_by(flag: Variable) -> &'static [Variable] {
    match flag {
        Diabetes | Smoker | JointPain => &[Sex, AgeYears, HeightCm, WeightKg],
        PeripheralArteryDisease => &[Sex, AgeYears, Smoker, Diabetes],
        Anticoagulant => &[Sex, AgeYears, PriorVte],
        Postpartum => &[Sex, AgeYears, Pregnant],
        OralContraceptive => &[Sex, AgeYears, Pregnant, Postpartum],
        Hrt => &[Sex, AgeYears, Pregnant, Postpartum, OralContraceptive],
        _ => &[Sex, AgeYears],
    }
}

/// Shares of the people with and without a prior clot who take an anticoagulant, for their shares in all.
pub(super) fn treated(anticoagulant: f64, prior_vte: f64) -> [f64; 2] {
    let with = TREATED.min(anticoagulant / prior_vte.max(f64::EPSILON));
    [(anticoagulant - with * prior_vte) / (1.0 - prior_vte), with]
}

fn of_prior_clot(share: f64, base: &Base, person: &impl Known) -> f64 {
    let prior_vte = base.share(PriorVte, person.get(Sex), person.get(AgeYears));
    treated(share, prior_vte)[usize::from(person.get(PriorVte) > 0.5)]
}

/// The share among women who have none of the flags before this one; 0 for those who have one.
fn of_the_others(flag: Variable, share: f64, base: &Base, person: &impl Known) -> f64 {
    let before = Variable::HORMONES.iter().take_while(|other| **other != flag);
    let (mut left, mut free) = (1.0, true);
    for other in before {
        left -= base.share(*other, person.get(Sex), person.get(AgeYears));
        free &= person.get(*other) < 0.5;
    }
    if free { share / left } else { 0.0 }
}

fn of_smoking_and_diabetes(share: f64, base: &Base, person: &impl Known) -> f64 {
    let of = |flag| base.share(flag, person.get(Sex), person.get(AgeYears));
    let (smokers, diabetics) = (of(Smoker), of(Diabetes));
    let groups = [
        ((1.0 - smokers) * (1.0 - diabetics), 1.0),
        (smokers * (1.0 - diabetics), OF_SMOKERS),
        ((1.0 - smokers) * diabetics, OF_DIABETICS),
        (smokers * diabetics, OF_SMOKERS * OF_DIABETICS),
    ];
    let own = if person.get(Smoker) > 0.5 { OF_SMOKERS } else { 1.0 };
    let own = own * if person.get(Diabetes) > 0.5 { OF_DIABETICS } else { 1.0 };
    share_at_odds(odds_without(share, &groups), own)
}

/// The share of a group whose odds are this many times those of people without any risk.
fn share_at_odds(odds: f64, ratio: f64) -> f64 {
    odds * ratio / (1.0 + odds * ratio)
}

/// Odds without any risk at which the groups, with their shares and odds ratios, have this share together.
fn odds_without(share: f64, groups: &[(f64, f64)]) -> f64 {
    /// Halvings of the interval; its width is then below the precision of a double.
    const HALVINGS: u32 = 60;
    let together = |odds: f64| groups.iter().map(|(part, ratio)| part * share_at_odds(odds, *ratio)).sum::<f64>();
    let (mut low, mut high) = (0.0, share / (1.0 - share));
    for _ in 0..HALVINGS {
        let middle = 0.5 * (low + high);
        if together(middle) < share { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_together_have_the_share_of_all() {
        let groups = [(0.7, 1.0), (0.2, 3.0), (0.1, 8.0)];
        for share in [0.0, 0.01, 0.23] {
            let odds = odds_without(share, &groups);
            let sum: f64 = groups.iter().map(|(part, ratio)| part * share_at_odds(odds, *ratio)).sum();
            assert!((sum - share).abs() < 1e-12, "{share}: {sum}");
        }
    }

    #[test]
    fn treated_people_with_and_without_a_prior_clot_add_up() {
        for (anticoagulant, prior) in [(0.11, 0.037), (0.002, 0.001), (0.0, 0.0), (0.01, 0.2)] {
            let [without, with] = treated(anticoagulant, prior);
            assert!((without * (1.0 - prior) + with * prior - anticoagulant).abs() < 1e-12);
            assert!(without >= 0.0 && with <= TREATED);
        }
    }
}
