//! Recorded operations of functions.

use super::symbol::Symbol;
use crate::model::{Argument, Function, Kind};

/// An operation or the source of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A number of a parameter or of the result of a call.
    Part {
        /// Place in [`Frame::values`].
        value: usize,
        /// Index of the number in the value.
        leaf: usize,
    },
    /// The bits of an `f32`.
    Literal(u32),
    /// An operation on two numbers.
    Binary(Operator, Symbol, Symbol),
    /// Whether the first is less than the second.
    Less(Symbol, Symbol),
    /// The second if the first is true, otherwise the third.
    Select(Symbol, Symbol, Symbol),
    /// Reciprocal of a number.
    Recip(Symbol),
    /// Reciprocal square root of a number.
    Rsqrt(Symbol),
}

/// An operator for two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Max,
    Min,
}

impl Operator {
    /// Result for two constants, with the same bits as at run time.
    fn of(self, left: f32, right: f32) -> f32 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Max => crate::model::Real::max(left, right),
            Self::Min => crate::model::Real::min(left, right),
        }
    }
}

/// A value that has a name in the function.
#[derive(Clone, Debug)]
pub(super) struct Value {
    /// Its kind.
    pub(super) kind: Kind,
    /// Its source.
    pub(super) origin: Origin,
    /// Number of operations before it.
    pub(super) at: usize,
}

/// The source of a value.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// A parameter of the function.
    Parameter(&'static str),
    /// The result of a call.
    Call(&'static Function, Vec<Argument<Symbol>>),
}

/// The operations of one function. Each operation is recorded once, at its first use.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    pub(super) nodes: Vec<Node>,
    pub(super) values: Vec<Value>,
}

/// A recorded function.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) function: &'static Function,
    pub(super) parameters: Vec<(&'static str, Kind)>,
    pub(super) result: Kind,
    pub(super) leaves: Vec<Symbol>,
    pub(super) frame: Frame,
}

/// The functions of a recording. Called functions come before their callers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recording {
    pub(super) definitions: Vec<Definition>,
}

/// Records the operations of functions.
#[derive(Debug, Default)]
pub(super) struct Recorder {
    /// The functions that are being recorded, the innermost last. The first one stands for the outermost caller.
    frames: Vec<Frame>,
    definitions: Vec<Definition>,
    /// Whether the next registered function is entered in order to record it.
    entering: bool,
}

impl Recorder {
    pub(super) fn finish(self) -> Recording {
        Recording { definitions: self.definitions }
    }

    fn frame(&mut self) -> &mut Frame {
        if self.frames.is_empty() {
            self.frames.push(Frame::default());
        }
        let last = self.frames.len() - 1;
        &mut self.frames[last]
    }

    /// Adds an operation, or finds an equal one.
    pub(super) fn node(&mut self, node: Node) -> Symbol {
        let nodes = &mut self.frame().nodes;
        let known = nodes.iter().position(|known| *known == node);
        Symbol(known.unwrap_or_else(|| {
            nodes.push(node);
            nodes.len() - 1
        }))
    }

    /// Adds an operation on two numbers. An operation on two constants is computed at once.
    pub(super) fn binary(&mut self, operator: Operator, left: Symbol, right: Symbol) -> Symbol {
        let nodes = &self.frame().nodes;
        let constants = (nodes[left.0], nodes[right.0]);
        if let (Node::Literal(left), Node::Literal(right)) = constants {
            let value = operator.of(f32::from_bits(left), f32::from_bits(right));
            return self.node(Node::Literal(value.to_bits()));
        }
        self.node(Node::Binary(operator, left, right))
    }

    /// Whether the calling function has been entered in order to record it.
    pub(super) fn enters(&mut self) -> bool {
        std::mem::take(&mut self.entering)
    }

    pub(super) fn knows(&self, function: &Function) -> bool {
        self.definitions.iter().any(|known| known.function == function)
    }

    /// Numbers of a new parameter.
    pub(super) fn parameter(&mut self, name: &'static str, kind: Kind) -> Vec<Symbol> {
        self.value(kind, Origin::Parameter(name))
    }

    /// Starts to record a function with these arguments. Returns the numbers of its parameters.
    pub(super) fn begin(&mut self, arguments: &[Argument<Symbol>]) -> Vec<Symbol> {
        self.frame();
        self.frames.push(Frame::default());
        self.entering = true;
        arguments.iter().flat_map(|argument| self.parameter(argument.name, argument.kind.clone())).collect()
    }

    /// Ends the recording of a function.
    pub(super) fn end(
        &mut self,
        function: &'static Function,
        arguments: &[Argument<Symbol>],
        result: Kind,
        leaves: Vec<Symbol>,
    ) {
        let parameters = arguments.iter().map(|argument| (argument.name, argument.kind.clone())).collect();
        let frame = self.frames.pop().unwrap_or_default();
        self.definitions.push(Definition { function, parameters, result, leaves, frame });
    }

    /// Numbers of the result of a call.
    pub(super) fn call(
        &mut self,
        function: &'static Function,
        arguments: Vec<Argument<Symbol>>,
        result: Kind,
    ) -> Vec<Symbol> {
        let same = |value: &Value| match &value.origin {
            Origin::Call(other, with) => {
                *other == function && with.iter().zip(&arguments).all(|(one, other)| one.leaves == other.leaves)
            }
            Origin::Parameter(_) => false,
        };
        match self.frame().values.iter().position(same) {
            Some(value) => self.parts(value, result.count()),
            None => self.value(result, Origin::Call(function, arguments)),
        }
    }

    fn value(&mut self, kind: Kind, origin: Origin) -> Vec<Symbol> {
        let frame = self.frame();
        let (value, count, at) = (frame.values.len(), kind.count(), frame.nodes.len());
        frame.values.push(Value { kind, origin, at });
        self.parts(value, count)
    }

    fn parts(&mut self, value: usize, count: usize) -> Vec<Symbol> {
        (0..count).map(|leaf| self.node(Node::Part { value, leaf })).collect()
    }
}
