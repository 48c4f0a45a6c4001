//! The statements of one function.

use std::collections::BTreeSet;

use super::super::TraceError;
use super::super::layout::Text;
use super::super::names::{self, SHARED_NAME, is_shared, literal, path, subpath, type_name};
use super::super::recording::{Definition, Node, Operator, Origin};
use super::super::symbol::Symbol;
use super::super::usage::{Usage, parts, whole};
use super::places::{place_of_call, place_of_number, returned};
use crate::model::{Argument, Kind};

/// Longer expressions get a name, even if they are used once.
const LONG: usize = 100;
/// Binding strength of a single number, a product, and a sum.
const TIGHT: u8 = 2;
const PRODUCT: u8 = 1;
const SUM: u8 = 0;

/// The statements of a function, in the order in which its operations were recorded.
pub(super) fn text(definition: &Definition) -> Result<String, TraceError> {
    let mut writer = Writer::new(definition);
    writer.statements()?;
    if writer.returned.is_none() {
        let result = writer.value(&definition.result, &definition.leaves)?;
        writer.statement("return ", &result);
    }
    Ok(writer.text)
}

/// An expression and its binding strength.
#[derive(Clone, Debug, Default)]
struct Expression {
    text: String,
    binding: u8,
}

struct Writer<'a> {
    definition: &'a Definition,
    usage: Usage,
    /// The call whose value is the whole result, if there is one.
    returned: Option<usize>,
    /// For each operation, its expression once it is written.
    expressions: Vec<Expression>,
    /// Names of values; empty until a call is written.
    names: Vec<String>,
    taken: BTreeSet<String>,
    text: String,
}

impl<'a> Writer<'a> {
    fn new(definition: &'a Definition) -> Self {
        let owner = definition.function.owner;
        let frame = &definition.frame;
        let names: Vec<String> = frame
            .values
            .iter()
            .map(|value| match value.origin {
                Origin::Parameter(name) => names::parameter(name, &value.kind, owner),
                Origin::Call(..) => String::new(),
            })
            .collect();
        Self {
            definition,
            usage: Usage::of(definition),
            returned: returned(definition),
            expressions: vec![Expression::default(); frame.nodes.len()],
            taken: names.iter().cloned().collect(),
            names,
            text: String::new(),
        }
    }

    fn statements(&mut self) -> Result<(), TraceError> {
        let frame = &self.definition.frame;
        let mut next = 0;
        for at in 0..=frame.nodes.len() {
            while next < frame.values.len() && frame.values[next].at <= at {
                self.call(next)?;
                next += 1;
            }
            if at < frame.nodes.len() && self.usage.uses[at] > 0 {
                self.operation(at);
            }
        }
        Ok(())
    }

    /// Writes a call, if its result is needed.
    fn call(&mut self, value: usize) -> Result<(), TraceError> {
        let Origin::Call(function, arguments) = &self.definition.frame.values[value].origin else { return Ok(()) };
        if !self.usage.needed[value] {
            return Ok(());
        }
        let call = names::function(function);
        let arguments = self.arguments(arguments)?;
        if self.returned == Some(value) {
            self.statement("return ", &Text::Call(call, arguments));
            return Ok(());
        }
        let place = place_of_call(self.definition, value);
        let name = self.fresh(&place.unwrap_or_else(|| names::result(function)));
        self.statement(&format!("let {name} = "), &Text::Call(call, arguments));
        self.names[value] = name;
        Ok(())
    }

    fn arguments(&self, arguments: &[Argument<Symbol>]) -> Result<Vec<Text>, TraceError> {
        let mut texts = Vec::new();
        for argument in arguments {
            if is_shared(&argument.kind) {
                self.check_shared(&argument.leaves)?;
            } else {
                texts.push(self.value(&argument.kind, &argument.leaves)?);
            }
        }
        Ok(texts)
    }

    /// Writes an operation: inside the expression that uses it, or with a name.
    fn operation(&mut self, at: usize) {
        let node = self.definition.frame.nodes[at];
        let expression = self.expression(node);
        let simple = matches!(node, Node::Part { .. } | Node::Literal(_));
        let is_result = self.definition.result == Kind::Number && self.definition.leaves[0].0 == at;
        if simple || is_result || (self.usage.uses[at] == 1 && expression.text.len() <= LONG) {
            self.expressions[at] = expression;
            return;
        }
        let place = self.definition.leaves.iter().position(|leaf| leaf.0 == at);
        let wish = place.map_or_else(String::new, |leaf| place_of_number(&self.definition.result, leaf));
        let name = self.fresh(&wish);
        self.statement(&format!("let {name} = "), &Text::Plain(expression.text));
        self.expressions[at] = Expression { text: name, binding: TIGHT };
    }

