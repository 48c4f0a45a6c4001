//! `soleus doctor`: checks whether this machine can compute, and suggests remedies.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::args::{Device as Flag, DoctorArgs};
use super::checklist::{Check, describe, lines, usable};
use super::{Console, Exit};
use crate::engine::gpu::{AdapterChoice, Agreement, Device, Exactness, Gpu, GpuError, SelectError, adapters, probe};
use crate::engine::{Backend, Cpu};
use crate::study::{fingerprint, model_hash};

/// Prints the checklist. Returns exit code 1 if a check has found a fault.
pub(super) fn doctor(args: &DoctorArgs, console: &Console) -> Exit {
    let mut checks = vec![version(), processor(), files(console.shared().out.as_deref()), listed()];
    checks.extend(graphics(&args.device));
    if console.shared().json {
        console.json(&describe(&checks));
    } else {
        console.result(&lines(&checks));
    }
    if usable(&checks) { Exit::Done } else { Exit::Faults }
}

fn version() -> Check {
    Check::good("version", format!("soleus {}, model {}", env!("CARGO_PKG_VERSION"), model_hash()))
}

/// Checks that the results of the CPU engine equal those of the plainest engine, bit by bit.
fn processor() -> Check {
    let cpu = Cpu::default();
    let found = format!("{} threads, {} lanes", rayon::current_num_threads(), cpu.level.name());
    if fingerprint(&cpu) == model_hash() {
        return Check::good("processor", found);
    }
    Check::bad(
        "processor",
        format!("{found}: differs from the reference"),
        "please report this with the name of the processor",
    )
}

/// Writes and removes a file in the folder of results.
fn files(out: Option<&Path>) -> Check {
    let folder = existing(out.unwrap_or(Path::new(".")));
    let shown = folder.canonicalize().unwrap_or_else(|_| folder.clone());
    let written = tempfile::Builder::new().prefix(".soleus-").tempfile_in(&folder).and_then(|mut file| {
        file.write_all(b"soleus")?;
        file.as_file().sync_all()?;
        file.close()
    });
    match written {
        Ok(()) => Check::good("files", format!("written and removed in {}", shown.display())),
        Err(error) => Check::bad(
            "files",
            format!("cannot write in {}: {error}", shown.display()),
            "choose another folder with --out, or make room there",
        ),
    }
}

/// The folder, or its nearest parent that exists. A run creates the missing ones.
fn existing(folder: &Path) -> PathBuf {
    folder.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new(".")).to_owned()
}

/// Remedy if no adapter is found.
const DRIVER: &str = "runs use the CPU engine; to use a GPU, install its driver (README, On a GPU)";

fn listed() -> Check {
    let found = adapters();
    if found.is_empty() {
        return Check::absent("adapters", "none", DRIVER);
    }
    let names = found.iter().map(|adapter| format!("{} ({})", adapter.name, adapter.interface.name()));
    Check::good("adapters", names.collect::<Vec<String>>().join("\n"))
}

/// Opens and tests the adapter that a run would use. If there are only software adapters, it takes one of these.
fn graphics(flag: &Flag) -> Vec<Check> {
    let opened = match flag {
        Flag::Cpu => return vec![Check::absent("GPU", "not checked", "leave out --device cpu to check it")],
        Flag::Auto => Device::open(&AdapterChoice::Auto).or_else(|error| match error {
            GpuError::Select(SelectError::OnlySoftware { .. }) => Device::open(&AdapterChoice::Any),
            other => Err(other),
        }),
        Flag::Gpu => Device::open(&AdapterChoice::Any),
        Flag::Named(name) => Device::open(&AdapterChoice::Named(name.clone())),
    };
    match opened {
        Ok(device) => [opens(&device), arithmetic(&device)].into_iter().chain([kernel(device)]).collect(),
        Err(GpuError::Select(SelectError::Missing { .. })) if *flag == Flag::Auto => {
            vec![Check::absent("GPU", "none", "no action needed: --device auto uses the CPU engine")]
        }
        Err(error @ GpuError::Select(_)) => {
            vec![Check::bad(
                "GPU",
                first_line(&error),
                "choose one of the adapters above with --device, or install a driver",
            )]
        }
        Err(error) => vec![Check::bad("GPU", first_line(&error), "update its driver, or use --device cpu")],
    }
}

fn opens(device: &Device) -> Check {
    let adapter = device.adapter();
    let exactly = match device.exactness() {
        Exactness::Exact => "computes exactly",
        Exactness::Ordinary => "does not compute exactly: results are close to those of the CPU engine, but not equal",
    };
    Check::good("GPU", format!("{} ({}, {}) {exactly}", adapter.name, adapter.interface.name(), adapter.kind.name()))
}

/// Compares the arithmetic of the device with that of the CPU.
fn arithmetic(device: &Device) -> Check {
    match probe(device) {
        Ok(agreement) => judge(device.exactness(), agreement),
        Err(error) => Check::bad("arithmetic", error, "update the driver, or use --device cpu"),
    }
}

/// Compiles the kernel and compares the results of a small study with those of the CPU.
fn kernel(device: Device) -> Check {
    let name = device.adapter().name.clone();
    let gpu = match Gpu::on(device, AdapterChoice::Named(name)) {
        Ok(gpu) => gpu,
        Err(error) => return Check::bad("kernel", first_line(&error), "update the driver, or use --device cpu"),
    };
    let same = fingerprint(&gpu) == model_hash();
    if let Some(incident) = gpu.incidents().first() {
        return Check::bad("kernel", incident, "update the driver, or use --device cpu");
    }
    match (same, gpu.adapter().exactness) {
        (true, _) => Check::good("kernel", "compiles; a small study gives the same bits as on the CPU"),
        (false, Exactness::Ordinary) => {
            Check::good("kernel", "compiles; a small study differs in the last digits from the CPU")
        }
        (false, Exactness::Exact) => {
            Check::bad("kernel", "a small study differs from the CPU", "use --device cpu; please report it")
        }
    }
}

/// Judges the comparison. Only an exact device must have the same bits as the CPU.
fn judge(exactness: Exactness, Agreement { equal, compared }: Agreement) -> Check {
    let found = format!("{equal} of {compared} numbers are equal to those of the CPU, bit for bit");
    match exactness {
        Exactness::Exact if equal < compared => {
            Check::bad("arithmetic", found, "update the driver, or use --device cpu; please report it")
        }
        _ => Check::good("arithmetic", found),
    }
}

fn first_line(error: &GpuError) -> String {
    error.to_string().lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::checklist::Verdict;
    use super::*;

    #[test]
    fn an_exact_device_must_agree_in_every_bit() {
        let almost = Agreement { equal: 255, compared: 256 };
        assert_eq!(judge(Exactness::Exact, almost).verdict, Verdict::Bad);
        assert_eq!(judge(Exactness::Ordinary, almost).verdict, Verdict::Good);
        assert_eq!(judge(Exactness::Exact, Agreement { equal: 256, compared: 256 }).verdict, Verdict::Good);
    }

    #[test]
    fn a_folder_to_be_made_is_checked_where_it_would_be_made() {
        assert_eq!(existing(Path::new("src/no/such/folder")), Path::new("src"));
        assert_eq!(existing(Path::new("no-such-folder")), Path::new("."));
    }
}
