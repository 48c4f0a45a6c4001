//! Which folder of `src` may import which: the table in ARCHITECTURE.md holds, and nothing in it is unused.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// For each folder, the folders that it imports.
type Imports = BTreeMap<String, BTreeSet<String>>;

/// The rows of the table below the heading "Walls".
fn allowed() -> Imports {
    let text = fs::read_to_string("ARCHITECTURE.md").unwrap();
    let section = text.split("\n## ").find(|section| section.starts_with("Walls\n")).unwrap();
    let words = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<String>>();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    let row = |line: &str| {
        let cells: Vec<&str> = line.split('|').collect();
        (words(cells[1])[0].trim_start_matches("src/").to_owned(), words(cells[2]).into_iter().collect())
    };
    rows.map(row).collect()
}

/// What the code imports, tests apart.
fn found() -> BTreeMap<(String, String), Vec<PathBuf>> {
    let mut found: BTreeMap<(String, String), Vec<PathBuf>> = BTreeMap::new();
    for folder in folders() {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        for file in sources(&folder) {
            for import in imports(&fs::read_to_string(&file).unwrap()) {
                if import != name {
                    found.entry((name.clone(), import)).or_default().push(file.clone());
                }
            }
        }
    }
    found
}

/// The folders of `src` that are part of the program.
fn folders() -> impl Iterator<Item = PathBuf> {
    sorted(Path::new("src")).into_iter().filter(|path| path.is_dir() && !is_test_module(path))
}

/// The Rust files of a folder that are part of the program.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in sorted(folder) {
        if is_test_module(&path) {
            continue;
        } else if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// Whether the module of this file or folder is declared for tests only.
fn is_test_module(path: &Path) -> bool {
    let name = path.file_stem().unwrap().to_str().unwrap();
    let folder = path.parent().unwrap();
    let declaring = [folder.join("mod.rs"), folder.with_extension("rs"), Path::new("src/lib.rs").to_owned()];
    let Some(text) = declaring.iter().find_map(|file| fs::read_to_string(file).ok()) else { return false };
    let lines: Vec<&str> = text.lines().collect();
    let declared = |line: &str| line.ends_with(&format!("mod {name};"));
    lines.windows(2).any(|pair| pair[0] == "#[cfg(test)]" && declared(pair[1]))
}

/// The folders that a file names after `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = text.split("\n#[cfg(test)]\nmod tests {").next().unwrap();
    let code: Vec<&str> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    let mut names = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        let listed = after.strip_prefix('{').map(top_level);
        let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        names.extend(listed.unwrap_or_else(|| vec![after.to_owned()]).iter().map(|item| word(item.trim())));
    }
    names.retain(|name| Path::new("src").join(name).is_dir());
    names
}

/// The items between braces, nested lists not taken apart.
fn top_level(list: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0);
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            _ => items.last_mut().unwrap().push(c),
        }
    }
    items
}

#[test]
fn folders_import_what_the_table_allows() {
    let allowed = allowed();
    let folders: BTreeSet<String> =
        folders().map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(folders.iter().eq(allowed.keys()), "ARCHITECTURE.md has a row for each of {folders:?}");
    let found = found();
    for ((from, to), files) in &found {
        assert!(allowed[from].contains(to), "{from} must not import {to}: {}", files[0].display());
    }
    for (from, to) in allowed.iter().flat_map(|(from, all)| all.iter().map(move |to| (from, to))) {
        assert!(found.contains_key(&(from.clone(), to.clone())), "{from} may import {to}, but does not");
    }
}

#[test]
fn no_two_folders_need_each_other() {
    let mut left = allowed();
    while !left.is_empty() {
        let lowest = left.iter().find(|(_, imports)| imports.iter().all(|import| !left.contains_key(import)));
        let Some((lowest, _)) = lowest else { panic!("a circle among {:?}", left.keys()) };
        let lowest = lowest.clone();
        left.remove(&lowest);
    }
}

#[test]
fn imports_are_read_as_they_are_written() {
    let text = "use crate::model::{Leg, Node};\n// use crate::cli::run;\nuse crate::{engine, study::{self, run}};\n\
                fn f() { crate::stats::mean() }\n#[cfg(test)]\nmod tests { use crate::output::all; }\n";
    let names: Vec<String> = imports(text).into_iter().collect();
    assert_eq!(names, ["engine", "model", "stats", "study"]);
}
