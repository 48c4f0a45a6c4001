//! The example `calibrate` on the model itself, with few people. `tests/house/examples.rs` runs the example.

use soleus::engine::Cpu;
use soleus::scenario::{Overrides, parse};

use crate::calibration::{
    Calibration, calibrate, calibration_document, calibration_table, choose, described, parameters_section,
};
use crate::support::varied;

/// Hash of everything that is known of the fit. Who changes the model's numbers changes it.
const FIT: &str = "2be85a3538c50b173b06ff27ffd53f60";

/// A constant that refill depends on, and one that it does not.
fn fitted(threads: usize) -> Calibration {
    let names = ["leak_deep", "hypoxia_from_min"].map(str::to_owned);
    let choice = choose(&names, &["C08".to_owned()], 24).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| calibrate(&choice, 4, 24, &Cpu::default(), &mut |_| {})).unwrap()
}

#[test]
fn a_fit_comes_nearer_and_says_what_stays_open() {
    let fit = fitted(2);
    let [before, after] = fit.targets[0].residuals().map(f64::abs);
    assert!(after < 0.5 * before, "{before} {after}");
    assert!(fit.evaluations <= 24);
    assert_eq!([0, 1].map(|at| fit.parameters[at].undetermined()), [false, true]);
    let [two, one] = [fit, fitted(1)].map(|fit| format!("{:#}\n", described(&fit)));
    assert_eq!(two, one, "threads change the fit");
    let hash = blake3::hash(two.as_bytes()).to_hex();
    assert_eq!(hash[..32], *FIT, "the fit has changed:\n{two}");
}

#[test]
fn the_fitted_constants_are_a_section_that_scenarios_take() {
    let fit = fitted(2);
    let section = parameters_section(&fit);
    assert!(section.contains("leak_deep = { value = "));
    assert!(calibration_document(&fit).contains("| C08 |") && calibration_table(&fit).contains("C08"));
    parse("study.toml", &format!("{}\n{section}", varied(&[])), &Overrides::default()).unwrap();
}

#[test]
fn a_wrong_name_is_told() {
    let error = choose(&["leak_deap".to_owned()], &[], 24).unwrap_err();
    assert!(error.to_string().contains("the model has no constant `leak_deap`"));
}
