//! Writes the Arrow schema of a Parquet file, so that text columns have the type `utf8`.
//!
//! polars would write its own type `utf8view`, which Arrow libraries before version 16 cannot read. Without a schema, newer libraries
//! choose `string_view`. The value is an Arrow IPC schema message in base64: the length, then a FlatBuffer. The FlatBuffer is built from
//! front to back, and every slot is 4 bytes wide.

use crate::results::{ColumnSpec, ColumnType};

/// Key of the schema in the file's metadata.
pub(super) const KEY: &str = "ARROW:schema";

// Numbers from the definition of the Arrow format (Message.fbs, Schema.fbs).
const METADATA_V5: u32 = 4;
const HEADER_SCHEMA: u32 = 1;
const SINGLE: u32 = 1;
const DOUBLE: u32 = 2;

/// The value of the key for these columns. All columns are nullable.
pub(super) fn arrow_schema(columns: &[ColumnSpec]) -> String {
    let mut flat = Flat { bytes: vec![0; 4] };
    let message = flat.table(&[Slot::Word(METADATA_V5), Slot::Word(HEADER_SCHEMA), Slot::Later]);
    flat.point(0, message.at);
    let schema = flat.table(&[Slot::Absent, Slot::Later]);
    flat.point(message.slot(2), schema.at);
    let fields = flat.vector(columns.len());
    flat.point(schema.slot(1), fields);
    for (index, column) in columns.iter().enumerate() {
        let field = flat.field(column);
        flat.point(fields + 4 + 4 * index, field);
    }
    let mut framed = vec![0xff; 4];
    framed.extend_from_slice(&word(flat.bytes.len()));
    framed.extend_from_slice(&flat.bytes);
    base64(&framed)
}

/// The value in a slot of a table.
enum Slot {
    Absent,
    Word(u32),
    /// An offset that [`Flat::point`] sets.
    Later,
}

/// Positions of a table and of its slots.
struct Table {
    at: usize,
    slots: Vec<usize>,
}

impl Table {
    fn slot(&self, index: usize) -> usize {
        self.slots[index]
    }
}

/// A FlatBuffer that grows at its end. All values are aligned to 4 bytes.
struct Flat {
    bytes: Vec<u8>,
}

impl Flat {
    /// Appends a vtable and then its table.
    fn table(&mut self, slots: &[Slot]) -> Table {
        let present = slots.iter().filter(|slot| !matches!(slot, Slot::Absent)).count();
        let vtable = self.bytes.len();
        self.half(4 + 2 * slots.len());
        self.half(4 + 4 * present);
        let mut next = 4;
        for slot in slots {
            let absent = matches!(slot, Slot::Absent);
            self.half(if absent { 0 } else { next });
            next += if absent { 0 } else { 4 };
        }
        self.align();
        let at = self.bytes.len();
        self.bytes.extend_from_slice(&word(at - vtable));
        let mut places = Vec::new();
        for slot in slots {
            places.push(self.bytes.len());
            match slot {
                Slot::Absent => {}
                Slot::Word(value) => self.bytes.extend_from_slice(&value.to_le_bytes()),
                Slot::Later => self.bytes.extend_from_slice(&[0; 4]),
            }
        }
        Table { at, slots: places }
    }

    /// Appends a vector of offsets, which are set later.
    fn vector(&mut self, len: usize) -> usize {
        let at = self.bytes.len();
        self.bytes.extend_from_slice(&word(len));
        self.bytes.resize(self.bytes.len() + 4 * len, 0);
        at
    }

    /// Appends a field: its name, that it is nullable, its type, and no children.
    fn field(&mut self, column: &ColumnSpec) -> usize {
        let (kind, parameters) = arrow_type(column.kind);
        let slots = [Slot::Later, Slot::Word(1), Slot::Word(kind), Slot::Later, Slot::Absent, Slot::Later];
        let field = self.table(&slots);
        let name = self.bytes.len();
        self.bytes.extend_from_slice(&word(column.name.len()));
        self.bytes.extend_from_slice(column.name.as_bytes());
        self.bytes.push(0);
        self.align();
        self.point(field.slot(0), name);
        let parameters = self.table(&parameters).at;
        self.point(field.slot(3), parameters);
        let children = self.vector(0);
        self.point(field.slot(5), children);
        field.at
    }

    /// Sets the offset at `from` so that it points to `to`, which is after it.
    fn point(&mut self, from: usize, to: usize) {
        self.bytes[from..from + 4].copy_from_slice(&word(to - from));
    }

    fn half(&mut self, value: usize) {
        self.bytes.extend_from_slice(&word(value)[..2]);
    }

    fn align(&mut self) {
        self.bytes.resize(self.bytes.len().next_multiple_of(4), 0);
    }
}

/// The number of a type, and the slots of its parameters.
fn arrow_type(kind: ColumnType) -> (u32, Vec<Slot>) {
    match kind {
        ColumnType::Int32 => (2, vec![Slot::Word(32), Slot::Word(1)]),
        ColumnType::Float32 => (3, vec![Slot::Word(SINGLE)]),
        ColumnType::Float64 => (3, vec![Slot::Word(DOUBLE)]),
        ColumnType::Text => (5, vec![]),
        ColumnType::Bool => (6, vec![]),
    }
}

/// Converts a length to 4 bytes. The lengths in a schema are far below 4 GiB.
fn word(value: usize) -> [u8; 4] {
    (value as u32).to_le_bytes()
}

/// Base64 of RFC 4648, padded.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for part in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, index| bits << 8 | u32::from(part.get(index).copied().unwrap_or(0)));
        for digit in 0..4 {
            let value = bits >> (18 - 6 * digit) & 63;
            text.push(if digit <= part.len() { char::from(DIGITS[value as usize]) } else { '=' });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foobar", "Zm9vYmFy")];
        for (bytes, text) in pairs {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
        assert_eq!(base64(&[0xff, 0xfb, 0xef]), "//vv");
    }
}
