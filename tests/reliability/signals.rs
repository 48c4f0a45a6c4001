//! Signals to a busy program: acknowledged, obeyed within seconds, told in the exit code, and nothing finished is lost.
#![allow(clippy::disallowed_methods, reason = "a test waits no longer than a while")]

use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::fresh::tables;
use crate::program::{Home, copy, members, names, shell_code, soleus, unless, whole};
use crate::rows::{Row, is_long};
use crate::shim::with_signals;
use crate::support::has_adapter;

/// Signals and their numbers, by which a shell tells them.
const SIGNALS: [(&str, i32); 5] = [("INT", 2), ("TERM", 15), ("HUP", 1), ("XCPU", 24), ("USR1", 10)];
/// When a signal comes, in milliseconds after the program is seen at work.
const MOMENTS: [u64; 5] = [0, 30, 120, 400, 1000];
/// More people than are simulated in a minute.
const MANY: [&str; 2] = ["--persons", "2000000"];
/// The program may not be ready for signals in its first moments.
const EARLY: u64 = 50;
const SAID_WITHIN: Duration = Duration::from_secs(1);
const GONE_WITHIN: Duration = Duration::from_secs(5);

/// Work that is interrupted.
struct Busy<'a> {
    command: &'a dyn Fn(&Path) -> Command,
    /// What stands in the folder before.
    before: Option<&'a Path>,
    /// Whether the program is at work, from the folder.
    at_work: &'a dyn Fn(&Path) -> bool,
    /// Whether the folder is afterwards as promised.
    judge: &'a dyn Fn(&Path) -> Result<(), String>,
}

impl Busy<'_> {
    /// Every signal, ordinarily at one moment each.
    fn interrupt(&self) -> Row {
        let mut row = Row::default();
        for (index, signal) in SIGNALS.iter().enumerate() {
            for (other, moment) in MOMENTS.iter().enumerate() {
                if is_long() || other == index {
                    row.count(
                        self.once(*signal, *moment).map_err(|what| format!("{} after {moment} ms: {what}", signal.0)),
                    );
                }
            }
        }
        row
    }

    fn once(&self, (name, number): (&str, i32), moment: u64) -> Result<(), String> {
        let place = tempfile::tempdir().unwrap();
        let (out, said) = (place.path().join("out"), place.path().join("said"));
        if let Some(before) = self.before {
            copy(before, &out);
        }
        let mut command = (self.command)(&out);
        with_signals(&mut command);
        let mut child = command.stderr(File::create(&said).unwrap()).spawn().unwrap();
        while !(self.at_work)(&out) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(2));
        }
        std::thread::sleep(Duration::from_millis(moment));
        let length = fs::metadata(&said).unwrap().len();
        send(name, &child)?;
        let ended = wait(&mut child, &said, length);
        let words = fs::read_to_string(&said).unwrap();
        let code = ended.code.ok_or("still there after seconds")?;
        unless(code == 128 + number, || format!("exit {code}, said {words:?}"))?;
        // Right at the start nobody listens yet, and nothing is there to be lost.
        unless(ended.answered || ended.at_once && moment < EARLY, || format!("no answer at once, said {words:?}"))?;
        (self.judge)(&out)
    }
}

/// How a program met a signal.
struct Ended {
    /// None if it had to be killed.
    code: Option<i32>,
    /// Whether it said something soon.
    answered: bool,
    /// Whether the signal itself ended it.
    at_once: bool,
}

/// Sends a signal by the shell, which knows every one of them by name.
pub(crate) fn send(name: &str, child: &Child) -> Result<(), String> {
    let kill = format!("kill -s {name} {}", child.id());
    let status = Command::new("sh").arg("-c").arg(kill).stderr(Stdio::null()).status().unwrap();
    unless(status.success(), || "ended before the signal".to_owned())
}

