//! Divides people into blocks; the division depends only on the number of people and on the size of a block.

/// Consecutive people who are simulated together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Position of the first person.
    pub first: usize,
    /// Number of people.
    pub count: usize,
}

/// Blocks of at most `size` people that cover `people` exactly once, in order.
pub fn blocks(people: usize, size: usize) -> impl ExactSizeIterator<Item = Block> + Clone {
    let size = size.max(1);
    (0..people.div_ceil(size)).map(move |block| {
        let first = block * size;
        Block { first, count: size.min(people - first) }
    })
}

#[cfg(test)]
mod tests {
    use super::blocks;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_person_is_in_exactly_one_block(people in 0_usize..5000, size in 1_usize..200) {
            let mut seen = vec![0_u8; people];
            for block in blocks(people, size) {
                prop_assert!(block.count >= 1 && block.count <= size);
                for person in &mut seen[block.first..block.first + block.count] {
                    *person += 1;
                }
            }
            prop_assert!(seen.iter().all(|count| *count == 1));
        }
    }
}
