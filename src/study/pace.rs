//! The size of batches. A batch is simulated in all arms and then saved, so a batch that takes long is work that an interruption loses.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::engine::Backend;
use crate::results::TILE;

/// Wanted time of a batch in all arms (s).
const WANTED_S: f64 = 8.0;
/// Sizes of batches are multiples of this number of people.
const STEP: u32 = 256;
/// The first batch, whose speed is unknown, has this share of the people that the engine prefers at once, and at least so many.
const FIRST_SHARE: u32 = 16;
const FIRST_LEAST: u32 = 1024;
/// Fixes the number of people in a batch, so that tests can interrupt a run between given batches.
const FIXED: &str = "SOLEUS_BATCH";

/// Chooses how many people the next batch has. Results do not depend on it.
pub(super) struct Pace {
    size: AtomicU32,
    most: u32,
    last: Mutex<Instant>,
}

impl Pace {
    pub(super) fn new(backend: &dyn Backend) -> Self {
        let fixed = std::env::var(FIXED).ok().and_then(|size| size.parse().ok()).filter(|size| *size > 0);
        let most = fixed.unwrap_or_else(|| most(backend));
        let first = fixed.unwrap_or_else(|| (most / FIRST_SHARE).max(FIRST_LEAST).min(most));
        Self { size: AtomicU32::new(first), most, last: Mutex::new(now()) }
    }

    /// Number of people in the next batch.
    pub(super) fn size(&self) -> u32 {
        self.size.load(Ordering::Relaxed)
    }

    /// Records that a batch of this many people has been simulated in all arms.
    pub(super) fn done(&self, people: usize) {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = last.elapsed().as_secs_f64();
        *last = now();
        if std::env::var_os(FIXED).is_none() {
            self.size.store(fitting(people, seconds, self.most), Ordering::Relaxed);
        }
    }
}

/// Number of people in a batch if the engine is fast: whole tiles, with about as many people as the engine prefers at once.
fn most(backend: &dyn Backend) -> u32 {
    backend.people_at_once().next_multiple_of(TILE).min(u32::MAX as usize / 2) as u32
}

/// Number of people that take about the wanted time, if `people` took so many seconds.
fn fitting(people: usize, seconds: f64, most: u32) -> u32 {
    let wanted = people as f64 * WANTED_S / seconds.max(1e-3);
    let steps = (wanted / f64::from(STEP)) as u32;
    steps.max(1).saturating_mul(STEP).min(most)
}

#[expect(clippy::disallowed_methods, reason = "the size of batches follows the speed; no result depends on it")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_batch_takes_about_the_wanted_time() {
        assert_eq!(fitting(1024, 4.0, 4096), 2048);
        assert_eq!(fitting(1024, 0.01, 4096), 4096, "no more than the engine prefers");
        assert_eq!(fitting(1024, 0.0, 131_072), 131_072);
        assert_eq!(fitting(4096, 1e6, 4096), STEP, "some people at least");
    }
}
