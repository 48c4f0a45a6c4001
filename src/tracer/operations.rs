//! Counts the operations of a function.

use super::names;
use super::recording::{Definition, Node, Origin, Recording};
use super::usage::Usage;

impl Recording {
    /// Number of operations of a function (named as in the shader), including the functions that it calls. Sums, products, comparisons,
    /// choices, minimum and maximum count as one each; a reciprocal or reciprocal root counts as its refinement plus one for the guess.
    /// Equal operations are counted once, and operations that the result does not need are not counted. `None` for an unknown function.
    pub(crate) fn operations(&self, name: &str) -> Option<usize> {
        self.definitions.iter().find(|known| names::function(known.function) == name).map(|known| self.work(known))
    }

    fn work(&self, definition: &Definition) -> usize {
        let usage = Usage::of(definition);
        let frame = &definition.frame;
        let own = frame.nodes.iter().zip(&usage.uses).filter(|(_, uses)| **uses > 0).map(|(node, _)| self.cost(node));
        let called = frame.values.iter().zip(&usage.needed).filter(|(_, needed)| **needed);
        let calls = called.filter_map(|(value, _)| match value.origin {
            Origin::Call(function, _) => self.operations(&names::function(function)),
            Origin::Parameter(_) => None,
        });
        own.sum::<usize>() + calls.sum::<usize>()
    }

    fn cost(&self, node: &Node) -> usize {
        let guessed = |refined| 1 + self.operations(refined).unwrap_or_default();
        match node {
            Node::Part { .. } | Node::Literal(_) => 0,
            Node::Binary(..) | Node::Less(..) | Node::Select(..) => 1,
            Node::Recip(_) => guessed("refined_recip"),
            Node::Rsqrt(_) => guessed("refined_rsqrt"),
        }
    }
}
