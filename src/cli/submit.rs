//! `soleus submit`: writes the scripts that run a study on a batch system.

use std::fs;
use std::path::{Path, PathBuf};

use super::args::{BatchSystem, SubmitArgs};
use super::scenario::read;
use super::{Console, Exit};
use crate::output::Shard;
use crate::scenario::Members;

/// Seconds before its time limit at which Slurm sends a signal to a job.
const WARNING_S: u32 = 60;

/// What the jobs of a study do.
struct Plan {
    /// Number of jobs in the array.
    jobs: u32,
    /// The command of a job and that of the last job.
    commands: [String; 2],
}

/// Writes the scripts and says how to submit them.
pub(super) fn submit(args: &SubmitArgs, console: &Console) -> Exit {
    let members = match read(&args.study, &args.sample, console) {
        Ok(members) => members,
        Err(exit) => return exit,
    };
    let id = members.members.first().map_or("", |member| &member.scenario.study.id);
    let folder = console.shared().out.clone().unwrap_or_else(|| PathBuf::from(format!("{id}-slurm")));
    let folder = std::path::absolute(&folder).unwrap_or(folder);
    let written = plan(args, &members, &folder).and_then(|plan| write(args, id, &folder, &plan).map(|()| plan));
    match written {
        Ok(plan) => {
            let script = folder.join("submit.sh");
            console.say(&format!(
                "{} jobs; read {}, add the partition or account of your cluster, then run",
                plan.jobs,
                script.display()
            ));
            console.announce(&format!("bash {}\n", quoted(&script.display().to_string())));
            Exit::Done
        }
        Err(error) => {
            console.warn(&format!("error: {}: {error}", args.study.display()));
            Exit::Unusable
        }
    }
}

/// A sweep is divided into its members, any other study into shards.
fn plan(args: &SubmitArgs, members: &Members, folder: &Path) -> Result<Plan, String> {
    let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("soleus"));
    let program = quoted(&program.display().to_string());
    let study = std::path::absolute(&args.study).unwrap_or_else(|_| args.study.clone());
    let study = quoted(&study.display().to_string());
    let sample = flags(args);
    let [run, shards] = ["run", "shards"].map(|name| quoted(&folder.join(name).display().to_string()));
    let threads = "--threads \"${SLURM_CPUS_PER_TASK:-1}\"";
    let task = "\"$SLURM_ARRAY_TASK_ID\"";
    if members.is_sweep() {
        let jobs = members.members.len() as u32;
        if args.shards.is_some() {
            return Err("a sweep is divided into its members; leave out --shards".to_owned());
        }
        let member = format!("{program} run {study}{sample} --member {task} {threads} --out {run}");
        return Ok(Plan { jobs, commands: [member, format!("{program} run {study}{sample} {threads} --out {run}")] });
    }
    let (persons, precise) = members
        .members
        .first()
        .map_or((0, false), |member| (member.scenario.design.persons, member.scenario.design.precision.is_some()));
    let jobs = args.shards.ok_or("name the number of shards with --shards N")?;
    if precise {
        return Err(
            "a study with [design.precision] cannot be divided into shards; remove that section and choose --persons"
                .to_owned(),
        );
    }
    if jobs > Shard::most(persons) {
        return Err(format!("{persons} people make at most {} shards", Shard::most(persons)));
    }
    let shard = format!("{program} run {study}{sample} --shard {task}/{jobs} {threads} --out {shards}");
    Ok(Plan { jobs, commands: [shard, format!("{program} merge {shards} --out {run}")] })
}

fn flags(args: &SubmitArgs) -> String {
    let persons = args.sample.persons.iter().map(|persons| format!(" --persons {persons}"));
    let seed = args.sample.seed.iter().map(|seed| format!(" --seed {seed}"));
    let set = args.sample.changes.set.iter().map(|set| format!(" --set {}", quoted(set)));
    persons.chain(seed).chain(set).collect()
}

fn write(args: &SubmitArgs, id: &str, folder: &Path, plan: &Plan) -> Result<(), String> {
    let BatchSystem::Slurm = args.system;
    let [job, last] = &plan.commands;
    let begin = |name: &str, more: &str| {
        format!(
            "#!/bin/bash\n#SBATCH --job-name=soleus-{id}-{name}\n#SBATCH --cpus-per-task={}\n#SBATCH --requeue\n#SBATCH --signal=B:USR1@{WARNING_S}\n{more}\
             # Drivers of graphics adapters need this folder; compute nodes often lack it.\n\
             export XDG_RUNTIME_DIR=\"${{XDG_RUNTIME_DIR:-${{TMPDIR:-/tmp}}}}\"\n",
            args.cpus
        )
    };
    let work = begin("work", &format!("#SBATCH --array=1-{}\n", plan.jobs));
    let work = format!(
        "{work}# A job that is repeated continues where it was saved, or ends at once if it is finished.\nexec {job}\n"
    );
    let end = format!("{}exec {last}\n", begin("merge", ""));
    let [work_path, merge_path] = ["work.sh", "merge.sh"].map(|name| quoted(&folder.join(name).display().to_string()));
    let submit = format!(
        "#!/bin/bash\n# Submits the jobs. After failures, run it again: finished work is not repeated.\nset -euo pipefail\n\
         array=$(sbatch --parsable \"$@\" {work_path})\n\
         sbatch --dependency=\"afterok:${{array%%;*}}\" --kill-on-invalid-dep=yes \"$@\" {merge_path}\n"
    );
    fs::create_dir_all(folder).map_err(|error| format!("cannot create `{}`: {error}", folder.display()))?;
    for (name, text) in [("work.sh", work), ("merge.sh", end), ("submit.sh", submit)] {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))?;
    }
    Ok(())
}

/// A word of a shell script.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-=+:,@%".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}
