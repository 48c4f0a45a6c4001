//! A small fixed study. The hash of its results identifies the model and shows whether a device computes it exactly.

use std::sync::LazyLock;

use crate::engine::{Backend, Cpu, SimdLevel};
use crate::scenario::{Overrides, parse};

use super::simulate::simulate;

const SCENARIO: &str = include_str!("fingerprint.toml");

/// Hash of the fixed study's results on this backend: 16 hex digits.
pub fn fingerprint(backend: &dyn Backend) -> String {
    let Ok(loaded) = parse("fingerprint", SCENARIO, &Overrides::default()) else { return String::new() };
    let mut hash = blake3::Hasher::new();
    for value in simulate(&loaded.scenario, backend).iter().flat_map(|block| &block.measures).flatten() {
        hash.update(&value.to_bits().to_le_bytes());
    }
    hash.finalize().to_hex().chars().take(16).collect()
}

/// Hash of the model: the hash of the fixed study's results on the plainest engine. It is the same on every machine.
pub fn model_hash() -> String {
    static HASH: LazyLock<String> = LazyLock::new(|| fingerprint(&Cpu { level: SimdLevel::Scalar, block: 1 }));
    HASH.clone()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_lanes_computes_the_same_bits() {
        let expected = model_hash();
        assert_eq!(expected.len(), 16);
        for level in SimdLevel::all() {
            for block in [1, 7, 64] {
                assert_eq!(fingerprint(&Cpu { level, block }), expected, "{level:?} in blocks of {block}");
            }
        }
    }
}
