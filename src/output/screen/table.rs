//! A table for the screen.

use super::wrap::{hanging, length, narrowest, wrapped};

const GAP: &str = "  ";
/// Width to which the labels of rows may shrink before the columns are divided into several blocks.
const LEAST_LABEL: usize = 20;
/// Largest number of lines of a heading.
const HEADING_LINES: usize = 3;
/// Indent of the second and following lines of a label.
const INDENT: usize = 2;

/// A table whose first columns are the labels of its rows. Labels are aligned left and values right.
///
/// Labels and headings that do not fit are continued below. Columns that do not fit beside each other are shown in blocks, each with the
/// labels. If there is no place for that either, every row becomes a list.
#[derive(Clone, Debug, Default)]
pub struct ScreenTable {
    labels: Vec<Column>,
    values: Vec<Column>,
}

/// A heading and the cells below it.
#[derive(Clone, Debug)]
struct Column {
    heading: String,
    cells: Vec<String>,
}

/// Columns beside each other, with their widths.
type Block<'a> = Vec<(&'a Column, usize)>;

impl Column {
    /// Width of the longest cell.
    fn cells_width(&self) -> usize {
        self.cells.iter().map(|cell| length(cell)).max().unwrap_or(0)
    }

    /// Width without line breaks.
    fn whole(&self) -> usize {
        self.cells_width().max(length(&self.heading))
    }

    /// Smallest width of a column of values, whose cells are never divided.
    fn narrow(&self) -> usize {
        self.cells_width().max(narrowest(&self.heading, HEADING_LINES))
    }

    /// Smallest width of a column of labels.
    fn narrow_label(&self) -> usize {
        self.whole().min(LEAST_LABEL)
    }
}

impl ScreenTable {
    /// A table with these labels of its rows.
    pub fn new(heading: &str, labels: impl IntoIterator<Item = String>) -> Self {
        Self::default().label(heading, labels)
    }

    /// Adds another column of labels.
    pub fn label(mut self, heading: &str, labels: impl IntoIterator<Item = String>) -> Self {
        self.labels.push(Column { heading: heading.to_owned(), cells: labels.into_iter().collect() });
        self
    }

    /// Adds a column with one value per row.
    pub fn column(mut self, heading: &str, values: impl IntoIterator<Item = String>) -> Self {
        self.values.push(Column { heading: heading.to_owned(), cells: values.into_iter().collect() });
        self
    }

    /// The table as lines of at most `width` characters, if the longest single value allows it.
    pub fn text(&self, width: usize) -> String {
        let whole = |column: &Column| column.whole() + GAP.len();
        let widths: usize = self.labels.iter().chain(&self.values).map(whole).sum();
        if widths <= width + GAP.len() {
            let block = self.values.iter().map(|column| (column, column.whole())).collect();
            return self.block(&block, width);
        }
        match self.blocks(width) {
            Some(blocks) => {
                let blocks: Vec<String> = blocks.iter().map(|block| self.block(block, width)).collect();
                blocks.join("\n")
            }
            None => self.list(width),
        }
    }

