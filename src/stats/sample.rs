//! The values that count: those of valid people in a group, in id order.

/// One value per person who counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sample {
    /// Ascending ids.
    pub(super) ids: Vec<u32>,
    /// Their values; a flag is 0 or 1.
    pub(super) values: Vec<f64>,
}

/// Two values per person who counts in both arms.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pairs {
    /// Ascending ids.
    pub(super) ids: Vec<u32>,
    /// Their values in the arm.
    pub(super) arm: Vec<f64>,
    /// Their values in the reference arm.
    pub(super) reference: Vec<f64>,
}

impl Sample {
    /// Collects the values that `value` returns. The ids are positions.
    pub(super) fn collect(persons: usize, value: impl Fn(usize) -> Option<f64>) -> Self {
        let mut sample = Self::default();
        for (id, index) in (0u32..).zip(0..persons) {
            if let Some(value) = value(index) {
                sample.ids.push(id);
                sample.values.push(value);
            }
        }
        sample
    }
}

impl Pairs {
    /// Collects the people for whom both arms have a value.
    pub(super) fn collect(
        persons: usize,
        arm: impl Fn(usize) -> Option<f64>,
        reference: impl Fn(usize) -> Option<f64>,
    ) -> Self {
        let mut pairs = Self::default();
        for (id, index) in (0u32..).zip(0..persons) {
            if let (Some(arm), Some(reference)) = (arm(index), reference(index)) {
                pairs.ids.push(id);
                pairs.arm.push(arm);
                pairs.reference.push(reference);
            }
        }
        pairs
    }

    /// Each person's value in the arm minus the value in the reference.
    pub(super) fn differences(&self) -> Vec<f64> {
        self.arm.iter().zip(&self.reference).map(|(arm, reference)| arm - reference).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_missing_in_either_arm_is_left_out() {
        let pairs = Pairs::collect(4, |i| (i != 1).then_some(i as f64), |i| (i != 2).then_some(10.0));
        assert_eq!(pairs.ids, [0, 3]);
        assert_eq!(pairs.differences(), [-10.0, -7.0]);
    }
}