    fn expression(&self, node: Node) -> Expression {
        let text = |symbol: Symbol| self.expressions[symbol.0].text.as_str();
        let tight = |text: String| Expression { text, binding: TIGHT };
        match node {
            Node::Part { value, leaf } => {
                tight(path(&self.names[value], &self.definition.frame.values[value].kind, leaf))
            }
            Node::Literal(bits) => tight(literal(bits)),
            Node::Binary(operator, left, right) => self.binary(operator, left, right),
            Node::Less(left, right) => {
                Expression { text: format!("{} < {}", self.within(left, SUM), self.within(right, SUM)), binding: SUM }
            }
            Node::Select(mask, yes, no) => tight(format!("select({}, {}, {})", text(no), text(yes), text(mask))),
            Node::Recip(x) => tight(format!("recip({})", text(x))),
            Node::Rsqrt(x) => tight(format!("rsqrt({})", text(x))),
        }
    }

    /// Left operands of the same binding strength need no parentheses. Right ones do, because the order of operations affects the result.
    fn binary(&self, operator: Operator, left: Symbol, right: Symbol) -> Expression {
        let (sign, rank) = match operator {
            Operator::Add => ("+", SUM),
            Operator::Subtract => ("-", SUM),
            Operator::Multiply => ("*", PRODUCT),
            Operator::Max | Operator::Min => {
                let name = if operator == Operator::Max { "max" } else { "min" };
                let (left, right) = (&self.expressions[left.0].text, &self.expressions[right.0].text);
                return Expression { text: format!("{name}({left}, {right})"), binding: TIGHT };
            }
        };
        let text = format!("{} {sign} {}", self.within(left, rank), self.within(right, rank + 1));
        Expression { text, binding: rank }
    }

    /// An operand, in parentheses if its binding strength is lower than `rank`.
    fn within(&self, symbol: Symbol, rank: u8) -> String {
        let Expression { text, binding } = &self.expressions[symbol.0];
        if *binding >= rank { text.clone() } else { format!("({text})") }
    }

    /// A whole value: a part of a named one, or built from its parts.
    fn value(&self, kind: &Kind, leaves: &[Symbol]) -> Result<Text, TraceError> {
        if let Some((value, first)) = whole(&self.definition.frame, kind, leaves) {
            let known = &self.definition.frame.values[value].kind;
            return Ok(Text::Plain(subpath(&self.names[value], known, first, kind).unwrap_or_default()));
        }
        let mut built = Vec::new();
        match kind {
            Kind::Number => return Ok(Text::Plain(self.expressions[leaves[0].0].text.clone())),
            Kind::Pair => {
                built.extend(leaves.iter().map(|leaf| Text::Plain(self.expressions[leaf.0].text.clone())));
            }
            _ => {
                for (kind, leaves) in parts(kind, leaves) {
                    if is_shared(kind) {
                        self.check_shared(leaves)?;
                    } else {
                        built.push(self.value(kind, leaves)?);
                    }
                }
            }
        }
        Ok(Text::Call(type_name(kind), built))
    }

    /// The constants are never passed as arguments, so a call with other constants would give wrong results.
    fn check_shared(&self, leaves: &[Symbol]) -> Result<(), TraceError> {
        let frame = &self.definition.frame;
        let is_constant = |symbol: &Symbol| match frame.nodes[symbol.0] {
            Node::Part { value, leaf } => {
                path(&self.names[value], &frame.values[value].kind, leaf).starts_with(&format!("{SHARED_NAME}."))
            }
            _ => false,
        };
        let one_value = leaves.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
        if one_value && leaves.iter().all(is_constant) {
            return Ok(());
        }
        Err(TraceError::Constants { function: names::function(self.definition.function) })
    }

    /// A name that is not used yet.
    fn fresh(&mut self, wish: &str) -> String {
        let (stem, first) = if wish.is_empty() { ("t".to_owned(), 1) } else { (names::safe(wish), 0) };
        let numbered = |number: usize| if number == 0 { stem.clone() } else { format!("{stem}{number}") };
        let mut number = first;
        while self.taken.contains(&numbered(number)) || self.is_function(&numbered(number)) {
            number += 1;
        }
        let name = numbered(number);
        self.taken.insert(name.clone());
        name
    }

    /// Whether a name would hide a function that is called here.
    fn is_function(&self, name: &str) -> bool {
        let called = self.definition.frame.values.iter().any(|value| match &value.origin {
            Origin::Call(function, _) => names::function(function) == name,
            Origin::Parameter(_) => false,
        });
        called || ["recip", "rsqrt", "max", "min", "select"].contains(&name)
    }

    fn statement(&mut self, head: &str, text: &Text) {
        let line = format!("    {head}{};\n", text.broken(4 + head.len(), 4));
        self.text.push_str(&line);
    }
}
