//! What people eat, wear and do.

use super::attributes::log_normal;
use super::person::Known;
use crate::probability::{Beta, Law, Quantile, TruncatedNormal};
use crate::scenario::Variable::Sex;

/// Sodium intake of US adults in grams of salt: 7.4 in women, 10.4 in men (recalled from NHANES 2017-18), spread 30 % (assumption).
pub(super) fn salt_g_day(u: f64, person: &impl Known) -> f64 {
    log_normal(if person.get(Sex) < 0.5 { 7.4 } else { 10.4 }, 0.3, u)
}

/// Barefoot 3 %, flat, then heeled (10 % of women) and rigid boots (2 % and 5 %): assumption.
pub(super) fn footwear(u: f64, person: &impl Known) -> f64 {
    let (heeled, rigid_boot) = if person.get(Sex) < 0.5 { (0.10, 0.02) } else { (0.0, 0.05) };
    let edges = [0.03, 1.0 - heeled - rigid_boot, 1.0 - rigid_boot];
    category(u, &edges)
}

/// Aisle, middle and window seats are equally likely: three seats on each side of the aisle.
pub(super) fn seat(u: f64) -> f64 {
    category(u, &[1.0 / 3.0, 2.0 / 3.0])
}

/// Median 30 movements an hour; nine in ten people are between 7 and 135 (assumption). Free movement halves the swelling of feet compared
/// with feet that are kept still (Winkel and Jorgensen 1986, doi 10.1080/00140138608968267). The spread is therefore wide. No study of leg
/// movements at rest by body mass or age was found, so that they do not depend on them.
pub(super) fn fidget_per_h(u: f64) -> f64 {
    log_normal(30.0, libm::log(2.5), u)
}

/// Sitting time of adults per day: mean 9.5 h by detailed recall (Matthews 2021, Med Sci Sports Exerc); spread 2.5 h (assumption).
pub(super) fn sitting_time_h() -> Quantile {
    TruncatedNormal { mean: 9.5, sd: 2.5, min: 1.0, max: 16.0 }.quantile()
}

/// The pressure under a stocking varies around its label with a spread of 20 % (assumption).
pub(super) fn stocking_fit_rel(u: f64) -> f64 {
    log_normal(1.0, 0.2, u)
}

/// Mean 0.65, sd 0.25: older adults attend 58-77 % of sessions (Picorelli 2014, PMID 25092418), and a fifth of people do nearly all of
/// them (21 % fully adherent, Simek 2012, PMID 22813920).
pub(super) fn adherence() -> Quantile {
    Beta { alpha: 1.716, beta: 0.924 }.quantile()
}

/// Index of the class that contains a uniform number.
fn category(u: f64, edges: &[f64]) -> f64 {
    edges.iter().filter(|&&edge| u >= edge).count() as f64
}
