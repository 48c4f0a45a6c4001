//! Tests how small functions are printed.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use super::print::model_wgsl;
use super::recording::Recording;
use super::symbol::{Symbol, recorded, unknown};
use super::{TraceError, record};
use crate::model::{Argument, Function, Params, Real, Shape, ValveWidth};

/// The tested function.
///
/// Its body is `work`.
fn sketch<A: Shape<Symbol>, T: Shape<Symbol>>(name: &'static str, given: A, work: fn(A) -> T) -> T {
    const HERE: Function = Function { owner: "", name: "sketch", file: file!(), line: line!() };
    let recorded = Symbol::record(&HERE, vec![Argument::new(name, &given)], |next| sketch(name, A::build(next), work));
    recorded.unwrap_or_else(|| work(given))
}

// A function that the tested function may call.
fn inner<A: Shape<Symbol>, T: Shape<Symbol>>(given: A, work: fn(A) -> T) -> T {
    const HERE: Function = Function { owner: "", name: "inner", file: file!(), line: line!() };
    let recorded = Symbol::record(&HERE, vec![Argument::new("y", &given)], |next| inner(A::build(next), work));
    recorded.unwrap_or_else(|| work(given))
}

fn recording<A: Shape<Symbol>, T: Shape<Symbol>>(name: &'static str, work: fn(A) -> T) -> Recording {
    recorded(|| {
        sketch(name, unknown(), work);
    })
}

/// The text of `sketch` with a parameter `x`.
fn printed<A: Shape<Symbol>, T: Shape<Symbol>>(work: fn(A) -> T) -> String {
    let text = model_wgsl(&recording("x", work)).unwrap();
    text[text.find("fn sketch(").unwrap()..].to_owned()
}

/// The statements of its body, one after the other.
fn statements<A: Shape<Symbol>, T: Shape<Symbol>>(work: fn(A) -> T) -> String {
    let text = printed(work);
    let lines: Vec<&str> = text.lines().skip(1).take_while(|line| *line != "}").map(str::trim).collect();
    lines.join(" ")
}

type Three = [Symbol; 3];
type Work = fn(Three) -> Symbol;

#[test]
fn the_order_of_operations_is_kept() {
    let works: [(Work, &str); 8] = [
        (|[a, b, c]| a - (b + c), "x[0] - (x[1] + x[2])"),
        (|[a, b, c]| (a - b) + c, "x[0] - x[1] + x[2]"),
        (|[a, b, c]| a + (b - c), "x[0] + (x[1] - x[2])"),
        (|[a, b, c]| a * (b + c), "x[0] * (x[1] + x[2])"),
        (|[a, b, c]| (a + b) * c, "(x[0] + x[1]) * x[2]"),
        (|[a, b, c]| a * (b * c), "x[0] * (x[1] * x[2])"),
        (|[a, b, c]| a * b * c, "x[0] * x[1] * x[2]"),
        (|[a, b, c]| a + b * c, "x[0] + x[1] * x[2]"),
    ];
    for (work, expected) in works {
        assert_eq!(statements(work), format!("return {expected};"));
    }
}

#[test]
fn what_is_no_operator_is_called() {
    assert_eq!(statements(|[a, b, c]: Three| a.max(b).min(c)), "return min(max(x[0], x[1]), x[2]);");
    let chosen = |[a, b, c]: Three| Symbol::select(a.lt(b), b, c);
    assert_eq!(statements(chosen), "return select(x[2], x[1], x[0] < x[1]);");
    assert_eq!(statements(|x: Symbol| x.recip() + x.rsqrt()), "return recip(x) + rsqrt(x);");
}

#[test]
fn constants_are_folded_as_they_would_be_computed() {
    // In double precision the rest would be 1.
    let rest = |x: Symbol| x * ((x.lit(16_777_216.0) + x.lit(1.0)) - x.lit(16_777_216.0));
    assert_eq!(statements(rest), "return x * 0.0;");
}

#[test]
fn what_is_used_twice_has_a_name_and_is_done_once() {
    let square = |[a, b, _]: Three| (a + b) * (a + b);
    assert_eq!(statements(square), "let t1 = x[0] + x[1]; return t1 * t1;");
    let calls = |[a, b, _]: Three| inner(a + b, |y| y * y) * inner(a + b, |y| y * y);
    assert_eq!(statements(calls), "let inner1 = inner(x[0] + x[1]); return inner1 * inner1;");
}

#[test]
fn what_nobody_uses_is_dropped() {
    let idle = |[a, b, c]: Three| {
        let _ = inner(a * b, |y| y + y);
        a + c
    };
    assert_eq!(statements(idle), "return x[0] + x[2];");
}

