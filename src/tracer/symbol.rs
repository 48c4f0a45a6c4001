//! A number that records its operations.

use std::cell::RefCell;
use std::ops::{Add, Mul, Sub};

use super::recording::{Node, Operator, Recorder, Recording};
use crate::model::{Argument, Function, Real, Shape};

thread_local! {
    static RECORDER: RefCell<Recorder> = RefCell::default();
}

/// A number of the function that is being recorded: the index of its operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Symbol(pub(super) usize);

/// Runs `work` and returns the functions that it called.
pub(super) fn recorded(work: impl FnOnce()) -> Recording {
    RECORDER.set(Recorder::default());
    work();
    RECORDER.take().finish()
}

/// A value with unknown numbers.
pub(super) fn unknown<T: Shape<Symbol>>() -> T {
    let leaves = recording(|recorder| recorder.parameter("", T::kind()));
    rebuilt(leaves)
}

fn recording<T>(work: impl FnOnce(&mut Recorder) -> T) -> T {
    RECORDER.with_borrow_mut(work)
}

fn node(node: Node) -> Symbol {
    recording(|recorder| recorder.node(node))
}

fn binary(operator: Operator, left: Symbol, right: Symbol) -> Symbol {
    recording(|recorder| recorder.binary(operator, left, right))
}

/// The value with these numbers.
fn rebuilt<T: Shape<Symbol>>(leaves: Vec<Symbol>) -> T {
    let mut leaves = leaves.into_iter();
    T::build(&mut || leaves.next().unwrap_or(Symbol(0)))
}

impl Add for Symbol {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        binary(Operator::Add, self, other)
    }
}

impl Sub for Symbol {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        binary(Operator::Subtract, self, other)
    }
}

impl Mul for Symbol {
    type Output = Self;
    fn mul(self, other: Self) -> Self {
        binary(Operator::Multiply, self, other)
    }
}

impl Real for Symbol {
    type Mask = Symbol;
    const SYMBOLIC: bool = true;

    fn record<T: Shape<Self>>(
        function: &'static Function,
        arguments: Vec<Argument<Self>>,
        body: impl FnOnce(&mut dyn FnMut() -> Self) -> T,
    ) -> Option<T> {
        if recording(Recorder::enters) {
            return None;
        }
        if !recording(|recorder| recorder.knows(function)) {
            let mut parameters = recording(|recorder| recorder.begin(&arguments)).into_iter();
            let result = body(&mut || parameters.next().unwrap_or(Symbol(0)));
            let mut leaves = Vec::new();
            result.leaves(&mut leaves);
            recording(|recorder| recorder.end(function, &arguments, T::kind(), leaves));
        }
        Some(rebuilt(recording(|recorder| recorder.call(function, arguments, T::kind()))))
    }

    fn lit(self, value: f64) -> Self {
        node(Node::Literal((value as f32).to_bits()))
    }
    fn max(self, other: Self) -> Self {
        binary(Operator::Max, self, other)
    }
    fn min(self, other: Self) -> Self {
        binary(Operator::Min, self, other)
    }
    fn lt(self, other: Self) -> Symbol {
        node(Node::Less(self, other))
    }
    fn select(mask: Symbol, yes: Self, no: Self) -> Self {
        node(Node::Select(mask, yes, no))
    }
    fn recip(self) -> Self {
        node(Node::Recip(self))
    }
    fn rsqrt(self) -> Self {
        node(Node::Rsqrt(self))
    }
}
