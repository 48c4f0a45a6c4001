//! Numbers on which statistics depend: how people are grouped for sums, and how they were drawn.

/// Number of people in a tile. Statistics are summed over tiles of this many consecutive ids, so that they do not depend on how a run is
/// divided.
pub const TILE: usize = 4096;

/// Number of independent scramblings of the Sobol points (replicates). Person i is point i / 16 of replicate i mod 16, so that any block
/// of people has people of all replicates. The spread of the replicates gives the error.
pub const REPLICATES: u32 = 16;

/// Largest share of person-arms whose state may leave the valid range of the model.
pub const INVALID_LIMIT: f64 = 0.001;
