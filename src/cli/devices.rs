//! `soleus devices`: the graphics adapters of this machine.

use std::io;

use serde_json::{Value, json};

use super::{Console, Exit};
use crate::engine::gpu::{Adapter, adapters};

/// Lists every adapter; a machine without one is no fault.
pub(super) fn devices(console: &Console) -> io::Result<Exit> {
    let found = adapters();
    if console.shared().json {
        let list: Vec<Value> = found.iter().map(describe).collect();
        console.json(&json!({ "adapters": list }))?;
    } else if !found.is_empty() {
        console.result(&table(&found))?;
    }
    if found.is_empty() {
        console.say("no graphics adapter found: the CPU engine will be used")?;
    }
    Ok(Exit::Done)
}

fn describe(adapter: &Adapter) -> Value {
    json!({
        "name": adapter.name,
        "backend": adapter.backend,
        "type": adapter.kind.name(),
        "driver": adapter.driver,
    })
}

/// Aligned columns under a header.
fn table(adapters: &[Adapter]) -> String {
    let header = ["name", "backend", "type", "driver"].map(str::to_owned);
    let rows: Vec<[String; 4]> = adapters
        .iter()
        .map(|adapter| {
            [adapter.name.clone(), adapter.backend.clone(), adapter.kind.name().to_owned(), adapter.driver.clone()]
        })
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().chain([&header]);
        cells.map(|row| row[column].chars().count()).max().unwrap_or(0)
    };
    let widths = [width(0), width(1), width(2)];
    let line = |row: &[String; 4]| {
        let [name, backend, kind, driver] = row;
        let [a, b, c] = widths;
        let line = format!("{name:a$}  {backend:b$}  {kind:c$}  {driver}");
        format!("{}\n", line.trim_end())
    };
    [&header].into_iter().chain(&rows).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::gpu::AdapterKind;

    #[test]
    fn columns_line_up_and_software_is_called_so() {
        let adapter = |name: &str, kind| Adapter {
            name: name.to_owned(),
            backend: "vulkan".to_owned(),
            kind,
            driver: "some driver 1.2".to_owned(),
        };
        let text = table(&[adapter("Fast Card 9000", AdapterKind::Discrete), adapter("pipe", AdapterKind::Software)]);
        let expected = "name            backend  type      driver\n\
                        Fast Card 9000  vulkan   discrete  some driver 1.2\n\
                        pipe            vulkan   software  some driver 1.2\n";
        assert_eq!(text, expected);
    }
}
