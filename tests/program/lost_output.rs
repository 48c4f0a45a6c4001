//! What cannot be told stops no work and changes no exit code.
#![cfg(unix)]

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::FLIGHT;

/// Where output goes that nobody gets.
#[derive(Clone, Copy, Debug)]
enum Lost {
    /// To a reader that has left.
    Closed,
    /// To a device without room.
    Full,
}

impl Lost {
    fn stdio(self) -> Stdio {
        match self {
            Self::Closed => {
                let (reader, writer) = std::io::pipe().unwrap();
                drop(reader);
                writer.into()
            }
            Self::Full => File::options().write(true).open("/dev/full").unwrap().into(),
        }
    }
}

/// A verb with its arguments, the exit code that it deserves, and the file that it leaves, if any.
struct Case {
    words: &'static str,
    code: i32,
    leaves: Option<&'static str>,
    /// The exit code where the result itself goes to a full device: only what stands on stdout and nowhere else is lost with it.
    full: i32,
}

const fn case(words: &'static str, code: i32, leaves: Option<&'static str>, full: i32) -> Case {
    Case { words, code, leaves, full }
}

/// `FLIGHT`, `BROKEN`, `WHOLE`, `DAMAGED` and `OUT` stand for paths.
const CASES: [Case; 38] = [
    case("run FLIGHT --persons 32 --device cpu --out OUT", 0, Some("manifest.json"), 0),
    case("run FLIGHT --persons 32 --device cpu --json --out OUT", 0, Some("manifest.json"), 0),
    case("run BROKEN --out OUT", 2, None, 2),
    case("run FLIGHT --persons 32 --device no-such-adapter --out OUT", 3, None, 3),
    case("run FLIGHT --persons 32 --shard 1/2 --device cpu --out OUT", 0, Some("shard-0001-of-0002/manifest.json"), 0),
    case("resume WHOLE", 0, None, 0),
    case("resume OUT", 2, None, 2),
    case("extend WHOLE --persons 48 --device cpu --out OUT", 0, Some("manifest.json"), 0),
    case("merge WHOLE --out OUT", 2, None, 2),
    case("status WHOLE", 2, None, 2),
    case("submit slurm FLIGHT --shards 2 --out OUT", 0, Some("submit.sh"), 0),
    case("ls OUT", 0, None, 0),
    case("check FLIGHT", 0, None, 0),
    case("check BROKEN", 1, None, 1),
    case("check FLIGHT --json", 0, None, 2),
    case("check WHOLE", 0, None, 0),
    case("check DAMAGED", 1, None, 1),
    case("check DAMAGED --json", 1, None, 1),
    case("report WHOLE --out OUT/page.html", 0, Some("page.html"), 0),
    case("report DAMAGED", 2, None, 2),
    case("compare WHOLE", 0, None, 2),
    case("stats WHOLE --by sex", 0, None, 2),
    case("export WHOLE --format csv -o OUT", 0, Some("contrasts.csv"), 0),
    case("plan FLIGHT --persons 32 --device cpu", 0, None, 2),
    case("trace FLIGHT --arm usual --typical --every 600 --out OUT/leg.parquet", 0, Some("leg.parquet"), 0),
    case("trace FLIGHT --arm usual --typical --every 600 --json --out OUT/leg.parquet", 0, Some("leg.parquet"), 0),
    case("trace FLIGHT --arm nobody --typical --out OUT/leg.parquet", 2, None, 2),
    case("new desk-day OUT", 0, Some("desk-day.toml"), 0),
    case("schema scenario -o OUT/schema.json", 0, Some("schema.json"), 0),
    case("schema tables", 0, None, 2),
    case("explain edema_ml", 0, None, 2),
    case("docs results", 0, None, 2),
    case("explain no_such_name", 2, None, 2),
    case("explain outcomes", 0, None, 2),
    case("completions bash", 0, None, 2),
    case("--help", 0, None, 2),
    case("devices", 0, None, 2),
    case("doctor --device cpu", 0, None, 2),
];

/// Cases that take longer. The model reproduces too few unseen measurements, which is exit code 1.
const LONG: [Case; 2] = [
    case("verify --device cpu --out OUT", 1, Some("evidence.md"), 1),
    case("tornado FLIGHT --persons 8 --device cpu", 0, None, 2),
];

