//! Notes on what functions were called with and what they returned.

use crate::model::{Argument, Function};
use crate::tracer::passed;

use super::watched::Watched;

/// Calls that are kept of a function: a fair choice among all.
pub(super) const CALLS: usize = 512;
/// Of so many calls one is kept as it was; the others are tried with other numbers.
const AS_IT_WAS: usize = 4;

/// A call of a function, without the numbers that everybody shares.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) given: Vec<f32>,
    pub(super) made: Vec<f32>,
}

/// The calls of a function.
#[derive(Debug)]
pub(super) struct Page {
    pub(super) function: Function,
    pub(super) calls: Vec<Call>,
    seen: u32,
}

/// A call that shall be noted.
pub(super) struct Noted {
    page: usize,
    place: usize,
    /// Every number that the function shall be called with, shared ones included.
    pub(super) leaves: Vec<Watched>,
    given: Vec<f32>,
}

/// All of them.
#[derive(Debug, Default)]
pub(super) struct Notebook {
    pub(super) pages: Vec<Page>,
    /// Whether a call is just being made to be noted: the calls inside are not.
    busy: bool,
    dice: u32,
}

impl Notebook {
    /// Whether a call shall be noted, and with which numbers it shall then be made.
    pub(super) fn begin(&mut self, function: &Function, arguments: &[Argument<Watched>]) -> Option<Noted> {
        if self.busy {
            return None;
        }
        let page = self.page(function);
        self.pages[page].seen += 1;
        let place = self.place(page)?;
        let vary = place % AS_IT_WAS != 0;
        let (mut leaves, mut given) = (Vec::new(), Vec::new());
        for argument in arguments {
            let mut numbers = argument.leaves.clone();
            for own in passed(&argument.kind) {
                if vary {
                    numbers[own] = self.other(numbers[own]);
                }
                given.push(numbers[own].0);
            }
            leaves.extend(numbers);
        }
        self.busy = true;
        Some(Noted { page, place, leaves, given })
    }

    /// Notes what the call returned.
    pub(super) fn end(&mut self, noted: Noted, made: Vec<f32>) {
        self.busy = false;
        let call = Call { given: noted.given, made };
        let calls = &mut self.pages[noted.page].calls;
        match calls.get_mut(noted.place) {
            Some(place) => *place = call,
            None => calls.push(call),
        }
    }

    fn page(&mut self, function: &Function) -> usize {
        let known = self.pages.iter().position(|page| page.function == *function);
        known.unwrap_or_else(|| {
            self.pages.push(Page { function: *function, calls: Vec::new(), seen: 0 });
            self.pages.len() - 1
        })
    }

    /// Where the latest call is kept: at the end, then in the place of any other, ever more seldom.
    fn place(&mut self, page: usize) -> Option<usize> {
        let Page { calls, seen, .. } = &self.pages[page];
        let (kept, seen) = (calls.len(), *seen as f32);
        if kept < CALLS {
            return Some(kept);
        }
        let place = (self.uniform() * seen) as usize;
        (place < CALLS).then_some(place)
    }

    /// From half to twice the number; nothing becomes something.
    fn other(&mut self, number: Watched) -> Watched {
        let share = self.uniform();
        if number.0 == 0.0 { Watched(share) } else { Watched(number.0 * (0.5 + 1.5 * share)) }
    }

    fn uniform(&mut self) -> f32 {
        self.dice = self.dice.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (self.dice >> 8) as f32 / (1 << 24) as f32
    }
}
