//! Clots: their incidence, the factors that multiply it, the hazard that sitting adds, and the clots that a screening finds.
//!
//! The host computes all this in double precision. Incidence and hazard are per person-year. The two outcomes are on different scales and
//! are never mixed: clots with symptoms, and clots that only a screening finds. This folder also draws the uncertain constants.

mod draws;
mod factors;
mod frequency;
mod incidence;
mod link;
mod link_draws;
mod model;
mod outcome;

pub use draws::{ParameterDraws, nested_sets, stratified};
pub use factors::{Factors, body_mass, multiplier, stature, varices};
pub use frequency::{PerFlight, frequent_rate_ratio, per_flight, repeated_rate_ratio};
pub use incidence::{AGE_WEIGHTS, Sex, incidence_per_year, standard_incidence_per_year};
pub use link::{Exposure, WINDOW_DAYS, excess_ratio, felt_after_days, felt_share};
pub use model::RiskModel;
pub use outcome::{Hazard, Risks, YEAR_DAYS, risks};
