//! Work on files that is not finished, and how it is undone: when it ends early, and when the whole program has to end at once.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

type Undo = Box<dyn FnOnce() + Send>;

/// All work under way, by a number of its own.
static PENDING: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

/// Work that is not finished. What undoes it runs once: when this is dropped, or in [`clean_up_then`]. It has to do no harm to work that is
/// finished by then.
#[derive(Debug)]
pub(super) struct CleanupGuard(u64);

impl CleanupGuard {
    /// Work that `undo` undoes. `undo` may not begin or end other such work.
    pub(super) fn new(undo: impl FnOnce() + Send + 'static) -> Self {
        let mut pending = held();
        let number = pending.last_key_value().map_or(0, |(last, _)| last + 1);
        pending.insert(number, Box::new(undo));
        Self(number)
    }
}

impl Drop for CleanupGuard {
    fn drop(&mut self) {
        let mut pending = held();
        if let Some(undo) = pending.remove(&self.0) {
            undo();
        }
    }
}

/// Does something on the disk that the end of the program must not cut in two.
pub(super) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _held = held();
    work()
}

/// Undoes all work that is not finished, then does `last`; other threads begin and finish no work on files any more, if `last` ends the
/// program.
pub fn clean_up_then<T>(last: impl FnOnce() -> T) -> T {
    let mut pending = held();
    // The latest first: a member before its sweep.
    std::mem::take(&mut *pending).into_values().rev().for_each(|undo| undo());
    last()
}

fn held() -> MutexGuard<'static, BTreeMap<u64, Undo>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    #[test]
    fn work_is_undone_once() {
        let undone = Arc::new(AtomicU32::new(0));
        let begin = || {
            let undone = undone.clone();
            CleanupGuard::new(move || {
                undone.fetch_add(1, Ordering::Relaxed);
            })
        };
        let (first, second) = (begin(), begin());
        drop(first);
        assert_eq!(undone.load(Ordering::Relaxed), 1);
        drop(second);
        assert_eq!(undone.load(Ordering::Relaxed), 2);
    }
}
