//! Typical sizes of the outcomes: the reference arm of a shipped study.

use soleus::engine::Cpu;
use soleus::population::Population;
use soleus::results::Measure;
use soleus::scenario::{Overrides, parse};
use soleus::schedule::Resolution;
use soleus::study::Arms;

use super::{HandbookError, Page};

const FLIGHT: &str = include_str!("../../scenarios/long-haul-flight.toml");
/// The first people of the study.
const PEOPLE: u32 = 1000;
/// Number of digits.
const DIGITS: i32 = 3;

/// The table `src/results/typical.csv`: 5th percentile, median and 95th percentile of each outcome.
pub(super) fn page() -> Result<Page, HandbookError> {
    let scenario = parse("long-haul-flight.toml", FLIGHT, &Overrides::default())?.scenario;
    let population = Population::new(&scenario.population, &scenario.design);
    let arms = Arms::new(&scenario, Resolution::DEFAULT);
    let cohort = arms.cohort((0..PEOPLE).map(|id| population.person(id)).collect());
    let block = arms.block(scenario.reference_arm(), &Cpu::default(), &cohort);
    let mut text = "outcome,low,median,high\n".to_owned();
    for measure in Measure::ALL {
        let column = block.measure(*measure).iter().zip(&block.valid);
        let mut values: Vec<f64> = column.filter(|(_, valid)| **valid).map(|(value, _)| f64::from(*value)).collect();
        values.sort_by(f64::total_cmp);
        let at = |share: f64| rounded(values[(share * (values.len() - 1) as f64).round() as usize]);
        text.push_str(&format!("{},{},{},{}\n", measure.name(), at(0.05), at(0.5), at(0.95)));
    }
    Ok(Page { path: "src/results/typical.csv".to_owned(), text })
}

/// A number with a few digits; small ones with an exponent.
fn rounded(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let size = libm::floor(libm::log10(value.abs())) as i32;
    if size < -3 {
        return format!("{value:.*e}", DIGITS as usize - 1);
    }
    format!("{value:.*}", (DIGITS - 1 - size).max(0) as usize)
}
