//! Files of a finished run are damaged: `check` sees it every time.

use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{Home, NOTES, check, names, unless};
use crate::rows::{Row, tries};

/// A fixed sequence of numbers without a pattern (splitmix64).
struct Sequence(u64);

impl Sequence {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) % end as u64) as usize
    }
}

/// Damages a file: says how.
fn damage(path: &Path, bytes: &[u8], sequence: &mut Sequence) -> String {
    match sequence.below(8) {
        0 => {
            fs::remove_file(path).unwrap();
            "removed".to_owned()
        }
        1 => {
            let left = sequence.below(bytes.len());
            fs::write(path, &bytes[..left]).unwrap();
            format!("cut to {left} bytes")
        }
        _ => {
            let (at, bit) = (sequence.below(bytes.len()), sequence.below(8));
            let mut changed = bytes.to_vec();
            changed[at] ^= 1 << bit;
            fs::write(path, changed).unwrap();
            format!("bit {bit} of byte {at} flipped")
        }
    }
}

fn damaged(scenario: &str, tries: usize) -> Row {
    let home = Home::new();
    let out = home.finished(scenario);
    assert_eq!(check(&out), 0, "before any damage");
    let files: Vec<PathBuf> =
        names(&out).into_iter().filter(|name| out.join(name).is_file() && name != NOTES).collect();
    let (mut row, mut sequence) = (Row::default(), Sequence(tries as u64));
    for _ in 0..tries {
        let name = &files[sequence.below(files.len())];
        let path = out.join(name);
        let bytes = fs::read(&path).unwrap();
        let how = damage(&path, &bytes, &mut sequence);
        let code = check(&out);
        row.count(unless(code == 1, || format!("{}: {how}: check exits with {code}", name.display())));
        fs::write(path, bytes).unwrap();
    }
    assert_eq!(check(&out), 0, "when all is restored");
    row
}

pub(crate) fn run() -> Row {
    damaged("chair", tries(40, 1000))
}

pub(crate) fn sweep() -> Row {
    damaged("sweep", tries(40, 1000))
}