fn wait(child: &mut Child, said: &Path, length: u64) -> Ended {
    let (begun, mut answered) = (Instant::now(), false);
    while begun.elapsed() < GONE_WITHIN {
        answered |= begun.elapsed() < SAID_WITHIN && fs::metadata(said).unwrap().len() > length;
        if let Some(status) = child.try_wait().unwrap() {
            return Ended { code: Some(shell_code(status)), answered, at_once: status.signal().is_some() };
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    Ended { code: None, answered, at_once: false }
}

/// Whether nothing is left of an interrupted run except its saved work and the call that continues it.
fn only_saved(out: &Path) -> Result<(), String> {
    let staging = Path::new("unfinished.partial");
    let parts = staging.join("parts");
    let expected = |name: &PathBuf| {
        let saved = [staging.to_owned(), staging.join("lock"), staging.join("call.json"), parts.clone()].contains(name);
        saved || name.starts_with(&parts)
    };
    let others: Vec<PathBuf> = names(out).into_iter().filter(|name| !expected(name)).collect();
    unless(others.is_empty(), || format!("left over: {others:?}"))?;
    unless(!out.exists() || out.join(parts.join("sums.bin")).exists(), || format!("nothing is saved: {:?}", names(out)))
}

/// A run into a new folder: nothing but saved work is left of it.
pub(crate) fn run() -> Row {
    let home = Home::new();
    Busy {
        command: &|out| home.run("chair", out, &MANY),
        before: None,
        at_work: &|out| out.exists(),
        judge: &only_saved,
    }
    .interrupt()
}

/// A run that would replace another: the other is as it was.
pub(crate) fn replacement() -> Row {
    let home = Home::new();
    let finished = home.finished("chair");
    let command = |out: &Path| home.run("chair", out, &[&MANY[..], &["--force"]].concat());
    let judge = |out: &Path| {
        whole(out)?;
        let mut kept = names(out);
        kept.retain(|name| !name.starts_with("unfinished.partial"));
        unless(kept == names(&finished), || format!("other files than before: {:?}", names(out)))
    };
    let at_work = |out: &Path| names(out) != names(&finished);
    Busy { command: &command, before: Some(&finished), at_work: &at_work, judge: &judge }.interrupt()
}

/// A sweep in its third member: two are finished and stay.
pub(crate) fn sweep() -> Row {
    let home = Home::new();
    let two = |out: &Path| members(out).len() == 2;
    let judge = |out: &Path| {
        members(out).iter().try_for_each(|member| whole(member))?;
        unless(two(out), || "finished members are gone".to_owned())?;
        let loose: Vec<PathBuf> =
            tables(out).into_iter().filter(|name| !out.join(name).with_file_name("manifest.json").exists()).collect();
        unless(loose.is_empty(), || format!("tables of nothing finished: {loose:?}"))
    };
    Busy { command: &|out| home.run("long_sweep", out, &[]), before: None, at_work: &two, judge: &judge }.interrupt()
}

/// A batch in its second file: the first is finished and stays, nothing but saved work is left of the second, the third is not begun.
pub(crate) fn batch() -> Row {
    let home = Home::new();
    let many = "extends = \"chair.toml\"\n[design]\npersons = 2_000_000\n";
    fs::write(home.path("many.toml"), many).unwrap();
    let command = |out: &Path| {
        let mut command = home.run("chair", out, &[]);
        command.arg(home.path("many.toml")).arg(home.path("precise.toml"));
        command
    };
    let judge = |out: &Path| {
        whole(&out.join("chair"))?;
        only_saved(&out.join("many"))?;
        unless(!out.join("precise").exists(), || format!("left over: {:?}", names(out)))
    };
    let at_work = |out: &Path| out.join("many").exists();
    Busy { command: &command, before: None, at_work: &at_work, judge: &judge }.interrupt()
}

/// A graphics adapter, perhaps one in software, is at work.
pub(crate) fn gpu() -> Row {
    if !has_adapter("signals to a run on a graphics adapter") {
        return Row::default();
    }
    let home = Home::new();
    let command = |out: &Path| {
        let mut command = soleus(&["run", "-q", "--device", "gpu"]);
        command.arg(home.path("chair.toml")).arg("--out").arg(out).args(MANY);
        command
    };
    Busy { command: &command, before: None, at_work: &|_| true, judge: &only_saved }.interrupt()
}

/// Who starts the program with hangups ignored, as `nohup` does, gets a run that goes on.
pub(crate) fn ignored() -> Row {
    let (home, mut row) = (Home::new(), Row::default());
    let out = home.path("out");
    let run = home.run("chair", &out, &["--persons", "20000"]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' HUP; exec \"$@\"", "sh"]).arg(run.get_program()).args(run.get_args());
    let mut child = shell.spawn().unwrap();
    while !out.exists() {
        std::thread::sleep(Duration::from_millis(2));
    }
    let sent = send("HUP", &child);
    let code = shell_code(child.wait().unwrap());
    row.count(sent.and_then(|()| unless(code == 0, || format!("exit {code}"))).and_then(|()| whole(&out)));
    row
}
