//! Scenarios grown from the shipped and the broken ones: whatever comes of them is refused with words, or means what it resolves to,
//! compiles, and gives people something to do. `SOLEUS_FUZZ_S` says for how long (s).
#![allow(clippy::unwrap_used, reason = "tests")]

mod scenario;

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use scenario::survive;
use soleus::population::{Person, Population};
use soleus::scenario::Scenario;
use soleus::schedule::{Resolution, compile};
use soleus::study::Arms;

/// How long the test goes on where nobody asks for more.
const USUAL_S: u64 = 10;
/// Longest that a text may take to be judged.
const PATIENCE: Duration = Duration::from_secs(20);
/// People who are drawn from what is valid, and minutes of a day that are compiled at most.
const PEOPLE: u32 = 3;
const COMPILED_MIN: f64 = 4000.0;

/// A small generator (splitmix64), so that a seed tells the text.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % count.max(1) as u64) as usize
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// What texts are grown from.
struct Soil {
    texts: Vec<String>,
    lines: Vec<String>,
    pairs: Vec<(String, String)>,
    sections: Vec<String>,
}

const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "7",
    "30",
    "60",
    "90",
    "1440",
    "10080",
    "0.5",
    "0.1",
    "1.0",
    "1e-9",
    "1e9",
    "1e308",
    "-0.0",
    "nan",
    "inf",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "true",
    "\"sex\"",
    "[]",
    "[1, 2]",
    "{}",
    "\"\"",
];

impl Soil {
    fn new() -> Self {
        let mut texts = vec![scenario::FLIGHT.to_owned(), scenario::CLINIC.to_owned()];
        texts.extend(texts_of("scenarios"));
        let sound = texts.len();
        texts.extend(texts_of("scenarios/broken"));
        // Valid texts lead further; of the broken ones the pieces are enough.
        let lines: Vec<String> = texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
        let pairs = lines.iter().flat_map(|line| pairs_of(line)).collect();
        let sections = lines.iter().filter(|line| line.starts_with('[')).cloned().collect();
        texts.truncate(sound);
        Self { texts, lines, pairs, sections }
    }

    /// One of the texts with some of its lines changed, moved, doubled or gone.
    fn grow(&self, dice: &mut Dice) -> String {
        let mut lines: Vec<String> = dice.pick(&self.texts).lines().map(str::to_owned).collect();
        for _ in 0..=dice.below(3) {
            let at = dice.below(lines.len());
            match dice.below(8) {
                0 => drop(lines.remove(at)),
                1 => lines.insert(at, dice.pick(&self.lines).clone()),
                2 => lines.insert(at, dice.pick(&self.sections).clone()),
                3 => {
                    let (key, value) = dice.pick(&self.pairs);
                    lines.insert(at, format!("{key} = {value}"));
                }
                4 => {
                    let other = dice.below(lines.len());
                    lines.swap(at, other);
                }
                5 => lines[at] = self.revalued(&lines[at], dice),
                6 => lines[at] = renumbered(&lines[at], dice),
                _ => {
                    let pair = dice.pick(&self.pairs);
                    lines[at] = lines[at].replacen(" }", &format!(", {} = {} }}", pair.0, pair.1), 1);
                }
            }
            if lines.is_empty() {
                break;
            }
        }
        lines.join("\n")
    }

    /// A line with the value of one of its keys replaced by one that some key has elsewhere.
    fn revalued(&self, line: &str, dice: &mut Dice) -> String {
        let found = pairs_of(line);
        if found.is_empty() {
            return line.to_owned();
        }
        let (key, value) = dice.pick(&found);
        let other = if dice.below(2) == 0 { dice.pick(&self.pairs).1.as_str() } else { dice.pick(NUMBERS) };
        line.replacen(&format!("{key} = {value}"), &format!("{key} = {other}"), 1)
    }
}

/// The texts of a folder, by name.
fn texts_of(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap();
    let mut files: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().filter_map(|file| fs::read_to_string(file).ok()).collect()
}

/// Keys with simple values in a line.
fn pairs_of(line: &str) -> Vec<(String, String)> {
    let pieces = line.split(['{', '}', ',']).filter_map(|piece| piece.split_once(" = "));
    let known = pieces.map(|(key, value)| (key.trim().to_owned(), value.trim().to_owned()));
    known.filter(|(key, value)| !key.is_empty() && !value.is_empty()).collect()
}

/// A line with one of its numbers changed.
fn renumbered(line: &str, dice: &mut Dice) -> String {
    let numbers: Vec<&str> =
        line.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter(|part| part.parse::<f64>().is_ok()).collect();
    if numbers.is_empty() {
        return line.to_owned();
    }
    let number = *dice.pick(&numbers);
    line.replacen(number, dice.pick::<&str>(NUMBERS), 1)
}

/// Compiles a valid scenario and lets a few people go through it, short of simulating them.
fn live(scenario: &Scenario) {
    let population = Population::new(&scenario.population, &scenario.design);
    let people: Vec<Person> = (0..PEOPLE.min(scenario.design.persons)).map(|id| population.person(id)).collect();
    assert!(people.iter().all(|person| person.values.iter().all(|value| value.is_finite())), "a person is no number");
    let phases = &scenario.timeline.phases;
    let minutes: f64 = phases.iter().map(|phase| phase.length_s(|variable| variable.bounds().1) / 60.0).sum();
    if minutes > COMPILED_MIN || scenario.arms.len() > 20 {
        return;
    }
    for arm in &scenario.arms {
        let program = compile(scenario, arm, Resolution::DEFAULT);
        assert!(program.windows() > 0);
        assert!(program.runs().all(|run| run.window_s > 0.0 && run.window_s.is_finite()), "a window without time");
    }
    let arms = Arms::new(scenario, Resolution::DEFAULT);
    let legs = Arms::legs(&people);
    for arm in 0..scenario.arms.len() {
        let (_, block) = arms.inputs(arm, &people, &legs);
        assert!(block.adherent_share.iter().all(|share| (0.0..=1.0).contains(share)));
    }
}

#[test]
fn grown_scenarios_are_refused_with_words_or_work() {
    let seconds = std::env::var("SOLEUS_FUZZ_S").ok().and_then(|text| text.parse().ok()).unwrap_or(USUAL_S);
    let seed =
        if seconds > USUAL_S { Instant::now().elapsed().as_nanos() as u64 ^ u64::from(std::process::id()) } else { 1 };
    let (soil, mut dice, begun) = (Soil::new(), Dice(seed), Instant::now());
    let (mut texts, mut valid) = (0_u64, 0_u64);
    while begun.elapsed() < Duration::from_secs(seconds) {
        let (state, started) = (dice.0, Instant::now());
        let text = soil.grow(&mut dice);
        let judged = std::panic::catch_unwind(|| {
            if let Ok(loaded) = survive(&text) {
                live(&loaded.scenario);
                return true;
            }
            false
        });
        let took = started.elapsed();
        assert!(judged.is_ok() && took < PATIENCE, "state {state}, {took:?}:\n{text}");
        texts += 1;
        valid += u64::from(judged.unwrap());
    }
    eprintln!("{texts} texts, {valid} of them valid, in {seconds} s");
    assert!(valid * 20 > texts, "too few of the grown texts are valid: {valid} of {texts}");
}
