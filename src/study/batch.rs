//! Sends batches of consecutive people through all arms. While the engine computes one arm, the host prepares the next one and stores the
//! results of the one before.

use std::collections::BTreeMap;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::host::HostColumns;
use super::pace::Pace;
use super::tile::{Arms, Cohort};
use crate::engine::{Backend, Inputs, Results};
use crate::population::Population;
use crate::results::ArmBlock;

/// A batch in one arm, ready for the engine.
struct Task {
    /// Number of the task, from 0.
    number: usize,
    cohort: Arc<Cohort>,
    arm: usize,
    inputs: Inputs,
    host_columns: HostColumns,
}

/// A batch in one arm, computed.
pub(super) struct Done {
    pub(super) cohort: Arc<Cohort>,
    pub(super) arm: usize,
    pub(super) block: ArmBlock,
}

/// A task and its results, or the panic that ended it.
type Computed = std::thread::Result<(Task, Results)>;

/// Number of tasks that wait between two stages.
const WAITING: usize = 1;

/// Sends the people with these ids through all arms. Hands every batch to `take`, arm by arm, until `take` fails.
pub(super) fn through<E>(
    arms: &Arms,
    population: &Population,
    ids: Range<u32>,
    backend: &dyn Backend,
    mut take: impl FnMut(Done) -> Result<(), E>,
) -> Result<(), E> {
    let stop = &AtomicBool::new(false);
    let pace = &Pace::new(backend);
    std::thread::scope(|scope| {
        let (tasks, to_compute) = sync_channel::<Task>(WAITING);
        let (results, to_take) = sync_channel::<Computed>(WAITING);
        scope.spawn(move || prepare(arms, population, ids, pace, &tasks));
        let to_compute = Arc::new(Mutex::new(to_compute));
        for _ in 0..backend.calls_at_once() {
            let (to_compute, results) = (to_compute.clone(), results.clone());
            scope.spawn(move || compute(arms, backend, &to_compute, &results, stop));
        }
        // Only the computing threads keep these ends of the channels, so that the other stages end together with them.
        drop((results, to_compute));
        in_order(to_take).try_for_each(|(task, results)| {
            let Task { cohort, arm, inputs, host_columns, .. } = task;
            let mut block = arms.filled(arm, backend, (&inputs, host_columns), &cohort, results);
            block.measured = arms.measure(arm, &inputs);
            if arm + 1 == arms.programs().len() {
                pace.done(cohort.people.len());
            }
            take(Done { cohort, arm, block }).inspect_err(|_| stop.store(true, Ordering::Relaxed))
        })
    })
}

fn prepare(arms: &Arms, population: &Population, ids: Range<u32>, pace: &Pace, tasks: &SyncSender<Task>) {
    let mut numbers = 0..;
    let mut first = ids.start;
    while first < ids.end {
        let of_batch = first..ids.end.min(first.saturating_add(pace.size()));
        first = of_batch.end;
        let cohort = Arc::new(arms.cohort(of_batch.into_par_iter().map(|id| population.person(id)).collect()));
        for arm in 0..arms.programs().len() {
            let (inputs, host_columns) = arms.inputs(arm, &cohort.people, &cohort.legs);
            let number = numbers.next().unwrap_or_default();
            if tasks.send(Task { number, cohort: cohort.clone(), arm, inputs, host_columns }).is_err() {
                return;
            }
        }
    }
}

fn compute(
    arms: &Arms,
    backend: &dyn Backend,
    tasks: &Mutex<Receiver<Task>>,
    results: &SyncSender<Computed>,
    stop: &AtomicBool,
) {
    let next = || tasks.lock().unwrap_or_else(PoisonError::into_inner).recv().ok();
    while let Some(mut task) = next().filter(|_| !stop.load(Ordering::Relaxed)) {
        let work = AssertUnwindSafe(|| {
            task.inputs.begun = arms.begun(task.arm, backend, &task.cohort);
            let results = backend.run(&arms.programs()[task.arm], &task.inputs);
            task.inputs.begun = None;
            results
        });
        let computed = catch_unwind(work).map(|results| (task, results));
        if results.send(computed).is_err() {
            return;
        }
    }
}

/// Returns the results in the order of their tasks. Only a few results wait for an earlier one.
fn in_order(results: Receiver<Computed>) -> impl Iterator<Item = (Task, Results)> {
    let mut early = BTreeMap::new();
    let mut numbers = 0..;
    std::iter::from_fn(move || {
        let number: usize = numbers.next()?;
        loop {
            if let Some(found) = early.remove(&number) {
                return Some(found);
            }
            // If an engine panics, everything ends; otherwise this loop would wait forever for the missing result.
            let (task, computed) = results.recv().ok()?.unwrap_or_else(|fault| resume_unwind(fault));
            early.insert(task.number, (task, computed));
        }
    })
}
