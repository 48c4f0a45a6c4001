//! Scrambled Sobol points: every dimension fills (0, 1) evenly. Replicates have different scramblings and are independent.

use rand_philox::u32_to_unit_f64;

use super::joe_kuo::JOE_KUO;
use super::streams::{Purpose, Streams};
use crate::results::REPLICATES;

/// Number of dimensions in the table of direction numbers.
pub(super) const DIMENSIONS: usize = JOE_KUO.len() + 1;

static DIRECTIONS: [[u32; 32]; DIMENSIONS] = directions();

/// Scrambled Sobol points of one seed.
#[derive(Clone, Debug)]
pub(super) struct Sobol {
    /// Scrambling keys, `[dimension][replicate]`.
    keys: Vec<[u32; REPLICATES as usize]>,
}

impl Sobol {
    /// Prepares the points of this seed.
    pub(super) fn new(streams: &Streams) -> Self {
        let purpose = Purpose::named("sobol_scrambling");
        let key = |dimension, replicate| streams.rng(purpose, replicate, dimension).next_u32();
        let row = |dimension| std::array::from_fn(|replicate| key(dimension, replicate as u32));
        Self { keys: (0..DIMENSIONS as u32).map(row).collect() }
    }

    /// Coordinate of a person's point in the open interval (0, 1). The dimension must be in the table.
    pub(super) fn coordinate(&self, person: u32, dimension: usize) -> f64 {
        let key = self.keys[dimension][(person % REPLICATES) as usize];
        u32_to_unit_f64(scramble(point(person / REPLICATES, dimension), key))
    }
}

/// Coordinate of the unscrambled sequence, as a multiple of 2^-32. Point 0 is the origin.
fn point(index: u32, dimension: usize) -> u32 {
    let directions = &DIRECTIONS[dimension];
    let mut rest = index;
    let mut point = 0;
    while rest != 0 {
        point ^= directions[rest.trailing_zeros() as usize];
        rest &= rest - 1;
    }
    point
}

/// Nested uniform (Owen) scrambling by hash: each bit is flipped depending on all higher bits and the key.
///
/// Laine and Karras 2011, doi 10.1111/j.1467-8659.2011.01993.x; reversal as in Burley 2020, J. Comput. Graph. Tech. 9(4);
/// constants by N. Vegdahl ("Building a better LK hash", 2021).
pub(super) fn scramble(point: u32, key: u32) -> u32 {
    let mut x = point.reverse_bits();
    x ^= x.wrapping_mul(0x3d20_adea);
    x = x.wrapping_add(key);
    x = x.wrapping_mul((key >> 16) | 1);
    x ^= x.wrapping_mul(0x0552_6c56);
    x ^= x.wrapping_mul(0x53a2_2864);
    x.reverse_bits()
}

const fn directions() -> [[u32; 32]; DIMENSIONS] {
    let mut all = [[0; 32]; DIMENSIONS];
    let mut bit = 0;
    while bit < 32 {
        all[0][bit] = 1 << (31 - bit);
        bit += 1;
    }
    let mut dimension = 1;
    while dimension < DIMENSIONS {
        let (coefficients, initial) = JOE_KUO[dimension - 1];
        all[dimension] = recurrence(coefficients, initial);
        dimension += 1;
    }
    all
}

