//! The numbers that statistics depend on: how people are put together for sums, and how they were drawn.

/// People per tile: statistics are summed over tiles of this many consecutive ids, so that they do not depend on how a run is cut.
pub const TILE: usize = 4096;

/// Independent scramblings of the Sobol points: person i is point i / 16 of replicate i mod 16, so that any block of people holds
/// all replicates and their scatter is the error.
pub const REPLICATES: u32 = 16;
