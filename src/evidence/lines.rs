//! Aligned columns and short numbers.

use std::fmt::Write as _;
use std::ops::Range;

/// Aligned lines under a header. The columns in `numbers` are aligned to the right, the others to the left.
pub fn aligned<const N: usize>(header: [&str; N], rows: &[[String; N]], numbers: Range<usize>) -> String {
    let header = header.map(str::to_owned);
    let width = |at: usize| rows.iter().chain([&header]).map(|row| row[at].chars().count()).max().unwrap_or(0);
    let widths: [usize; N] = std::array::from_fn(width);
    let mut text = String::new();
    for row in [&header].into_iter().chain(rows) {
        let mut line = String::new();
        for (at, (cell, width)) in row.iter().zip(&widths).enumerate() {
            let number = numbers.contains(&at);
            let _ = if number { write!(line, "{cell:>width$}  ") } else { write!(line, "{cell:<width$}  ") };
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// A Markdown table. The columns in `numbers` are aligned to the right, the others to the left.
pub fn markdown<const N: usize>(header: [&str; N], rows: &[[String; N]], numbers: Range<usize>) -> String {
    let rule: Vec<&str> = (0..N).map(|at| if numbers.contains(&at) { "--:" } else { "---" }).collect();
    let mut text = format!("| {} |\n|{}|\n", header.join(" | "), rule.join("|"));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// A number with three significant digits; small numbers as powers of ten.
pub fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || !value.is_finite() {
        return format!("{value:.0}");
    }
    if size < 1e-3 {
        return format!("{value:.2e}");
    }
    let decimals = (2 - libm::log10(size).floor() as i32).clamp(0, 5) as usize;
    format!("{value:.decimals$}")
}
