//! When work is saved: often, but not so often that saving takes much of the time.

use std::time::{Duration, Instant};

/// Work is saved if so much time has passed since the last time; longer if saving itself takes long, up to a limit.
const OFTEN: Duration = Duration::from_secs(1);
const AT_LEAST_EVERY: Duration = Duration::from_secs(15);
/// Saving takes at most one of so many parts of the time.
const PARTS_OF_TIME: u32 = 20;
/// If the size of batches is fixed, every batch is saved, so that tests can interrupt a run between given batches.
const FIXED: &str = "SOLEUS_BATCH";

/// Measures the time since work was saved.
#[derive(Debug)]
pub(super) struct Clock {
    since: Instant,
    began: Instant,
    cost: Duration,
    always: bool,
}

impl Clock {
    pub(super) fn start() -> Self {
        let now = now();
        Self { since: now, began: now, cost: Duration::ZERO, always: std::env::var_os(FIXED).is_some() }
    }

    /// Whether work should be saved now.
    pub(super) fn is_due(&self) -> bool {
        self.always || self.since.elapsed() >= wait(self.cost)
    }

    /// Begins to measure how long saving takes.
    pub(super) fn saving(&mut self) {
        self.began = now();
    }

    /// Records that the work is saved.
    pub(super) fn saved(&mut self) {
        self.cost = self.began.elapsed();
        self.since = now();
    }
}

fn wait(cost: Duration) -> Duration {
    cost.saturating_mul(PARTS_OF_TIME).clamp(OFTEN, AT_LEAST_EVERY)
}

#[expect(clippy::disallowed_methods, reason = "decides when work is saved; no result depends on it")]
fn now() -> Instant {
    Instant::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saving_takes_little_of_the_time_and_is_never_far_away() {
        let waits = [0, 10, 100, 500, 60_000].map(|ms| wait(Duration::from_millis(ms)).as_millis());
        assert_eq!(waits, [1000, 1000, 2000, 10_000, 15_000]);
    }
}
