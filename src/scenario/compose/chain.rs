//! `extends`: the texts of a file and of the files that it extends.

use std::path::{Path, PathBuf};

use toml::de::DeTable;

use crate::scenario::problem::{Code, Problem, Problems};
use crate::scenario::read::{Item, text_of};
use crate::scenario::sections::EXTENDS;
use crate::scenario::sources::{Sources, Text};

/// The texts of the file and of those that it extends, nearest first. Files that cannot be read are left out.
pub(in crate::scenario) fn texts(name: &str, source: &str, problems: &mut Problems) -> Sources {
    let mut sources = Sources::new(name, source);
    let mut chain = vec![PathBuf::from(name)];
    while let Some(base) = sources.texts().last().and_then(|text| next(text, &chain, problems)) {
        sources.push(&base.path.display().to_string(), &base.text);
        chain.push(base.path);
    }
    sources
}

/// A file that another one extends.
struct Base {
    path: PathBuf,
    text: String,
}

/// The file that a text extends, if there is one. Complains if it cannot be read or is already in the chain.
fn next(text: &Text, chain: &[PathBuf], problems: &mut Problems) -> Option<Base> {
    // Syntax errors are reported later, when the text is read completely.
    let (root, _) = DeTable::parse_recoverable(&text.text);
    let item = Item { name: EXTENDS.name, value: root.get_ref().get(EXTENDS.name)? };
    let mut found = Problems::default();
    let base = item.text(&mut found).and_then(|word| follow(word, &item, &text.name, chain, &mut found));
    problems.append(found.moved(text.begins));
    base
}

fn follow(word: &str, item: &Item<'_>, name: &str, chain: &[PathBuf], problems: &mut Problems) -> Option<Base> {
    let path = Path::new(name).parent().unwrap_or(Path::new("")).join(word);
    if let Some(first) = chain.iter().position(|earlier| same(earlier, &path)) {
        let circle = chain[first..].iter().chain([&path]).map(|file| file.display().to_string());
        let message = format!("files extend each other in a circle: {}", circle.collect::<Vec<_>>().join(" -> "));
        let problem = Problem::new(Code::Circle, item.span(), message).label("leads back");
        return problems.fail(problem.hint("remove `extends` from one of them"));
    }
    let read = crate::scenario::data::bytes(&path).map_err(|error| error.to_string());
    let no_text = |line| format!("is not UTF-8 text on line {line}; save the file as UTF-8");
    let read = read.and_then(|bytes| text_of(bytes).map_err(no_text));
    match read {
        Ok(text) => Some(Base { path, text }),
        Err(why) => {
            let message = format!("{} {why}", path.display());
            let problem = Problem::new(Code::Unreadable, item.span(), message).label("cannot be read");
            problems.fail(problem.hint("the path is relative to the file that says `extends`"))
        }
    }
}

/// Whether two paths refer to the same file.
fn same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => a == b,
    }
}
