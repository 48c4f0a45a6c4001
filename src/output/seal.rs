//! The seal of a manifest: its last entry is a hash of its text.

const KEY: &str = ",\n  \"manifest_blake3\": \"";
const END: &str = "\n}\n";

/// Adds the seal to the text of a JSON object, which must have several lines.
pub(super) fn sealed(text: &str) -> String {
    let body = text.strip_suffix(END).unwrap_or(text);
    format!("{body}{KEY}{}\"{END}", blake3::hash(text.as_bytes()).to_hex())
}

/// The text without its seal.
pub(super) fn unsealed(text: &str) -> String {
    text.rsplit_once(KEY).map_or_else(|| text.to_owned(), |(body, _)| format!("{body}{END}"))
}

/// Whether the text is unchanged since it was sealed.
pub(super) fn is_intact(text: &str) -> bool {
    text.rsplit_once(KEY).is_some_and(|(body, _)| sealed(&format!("{body}{END}")) == text)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn any_change_breaks_the_seal() {
        let whole = sealed("{\n  \"seed\": 7\n}\n");
        assert!(is_intact(&whole) && serde_json::from_str::<serde_json::Value>(&whole).is_ok());
        for at in 0..whole.len() {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] ^= 1;
            assert!(!is_intact(&String::from_utf8(bytes).unwrap()), "byte {at}");
            assert!(!is_intact(&whole[..at]), "cut at {at}");
        }
        assert!(!is_intact("{\n  \"seed\": 7\n}\n") && !is_intact(&format!("{whole} ")));
    }
}
