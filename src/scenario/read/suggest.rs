//! Suggests the nearest valid word.

/// Smallest similarity of two words (Jaro-Winkler, 0 to 1) for a suggestion.
const ALIKE: f64 = 0.8;

/// The candidate that is most similar to the word, if any is similar enough.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= ALIKE)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// "did you mean ..." if a candidate is similar, otherwise the list of valid words.
pub(crate) fn hint(word: &str, candidates: &[&str]) -> String {
    match nearest(word, candidates.iter().copied()) {
        Some(candidate) => format!("did you mean `{candidate}`?"),
        None if candidates.is_empty() => "none exists".to_owned(),
        None => format!("choose from {}", list(candidates)),
    }
}

/// "did you mean ..." if a candidate is similar, otherwise a reference; for long lists of words.
pub(crate) fn hint_or<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>, otherwise: &str) -> String {
    nearest(word, candidates).map_or(otherwise.to_owned(), |candidate| format!("did you mean `{candidate}`?"))
}

/// Words in backquotes, separated by commas.
pub(crate) fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_offered_and_far_ones_are_not() {
        assert_eq!(nearest("persns", ["seed", "persons", "sampler"]), Some("persons"));
        assert_eq!(nearest("duration", ["name", "duration_min"]), Some("duration_min"));
        assert_eq!(nearest("Sitting", ["lying", "sitting"]), Some("sitting"));
        assert_eq!(nearest("xyz", ["seed", "persons"]), None);
    }
}
