//! Symbolic links in a run folder: nothing that stands elsewhere is written, changed or removed.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use crate::inject::Work;
use crate::program::{Home, copy, ended, members, tree, unless, whole};
use crate::rows::Row;
use crate::shim::Plan;

/// Where links point to: a file, a folder, and nothing.
const TARGETS: [&str; 3] = ["precious.txt", "folder", "absent"];
/// Names that the program gives to what is not yet whole, or gave in earlier versions.
const UNFINISHED: [&str; 4] =
    ["unfinished.partial", "persons.parquet.partial", "manifest.json.partial", "scenario.toml.partial"];

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
        unless(code == 0 || code == 2, || format!("exit {code}"))?;
        unless(elsewhere == snapshot(self.place.path()), || format!("exit {code}, and files elsewhere changed"))?;
        if code == 0 { whole(&out) } else { Ok(()) }
    }

    /// Moves a part of a run folder away and leaves a link to it.
    fn move_away(&self, path: &Path) {
        let target = self.place.path().join(path.file_name().unwrap());
        if !target.exists() {
            copy_any(path, &target);
        }
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

pub(crate) fn links() -> Row {
    let (scene, mut row) = (Scene::new(), Row::default());
    let empty = scene.home.path("empty");
    fs::create_dir(&empty).unwrap();
    let (half, run, sweep) = (half(&scene), scene.home.finished("chair"), scene.home.finished("sweep"));
    let anew = ["--force", "--seed", "2"];
    let starts: [(&Path, &str, &[&str], &[&str]); 4] = [
        (&empty, "chair", &[], &UNFINISHED),
        (&half, "chair", &[], &UNFINISHED),
        (&run, "chair", &anew, &UNFINISHED),
        (&sweep, "sweep", &anew, &UNFINISHED[..1]),
    ];
    for (before, scenario, more, links) in starts {
        for (name, target) in links.iter().flat_map(|name| TARGETS.map(|target| (name, target))) {
            let plant = |out: &Path| {
                let link = out.join(name);
                let _ = fs::remove_file(&link).or_else(|_| fs::remove_dir_all(&link));
                symlink(scene.place.path().join(target), link).unwrap();
            };
            let told = |what| format!("{name} -> {target} in {}: {what}", before.display());
            row.count(scene.hold(before, scenario, more, &plant).map_err(told));
        }
    }
    for name in ["manifest.json", "summary.parquet", "scenario.toml"] {
        let change = |out: &Path| scene.move_away(&out.join(name));
        row.count(scene.hold(&run, "chair", &anew, &change).map_err(|what| format!("{name} is a link: {what}")));
    }
    for more in [&anew[..], &anew[..1]] {
        let all = |out: &Path| scene.move_away(&out.join("members"));
        row.count(scene.hold(&sweep, "sweep", more, &all).map_err(|what| format!("members is a link: {what}")));
        let one = |out: &Path| scene.move_away(&members(out)[0]);
        row.count(scene.hold(&sweep, "sweep", more, &one).map_err(|what| format!("a member is a link: {what}")));
    }
    row
}
