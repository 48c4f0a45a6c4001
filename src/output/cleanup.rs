//! Removes unfinished files: when a run ends early, and when the program must end at once.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

type Undo = Box<dyn FnOnce() + Send>;

/// The cleanup functions of all unfinished work, by number.
static PENDING: Mutex<BTreeMap<u64, Undo>> = Mutex::new(BTreeMap::new());

/// Guard of unfinished work. Its cleanup function runs once, on drop or in [`clean_up_then`], and must not remove finished work.
#[derive(Debug)]
pub(super) struct CleanupGuard(u64);

impl CleanupGuard {
    /// A guard with this cleanup function. The function must not create or drop other guards.
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

/// Does work on the disk that the end of the program must not interrupt.
pub(super) fn uninterrupted<T>(work: impl FnOnce() -> T) -> T {
    let _held = held();
    work()
}

/// Cleans up all unfinished work, then calls `last`. Until `last` returns, other threads can neither begin nor finish work on files.
pub fn clean_up_then<T>(last: impl FnOnce() -> T) -> T {
    let mut pending = held();
    // The latest work first: a member before its sweep.
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
