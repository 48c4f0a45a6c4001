//! Symbolic links in a run folder: nothing that stands elsewhere is written, changed or removed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::inject::Work;
use crate::program::{Home, copy, ended, members, names, tree, unless, whole};
use crate::rows::Row;
use crate::shim::Plan;

/// Where links point to: a file, a folder, and nothing.
const TARGETS: [&str; 3] = ["precious.txt", "folder", "absent"];
/// Names that the program gives to what is not yet whole, or gave in earlier versions.
const UNFINISHED: [&str; 4] =
    ["unfinished.partial", "persons.parquet.partial", "manifest.json.partial", "scenario.toml.partial"];

/// Another run in the place of a finished one.
const ANEW: [&str; 3] = ["--force", "--seed", "2"];

/// Everything below a folder with its content; folders and links have none.
fn snapshot(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    tree(folder).into_iter().map(|path| (path.clone(), fs::read(&path).unwrap_or_default())).collect()
}

struct Scene {
    home: Home,
    place: tempfile::TempDir,
}

impl Scene {
    fn new() -> Self {
        let place = tempfile::tempdir().unwrap();
        fs::write(place.path().join("precious.txt"), "precious").unwrap();
        fs::create_dir(place.path().join("folder")).unwrap();
        fs::write(place.path().join("folder/precious.txt"), "precious").unwrap();
        Self { home: Home::new(), place }
    }

    /// Copies a folder, changes it, runs into it, and looks at what stands elsewhere.
    fn hold(&self, before: &Path, scenario: &str, more: &[&str], change: &dyn Fn(&Path)) -> Result<(), String> {
        let home = tempfile::tempdir().unwrap();
        let out = home.path().join("out");
        copy(before, &out);
        change(&out);
        let elsewhere = snapshot(self.place.path());
        let code = ended(&mut self.home.run(scenario, &out, more));
        unless([0, 2, 5].contains(&code), || format!("exit {code}"))?;
        unless(elsewhere == snapshot(self.place.path()), || format!("exit {code}, and files elsewhere changed"))?;
        if code == 0 { whole(&out) } else { Ok(()) }
    }

    /// Moves a part of a run folder away and leaves a link to it.
    fn move_away(&self, path: &Path) {
        let target = self.place.path().join(path.file_name().unwrap());
        if target.is_dir() {
            fs::remove_dir_all(&target).unwrap();
        }
        copy_any(path, &target);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        symlink(target, path).unwrap();
    }
}

fn copy_any(from: &Path, to: &Path) {
    if from.is_dir() {
        copy(from, to);
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// A run that was killed in its middle.
fn half(scene: &Scene) -> PathBuf {
    let command = |out: &Path| scene.home.run("chair", out, &[]);
    let work = Work { before: None, command: &command, judge: &|_, _| Ok(()) };
    let (place, _) = work.act(Plan::Kill(work.calls().len() / 2));
    let half = scene.home.path("half");
    copy(&place.path().join("out"), &half);
    half
}

/// What is done to a run folder, in words and in fact.
type Change<'a> = (&'a str, &'a dyn Fn(&Path));

/// Puts a link in the place of whatever stands there.
fn plant(link: &Path, target: &Path) {
    let _ = fs::remove_file(link).or_else(|_| fs::remove_dir_all(link));
    symlink(target, link).unwrap();
}

pub(crate) fn links() -> Row {
    let (scene, mut row) = (Scene::new(), Row::default());
    unfinished(&scene, &mut row);
    finished(&scene, &mut row);
    row
}

/// Links with names of what is not finished.
fn unfinished(scene: &Scene, row: &mut Row) {
    let empty = scene.home.path("empty");
    fs::create_dir(&empty).unwrap();
    let (half, run, sweep) = (half(scene), scene.home.finished("chair"), scene.home.finished("sweep"));
    // Whatever the program leaves when it is killed may be replaced by a link.
    let left: Vec<PathBuf> = names(&half).into_iter().chain(UNFINISHED.map(PathBuf::from)).collect();
    let usual = UNFINISHED.map(PathBuf::from);
    let starts: [(&Path, &str, &[&str], &[PathBuf]); 4] = [
        (&empty, "chair", &[], &usual),
        (&half, "chair", &[], &left),
        (&run, "chair", &ANEW, &usual),
        (&sweep, "sweep", &ANEW, &usual[..1]),
    ];
    for (before, scenario, more, links) in starts {
        for (name, target) in links.iter().flat_map(|name| TARGETS.map(|target| (name, target))) {
            let change = |out: &Path| plant(&out.join(name), &scene.place.path().join(target));
            let told = |what| format!("{} -> {target} in {}: {what}", name.display(), before.display());
            row.count(scene.hold(before, scenario, more, &change).map_err(told));
        }
    }
}

/// Links in the place of parts of finished runs.
fn finished(scene: &Scene, row: &mut Row) {
    let (run, sweep) = (scene.home.finished("chair"), scene.home.finished("sweep"));
    for name in ["manifest.json", "summary.parquet", "scenario.toml"] {
        let change = |out: &Path| scene.move_away(&out.join(name));
        row.count(scene.hold(&run, "chair", &ANEW, &change).map_err(|what| format!("{name} is a link: {what}")));
    }
    for more in [&ANEW[..], &ANEW[..1]] {
        let all = |out: &Path| scene.move_away(&out.join("members"));
        let one = |out: &Path| scene.move_away(&members(out)[0]);
        let damaged = |out: &Path| {
            fs::remove_file(members(out)[0].join("summary.parquet")).unwrap();
            scene.move_away(&members(out)[0]);
        };
        let changes: [Change<'_>; 3] =
            [("members is a link", &all), ("a member is a link", &one), ("a damaged member is a link", &damaged)];
        for (change, act) in changes {
            row.count(scene.hold(&sweep, "sweep", more, act).map_err(|what| format!("{change}, {more:?}: {what}")));
        }
    }
}
