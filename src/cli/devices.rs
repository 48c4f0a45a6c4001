//! `soleus devices`: lists the graphics adapters of this machine.

use serde_json::{Value, json};

use super::{Console, Exit};
use crate::engine::gpu::{Adapter, AdapterChoice, Exactness, SelectError, adapters, select};

/// Lists every adapter. A machine without adapters is not an error.
pub(super) fn devices(console: &Console) -> Exit {
    let found = adapters();
    let takers: Vec<Vec<&str>> = (0..found.len()).map(|at| takers(&found, at)).collect();
    if console.shared().json {
        let list: Vec<Value> = found.iter().zip(&takers).map(|(adapter, takers)| describe(adapter, takers)).collect();
        console.json(&json!({ "adapters": list }));
    } else if !found.is_empty() {
        console.result(&table(&found, &takers));
    }
    match select(&found, &AdapterChoice::Auto) {
        Ok(_) => {}
        Err(SelectError::OnlySoftware { .. }) => {
            console.say("there are only software adapters: `--device auto` uses the CPU engine, which is faster");
        }
        Err(_) => console.say("no graphics adapter found: `--device auto` uses the CPU engine"),
    }
    Exit::Done
}

/// Values of `--device` that select the adapter at this position, apart from its name.
fn takers(adapters: &[Adapter], at: usize) -> Vec<&'static str> {
    let flags = [("auto", AdapterChoice::Auto), ("gpu", AdapterChoice::Any)];
    flags.into_iter().filter(|(_, wanted)| select(adapters, wanted) == Ok(at)).map(|(flag, _)| flag).collect()
}

fn describe(adapter: &Adapter, takers: &[&str]) -> Value {
    json!({
        "name": adapter.name,
        "backend": adapter.interface.name(),
        "type": adapter.kind.name(),
        "largest_buffer_mib": adapter.largest_buffer_mib,
        "computes_exactly": adapter.exactness == Exactness::Exact,
        "taken_by": takers,
        "driver": adapter.driver,
    })
}

/// Columns of the table.
const HEADER: [&str; 7] = ["name", "backend", "type", "largest buffer", "computes exactly", "--device", "driver"];

/// Aligned columns under a header.
fn table(adapters: &[Adapter], takers: &[Vec<&str>]) -> String {
    let header = HEADER.map(str::to_owned);
    let rows: Vec<[String; 7]> = adapters.iter().zip(takers).map(|(adapter, takers)| row(adapter, takers)).collect();
    let all = || [&header].into_iter().chain(&rows);
    let widths: [usize; 7] =
        std::array::from_fn(|column| all().map(|row| row[column].chars().count()).max().unwrap_or(0));
    let line = |row: &[String; 7]| {
        let cells: Vec<String> = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    all().map(line).collect()
}

fn row(adapter: &Adapter, takers: &[&str]) -> [String; 7] {
    let exactly = match adapter.exactness {
        Exactness::Exact => "yes",
        Exactness::Ordinary => "no",
    };
    let takers = if takers.is_empty() { "-".to_owned() } else { takers.join(", ") };
    [
        adapter.name.clone(),
        adapter.interface.name().to_owned(),
        adapter.kind.name().to_owned(),
        format!("{} MiB", adapter.largest_buffer_mib),
        exactly.to_owned(),
        takers,
        adapter.driver.clone(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::gpu::{AdapterKind, Interface};

    fn adapter(name: &str, kind: AdapterKind, largest_buffer_mib: u64, exactness: Exactness) -> Adapter {
        let driver = "some driver 1.2".to_owned();
        Adapter { name: name.to_owned(), interface: Interface::Vulkan, kind, driver, largest_buffer_mib, exactness }
    }

    #[test]
    fn columns_line_up_and_tell_which_flag_takes_which() {
        let machine = [
            adapter("pipe", AdapterKind::Software, 128, Exactness::Exact),
            adapter("Fast Card 9000", AdapterKind::Discrete, 2047, Exactness::Ordinary),
        ];
        let takers: Vec<Vec<&str>> = (0..2).map(|at| takers(&machine, at)).collect();
        let expected = "\
name            backend  type      largest buffer  computes exactly  --device   driver
pipe            vulkan   software  128 MiB         yes               -          some driver 1.2
Fast Card 9000  vulkan   discrete  2047 MiB        no                auto, gpu  some driver 1.2
";
        assert_eq!(table(&machine, &takers), expected);
    }

    #[test]
    fn software_alone_is_taken_by_gpu_only() {
        let machine = [adapter("pipe", AdapterKind::Software, 128, Exactness::Exact)];
        assert_eq!(takers(&machine, 0), ["gpu"]);
    }
}
