//! Families of observed values: yes or no, values with weights, histograms.

use super::{Bernoulli, Categorical, Histogram, Law, Listed, Quantile};

impl Law for Bernoulli {
    fn quantile(&self) -> Quantile {
        let p = self.p;
        steps(vec![(0.0, 1.0 - p), (1.0, 1.0)])
    }

    fn largest(&self) -> f64 {
        if self.p > 0.0 { 1.0 } else { 0.0 }
    }
}

impl Law for Categorical {
    fn quantile(&self) -> Quantile {
        let mut pairs: Vec<(f64, f64)> = self.values.iter().copied().zip(self.weights.iter().copied()).collect();
        pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut sum = 0.0;
        for (_, weight) in &mut pairs {
            sum += *weight;
            *weight = sum;
        }
        steps(pairs)
    }

    /// The lower median, if two values share the middle.
    fn middle(&self) -> f64 {
        self.quantile().at(0.5_f64.next_down())
    }

    fn largest(&self) -> f64 {
        let possible = self.values.iter().zip(&self.weights).filter(|(_, weight)| **weight > 0.0);
        possible.map(|(value, _)| *value).fold(f64::NEG_INFINITY, f64::max)
    }
}

impl Law for Histogram {
    fn quantile(&self) -> Quantile {
        let total: f64 = self.counts.iter().sum();
        let mut below = 0.0;
        let shares = self.counts.iter().map(|count| {
            below += count;
            below / total
        });
        let edges = self.edges.iter().copied().zip(std::iter::once(0.0).chain(shares)).collect();
        pieces(edges)
    }

    /// The median. If the bins around it are empty, the lower end of this empty range.
    fn middle(&self) -> f64 {
        let mut rest = 0.5 * self.counts.iter().sum::<f64>();
        for (edge, count) in self.edges.windows(2).zip(&self.counts) {
            if rest <= *count && *count > 0.0 {
                return edge[0] + (edge[1] - edge[0]) * rest / count;
            }
            rest -= count;
        }
        self.bounds().1
    }
}

/// Text of values with weights.
pub(super) fn weighted(values: &[f64], weights: &[f64]) -> String {
    let parts: Vec<String> = values.iter().zip(weights).map(|(value, weight)| format!("{value} ({weight})")).collect();
    format!("one of {}", parts.join(", "))
}

/// Text of classes with counts.
pub(super) fn classes(edges: &[f64], counts: &[f64]) -> String {
    let classes = edges.windows(2).zip(counts);
    let parts: Vec<String> = classes.map(|(edge, count)| format!("{} to {} ({count})", edge[0], edge[1])).collect();
    format!("histogram {}", parts.join(", "))
}

/// Smallest and largest value.
pub(super) fn ends(values: &[f64]) -> (f64, f64) {
    let values = || values.iter().copied();
    (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
}

/// Quantile function of values in ascending order, each with the sum of the weights up to and including its own.
fn steps(steps: Vec<(f64, f64)>) -> Quantile {
    Quantile::new(move |u| {
        let place = steps.partition_point(|(_, up_to)| *up_to <= u);
        steps.get(place).or(steps.last()).map_or(0.0, |(value, _)| *value)
    })
}

/// Quantile function of edges in ascending order, each with the share of people below it. People are spread uniformly between edges.
fn pieces(edges: Vec<(f64, f64)>) -> Quantile {
    Quantile::new(move |u| {
        let right = edges.partition_point(|(_, below)| *below <= u).clamp(1, edges.len() - 1);
        let ((low, from), (high, to)) = (edges[right - 1], edges[right]);
        if to > from { low + (high - low) * ((u - from) / (to - from)).clamp(0.0, 1.0) } else { low }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn histograms_match_reference_values() {
        let bars = Histogram { edges: vec![0.0, 1.0, 2.0, 4.0], counts: vec![30.0, 0.0, 10.0] };
        for (u, x) in [(0.3, 0.4), (0.75, 2.0), (0.875, 3.0), (0.999_999, 3.999_992)] {
            let ours = bars.quantile().at(u);
            assert!((ours - x).abs() < 1e-12, "{u}: {ours} for {x}");
        }
        let two = Histogram { edges: vec![0.0, 1.0, 3.0], counts: vec![1.0, 3.0] };
        assert!((two.middle() - 1.0 - 2.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn values_without_weight_are_no_largest_value() {
        let values = |weights: [f64; 2]| Categorical { values: vec![1.0, 5.0], weights: weights.to_vec() };
        assert_eq!((values([0.5, 0.5]).largest(), values([1.0, 0.0]).largest()), (5.0, 1.0));
        assert_eq!(values([1.0, 0.0]).bounds(), (1.0, 5.0));
        assert_eq!((Bernoulli { p: 0.0 }.largest(), Bernoulli { p: 1e-9 }.largest()), (0.0, 1.0));
    }
}