/// Bratley and Fox 1988, doi 10.1145/42288.214372: the later direction numbers follow from the first ones.
const fn recurrence(coefficients: u32, initial: &[u32]) -> [u32; 32] {
    let degree = initial.len();
    let mut directions = [0; 32];
    let mut i = 0;
    while i < 32 {
        if i < degree {
            directions[i] = initial[i] << (31 - i);
        } else {
            directions[i] = directions[i - degree] ^ (directions[i - degree] >> degree);
            let mut k = 1;
            while k < degree {
                if (coefficients >> (degree - 1 - k)) & 1 == 1 {
                    directions[i] ^= directions[i - k];
                }
                k += 1;
            }
        }
        i += 1;
    }
    directions
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// Reference implementations number the points in Gray code order.
    fn gray(index: u32) -> u32 {
        index ^ (index >> 1)
    }

    #[test]
    fn first_points_are_the_published_ones() {
        // scipy.stats.qmc.Sobol(64, scramble=False, bits=32), points 0 to 7, dimensions 1 to 5, in eighths.
        let published = [
            [0, 0, 0, 0, 0],
            [4, 4, 4, 4, 4],
            [6, 2, 2, 2, 6],
            [2, 6, 6, 6, 2],
            [3, 3, 5, 7, 3],
            [7, 7, 1, 3, 7],
            [5, 1, 7, 5, 5],
            [1, 5, 3, 1, 1],
        ];
        for (index, row) in published.iter().enumerate() {
            for (dimension, &eighths) in row.iter().enumerate() {
                assert_eq!(point(gray(index as u32), dimension), eighths << 29, "point {index}, dimension {dimension}");
            }
        }
    }

    #[test]
    fn late_points_and_dimensions_are_the_published_ones() {
        let dimensions = [0, 1, 2, 10, 36, 47, 63];
        let at = |index| dimensions.map(|dimension| point(gray(index), dimension));
        // The same reference, as multiples of 2^-32; the second point is beyond 2^16 points.
        assert_eq!(
            at(100_000),
            [262_307_840, 462_061_568, 4_052_647_936, 1_193_771_008, 344_555_520, 186_679_296, 1_970_896_896]
        );
        assert_eq!(
            at(77_882),
            [3_826_614_272, 1_875_083_264, 2_446_950_400, 1_090_945_024, 3_728_769_024, 4_104_093_696, 138_182_656]
        );
    }

    #[test]
    fn every_projection_hits_every_cell_once() {
        let sobol = Sobol::new(&Streams::new(5));
        for dimension in 0..DIMENSIONS {
            for log2 in [1, 4, 10, 13] {
                let cells = 1usize << log2;
                let mut hits = vec![0; cells];
                for index in 0..cells as u32 {
                    let u = sobol.coordinate(index * REPLICATES + 3, dimension);
                    hits[(u * cells as f64) as usize] += 1;
                }
                assert!(hits.iter().all(|&hit| hit == 1), "dimension {dimension}, 2^{log2} points");
            }
        }
    }

    #[test]
    fn the_first_two_dimensions_are_a_zero_net() {
        let sobol = Sobol::new(&Streams::new(6));
        let log2 = 10;
        for columns_log2 in 0..=log2 {
            let (columns, rows) = (1usize << columns_log2, 1usize << (log2 - columns_log2));
            let mut hits = vec![0; columns * rows];
            for index in 0..1u32 << log2 {
                let x = sobol.coordinate(index * REPLICATES, 0);
                let y = sobol.coordinate(index * REPLICATES, 1);
                hits[(x * columns as f64) as usize * rows + (y * rows as f64) as usize] += 1;
            }
            assert!(hits.iter().all(|&hit| hit == 1), "{columns} x {rows} boxes");
        }
    }

    #[test]
    fn scrambling_is_nested() {
        // Points that share exactly their k highest bits still do so after scrambling.
        for (a, b) in
            [(0x8000_0000u32, 0x8000_0001u32), (0x1234_5678, 0x1234_0000), (0, u32::MAX), (0xff00_ff00, 0xff80_0000)]
        {
            for key in [1, 0xdead_beef, 0x0001_0000] {
                assert_eq!((scramble(a, key) ^ scramble(b, key)).leading_zeros(), (a ^ b).leading_zeros());
            }
        }
    }

    #[test]
    fn replicates_are_independent() {
        // Over many seeds, the estimates of two replicates are not correlated.
        let points = 16;
        let estimate = |sobol: &Sobol, replicate: u32| {
            let product = |i: u32| {
                let person = i * REPLICATES + replicate;
                sobol.coordinate(person, 2) * sobol.coordinate(person, 40)
            };
            (0..points).map(product).sum::<f64>() / f64::from(points)
        };
        let pairs: Vec<(f64, f64)> = (0..1000)
            .map(|seed| Sobol::new(&Streams::new(seed)))
            .map(|sobol| (estimate(&sobol, 2) - 0.25, estimate(&sobol, 9) - 0.25))
            .collect();
        let sum = |term: fn(&(f64, f64)) -> f64| pairs.iter().map(term).sum::<f64>();
        let correlation = sum(|(a, b)| a * b) / (sum(|(a, _)| a * a) * sum(|(_, b)| b * b)).sqrt();
        assert!(correlation.abs() < 0.1, "{correlation}");
        assert!(sum(|(a, _)| *a).abs() / 1000.0 < 0.002, "scrambled points are unbiased");
    }
}