#[test]
fn whole_values_are_passed_by_their_path() {
    let whole = |x: ValveWidth<Symbol>| inner(x, |y| y.mmhg * y.inverse);
    assert_eq!(statements(whole), "return inner(x);");
    let one_of_two = |[_, second]: [ValveWidth<Symbol>; 2]| inner(second, |y| y.mmhg * y.inverse);
    assert_eq!(statements(one_of_two), "return inner(x[1]);");
}

#[test]
fn other_values_are_built_of_their_numbers() {
    let mixed = |x: ValveWidth<Symbol>| inner(ValveWidth { mmhg: x.inverse, inverse: x.mmhg, ..x }, |y| y.mmhg);
    assert_eq!(statements(mixed), "return inner(ValveWidth(x.inverse, x.mmhg, x.half_inverse));");
    let turned = |[a, b, c]: Three| inner([c, b, a], |[a, b, c]| a + b + c);
    assert_eq!(statements(turned), "return inner(array<f32, 3>(x[2], x[1], x[0]));");
    let crossed = |(a, b): (Symbol, Symbol)| inner((b, a), |(a, b)| a + b);
    assert_eq!(statements(crossed), "return inner(vec2<f32>(x.y, x.x));");
}

#[test]
fn what_ends_up_in_a_field_bears_its_name() {
    let made = |x: Symbol| {
        let inverse = inner(x, |y| y * y);
        ValveWidth { mmhg: x, inverse, half_inverse: inverse * x.lit(0.5) }
    };
    assert_eq!(statements(made), "let inverse = inner(x); return ValveWidth(x, inverse, inverse * 0.5);");
}

#[test]
fn reserved_words_are_avoided() {
    let text = model_wgsl(&recording("from", |from: Symbol| from + from)).unwrap();
    assert!(text.contains("fn sketch(from_: f32) -> f32 {\n    return from_ + from_;\n}\n"), "{text}");
}

#[test]
fn the_constants_are_never_passed() {
    let text = printed(|x: Params<Symbol>| inner(x, |y| y.reflex_gain) * x.creep_strain);
    let expected = "fn sketch() -> f32 {\n    let inner1 = inner();\n    return inner1 * params.creep_strain;\n}\n";
    assert_eq!(text, expected);
}

#[test]
fn constants_of_its_own_are_refused() {
    let own = |x: Params<Symbol>| inner(Params { reflex_gain: x.creep_strain, ..x }, |y| y.reflex_gain);
    let refused = model_wgsl(&recording("x", own));
    assert!(matches!(refused, Err(TraceError::Constants { function }) if function == "sketch"));
}

#[test]
fn words_on_a_function_are_carried_over() {
    let text = model_wgsl(&recording("x", |x: Symbol| x + x)).unwrap();
    let words = "// The tested function.\n//\n// Its body is `work`.\nfn sketch(";
    assert!(text.contains(words), "{text}");
}

#[test]
fn operations_are_counted_with_those_of_callees() {
    let work = |[a, b, c]: Three| inner(a + b, |y| y * y + y) * inner(c, |y| y * y + y) - a.max(b);
    assert_eq!(recording("x", work).operations("sketch"), Some(1 + 2 * 2 + 1 + 1 + 1));
    assert_eq!(recording("x", work).operations("other"), None);
    let model = record();
    assert_eq!(model.operations("refined_recip"), Some(9));
    // A reciprocal, three products and two differences.
    assert_eq!(model.operations("wall_new"), Some(5 + 10));
}

/// `tests/leg/budget.rs` counts the operations of a processor, and this test those of the shader. The shader has fewer,
/// because equal operations are done once and operations on known zeros are omitted.
#[test]
fn a_step_is_about_as_much_work_as_on_a_processor() {
    let model = record();
    let [ros2, instant, linearize, implicit] =
        ["ros2", "instant", "linearize", "implicit"].map(|name| model.operations(name).unwrap());
    let held = ros2 + instant;
    eprintln!("{held} operations per ROS2 step, {linearize} per linearization, {implicit} per implicit step");
    assert!((900..1300).contains(&held), "{held}");
    assert!((500..900).contains(&linearize), "{linearize}");
    assert!((1700..2600).contains(&implicit), "{implicit}");
}

/// The committed text; with `SOLEUS_BLESS=1` it is first replaced by the new one.
#[test]
fn the_committed_model_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("shaders/model.wgsl");
    let text = model_wgsl(&record()).unwrap();
    if std::env::var_os("SOLEUS_BLESS").is_some_and(|asked| asked == "1") {
        fs::write(&path, &text).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    assert!(committed == text, "shaders/model.wgsl is stale: SOLEUS_BLESS=1 cargo test --release --lib tracer");
}
