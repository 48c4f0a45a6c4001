//! Every determinant of a sitting person moves swelling, residence, dose and risk in the direction that the table states.

use soleus::engine::Cpu;
use soleus::evidence::measure_determinants;

#[test]
fn every_determinant_has_its_direction() {
    let measured = measure_determinants(&Cpu::default()).unwrap();
    assert_eq!(measured.len(), 21);
    let wrong: Vec<String> = measured.iter().flat_map(|of| of.surprises()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_direction_has_a_source_or_a_reason() {
    for of in measure_determinants(&Cpu::default()).unwrap() {
        for expected in &of.determinant.expected {
            let (word, reason) = expected.source.split_once(": ").unwrap_or(("", &expected.source));
            let dated = reason.chars().any(|letter| letter.is_ascii_digit());
            let reasoned = ["assumption", "definition"].contains(&word) && reason.len() > 6;
            assert!(dated || reasoned || reason.starts_with("no source"), "{}: {expected:?}", of.determinant.name);
        }
    }
}
