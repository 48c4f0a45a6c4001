//! Records the arguments and results of function calls.

use crate::model::{Argument, Function};
use crate::tracer::passed;

use super::recorded::Recorded;

/// Number of calls that are kept for each function: a random sample of all its calls.
pub(super) const CALLS: usize = 512;
/// One in this many calls is recorded with its own arguments; the others are made with varied arguments.
const UNCHANGED_EVERY: usize = 4;

/// A recorded call of a function, without the arguments that are the same in all calls.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) arguments: Vec<f32>,
    pub(super) results: Vec<f32>,
}

/// The recorded calls of one function.
#[derive(Debug)]
pub(super) struct FunctionCalls {
    pub(super) function: Function,
    pub(super) calls: Vec<Call>,
    /// Number of all calls so far, recorded or not.
    seen: u32,
}

/// A call that is being recorded: its arguments are known, its results are not.
pub(super) struct PendingCall {
    /// Position of the function.
    function: usize,
    /// Position among the recorded calls of the function.
    place: usize,
    /// Every number with which the function must be called, those included that are the same in all calls.
    pub(super) leaves: Vec<Recorded>,
    arguments: Vec<f32>,
}

/// Records the calls of all functions.
#[derive(Debug, Default)]
pub(super) struct CallRecorder {
    pub(super) functions: Vec<FunctionCalls>,
    /// Whether a call is being recorded; the calls inside of it are not recorded.
    recording: bool,
    /// State of the random number generator.
    random: u32,
}

impl CallRecorder {
    /// Decides whether to record a call; if so, returns the arguments with which the call must be made.
    pub(super) fn begin(&mut self, function: &Function, arguments: &[Argument<Recorded>]) -> Option<PendingCall> {
        if self.recording {
            return None;
        }
        let function = self.position(function);
        self.functions[function].seen += 1;
        let place = self.place(function)?;
        let vary = place % UNCHANGED_EVERY != 0;
        let (mut leaves, mut recorded) = (Vec::new(), Vec::new());
        for argument in arguments {
            let mut numbers = argument.leaves.clone();
            for own in passed(&argument.kind) {
                if vary {
                    numbers[own] = self.varied(numbers[own]);
                }
                recorded.push(numbers[own].0);
            }
            leaves.extend(numbers);
        }
        self.recording = true;
        Some(PendingCall { function, place, leaves, arguments: recorded })
    }

    /// Records the results of the call.
    pub(super) fn finish(&mut self, pending: PendingCall, results: Vec<f32>) {
        self.recording = false;
        let call = Call { arguments: pending.arguments, results };
        let calls = &mut self.functions[pending.function].calls;
        match calls.get_mut(pending.place) {
            Some(place) => *place = call,
            None => calls.push(call),
        }
    }

    /// The position of a function, which is added at its first call.
    fn position(&mut self, function: &Function) -> usize {
        let known = self.functions.iter().position(|known| known.function == *function);
        known.unwrap_or_else(|| {
            self.functions.push(FunctionCalls { function: *function, calls: Vec::new(), seen: 0 });
            self.functions.len() - 1
        })
    }

    /// Reservoir sampling: the position at which the latest call is recorded, or `None` if it is not. The first calls are all
    /// recorded; a later one replaces a random recorded call, with a probability that decreases with the number of calls.
    fn place(&mut self, function: usize) -> Option<usize> {
        let FunctionCalls { calls, seen, .. } = &self.functions[function];
        let (kept, seen) = (calls.len(), *seen as f32);
        if kept < CALLS {
            return Some(kept);
        }
        let place = (self.uniform() * seen) as usize;
        (place < CALLS).then_some(place)
    }

    /// A random number between half and twice the number; between 0 and 1 instead of zero.
    fn varied(&mut self, number: Recorded) -> Recorded {
        let share = self.uniform();
        if number.0 == 0.0 { Recorded(share) } else { Recorded(number.0 * (0.5 + 1.5 * share)) }
    }

    fn uniform(&mut self) -> f32 {
        self.random = self.random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.random >> 8) as f32 / (1 << 24) as f32
    }
}
