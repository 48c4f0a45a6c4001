//! Shards and members that are run one by one, and the scripts for batch systems.
#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::study::Study;
use crate::support::{files, repeatable, soleus, utf8, write};

fn said(words: &[&str], paths: &[&Path], code: i32) -> (String, String) {
    let output = soleus().args(words).args(paths).assert().code(code).get_output().clone();
    (utf8(&output.stdout), utf8(&output.stderr))
}

fn shard(file: &Path, out: &Path, shard: &str, more: &[&str]) -> String {
    let words = [&["run", "--device", "cpu", "--shard", shard][..], more].concat();
    said(&words, &[file, "--out".as_ref(), out], 0).1
}

#[test]
fn merged_shards_are_the_run_without_shards() {
    let home = tempfile::tempdir().unwrap();
    let studies = [
        ("nested", Study::in_two_arms(200, "")),
        ("repeated", Study::drawn(200, 2)),
        ("sampled", Study::in_two_arms(200, "parameter_draws = 1").with("outputs", "persons_sample = 20")),
    ];
    for (name, study) in studies {
        let file = write(home.path(), &format!("{name}.toml"), &study.text());
        let [parts, whole, merged] = ["parts", "whole", "merged"].map(|end| home.path().join(format!("{name}-{end}")));
        said(&["run", "-q", "--device", "cpu", "--out"], &[&whole, &file], 0);
        for number in ["3/3", "1/3", "2/3"] {
            shard(&file, &parts, number, &[]);
        }
        let shards = [2, 3, 1].map(|number| parts.join(format!("shard-000{number}-of-0003")));
        said(&["merge", "-q", "--out"], &[&merged, &shards[0], &shards[1], &shards[2]], 0);
        assert!(repeatable(&merged) == repeatable(&whole), "{name}");
        said(&["check", "-q"], &[&merged, &shards[0]], 0);
        let again = said(&["merge", "--out"], &[&merged, &parts], 0).1;
        assert!(again.contains("already finished"), "{again}");
    }
}

#[test]
fn a_finished_shard_is_not_simulated_again_and_missing_ones_are_listed() {
    let home = tempfile::tempdir().unwrap();
    let (file, out) = (write(home.path(), "seat.toml", &Study::in_two_arms(200, "").text()), home.path().join("out"));
    for number in ["2/9", "1/9", "5/9"] {
        shard(&file, &out, number, &[]);
    }
    let before = files(&out.join("shard-0002-of-0009"));
    assert!(shard(&file, &out, "2/9", &[]).contains("already finished"));
    assert!(files(&out.join("shard-0002-of-0009")) == before);
    assert_eq!(said(&["status", "--missing"], &[&out], 0).0, "3-4,6-9\n");
    std::fs::write(out.join("shard-0002-of-0009/parts.bin"), "damaged").unwrap();
    assert_eq!(said(&["status", "--missing"], &[&out], 0).0, "2-4,6-9\n");
    shard(&file, &out, "2/9", &[]);
    assert_eq!(said(&["status"], &[&out], 0).0, "3 of 9 shards are finished and whole; missing: 3-4,6-9\n");
    for verb in ["stats", "report"] {
        assert!(said(&[verb], &[&out.join("shard-0001-of-0009")], 2).1.contains("join all shards"), "{verb}");
    }
}

#[test]
fn shards_that_make_up_no_run_are_refused_by_name() {
    let home = tempfile::tempdir().unwrap();
    let (file, merged) =
        (write(home.path(), "seat.toml", &Study::in_two_arms(200, "").text()), home.path().join("merged"));
    let folder = |name: &str| home.path().join(name);
    let other = write(
        home.path(),
        "other.toml",
        &Study::in_two_arms(200, "").but("duration_min = 4", "duration_min = 5").text(),
    );
    for (scenario, out, number, more) in [
        (&file, "a", "1/2", &[][..]),
        (&file, "a", "2/2", &[][..]),
        (&file, "thirds", "2/3", &[][..]),
        (&file, "seed", "2/2", &["--seed", "8"][..]),
        (&other, "other", "2/2", &[][..]),
    ] {
        shard(scenario, &folder(out), number, more);
    }
    let first = folder("a").join("shard-0001-of-0002");
    let refused = |second: PathBuf, words: &[&str]| {
        let told = said(&["merge", "--out"], &[&merged, &first, &second], 2).1;
        assert!(words.iter().all(|word| told.contains(word)), "{told}");
        assert!(!merged.exists());
    };
    refused(folder("seed").join("shard-0002-of-0002"), &["another seed", "shard 2/2", "shard 1/2"]);
    refused(folder("other").join("shard-0002-of-0002"), &["another scenario"]);
    refused(folder("thirds").join("shard-0002-of-0003"), &["the same people, from 64 on", "shard 2/3"]);
    let gap = said(&["merge", "--out"], &[&merged, &first], 2).1;
    assert!(gap.contains("people 96 to 199 of 200 are in none of the shards"), "{gap}");
    let second = folder("a").join("shard-0002-of-0002");
    let mut bytes = std::fs::read(second.join("sums.bin")).unwrap();
    bytes[40] ^= 1;
    std::fs::write(second.join("sums.bin"), bytes).unwrap();
    refused(second, &["sums.bin", "changed"]);
    let many = said(&["run", "--shard", "1/13", "--out"], &[&folder("many"), &file], 2).1;
    assert!(many.contains("200 people make at most 12 shards"), "{many}");
}

