//! Each registry is one list, and whoever is on it is complete: signals have values, and no name of a column is given twice.

use crate::support::language::FLIGHT;
use soleus::model::Signal;
use soleus::population::Population;
use soleus::results::{Measure, Table};
use soleus::scenario::{Code, Overrides, parse};
use soleus::study::trace;

#[test]
fn every_signal_has_a_value_at_every_moment() {
    let scenario = parse("flight.toml", FLIGHT, &Overrides::default()).unwrap().scenario;
    let person = Population::new(&scenario.population, &scenario.design).person(0);
    for arm in 0..scenario.arms.len() {
        let trace = trace(&scenario, arm, &person, 600.0);
        assert!(trace.samples.len() > 50);
        for signal in Signal::ALL {
            let missing = trace.samples.iter().find(|sample| !sample.get(*signal).is_finite());
            assert!(missing.is_none(), "{} at {:?} s", signal.name(), missing.map(|sample| sample.time_s));
        }
    }
}

#[test]
fn a_flag_cannot_be_called_like_a_column_of_any_table() {
    let of_tables = Table::ALL.into_iter().flat_map(|table| table.spec(1).columns).map(|column| column.name);
    let of_outcomes = Measure::ALL.iter().map(|measure| measure.name().to_owned());
    for name in of_tables.chain(of_outcomes).chain(["all".to_owned()]) {
        let text = FLIGHT.replacen("edema_over_100_ml = {", &format!("{name} = {{"), 1);
        let faults = parse("flight.toml", &text, &Overrides::default()).unwrap_err();
        assert!(faults.problems.iter().any(|problem| problem.code == Code::Duplicate), "{name}: {faults}");
    }
}
