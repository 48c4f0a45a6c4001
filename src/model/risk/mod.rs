//! Clots: how often they come, what multiplies that, what sitting still adds, and what a screening finds.
//!
//! Pure functions of numbers in double precision, for the host. Incidence and hazard are per person-year. Two outcomes stand on two
//! scales and are never mixed: clots with symptoms, and clots that only a screening finds.

mod factors;
mod frequency;
mod incidence;
mod link;
mod outcome;

pub use factors::{Factors, body_mass, multiplier};
pub use frequency::{PerFlight, per_flight, repeated_rate_ratio};
pub use incidence::{AGE_WEIGHTS, Sex, incidence_per_year, standard_incidence_per_year};
pub use link::{Exposure, Place, WINDOW_DAYS, dose_effect, excess_ratio, onset};
pub use outcome::{Risks, YEAR_DAYS, risks, risks_at};