/// Runs a case with these streams: its exit code and whether it left its file.
fn perform(case: &Case, home: &Path, stdout: Stdio, stderr: Stdio) -> (i32, bool) {
    let out = home.join("out");
    let _ = fs::remove_dir_all(&out);
    let path = |word: &str| match word {
        "FLIGHT" => FLIGHT.to_owned(),
        "BROKEN" => "scenarios/broken/two-references.toml".to_owned(),
        "WHOLE" | "DAMAGED" => home.join(word).display().to_string(),
        word => word.replace("OUT", out.to_str().unwrap()),
    };
    let words: Vec<String> = case.words.split(' ').map(path).collect();
    let mut command = Command::new(env!("CARGO_BIN_EXE_soleus"));
    let status = command.args(words).stdin(Stdio::null()).stdout(stdout).stderr(stderr).status().unwrap();
    (status.code().unwrap(), case.leaves.is_none_or(|name| out.join(name).exists()))
}

#[test]
fn every_verb_does_its_work_and_exits_with_its_code_whatever_becomes_of_its_words() {
    let home = tempfile::tempdir().unwrap();
    for name in ["WHOLE", "DAMAGED"] {
        let words = ["run", FLIGHT, "--persons", "9", "--device", "cpu", "-q", "--out"];
        assert_cmd::Command::cargo_bin("soleus").unwrap().args(words).arg(home.path().join(name)).assert().code(0);
    }
    fs::write(home.path().join("DAMAGED/LIMITS.md"), "other words").unwrap();
    let long = std::env::var_os("SOLEUS_LONG").is_some_and(|value| value == "1");
    for case in CASES.iter().chain(LONG.iter().filter(|_| long)) {
        let usual = perform(case, home.path(), Stdio::null(), Stdio::null());
        assert_eq!(usual, (case.code, true), "{}", case.words);
        for lost in [Lost::Closed, Lost::Full] {
            let found = perform(case, home.path(), Stdio::null(), lost.stdio());
            assert_eq!(found, usual, "{} with stderr lost: {lost:?}", case.words);
        }
        let closed = perform(case, home.path(), Lost::Closed.stdio(), Lost::Closed.stdio());
        assert_eq!(closed, usual, "{} with both streams closed", case.words);
        let full = perform(case, home.path(), Lost::Full.stdio(), Stdio::null());
        assert_eq!(full, (case.full, true), "{} with stdout full", case.words);
    }
}

#[test]
fn no_verb_is_left_out() {
    let help = assert_cmd::Command::cargo_bin("soleus").unwrap().arg("--help").output().unwrap().stdout;
    let help = String::from_utf8(help).unwrap();
    let (_, list) = help.split_once("Commands:\n").unwrap();
    let verbs =
        list.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let tried = |verb: &str| CASES.iter().chain(&LONG).any(|case| case.words.split(' ').next() == Some(verb));
    let missing: Vec<&str> = verbs.filter(|verb| !verb.is_empty() && *verb != "help" && !tried(verb)).collect();
    assert!(help.contains("verify") && missing.is_empty(), "{missing:?}");
}

#[test]
fn a_batch_goes_on_where_nobody_reads_its_folders() {
    let home = tempfile::tempdir().unwrap();
    let text = fs::read_to_string(FLIGHT).unwrap();
    let files = ["one", "two", "three"].map(|name| {
        let path = home.path().join(format!("{name}.toml"));
        fs::write(&path, text.replacen("id = \"long-haul-flight\"", &format!("id = \"{name}\""), 1)).unwrap();
        path
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_soleus"));
    command.current_dir(home.path()).args(["run", "-q", "--persons", "32", "--device", "cpu"]).args(&files);
    let status = command.stdout(Lost::Closed.stdio()).stderr(Lost::Closed.stdio()).status().unwrap();
    assert_eq!(status.code(), Some(0));
    for name in ["one", "two", "three"] {
        let folder = fs::read_dir(home.path().join("runs").join(name)).unwrap().next().unwrap().unwrap().path();
        assert!(folder.join("manifest.json").exists(), "{name}");
    }
}