    /// The columns of values in blocks that fit; `None` if so few fit beside each other that a list is easier to read.
    fn blocks(&self, width: usize) -> Option<Vec<Block<'_>>> {
        let labels: usize = self.labels.iter().map(Column::narrow_label).sum::<usize>() + self.gaps();
        let mut blocks: Vec<Block<'_>> = vec![Vec::new()];
        let mut used = labels;
        for column in &self.values {
            let needed = column.narrow() + GAP.len();
            if used + needed > width && blocks.last().is_some_and(|block| !block.is_empty()) {
                blocks.push(Vec::new());
                used = labels;
            }
            used += needed;
            if used > width {
                return None;
            }
            blocks.last_mut()?.push((column, column.narrow()));
        }
        (labels <= width && 2 * blocks.len() <= self.values.len() + 1).then_some(blocks)
    }

    /// Width of the gaps between the labels.
    fn gaps(&self) -> usize {
        GAP.len() * self.labels.len().saturating_sub(1)
    }

    /// The widths of the labels beside a block: what it leaves, shared so that the longest label shrinks first.
    fn label_widths(&self, block: &Block<'_>, width: usize) -> Vec<usize> {
        let taken: usize = block.iter().map(|(_, width)| width + GAP.len()).sum::<usize>() + self.gaps();
        let mut widths: Vec<usize> = self.labels.iter().map(Column::whole).collect();
        while taken + widths.iter().sum::<usize>() > width {
            let longest = (0..widths.len()).max_by_key(|at| widths[*at]).filter(|at| widths[*at] > 1);
            match longest {
                Some(at) => widths[at] -= 1,
                None => return widths,
            }
        }
        widths
    }

    fn block(&self, block: &Block<'_>, width: usize) -> String {
        let labels = self.label_widths(block, width);
        let rows = self.labels.first().map_or(0, |column| column.cells.len());
        let label =
            |(column, width): (&Column, &usize)| bottom(hanging(&column.heading, *width, 0), *width, Side::Left);
        let value = |(column, width): &(&Column, usize)| bottom(wrapped(&column.heading, *width), *width, Side::Right);
        let head = self.labels.iter().zip(&labels).map(label).chain(block.iter().map(value)).collect();
        let mut text = beside(head, End::Bottom);
        for row in 0..rows {
            let label = |(column, width): (&Column, &usize)| {
                bottom(hanging(&column.cells[row], *width, INDENT), *width, Side::Left)
            };
            let value =
                |(column, width): &(&Column, usize)| bottom(vec![column.cells[row].clone()], *width, Side::Right);
            let cells = self.labels.iter().zip(&labels).map(label).chain(block.iter().map(value)).collect();
            text.push_str(&beside(cells, End::Top));
        }
        text
    }

    fn list(&self, width: usize) -> String {
        let rows = self.labels.first().map_or(0, |column| column.cells.len());
        let row = |row: usize| {
            let names: Vec<String> = match self.labels.as_slice() {
                [only] => vec![only.cells[row].clone()],
                several => several.iter().map(|column| format!("{}: {}", column.heading, column.cells[row])).collect(),
            };
            let names = names.iter().flat_map(|name| hanging(name, width, INDENT));
            let values = self.values.iter().map(|column| format!("{}: {}", column.heading, column.cells[row]));
            let indented = |text: String| {
                hanging(&text, width.saturating_sub(INDENT), INDENT).into_iter().map(|line| format!("{GAP}{line}"))
            };
            names.chain(values.flat_map(indented)).map(|line| format!("{line}\n")).collect::<String>()
        };
        (0..rows).map(row).collect()
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

#[derive(Clone, Copy)]
enum End {
    Top,
    Bottom,
}

/// The lines of a cell, each padded to the width of its column.
fn bottom(lines: Vec<String>, width: usize, side: Side) -> (usize, Vec<String>) {
    let padded = |line: String| match side {
        Side::Left => format!("{line:<width$}"),
        Side::Right => format!("{line:>width$}"),
    };
    (width, lines.into_iter().map(padded).collect())
}

/// Cells beside each other; shorter cells stand at this end.
fn beside(cells: Vec<(usize, Vec<String>)>, end: End) -> String {
    let height = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    let line = |line: usize| {
        let part = |(width, lines): &(usize, Vec<String>)| {
            let at = match end {
                End::Top => Some(line),
                End::Bottom => (line + lines.len()).checked_sub(height),
            };
            at.and_then(|at| lines.get(at)).cloned().unwrap_or_else(|| " ".repeat(*width))
        };
        let parts: Vec<String> = cells.iter().map(part).collect();
        format!("{}\n", parts.join(GAP).trim_end())
    };
    (0..height).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LABELS: [&str; 3] = [
        "Usual sitting",
        "Stockings with a pressure of 15-20 mmHg on both legs, all day",
        "Aisle walk, 5 min every hour",
    ];

    fn table() -> ScreenTable {
        ScreenTable::new("arm", LABELS.map(str::to_owned))
            .column("edema mL", ["208.4", "92.1", "191.1"].map(str::to_owned))
            .column("vs reference [interval]", ["reference", "-116.2 [-118.0, -114.5]", "-17.2"].map(str::to_owned))
            .column("residence min", ["13.6", "12.7", "11.0"].map(str::to_owned))
    }

    /// The text without spaces and line breaks.
    fn bare(text: &str) -> String {
        text.chars().filter(|letter| !letter.is_whitespace()).collect()
    }

    #[test]
    fn labels_are_whole_and_lines_fit_at_any_width() {
        for width in 30..140 {
            let text = table().text(width);
            assert!(text.lines().all(|line| length(line) <= width), "{width}\n{text}");
            for cell in table().values.iter().flat_map(|column| &column.cells) {
                assert!(bare(&text).contains(&bare(cell)), "{width}: {cell}\n{text}");
            }
            // The words of a label stand below each other at the beginning of lines, or beside each other.
            let starts: String =
                text.lines().map(|line| line.split("  ").find(|part| !part.is_empty()).unwrap_or("")).collect();
            for label in LABELS {
                assert!(bare(&starts).contains(&bare(label)), "{width}: {label}\n{text}");
            }
        }
    }

    #[test]
    fn a_wide_table_has_one_line_per_row() {
        let text = table().text(140);
        assert_eq!(text.lines().count(), 4);
        assert!(text.contains("Aisle walk, 5 min every hour  "), "{text}");
    }

    #[test]
    fn long_labels_continue_below() {
        let text = table().text(72);
        assert!(text.starts_with(&format!("{:31}edema{:27}residence\n", "", "")), "{text}");
        assert!(text.contains("\nStockings with a pressure of ") && text.contains("\n  15-20 mmHg on"), "{text}");
    }

    #[test]
    fn a_narrow_table_is_a_list() {
        let expected =
            "Usual sitting\n  edema mL: 208.4\n  vs reference [interval]: reference\n  residence min: 13.6\n";
        assert!(table().text(40).starts_with(expected), "{}", table().text(40));
    }

    #[test]
    fn columns_that_do_not_fit_are_shown_in_blocks() {
        let mut table = ScreenTable::new("arm", LABELS.map(str::to_owned));
        for column in 0..12 {
            table = table.column(&format!("column {column}"), ["1.0", "20.0", "300.0"].map(str::to_owned));
        }
        let text = table.text(80);
        let blocks: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(blocks.len(), 2, "{text}");
        assert!(blocks.iter().all(|block| block.contains("Usual sitting")), "{text}");
    }
}
