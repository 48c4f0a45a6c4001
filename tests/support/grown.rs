//! Scenario texts grown from the shipped and the broken ones: a seed tells the text.

use std::fs;
use std::path::Path;

use super::language::{CLINIC, FLIGHT};

/// A small generator (splitmix64), so that a seed tells the text.
pub(crate) struct Dice(pub(crate) u64);

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
pub(crate) struct Soil {
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
    /// The shipped and the broken scenarios, and those of the tests.
    pub(crate) fn new() -> Self {
        let mut texts = vec![FLIGHT.to_owned(), CLINIC.to_owned()];
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
    pub(crate) fn grow(&self, dice: &mut Dice) -> String {
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
