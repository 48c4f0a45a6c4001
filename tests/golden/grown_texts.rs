//! What is said of grown scenarios, or what they resolve to.

use soleus::scenario::{
    Faults, Members, Overrides, Problem, Sources, Style, describe_axes, parse_members, render_problems, resolved_toml,
};

use crate::keep::Keep;
use crate::ledger::{Lines, Scope, digits};
use crate::support::grown::{Dice, Soil};

/// Texts per line.
const CHUNK: usize = 500;
/// Lines that are looked at ordinarily, and with the long ones.
const USUAL: usize = 4;
const ALL: usize = 40;
const SEED: u64 = 20_261_129;
/// As if they stood beside the broken ones, whose data files they may name.
const NAME: &str = "scenarios/broken/grown.toml";
const WIDTH: usize = 100;

/// A line for each chunk of this scope.
pub(crate) fn lines(scope: Scope, prefix: &str, keep: &Keep) -> Lines {
    let (soil, mut dice) = (Soil::new(), Dice(SEED));
    let mut lines = Lines::new();
    for chunk in 0..if scope == Scope::Usual { USUAL } else { ALL } {
        let texts: Vec<String> = (0..CHUNK).map(|_| soil.grow(&mut dice)).collect();
        if (chunk < USUAL) != (scope == Scope::Usual) {
            continue;
        }
        let key = format!("{prefix}{:05}-{:05}", chunk * CHUNK, (chunk + 1) * CHUNK - 1);
        let said: Vec<String> = texts.iter().map(|text| said(text)).collect();
        keep.text(&key, &shown(chunk, &texts, &said));
        lines.insert(key, format!("texts {}, said of them {}", hash(&texts), hash(&said)));
    }
    lines
}

fn hash(texts: &[String]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes()).update(text.as_bytes());
    }
    digits(&hasher.finalize(), 16)
}

/// For people who compare two states of the code.
fn shown(chunk: usize, texts: &[String], said: &[String]) -> String {
    let one = |(at, (text, said)): (usize, (&String, &String))| {
        format!("==== {} ====\n{text}\n---- said ----\n{said}\n", chunk * CHUNK + at)
    };
    texts.iter().zip(said).enumerate().map(one).collect()
}

/// Everything that is said of a text, for people and for programs, and what it means if it is valid.
fn said(text: &str) -> String {
    match parse_members(NAME, text, &Overrides::default()) {
        Ok(members) => meaning(&members),
        Err(faults) => refusal(&faults),
    }
}

fn refusal(faults: &Faults) -> String {
    format!("{}{faults}\n{}", faults.render(Style::Plain, WIDTH), facts(&faults.problems, &faults.sources))
}

fn meaning(members: &Members) -> String {
    let Members { axes, members, sources, warnings, .. } = members;
    let mut text = render_problems(sources, warnings, Style::Plain, WIDTH) + &facts(warnings, sources);
    for member in members {
        text.push_str(&format!("member {}: {}\n", member.number, describe_axes(axes, &member.values)));
        text.push_str(&resolved_toml(&member.scenario));
    }
    text
}

/// What `check --json` is made of.
fn facts(problems: &[Problem], sources: &Sources) -> String {
    let fact = |problem: &Problem| {
        let Problem { code, message, span, label, also, hint } = problem;
        let (begin, end) = (sources.position(span.start), sources.position(span.end));
        let severity = problem.severity();
        format!("{code:?} {severity:?} {message:?} {begin:?} {end:?} {label:?} {also:?} {hint:?}\n")
    };
    problems.iter().map(fact).collect()
}
