//! The calibrated ensemble: sets of constants of stasis that reproduce the published rates of clots about equally well.

use std::sync::LazyLock;

use super::parameters::PARAMETERS;

/// The sets, as the example `calibrate --ensemble` wrote them.
const TABLE: &str = include_str!("ensemble.csv");

/// Sets of constants. All sets have the same weight.
#[derive(Clone, Debug, PartialEq)]
pub struct Ensemble {
    /// The positions of the constants in [`PARAMETERS`].
    pub constants: Vec<usize>,
    /// Their values in each set, in the same order.
    pub sets: Vec<Vec<f64>>,
}

/// The ensemble of the model.
pub fn ensemble() -> &'static Ensemble {
    static ENSEMBLE: LazyLock<Ensemble> = LazyLock::new(|| read(TABLE));
    &ENSEMBLE
}

impl Ensemble {
    /// The values of the constant at this position of [`Ensemble::constants`], one per set.
    pub fn values(&self, column: usize) -> impl Iterator<Item = f64> {
        self.sets.iter().map(move |set| set[column])
    }
}

/// Reads a table: names of constants, then a line per set. Lines that begin with `#` are comments.
fn read(text: &str) -> Ensemble {
    let mut lines = text.lines().filter(|line| !line.starts_with('#'));
    let place = |name: &str| PARAMETERS.iter().position(|constant| constant.name == name);
    let constants: Vec<usize> = lines.next().unwrap_or_default().split(',').filter_map(place).collect();
    let numbers = |line: &str| line.split(',').filter_map(|number| number.parse().ok()).collect::<Vec<f64>>();
    let sets = lines.map(numbers).filter(|set| set.len() == constants.len()).collect();
    Ensemble { constants, sets }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_set_within_the_ranges_of_the_literature() {
        let ensemble = ensemble();
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        assert_eq!(ensemble.sets.len() + 1, lines.clone().count());
        assert_eq!(lines.take(1).flat_map(|names| names.split(',')).count(), ensemble.constants.len());
        assert!(ensemble.sets.len() >= 64, "{}", ensemble.sets.len());
        for set in &ensemble.sets {
            for (at, value) in ensemble.constants.iter().zip(set) {
                let constant = &PARAMETERS[*at];
                assert!((constant.low..=constant.high).contains(value), "{}: {value}", constant.name);
            }
        }
    }

    #[test]
    fn no_set_is_there_twice() {
        let mut sets: Vec<String> = ensemble().sets.iter().map(|set| format!("{set:?}")).collect();
        sets.sort();
        assert!(sets.is_sorted_by(|one, next| one < next));
    }
}
