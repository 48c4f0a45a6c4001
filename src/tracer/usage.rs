//! Which operations and calls of a function its result needs.

use super::names::{is_shared, subpath};
use super::recording::{Definition, Frame, Node, Origin};
use super::symbol::Symbol;
use crate::model::Kind;

/// The operations and calls that are needed.
#[derive(Clone, Debug)]
pub(super) struct Usage {
    /// How often each operation is used.
    pub(super) uses: Vec<usize>,
    /// Whether at least one number of each value is used.
    pub(super) needed: Vec<bool>,
}

impl Usage {
    /// Starts with the result and marks all operations and calls on which it depends.
    pub(super) fn of(definition: &Definition) -> Self {
        let frame = &definition.frame;
        let mut usage = Self { uses: vec![0; frame.nodes.len()], needed: vec![false; frame.values.len()] };
        usage.value(frame, &definition.result, &definition.leaves);
        usage
    }

    fn value(&mut self, frame: &Frame, kind: &Kind, leaves: &[Symbol]) {
        if is_shared(kind) {
            return;
        }
        if let Some((value, _)) = whole(frame, kind, leaves) {
            return self.need(frame, value);
        }
        match kind {
            Kind::Number | Kind::Pair => leaves.iter().for_each(|leaf| self.node(frame, *leaf)),
            _ => parts(kind, leaves).for_each(|(kind, leaves)| self.value(frame, kind, leaves)),
        }
    }

    fn node(&mut self, frame: &Frame, symbol: Symbol) {
        self.uses[symbol.0] += 1;
        if self.uses[symbol.0] > 1 {
            return;
        }
        match frame.nodes[symbol.0] {
            Node::Part { value, .. } => self.need(frame, value),
            Node::Literal(_) => {}
            Node::Binary(_, left, right) | Node::Less(left, right) => {
                [left, right].into_iter().for_each(|operand| self.node(frame, operand));
            }
            Node::Select(mask, yes, no) => [mask, yes, no].into_iter().for_each(|operand| self.node(frame, operand)),
            Node::Recip(x) | Node::Rsqrt(x) => self.node(frame, x),
        }
    }

    fn need(&mut self, frame: &Frame, value: usize) {
        if std::mem::replace(&mut self.needed[value], true) {
            return;
        }
        if let Origin::Call(_, arguments) = &frame.values[value].origin {
            arguments.iter().for_each(|argument| self.value(frame, &argument.kind, &argument.leaves));
        }
    }
}

/// The named value of which these numbers are a whole part, and the first of them in it.
pub(super) fn whole(frame: &Frame, kind: &Kind, leaves: &[Symbol]) -> Option<(usize, usize)> {
    let part = |symbol: &Symbol| match frame.nodes[symbol.0] {
        Node::Part { value, leaf } => Some((value, leaf)),
        _ => None,
    };
    let (value, first) = part(leaves.first()?)?;
    let in_a_row = leaves.iter().enumerate().all(|(at, symbol)| part(symbol) == Some((value, first + at)));
    let exists = subpath("", &frame.values[value].kind, first, kind).is_some();
    (in_a_row && exists).then_some((value, first))
}

/// The items of an array or fields of a struct, each with its numbers.
pub(super) fn parts<'a>(kind: &'a Kind, leaves: &'a [Symbol]) -> impl Iterator<Item = (&'a Kind, &'a [Symbol])> {
    let kinds: Vec<&Kind> = match kind {
        Kind::Number | Kind::Pair => Vec::new(),
        Kind::Array(item, length) => vec![item.as_ref(); *length],
        Kind::Struct(fields) => fields.fields.iter().map(|field| &field.kind).collect(),
    };
    let mut rest = leaves;
    kinds.into_iter().map(move |kind| {
        let (these, others) = rest.split_at(kind.count());
        rest = others;
        (kind, these)
    })
}