#[test]
fn a_plan_counts_the_saved_work() {
    let home = tempfile::tempdir().unwrap();
    let (file, out) = (write(home.path(), "seat.toml", &Study::drawn(500, 2).text()), home.path().join("out"));
    let told = said(&["plan", "--device", "cpu", "--json"], &[&file], 0).0;
    let plan: serde_json::Value = serde_json::from_str(&told).unwrap();
    shard(&file, &out, "1/1", &[]);
    let bytes = std::fs::metadata(out.join("shard-0001-of-0001/parts.bin")).unwrap().len() as f64;
    let ratio = plan["plans"][0]["work_mib"].as_f64().unwrap() * f64::from(1 << 20) / bytes;
    assert!((0.98..1.02).contains(&ratio), "{ratio} times the saved work of {bytes} bytes");
}

/// A sweep of two members.
fn sweep(home: &Path) -> PathBuf {
    let text = format!(
        "{}[sweep]\n\"arms.pumps.adherence\" = [1.0, 0.5]\n",
        Study::in_two_arms(40, "").but("adherence = 0.5", "").text()
    );
    write(home, "sweep.toml", &text)
}

#[test]
fn members_that_are_run_one_by_one_make_up_the_sweep() {
    let home = tempfile::tempdir().unwrap();
    let (file, whole, joined) = (sweep(home.path()), home.path().join("whole"), home.path().join("joined"));
    said(&["run", "-q", "--device", "cpu", "--out"], &[&whole, &file], 0);
    for member in ["2", "1"] {
        said(&["run", "-q", "--device", "cpu", "--member", member, "--out"], &[&joined, &file], 0);
    }
    assert!(said(&["run", "--member", "2", "--out"], &[&joined, &file], 0).1.contains("already finished"));
    let told = said(&["run", "--device", "cpu", "--out"], &[&joined, &file], 0).1;
    assert!(told.contains("2 of them were already complete and are kept"), "{told}");
    let names = |folder: &Path| files_below(folder);
    assert_eq!(names(&joined), names(&whole));
    assert!(
        std::fs::read(joined.join("summary.parquet")).unwrap() == std::fs::read(whole.join("summary.parquet")).unwrap()
    );
    assert!(said(&["run", "--member", "3", "--out"], &[&joined, &file], 2).1.contains("the sweep has 2 members"));
}

fn files_below(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Runs the scripts as Slurm would: every job of the array, then the last job.
fn submitted(home: &Path, file: &Path, more: &[&str], jobs: u32) -> PathBuf {
    let scripts = home.join("it's here");
    let words = [&["submit", "slurm"][..], more, &["--out"]].concat();
    said(&words, &[&scripts, file], 0);
    let text = |name: &str| std::fs::read_to_string(scripts.join(name)).unwrap();
    assert!(
        text("work.sh").contains(&format!("#SBATCH --array=1-{jobs}\n"))
            && text("work.sh").contains("#SBATCH --requeue\n")
    );
    assert!(text("submit.sh").contains("--kill-on-invalid-dep=yes"));
    let bash = |name: &str, task: u32| {
        let mut command = Command::new("bash");
        command.arg(scripts.join(name)).env("SLURM_ARRAY_TASK_ID", task.to_string()).env("SLURM_CPUS_PER_TASK", "1");
        let output = command.output().unwrap();
        assert!(output.status.success(), "{name} {task}: {}", utf8(&output.stderr));
    };
    for name in ["work.sh", "merge.sh", "submit.sh"] {
        assert!(Command::new("bash").arg("-n").arg(scripts.join(name)).status().unwrap().success(), "{name}");
    }
    (1..=jobs).for_each(|task| bash("work.sh", task));
    bash("merge.sh", 0);
    scripts.join("run")
}

#[test]
fn scripts_for_slurm_make_the_run() {
    let home = tempfile::tempdir().unwrap();
    let (file, whole) =
        (write(home.path(), "seat.toml", &Study::in_two_arms(200, "").text()), home.path().join("whole"));
    said(&["run", "-q", "--persons", "100", "--set", "study.title=It's here", "--out"], &[&whole, &file], 0);
    let more = ["--shards", "3", "--persons", "100", "--set", "study.title=It's here"];
    assert!(repeatable(&submitted(home.path(), &file, &more, 3)) == repeatable(&whole));
}

#[test]
fn scripts_for_slurm_make_the_sweep() {
    let home = tempfile::tempdir().unwrap();
    let (file, whole) = (sweep(home.path()), home.path().join("whole"));
    said(&["run", "-q", "--device", "cpu", "--out"], &[&whole, &file], 0);
    let made = submitted(home.path(), &file, &[], 2);
    assert!(
        std::fs::read(made.join("summary.parquet")).unwrap() == std::fs::read(whole.join("summary.parquet")).unwrap()
    );
}
